"""Saved web pages: main text, title, date, site and address, by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.core.errors import BadInput
from annotator.exchange.conversion.blocks import text_of
from annotator.exchange.conversion.left_out import completed
from annotator.exchange.conversion.pieces import Article, clean
from annotator.exchange.readers.encodings import likeliest, told

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S{1,2000})", re.I)
#: Without one of these it is a part that somebody chose, so nothing of it is left out.
_IS_WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
#: A main text shorter than this, in characters, is not trusted: the whole page is taken instead.
_LEAST = "100"
_QUOTES = str.maketrans("‘’“”\u00a0", "''\"\" ")


def convert(path: Path, encoding: str | None) -> Iterator[Article]:
    """The article of a page."""
    yield article_of(page_text(path.read_bytes(), encoding))


def article_of(page: str, address: str = "") -> Article:
    """The article of a page as text; nothing is fetched, whatever it asks for.

    Raises:
        BadInput: it has no text.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    page = clean(page)
    if not _IS_WHOLE.search(page[:100_000]):
        return _whole(page)
    saved, config = _SAVED_FROM.search(page[:4000]), use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _LEAST)
    found: Any = bare_extraction(
        page,
        url=address or (saved[1] if saved else None),
        include_comments=False,
        with_metadata=True,
        config=config,
        # A date that is only guessed from words somewhere on the page is worse than none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = text_of(found.body, lines=True) if found is not None else ""
    if not text:
        return _whole(page)
    title = found.title or ""
    return Article(
        text=_with_headline(title, completed(page, text)),
        title=title,
        outlet=found.sitename or found.hostname or "",
        url=found.url or "",
        published=found.date or "",
    )


def page_text(raw: bytes, encoding: str | None) -> str:
    """A page decoded: as its mark, the person, UTF-8, or its own head says; else the likeliest."""
    mark = told(raw, None)
    if mark is not None:
        return raw[mark.skip :].decode(mark.name, "replace")
    said = _CHARSET.search(raw[:4096])
    for name in (encoding, "utf-8", said[1].decode("ascii") if said else None):
        for meant in _meant(name):
            try:
                return raw.decode(meant)
            except (UnicodeDecodeError, LookupError):
                continue
    return raw.decode(likeliest(raw.replace(b"\0", b""), "The page").name, "replace")


def _meant(name: str | None) -> tuple[str, ...]:
    """What a page or an e-mail means by an encoding's name: by Latin-1 that of Windows first.

    So does every browser; curly quotes would be control characters otherwise.
    """
    try:
        known = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return ()
    return ("cp1252", known) if known in ("iso8859-1", "ascii") else (known,)


def _whole(page: str) -> Article:
    """All text of a page in which no article was found, such as a fragment."""
    from lxml import html

    tree = html.document_fromstring(f"<div>{page}</div>") if page.strip() else None
    body = None if tree is None else tree.find("body")
    text = "" if body is None else text_of(body, lines=False)
    if not text:
        raise BadInput("holds no text: it may be a page that loads its text when it is opened.")
    title = tree.findtext(".//title") if tree is not None else None
    return Article(text=text, title=" ".join((title or "").split()))


def _with_headline(title: str, text: str) -> str:
    """The text with its headline, which may hold what the story does not say again."""
    head = [_plain(line) for line in text.split("\n", 8)[:8]]
    return text if not title or _plain(title) in head else f"{title}\n\n{text}"


def _plain(line: str) -> str:
    return " ".join(line.translate(_QUOTES).casefold().split())
