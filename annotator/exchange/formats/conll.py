"""CoNLL-2003 columns with IOB2 tags, and beside them what the columns cannot hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotator.core.gold import GoldLine
from annotator.core.tokens import Token, sentence_starts
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.tagging import Words, counted

#: One line an article: its text, where its words stand in it, and all its spans.
SIDECAR = ".offsets.jsonl"


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """Four columns, a blank line after each sentence; longer spans win over those they overlap."""
    file, beside, report = files.main(), files.beside(SIDECAR), Report()
    for line in lines:
        words = counted(line, report)
        rows = "".join(f"{row}\n" for row in _rows(words))
        file.write(f"-DOCSTART- -X- O O\n\n{rows}".encode())
        said = json.dumps(_offsets(line, words), ensure_ascii=False, separators=(",", ":"))
        beside.write(f"{said}\n".encode())
    return report


def _rows(words: Words) -> Iterator[str]:
    """A row for each word, "" after each sentence."""
    tokens = words.words
    starts = sentence_starts(words.text, tokens)
    for number, (token, tag) in enumerate(zip(tokens, words.tags(), strict=True)):
        if number and token.start in starts and not tag.startswith("I-"):
            yield ""
        yield f"{words.text[token.start : token.end]} -X- _ {tag}"
    if tokens:
        yield ""


def _offsets(line: GoldLine, words: Words) -> dict[str, object]:
    def place(token: Token) -> list[int]:
        return [token.start, token.end]

    return {
        "id": line.document.id,
        "text": line.document.text,
        "tokens": [place(token) for token in words.words],
        "spans": [[span.start, span.end, span.label] for span in line.spans],
    }
