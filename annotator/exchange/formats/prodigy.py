"""Prodigy's JSON lines for ``ner_manual`` and ``spans_manual``.

Prodigy keeps keys that it does not know, so that the records ride along under ``annotator``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from annotator.core.gold import GoldLine
from annotator.core.tokens import Token
from annotator.exchange.carried import KEY, carried
from annotator.exchange.files import Files
from annotator.exchange.formats import RATINGS, SPLITS, Report, Wanted
from annotator.exchange.formats.tagging import Words, words_of

#: The source of a suggested span that no model or rule made.
SOMEBODY = "suggested"


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One task a line: answered where the article is complete, else a task with suggestions."""
    file, report = files.main(), Report()
    for line in lines:
        words, splits = words_of(line)
        report.lose(SPLITS, splits)
        if wanted.only:
            report.lose(RATINGS, len(line.ratings))
        made = task(line, words, log=wanted.log, whole=not wanted.only)
        file.write((json.dumps(made, ensure_ascii=False) + "\n").encode("utf-8"))
    return report


def task(line: GoldLine, words: Words, *, log: bool = True, whole: bool = True) -> dict[str, Any]:
    """The line of one article.

    Args:
        log: with the time of the last decision.
        whole: with the records; without the spans that they are made of they would be none.
    """
    document = line.document
    meta = {"id": document.id, "title": document.title, "url": document.url}
    made: dict[str, Any] = {
        "text": document.text,
        "meta": {key: value for key, value in meta.items() if value},
        "tokens": [_token(document.text, n, token) for n, token in enumerate(words.tokens)],
        "spans": _spans(line, words),
    }
    if line.state.status == "complete":  # an answer speaks for the whole text
        made["answer"] = "accept"
    made["_view_id"] = "spans_manual"
    made["_annotator_id"] = line.reviewed_by[0] if line.reviewed_by else None
    if log and line.decisions:
        made["_timestamp"] = int(datetime.fromisoformat(line.decisions[-1].at).timestamp())
    if whole:
        made[KEY] = carried(line)
    return made


def _token(text: str, number: int, token: Token) -> dict[str, Any]:
    words = text[token.start : token.end]
    return {
        "text": words,
        "start": token.start,
        "end": token.end,
        "id": number,
        "ws": token.space,
    }


def _spans(line: GoldLine, words: Words) -> list[dict[str, Any]]:
    first = {token.start: number for number, token in enumerate(words.tokens)}
    last = {token.end: number for number, token in enumerate(words.tokens)}
    makers = {made["id"]: made.get("model") or made.get("rule") for made in line.suggestions}
    found = []
    for span in line.spans:
        data: dict[str, Any] = {
            "start": span.start,
            "end": span.end,
            "token_start": first[span.start],
            "token_end": last[span.end],
            "label": span.label,
        }
        if span.is_open:  # a span with a source is one that nobody has decided
            data["source"] = makers.get(span.origin) or SOMEBODY
        found.append(data)
    return found
