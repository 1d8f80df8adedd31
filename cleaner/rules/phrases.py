"""Phrases: which furniture phrase a block holds. The words are in `cleaner/phrases`, a file a language; here is what each mark means.

A block with several marks counts for the first one in this order: what is furniture and nothing else stands first."""

from __future__ import annotations

from functools import lru_cache

from cleaner.rules.context import SINCE_UNTIL
from cleaner.rules.rule import Rule, TextRule, cross
from cleaner.rules.shape import SIZE
from cleaner.rules.texts import Texts

MARKS = {
    "promo.related": "Announces other articles: related, recommended, see also.",
    "promo.popular": "Announces the most read, hottest, latest.",
    "promo.more": "Leads on to a full text: read more, continue reading.",
    "promo.share": "Shares the page on a network or by mail.",
    "promo.follow": "Asks to follow the site on a network.",
    "promo.newsletter": "Offers a newsletter.",
    "promo.subscribe": "Sells a subscription or stands at a paywall.",
    "promo.app": "Offers an app.",
    "promo.donate": "Asks for money.",
    "promo.shop": "Sells something.",
    "promo.ad": "Labels an advertisement.",
    "promo.source": "Links the original of the article.",
    "comment.form": "Invites to comment, or is a field of the form.",
    "comment.count": "Counts comments.",
    "comment.reply": "Belongs to one comment: reply, report, permalink.",
    "comment.rules": "Says what comments may hold, or whose views they are.",
    "legal.copyright": "Claims copyright.",
    "legal.cookies": "Speaks of cookies.",
    "legal.terms": "Links terms or privacy policy.",
    "legal.disclaimer": "Disclaims, discloses.",
    "trail.topics": "Heads the tags under an article.",
    "people.author-box": "Heads a box about the author.",
    "people.byline": "Says who wrote, reported, edited.",
    "people.role": "Names an author's job.",
    "date.published": "Says when the article came out.",
    "date.updated": "Says when the article was changed.",
    "date.relative": "Says how long ago.",
    "weather.widget": "Belongs to a weather widget.",
    "media.caption": "Begins a caption.",
    "media.credit": "Names an agency or photographer.",
    "media.player": "Belongs to a player.",
    "page.tools": "Prints, mails, saves, enlarges the page.",
    "page.stats": "Counts views, shares, minutes to read.",
    "page.error": "Reports an error of the page, or is what a template holds until somebody writes.",
    "nav.menu": "Is an entry of the site's menu.",
    "nav.skip": "Skips to a place on the page.",
    "nav.search": "Belongs to the search field.",
    "nav.account": "Signs in or up.",
    "nav.pages": "Leads to the next or previous page or article.",
    "nav.breadcrumb": "Says where one is.",
    "nav.contact": "Links what is said about the site: about us, imprint, careers.",
}
"""Name of each phrase mark -> what it marks."""
NONE, OTHER = "none", "other"
_LABELS = (NONE, *MARKS, OTHER)
_FAMILIES = ("none", "promo", "comment", "legal", "trail", "people", "date", "media", "page", "nav")
_RANK = {name: rank for rank, name in enumerate(_LABELS)}
_FAMILY_OF = bytes(
    [_FAMILIES.index(family) if (family := name.partition(".")[0]) in _FAMILIES else _FAMILIES.index("page") for name in _LABELS]
).ljust(256, b"\0")


def _mark(texts: Texts) -> bytes:
    column = bytearray(texts.size)
    for text, marks in texts.marks.items():
        column[text] = _first(marks)
    return bytes(column)


@lru_cache(maxsize=4096)
def _first(marks: tuple[str, ...]) -> int:
    return min([_RANK.get(mark, len(_LABELS) - 1) for mark in marks])


def whole_mark(texts: Texts, text: int) -> str:
    """The furniture phrase that a text is, and nothing else; "" for none."""
    marks = [mark for mark in texts.book.phrase(texts.folded[text]) if mark in texts.marks.get(text, ())]
    return min(marks, key=lambda mark: _RANK.get(mark, len(_RANK)), default="")


MARK = TextRule("phrase.mark", "Which furniture phrase the block holds.", _LABELS, _mark)
FAMILY = TextRule("phrase.family", "The family of the phrase it holds.", _FAMILIES, lambda texts: texts.column(MARK).translate(_FAMILY_OF))

PHRASES: tuple[Rule, ...] = (
    cross(MARK, SIZE),
    cross(FAMILY, SINCE_UNTIL),
)
"""The phrase rules."""
