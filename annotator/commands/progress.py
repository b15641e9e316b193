"""How far long work is, said on the error stream."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, Self, TypeVar

T = TypeVar("T")

#: Where there is no terminal, progress is a line about this often.
_LINE_SECONDS = 3.0


def with_progress(items: Iterable[T], total: int | None, unit: str) -> Iterator[T]:
    """The items, with a bar on a terminal and now and then a plain line elsewhere."""
    with Bar(unit) as bar:
        for number, item in enumerate(items, 1):
            yield item
            bar.show(number, total or 0)


class LongArticle:
    """Says now and then how much of a long article has been read."""

    def __init__(self) -> None:
        self._said = 0.0

    def show(self, name: object, done: int, total: int) -> None:
        if total and time.monotonic() - self._said > _LINE_SECONDS:
            self._said = time.monotonic()
            print(f"{name}: {done / total:.0%} read", file=sys.stderr, flush=True)


class Bar:
    """How far the work is: a bar on a terminal, else a line every few seconds."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._bar: Any = None
        self._said = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(unit=f" {self._unit}", leave=False)
        return self

    def show(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done (0: nobody knows how many there are)."""
        if self._bar is not None:
            self._bar.total = total or None
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._said > _LINE_SECONDS:
            self._said = time.monotonic()
            of = f" of {total}" if total else ""
            print(f"{done}{of} {self._unit}", file=sys.stderr, flush=True)

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.close()
