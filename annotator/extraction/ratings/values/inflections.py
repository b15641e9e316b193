"""Forms of a wording that mean the same: "requires X", "required X", "three stars", "3-star"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

_REQUIRE = ("requires", "require", "required", "requiring")
_NEED = ("needs", "need", "needed", "needing")
_STARS = (" star", " stars", "-star")
_COUNTS = [
    ("no", "zero", "0", "nil"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
]


def inflected(wording: str) -> Iterator[str]:
    """The wording and its other forms, lower case."""
    yield wording
    first, _, rest = wording.partition(" ")
    if rest and first in _REQUIRE + _NEED:
        yield from (f"{verb} {rest}" for verb in _REQUIRE + _NEED)
        if first in _NEED and "improvement" in rest:
            yield f"in need of {rest}"
    number, _, noun = wording.replace("-", " ").partition(" ")
    if noun in {"star", "stars"}:
        same = next((words for words in _COUNTS if number in words), ())
        yield from (f"{n}{link}" for n, link in itertools.product(same, _STARS))
