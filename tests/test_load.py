"""Loading: bytes of any encoding become normalised text, and what is no text is refused with a sentence."""

from __future__ import annotations

import ast
import gzip
import hashlib
import html
import json
from collections.abc import Callable
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from cleaner import charset, intake, load, normalise, pipeline, sniff
from cleaner.model import CleanError, Options, Source, UnreadableInput, UsageError

CASES = Path(__file__).parent.parent / "fixtures" / "load"
AUTO = Options()
PAGE = "The night ferry – “late” again – sails at nine.\nÅsa Öberg steers it.\n"

ANY_CHARACTER = st.characters(exclude_categories=())  # surrogates, too
NO_MOJIBAKE = st.characters(exclude_categories=(), exclude_characters="".join(map(chr, range(0xC2, 0xF1))) + "ĂĹРС")


def _load(data: bytes | str, encoding: str | None = None) -> Source:
    return load.load(data, Options(encoding=encoding), path="page.txt")


def _text(text: str) -> str:
    """What is left of any text; texts that are refused, as full of control characters, are none of a property's business."""
    try:
        return _load(text).text
    except UnreadableInput:
        reject()


def _refusal(data: bytes | str, options: Options = AUTO) -> str:
    """The sentence with which an input is refused."""
    with pytest.raises(CleanError) as failure:
        load.load(data, options, path="page.txt")
    sentence = str(failure.value)
    assert "\n" not in sentence
    assert not sentence.endswith(".")
    return sentence


def _lines(name: str) -> list[str]:
    return [line for line in (CASES / name).read_text(encoding="utf-8").split("\n") if line and line[0] not in "#="]


def _literals(name: str) -> list[tuple[str, str]]:
    """The cases of a file with lines `"literal" -> "literal"  # why`."""
    pairs = (line.split(" -> ", 1) for line in _lines(name))
    return [(ast.literal_eval(given), ast.literal_eval(wanted)) for given, wanted in pairs]


# ----------------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize(("text", "wanted"), _literals("normalise.txt") + _literals("mojibake.txt"))
def test_normalised(text: str, wanted: str) -> None:
    assert _load(text).text == wanted
    assert _load(text.encode()).text == wanted


@given(st.text(ANY_CHARACTER))
def test_nothing_invisible_is_left(text: str) -> None:
    left = set(_text(text))
    forbidden = set(normalise.REPLACEMENTS) | set(normalise.LINE_BREAKS) | {"\r", "\x1b"}
    assert not left & forbidden
    assert all(not "\ud800" <= char <= "\udfff" for char in left)


@given(st.text(st.sampled_from("a .\n\r\t\x1b[m\0\u200b\u202e\xa0é中")))
def test_lines_are_those_of_an_editor(text: str) -> None:
    assert _text(text).count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(st.text(st.sampled_from("ab. \n\t‘’—éñüαωβдяж中国あア한글ابजक😀")))
def test_plain_text_is_untouched(text: str) -> None:
    assert _text(text) == text


@given(st.text(NO_MOJIBAKE))
def test_loading_what_was_loaded_changes_nothing(text: str) -> None:
    once = _text(text)
    assert _load(once).text == once


@given(st.text(ANY_CHARACTER))
def test_text_is_read_like_its_bytes(text: str) -> None:
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not sniff.binary(whole.encode()) and "\0" not in whole and "\x1b$" not in whole:
        wanted = _text(text)
        assert _load(whole.encode()).text == wanted


@pytest.mark.parametrize("text", ["a\ud800b", "a\udfffb"])
def test_a_lone_surrogate_is_replaced(text: str) -> None:
    assert _load(text).text == "a\ufffdb"


def test_a_pair_of_surrogates_is_the_character_it_means() -> None:
    assert _load("\ud83d\ude00").text == "😀"


# ------------------------------------------------------------------------------------------------------------- encoding


def _encoded() -> list[tuple[str, str]]:
    """Encodings and texts to recognise in them."""
    lines = (line.split(" | ") for line in _lines("encodings.txt"))
    return [(encoding, text) for _, encodings, text in lines for encoding in encodings.split()]


def _codec(encoding: str) -> str:
    codec, _ = charset.named(encoding) or ("", "")
    return codec


@pytest.mark.parametrize(("encoding", "text"), _encoded())
def test_detected(encoding: str, text: str) -> None:
    data = text.encode(_codec(encoding))
    source = _load(data)
    assert source.text == _load(text).text
    assert data.decode(_codec(source.encoding)) == text  # the name may be another that gives the same text


@pytest.mark.xfail(strict=True, reason="too short: the letters make as good a word in another language")
@pytest.mark.parametrize(
    ("encoding", "text"), [("windows-1253", "Νέα"), ("koi8-r", "НОВОСТИ ПОЛИТИКА СПОРТ ПОГОДА"), ("euc-kr", "오늘 서울 날씨는 맑음")]
)
def test_not_yet_detected(encoding: str, text: str) -> None:
    assert _load(text.encode(encoding)).text == text


def test_far_down_the_page_is_early_enough() -> None:
    page = b"Home\nNews\n" * 100_000 + "Die Brücke bleibt gesperrt.".encode("cp1252")
    assert _load(page).text.endswith("Die Brücke bleibt gesperrt.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["", "a", PAGE, "Паром не ходит.", "渡轮今天停航。"])
def test_byte_order_marks(encoding: str, text: str) -> None:
    source = _load(("\ufeff" + text).encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["ferry", PAGE, "Паром и мост закрыты.\nДо марта.", "Το πλοίο δεν έφυγε.", "旧桥将关闭，\n市长 2024 说。"])
def test_utf16_without_a_mark(encoding: str, text: str) -> None:
    source = _load(text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "data", [b"ferry\0bridge\0lock\0", PAGE.encode() + b"\0", b"\0" + PAGE.encode(), "Le pont est fermé\0".encode("cp1252")]
)
def test_stray_nuls_do_not_make_utf16(data: bytes) -> None:
    assert not _load(data).encoding.startswith("utf-16")


def test_utf16_that_is_cut_loses_half_a_character() -> None:
    assert _load(PAGE.encode("utf-16")[:-1]).text == PAGE[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),  # not a character that is cut off: there is no other
        (b"Caf\xe9 \xe9t\xe9", "Café été"),
        ("“été".encode()[:-1], "“ét\ufffd"),
        ("It’s".encode()[:-2], "It\ufffd"),
        (b"\x99s late, \xe2\x80\x9cnot yet\xe2\x80\x9d", "\ufffds late, “not yet”"),
        ("“late” ".encode() + b"\xff\xfe.", "“late” \ufffd\ufffd."),
        ("été, \ufffd. ".encode() + b"\xe9", "été, \ufffd. \ufffd"),
        ("Старый мост ".encode() + b"\x80", "Старый мост \ufffd"),
    ],
)
def test_damaged_utf8_is_not_taken_for_another_encoding(data: bytes, text: str) -> None:
    assert _load(data).text == text


@given(st.integers(0, 10_000))
def test_utf8_may_be_cut_anywhere(place: int) -> None:
    data = PAGE.encode()
    start = len("The night ferry –".encode())
    cut = data[: start + place % (len(data) - start)]
    assert _load(cut).text == cut.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("encoding", "data", "text", "name"),
    [
        ("UTF8", "é".encode(), "é", "utf-8"),
        ("latin-1", b"\x93\xe9\x94", "“é”", "windows-1252"),  # what the web means by it
        ("gb2312", "镕".encode("gbk"), "镕", "gb18030"),
        ("windows-874", "ข่าว".encode("cp874"), "ข่าว", "windows-874"),
        ("koi8-r", "é".encode(), "ц╘", "koi8-r"),  # as told, right or wrong
        ("cp037", "Ferry".encode("cp037"), "Ferry", "cp037"),
        ("utf-8", b"caf\xe9", "caf\ufffd", "utf-8"),
        ("ascii", b"\x81", "\ufffd", "windows-1252"),
    ],
)
def test_the_encoding_asked_for_wins(encoding: str, data: bytes, text: str, name: str) -> None:
    source = _load(data, encoding)
    assert (source.text, source.encoding) == (text, name)


@pytest.mark.parametrize(
    ("encoding", "hint"),
    [
        ("utf9", "utf-8"),
        ("windows-1253x", "windows-1253"),
        ("klingon", "try utf-8"),
        ("base64", "try"),
        ("undefined", "try"),
        ("a\0", "try"),
    ],
)
def test_an_unknown_encoding_is_wrong_usage(encoding: str, hint: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding") as failure:
        _load(b"text", encoding)
    assert hint in str(failure.value)


# ----------------------------------------------------------------------------------------------------------------- gzip


def test_gzip_is_unpacked_whatever_its_name() -> None:
    assert _load(gzip.compress(PAGE.encode())).text == PAGE
    assert _load(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0").text == "one two"
    assert _load(gzip.compress(b"Caf\xe9")).encoding == "windows-1252"


@pytest.mark.parametrize("kept", [3, 12, -9, -1])
def test_gzip_that_is_cut_is_refused(kept: int) -> None:
    assert _refusal(gzip.compress(PAGE.encode())[:kept]).startswith("page.txt is a gzip file that is cut off: ")


def test_gzip_that_is_damaged_is_refused() -> None:
    packed = bytearray(gzip.compress(PAGE.encode()))
    packed[-5] ^= 1
    assert _refusal(bytes(packed)).startswith("page.txt is a damaged gzip file: ")
    assert _refusal(b"\x1f\x8bnonsense").startswith("page.txt is a damaged gzip file: ")


def test_a_gzip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "UNPACKED_LIMIT", 1_000_000)
    assert _load(gzip.compress(b"a" * 1_000_000)).text == "a" * 1_000_000
    assert "holds more than 1 MB" in _refusal(gzip.compress(b"a" * 1_000_001))
    assert "holds more than 1 MB" in _refusal(gzip.compress(b"a" * 600_000) * 2)


# ----------------------------------------------------------------------------------------------------------- not text


@pytest.mark.parametrize("data", [b"", b" \n\t", b"ferry", b"ID3 tags are read by players", b"RIFF RAFF\nthe band", b"BZh", b"wOFF!"])
def test_text_is_not_refused(data: bytes) -> None:
    assert _load(data).text == data.decode()


@pytest.mark.parametrize(("magic", "what", "advice"), sniff.MAGIC, ids=lambda value: value[:12] if isinstance(value, str) else None)
def test_what_is_no_text_is_refused(magic: bytes, what: str, advice: str) -> None:
    data = magic + bytes(range(32)) * 3
    if not magic.startswith(b"\x1f\x8b"):
        assert _refusal(data) == f"page.txt is {what}, not text: {advice}"
    assert _refusal(gzip.compress(data)) == f"page.txt is {what}, not text: {advice}"


def test_formats_that_are_told_further_inside() -> None:
    assert "an MP4 video" in _refusal(b"\0\0\0\x18ftypmp42" + b"\0" * 100)
    assert "a tar archive" in _refusal(b"page.txt" + b"\0" * 249 + b"ustar\x0000" + b"a" * 100)


@pytest.mark.parametrize("data", [b"\0" * 100, bytes(range(256)) * 4, b"\0\x01\x02text" * 20, "\x01\x02word".encode("utf-16") * 9])
def test_data_full_of_controls_is_refused(data: bytes) -> None:
    assert _refusal(data).startswith("page.txt is binary data, not text: ")


def test_some_controls_are_damage() -> None:
    page = "The night ferry sails at nine.\n" * 20
    assert _load("\0\x01\x02\0\0\0\0\x03\x04\x05" + page).text == page
    assert _load(page + "\0" * 10_000).text == page  # a file that was filled up
    assert _load("\x1b[31mred\x1b[0m " * 50).text == "red " * 50  # a terminal's colours


def test_without_a_path_the_sentence_is_a_sentence() -> None:
    with pytest.raises(UnreadableInput, match=r"^the input is a PNG image, not text: "):
        load.load(b"\x89PNG\r\n\x1a\n", AUTO)


FORMS: dict[str, Callable[[str], str]] = {
    "a string of JSON": json.dumps,
    "a string of JSON with its letters": lambda text: json.dumps(text, ensure_ascii=False),
    "a string of Python": repr,
    "bytes of Python": lambda text: repr(text.encode()),
    "bytes in a file that ends with a line end": lambda text: f"{text.encode()!r}\n",
    "escaped, without quotes": lambda text: json.dumps(text)[1:-1],
    "only its line ends escaped": lambda text: text.replace("\n", "\\n"),
    "quoted in a mail": lambda text: "".join(f"> {line}".rstrip() + "\n" for line in text.split("\n"))[:-1],
    "quoted twice": lambda text: text.replace("\n", "\n>> ").join((">> ", "")),
}
"""How a program or a mail writes a page down."""


def _parts(name: str) -> list[list[str]]:
    """The headings of a file of cases and what stands below each."""
    return [part.split("\n", 1) for part in (CASES / name).read_text(encoding="utf-8").split("\n== ")[1:]]


@pytest.mark.parametrize(("kind", "page"), _parts("written.txt"))
@pytest.mark.parametrize("form", FORMS)
def test_pages_that_a_program_wrote_down_are_read(form: str, kind: str, page: str) -> None:
    found = _load(FORMS[form](page).encode())
    assert (found.text.strip(), found.kind) == (page.strip(), kind)


@pytest.mark.parametrize("form", [json.dumps, repr, lambda strings: json.dumps(strings, indent=1)])
def test_a_list_of_strings_is_a_page_of_lines(form: Callable[[list[str]], str]) -> None:
    lines = ["Home", "It's “late”", 'It sails "at nine"', "", "Åsa, Öberg] ['"]
    assert _load(form(lines)).text == "\n".join(lines)


@pytest.mark.parametrize(("name", "text"), _parts("literals.txt"))
def test_escapes_and_quotation_marks_of_a_page_stay(name: str, text: str) -> None:
    assert _load(text).text == text, name


@pytest.mark.parametrize(
    "data", ['{"text": "Two sail."}', '[{"text": "a"}, {"text": "b"}]', '{"text": "a\\nb\\nc\\nd\\ne"}\n' * 3, '{\n "a": {}\n}\n']
)
def test_objects_of_json_are_no_page(data: str) -> None:
    assert _refusal(data).startswith("page.txt is JSON, not a page: use --from jsonl")
    assert load.load(data, Options(kind="text")).text == data


BODY = "<!doctype html>\n<title>Åsa's ferry</title>\n<p>It sails = at nine.</p>\n"


def _message(kind: str, *parts: Message) -> bytes:
    """A message as bytes; parts: in it, one after another."""
    message = MIMEMultipart(kind)
    message["From"] = "<Saved by a browser>"
    for part in parts:
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY.encode(),
        b"HTTP/2 301\nlocation: /a\n\nHTTP/2 200\n\n" + BODY.encode(),
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nServer: a\r\n\r\n" + BODY.encode(),
        _message("related", MIMEText(BODY, "html", "utf-8"), MIMEText("p {}", "css", "utf-8")),
        _message("alternative", MIMEText("It sails.", "plain", "utf-8"), MIMEText(BODY, "html", "iso-8859-15")),
        gzip.compress(_message("mixed", MIMEText(BODY, "html", "utf-8"))),
    ],
)
def test_a_page_is_taken_out_of_its_envelope(data: bytes) -> None:
    found = _load(data)
    assert (found.text.strip(), found.kind, found.sha256) == (BODY.strip(), "html", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    "text",
    [
        "HTTP/1.1 is older than the night ferry.\nIt has headers.\n\nThe ferry has none.",
        "Subject: the ferry\nFrom: Ann\n\nIt sails at nine.",
        "MIME-Version: 1.0 is what every mail says.\n\nNobody reads it.",
        "Content-Type: text/html\n\nis what a server says.",
    ],
)
def test_a_text_about_envelopes_is_none(text: str) -> None:
    assert _load(text.encode()).text == text


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([">" * 200_000] * 12),
        "\n".join(["> " * 100_000 + "a"] * 12),
        "".join(f"⟨{at}⟩" for at in range(1, 9)) + "\n## References\n" * 50_000,
        '"' + "\\n" * 200_000,
        "['a'" + ", 'a'" * 100_000,
        "<p>" * 100_000 + "\n" * 100_000,
        "<meta a>" * 50_000 + "<pre",
        '{"a": ' * 50_000,
        "a: b\n" * 100_000,
        "[a](a." + "a." * 200_000 + "[b](/c) " * 9,
        "(/a" + "(a)" * 100_000 + "(/b) " * 30,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_wrappings_cost_no_more_than_others(text: str) -> None:
    assert pipeline.read(text) is not None


NUMBERED = """# The ferry that nobody ordered

[Home⟨1⟩] Boats⟨2⟩ News⟨3⟩
![The ferry⟨4⟩]
The council⟨5⟩ bought a ferry; the Boats⟨2⟩ page says why.

## References

⟨1⟩ https://tidewater.example/
⟨2⟩ https://tidewater.example/boats: Boats
⟨3⟩ https://tidewater.example/news
⟨4⟩ https://tidewater.example/ferry.jpg: The ferry
⟨5⟩ https://tidewater.example/council
"""


@pytest.mark.parametrize(
    "text",
    [
        "A qubit is in ⟨0⟩, in ⟨1⟩ or between them.",
        "⟨1⟩ ⟨2⟩ ⟨3⟩ ⟨4⟩ ⟨6⟩ ⟨7⟩",  # nobody counted so
        NUMBERED.replace("⟨", "[").replace("⟩", "]"),
        NUMBERED.replace("⟨1⟩", "⟨0⟩"),
    ],
)
def test_brackets_that_number_no_links_stay(text: str) -> None:
    assert _load(text).text == text


def test_numbers_for_links_and_their_list_are_no_words_of_the_page() -> None:
    lines = ["# The ferry that nobody ordered", "", "[Home] Boats News", "", "The council bought a ferry; the Boats page says why."]
    assert _load(NUMBERED).text.split("\n") == lines + [""] * (NUMBERED.count("\n") + 1 - len(lines))


THIN: dict[str, Callable[[list[str]], str]] = {
    "<br> between lines": "<br>".join,
    "<br/> at their ends": lambda lines: "".join(f"{line}<br/>\n" for line in lines),
    "a <p> each": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "a <p> each, never closed": lambda lines: "\n".join(f"<P>{line}" for line in lines),
    "a <div> each, in a frame": lambda lines: "<html><body>" + "\n".join(f"<div>{line}</div>" for line in lines) + "</body></html>",
    "<pre> around all": lambda lines: (
        '<html><head><meta name="color-scheme" content="light dark"></head><body><pre style="word-wrap: break-word;">'
        + "\n".join(lines)
        + "</pre></body></html>"
    ),
}
"""How text is put into a little markup."""


@pytest.mark.parametrize("form", THIN)
def test_text_in_a_little_markup_is_text(form: str) -> None:
    lines = ["Home", "News", "Night ferry returns", "It isn't &lt;late&gt; again.", "Åsa &amp; Öberg steer it.", "Sport", "About"]
    found = _load(THIN[form](lines))
    assert [line for line in found.text.split("\n") if line] == [html.unescape(line) for line in lines]
    assert found.kind == "text"


def test_what_stands_for_characters_is_as_clean_as_these() -> None:
    page = "<p>Night&nbsp;ferry</p>" * 3 + "<p>&#8203;It sails&#0;&#x202e;</p>"
    assert _load(page).text.split() == ["Night", "ferry"] * 3 + ["It", "sails\ufffd"]


def test_markdown_with_ends_of_lines_in_its_cells_is_markdown() -> None:
    page = "# Ferries\n\n| name | sails |\n| --- | --- |\n" + "| Heron<br>grey | at nine<br>at ten |\n" * 5
    assert (_load(page).text, _load(page).kind) == (page, "markdown")


def test_markup_with_headings_or_items_is_markup() -> None:
    for page in ("<h1>Ferry</h1>" + "<p>It sails.</p>" * 9, "<p>It sails.</p>" * 9 + "<ul><li>a</li><li>b</li></ul>"):
        assert (_load(page).text, _load(page).kind) == (page, "html")


@pytest.mark.parametrize(("name", "text"), _parts("thin.txt"))
def test_tags_that_are_words_stay(name: str, text: str) -> None:
    assert (_load(text).text, _load(text).kind) == (text, "text"), name


@pytest.mark.parametrize(("heading", "document"), _parts("markup.txt"))
def test_markup_is_told_from_text(heading: str, document: str) -> None:
    kind, _, _ = heading.partition(":")
    if kind == "XML":
        assert _refusal(document).startswith("page.txt is XML, which this version does not read: ")
        assert "--from text" in _refusal(document.encode())
    else:
        assert (_load(document).text, _load(document).kind) == (document, kind.lower())
        assert _load("\ufeff" + document).kind == kind.lower()
    assert load.load(document, Options(kind="text")).text == document


@given(st.text(st.sampled_from("a .<>\n\r\t\v\f\0\x85\u2028\u200b\u202e\xa0é中")))
def test_markup_keeps_its_lines(text: str) -> None:
    source = load.load(text, Options(kind="html"))
    assert source.kind == "html"
    assert source.text.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert not set(source.text) & {*normalise.REPLACEMENTS, *normalise.LINE_BREAKS, "\r"}


ACCENTS = "<p>Die Fähre fährt über die Brücke, sagte der Kapitän früh.</p>"
CYRILLIC = "<p>Паром снова не ходит, сказал капитан журналистам вчера утром.</p>"
CHINESE = "<p>夜间渡轮星期一晚上再次启航，议会出售最后一艘船已经过去了十一年。</p>"


def _page(charset: str, text: str) -> str:
    return f'<!doctype html><html><head><meta charset="{charset}"></head><body>{text}</body></html>'


@pytest.mark.parametrize(
    ("said", "codec", "text", "found"),
    [
        ("iso-8859-1", "cp1252", ACCENTS, "windows-1252"),
        ("windows-1251", "cp1251", CYRILLIC, "windows-1251"),
        ("koi8-r", "koi8-r", CYRILLIC, "koi8-r"),
        ("gb2312", "gb18030", CHINESE, "gb18030"),
        ("macintosh", "mac-roman", ACCENTS, "mac-roman"),  # not among those that are told apart
        # wrong declarations survive
        ("iso-8859-1", "utf-8", ACCENTS, "utf-8"),
        ("windows-1251", "utf-8", CYRILLIC, "utf-8"),
        ("utf-8", "cp1251", CYRILLIC, "windows-1251"),
        ("utf-8", "cp1252", ACCENTS, "windows-1252"),
        ("utf-16", "utf-8", ACCENTS, "utf-8"),
        ("utf-16le", "ascii", "<p>The night ferry sails.</p>", "utf-8"),
        ("utf-16", "cp1252", ACCENTS, "windows-1252"),
        ("iso-8859-1", "cp1251", CYRILLIC, "windows-1251"),
        ("gb2312", "big5", CHINESE.replace("启", "啟").translate(str.maketrans("间轮晚议会艘经过", "間輪晚議會艘經過")), "big5"),
        ("klingon", "cp1252", ACCENTS, "windows-1252"),
        ("base64", "cp1252", ACCENTS, "windows-1252"),
    ],
)
def test_the_encoding_that_a_page_declares(said: str, codec: str, text: str, found: str) -> None:
    page = _page(said, text)
    source = load.load(page.encode(codec), AUTO)
    assert (source.kind, source.encoding, source.text) == ("html", found, page)


def test_the_encoding_of_an_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-2"?>\n<html><body><p>Źdźbło trawy stało samotnie na łące.</p></body></html>'
    assert load.load(page.encode("iso-8859-2"), AUTO).text == page


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-2">',
        "<meta content='text/html;charset=iso-8859-2' http-equiv=content-type>",
        "<title>T</title><meta name=a content=b>" + "<script>var x;</script>" * 100 + "<meta charset=iso-8859-2>",
        '<meta charset="utf-8"><meta charset="iso-8859-2">',  # the first is wrong
    ],
)
def test_all_ways_to_declare_an_encoding_and_none(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>Źdźbło trawy stało samotnie na łące, mówił rybak.</p></body></html>"
    source = load.load(page.encode("iso-8859-2"), AUTO)
    assert (source.encoding, source.text) == ("iso-8859-2", page)


@pytest.mark.parametrize("said", ["iso-8859-1", "utf-16", "utf-8", "klingon"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_before_what_a_page_declares(said: str, codec: str) -> None:
    page = _page(said, CYRILLIC)
    assert load.load(page.encode(codec), AUTO).text == page


def test_what_the_caller_says_and_byte_order_marks_go_before_what_a_page_declares() -> None:
    page = _page("koi8-r", CYRILLIC)
    assert load.load(page.encode("cp1251"), Options(encoding="windows-1251")).text == page
    assert load.load(b"\xff\xfe" + page.encode("utf-16-le"), AUTO).text == page


def test_text_about_declarations_declares_nothing() -> None:
    text = 'Put <meta charset="windows-1251"> into the head. Die Fähre fährt über die Brücke, sagte der Kapitän.'
    assert load.load(text.encode("cp1252"), AUTO).text == text


# -------------------------------------------------------------------------------------------------------------- source


@pytest.mark.parametrize("data", [b"", PAGE.encode(), PAGE.encode("utf-16"), gzip.compress(PAGE.encode()), b"Caf\xe9"])
def test_the_hash_is_of_the_bytes_given(data: bytes) -> None:
    assert _load(data).sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(ANY_CHARACTER))
def test_the_hash_of_text_is_of_its_utf8(text: str) -> None:
    _text(text)
    assert _load(text).sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def test_where_it_comes_from() -> None:
    source = load.load(b"ferry", AUTO, path="pages/ferry.txt")
    assert (source.path, source.kind, source.encoding) == ("pages/ferry.txt", "text", "utf-8")
    assert load.load("ferry", AUTO).path is None


@given(st.binary() | st.builds(lambda entry, rest: entry[0] + rest, st.sampled_from(sniff.MAGIC), st.binary()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = load.load(data, AUTO)
    except UnreadableInput:
        return
    source.text.encode()
    assert "\r" not in source.text
