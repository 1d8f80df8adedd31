"""The encodings that the web uses, and the letters of the languages that are written in them; data of `charset`."""

from __future__ import annotations

from typing import NamedTuple

SYMBOLS = frozenset("“”„‘’‚–—…«»‹›·•€£¥§°©®™²³½¼¾×±¿¡ªº†‡\u00a0\u00ad")
CJK_SYMBOLS = frozenset("\u3000、。，．・：；？！「」『』（）〈〉《》【】—…‘’“”～０１２３４５６７８９％")


class Language(NamedTuple):
    """common: its commonest letters outside ASCII; letters: the rest of them. Lower case."""

    common: str
    letters: str = ""


LATIN_WEST = (
    Language("éèàêçôîâûùëïœüÿæ"),  # French
    Language("äüöß"),  # German
    Language("óíáéñúü"),  # Spanish
    Language("ãçáéóíêâõàúô"),  # Portuguese
    Language("èàùòéì"),  # Italian
    Language("éëïöèüêá"),  # Dutch
    Language("äåöé"),  # Swedish, Finnish
    Language("øåæéô"),  # Danish, Norwegian
    Language("íáðéóöþæúý"),  # Icelandic
    Language("àèéíòóúçïü"),  # Catalan
    Language("äöüõšž"),  # Estonian
)
LATIN_EAST = (
    Language("ąęłóśżćńź"),  # Polish
    Language("íáéěřčžýšůúťďňó"),  # Czech
    Language("áíéčšžýúťň", "ôľäďóŕĺ"),  # Slovak
    Language("éáöóőüíúű"),  # Hungarian
    Language("ăîâşţ"),  # Romanian
    Language("čšžćđ"),  # Croatian, Slovenian
)
RUSSIAN = Language("оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё")
CYRILLIC = (
    RUSSIAN,
    Language("оанитвріескулд", "мпзяьбгйчхцїжєюшщфґ"),  # Ukrainian
    Language("аионтерсвлкдпм", "збъгяучщцхжшйюф"),  # Bulgarian
    Language("аиоеунртјсвкдм", "плзгбчшцњжћхђљфџ"),  # Serbian
    Language("аонілеьрстдкмя", "уыйзпцўвбгхшчжюёфэ"),  # Belarusian
)
GREEK = (Language("αοιετσνρκπςυλμηίόάέ", "δγθωήύώχφβξζψϊΐϋΰ"),)
HEBREW = (Language("יוהלאתרמשבנדםחקפעטגכ", "צזסןץףך\u05b0\u05b4\u05b6\u05b7\u05b8\u05bc"),)
ARABIC = (
    Language("النيموتراةعبسدفهكقحجأ", "طشصىخإذءزضئغثآظؤ،؟ـ\u064b"),
    Language("اینردهموتبشسک", "لزفگخقعجحپآچصطضغثژظذئ"),  # Persian
)
THAI = (Language("านรอกเงวมยลตทสบดคปหพจ", "แโใไะัิีึืุู่้๊๋็์ำขคชซญฐณธนผฝฟภศษฬฮฯฤๆ"),)
TURKISH = (Language("ıüşğçöİ", "âî"),)
BALTIC = (Language("ėšųžįčūąę"), Language("āēīšūņļčģķž"), Language("äõüöšž"))  # Lithuanian, Latvian, Estonian
CHINESE_SIMPLIFIED = Language(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然"
    "没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二"
)
CHINESE_TRADITIONAL = Language(
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然"
    "沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二"
)
JAPANESE = Language(
    "のにはをたがでてとしれさいるなあうえおかきくけこすせそちつぬねひふへほまみむめもやゆよらりろわんっゃゅょだじずげぎぐごば"
    "びぶべぼぱンストルイリアクラッロプシタレフドーニサカコマキムミチオウテエャュョハパバメグジデブダナ日一国人年大本中出三時"
)
KOREAN = Language("이다는에의가을를고하지도로한은기사리자인시어대서나라일아수그부해정보으주만면장전습니있었했게들과와구국스상원성제비여")

EUC_TRAIL = range(0xA1, 0xFF)
BIG5_TRAIL = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
SHIFT_JIS_TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFD))


class Encoding(NamedTuple):
    """name: as the web calls it. codec: Python's. languages: those written in it. latin: whether in Latin letters.

    lead, trail: East Asian only, the bytes of the everyday ideographs or syllables."""

    name: str
    codec: str
    languages: tuple[Language, ...]
    latin: bool = False
    lead: tuple[int, int] | None = None
    trail: range | tuple[int, ...] = EUC_TRAIL


ENCODINGS = (  # of two that explain the bytes equally well, the first is taken: it is the one met more often
    Encoding("windows-1252", "cp1252", LATIN_WEST, latin=True),
    Encoding("windows-1251", "cp1251", CYRILLIC),
    Encoding("windows-1250", "cp1250", LATIN_EAST, latin=True),
    Encoding("iso-8859-2", "iso8859-2", LATIN_EAST, latin=True),
    Encoding("iso-8859-15", "iso8859-15", LATIN_WEST, latin=True),
    Encoding("windows-1254", "cp1254", TURKISH, latin=True),
    Encoding("windows-1257", "cp1257", BALTIC, latin=True),
    Encoding("windows-1253", "cp1253", GREEK),
    Encoding("iso-8859-7", "iso8859-7", GREEK),
    Encoding("koi8-r", "koi8-r", CYRILLIC[:1]),
    Encoding("koi8-u", "koi8-u", CYRILLIC[1:2]),
    Encoding("iso-8859-5", "iso8859-5", CYRILLIC),
    Encoding("ibm866", "cp866", CYRILLIC[:1]),
    Encoding("windows-1255", "cp1255", HEBREW),
    Encoding("windows-1256", "cp1256", ARABIC),
    Encoding("iso-8859-6", "iso8859-6", ARABIC[:1]),
    Encoding("windows-874", "cp874", THAI),
    Encoding("gb18030", "gb18030", (CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL), lead=(0xB0, 0xD7)),
    Encoding("big5", "big5hkscs", (CHINESE_TRADITIONAL,), lead=(0xA4, 0xC6), trail=BIG5_TRAIL),
    Encoding("shift_jis", "cp932", (JAPANESE,), lead=(0x88, 0x97), trail=SHIFT_JIS_TRAIL),
    Encoding("euc-jp", "euc_jp", (JAPANESE,), lead=(0xB0, 0xCF)),
    Encoding("euc-kr", "cp949", (KOREAN,), lead=(0xB0, 0xC8)),
)

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What the web says and what it means, after the WHATWG Encoding Standard: supersets with the same characters."""
