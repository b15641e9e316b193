"""The command ``export``: what was typed, as a wish; what was done, as lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.core.errors import BadInput, Refused
from annotator.core.exports import Exported, ExportWish
from annotator.core.filters import ArticleFilter, read_filter
from annotator.core.splitting import read_split
from annotator.core.wording import counted

if TYPE_CHECKING:
    from annotator.session import Session


def wish_of(options: argparse.Namespace, session: Session) -> ExportWish:
    """What the options ask for.

    Raises:
        KnownError: one of them cannot be understood.
    """
    return ExportWish(
        out=options.out,
        format=options.format or _guessed(options),
        all_articles=options.all,
        filter=_filter(options.filter) if options.filter else None,
        only=tuple(_label_id(word, session) for word in options.label),
        split=read_split(options.split, options.seed) if options.split else None,
        log=not options.no_log,
        per_category=options.per_category,
    )


def _filter(typed: str) -> ArticleFilter:
    try:
        return read_filter(typed)
    except Refused as error:  # here there is no list that stays as it is
        raise BadInput(error.what, todo=error.todo) from error


def said(done: Exported) -> Iterator[str]:
    """What was written, and what was lost with it."""
    for out, articles in done.articles.items():
        yield f"{counted(articles, 'article')} written to {out}"
    yield from done.losses


def _guessed(options: argparse.Namespace) -> str:
    from annotator.session.exporting import FORMATS, guessed

    found = guessed(options.out)
    if found is None:
        raise BadInput(
            f"The name {options.out.name} does not say in which format to write.",
            todo=f"Name one with --format: {', '.join(FORMATS)}.",
        )
    return found.name


def _label_id(word: str, session: Session) -> str:
    label = session.labels.called(word)
    if label is not None:
        return label.id
    if word in session.label_uses():
        return word
    known = ", ".join(label.id for label in session.labels)
    raise BadInput(f"There is no label {word} in this project.", todo=f"There are {known}.")
