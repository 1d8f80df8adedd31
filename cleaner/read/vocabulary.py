"""What `<meta>` says by its names, in all vocabularies that pages use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Field = Literal["title", "author", "date", "modified", "site", "url", "language", "image", "description", "type"]

NAMES: dict[str, tuple[Field, str]] = {
    "og:title": ("title", "og"),
    "og:site_name": ("site", "og"),
    "og:url": ("url", "og"),
    "og:locale": ("language", "og"),
    "og:image": ("image", "og"),
    "og:image:url": ("image", "og"),
    "og:image:secure_url": ("image", "og"),
    "og:description": ("description", "og"),
    "og:type": ("type", "og"),
    "og:article:author": ("author", "og"),
    "og:article:published_time": ("date", "og"),
    "og:updated_time": ("modified", "og"),
    "article:author": ("author", "og"),
    "article:author_name": ("author", "og"),
    "article:published_time": ("date", "og"),
    "article:published": ("date", "og"),
    "article:modified_time": ("modified", "og"),
    "book:author": ("author", "og"),
    "profile:username": ("author", "profile"),
    "twitter:title": ("title", "twitter"),
    "twitter:image": ("image", "twitter"),
    "twitter:image:src": ("image", "twitter"),
    "twitter:description": ("description", "twitter"),
    "twitter:creator": ("author", "twitter"),
    "citation_title": ("title", "citation"),
    "citation_author": ("author", "citation"),
    "citation_date": ("date", "citation"),
    "citation_publication_date": ("date", "citation"),
    "citation_online_date": ("date", "citation"),
    "citation_language": ("language", "citation"),
    "dc.title": ("title", "dc"),
    "dc.creator": ("author", "dc"),
    "dc.contributor": ("author", "dc.contributor"),
    "dc.date": ("date", "dc"),
    "dc.date.created": ("date", "dc"),
    "dc.date.issued": ("date", "dc"),
    "dc.date.modified": ("modified", "dc"),
    "dc.language": ("language", "dc"),
    "dcterms.title": ("title", "dc"),
    "dcterms.creator": ("author", "dc"),
    "dcterms.created": ("date", "dc"),
    "dcterms.date": ("date", "dc"),
    "dcterms.issued": ("date", "dc"),
    "dcterms.modified": ("modified", "dc"),
    "parsely-title": ("title", "parsely"),
    "parsely-author": ("author", "parsely"),
    "parsely-pub-date": ("date", "parsely"),
    "parsely-image-url": ("image", "parsely"),
    "sailthru.title": ("title", "sailthru"),
    "sailthru.author": ("author", "sailthru"),
    "sailthru.date": ("date", "sailthru"),
    "sailthru.image.full": ("image", "sailthru"),
    "author": ("author", "meta"),
    "authors": ("author", "meta"),
    "byl": ("author", "meta"),
    "byline": ("author", "meta"),
    "article.author": ("author", "meta"),
    "article_author": ("author", "meta"),
    "creator": ("author", "meta"),
    "title": ("title", "meta"),
    "headline": ("title", "meta"),
    "hdl": ("title", "meta"),
    "date": ("date", "meta"),
    "pubdate": ("date", "meta"),
    "publish-date": ("date", "meta"),
    "publish_date": ("date", "meta"),
    "publishdate": ("date", "meta"),
    "publication_date": ("date", "meta"),
    "published": ("date", "meta"),
    "published_time": ("date", "meta"),
    "publication-date": ("date", "meta"),
    "published-date": ("date", "meta"),
    "date.created": ("date", "meta"),
    "displaydate": ("date", "meta"),
    "article.published": ("date", "meta"),
    "article.created": ("date", "meta"),
    "created": ("date", "meta"),
    "pdate": ("date", "meta"),
    "ptime": ("date", "meta"),
    "cxenseparse:recs:publishtime": ("date", "meta"),
    "article.updated": ("modified", "meta"),
    "last-modified": ("modified", "meta"),
    "lastmod": ("modified", "meta"),
    "revised": ("modified", "meta"),
    "application-name": ("site", "meta"),
    "apple-mobile-web-app-title": ("site", "apple"),
    "publisher": ("site", "publisher"),
    "cxenseparse:author": ("author", "meta"),
    "language": ("language", "meta"),
    "content-language": ("language", "meta"),
    "description": ("description", "meta"),
    "image": ("image", "itemprop"),
    "thumbnail": ("image", "meta"),
}
"""What a `<meta>` is about, by its name in lower case, and the vocabulary that the name is of."""

ITEMPROPS: dict[str, tuple[Field, str]] = {
    "headline": ("title", "itemprop"),
    "name": ("title", "itemprop.name"),
    "author": ("author", "itemprop"),
    "datepublished": ("date", "itemprop"),
    "datecreated": ("date", "itemprop.created"),
    "datemodified": ("modified", "itemprop"),
    "image": ("image", "itemprop"),
    "inlanguage": ("language", "itemprop"),
}
"""The same for the microdata in `itemprop`."""

UNKNOWN: tuple[None, str] = (None, "")
CACHED = 1 << 12
"""Names of `<meta>` that are remembered."""
_PUBLISHED = re.compile(
    r"publi(?:sh(?:ed)?|cation)[_. :-]?(?:date|time|at|on)|(?:date|time)[_. :-]?publi|(?:release|issue|creation)[_-]?date"
)
_MODIFIED = re.compile(r"(?:modif\w*|updated?|revision)[_. :-]?(?:date|time|at|on)|(?:date|time|last)[_. :-]?(?:modif|updated)")
_AUTHOR = re.compile(r"(?:^|[._:-])authors?(?:[_-]?name)?$")
_PREFIX = re.compile(r"^(?:dc:|dcterms:|dc\.terms\.)")


@lru_cache(CACHED)
def by_words(name: str) -> tuple[Field | None, str]:
    """What a name that no vocabulary has is about, by its words.

    >>> by_words("w-published-date"), by_words("acme:author_name"), by_words("publisher-id")
    (('date', 'meta.other'), ('author', 'meta.other'), (None, ''))
    """
    if _PUBLISHED.search(name):
        return "date", "meta.other"
    if _MODIFIED.search(name):
        return "modified", "meta.other"
    return ("author", "meta.other") if _AUTHOR.search(name) else UNKNOWN


def plain(name: str) -> str:
    """The name of a property without the spelling of its vocabulary: "DCTERMS:created" is "dcterms.created".

    >>> plain("dc:title"), plain("og:title"), plain("og:article:author")
    ('dc.title', 'og:title', 'og:article:author')
    """
    if name.startswith("schema:"):
        return name[7:]
    found = _PREFIX.match(name)
    return name.replace(":", ".", 1).replace("dc.terms.", "dcterms.") if found else name
