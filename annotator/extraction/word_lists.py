"""The packaged word lists (resources/extraction/*.toml) and a user's own, merged."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator import assets
from annotator.core.errors import BadInput

_FILES = (
    "places",
    "services",
    "organisations",
    "roles",
    "times",
    "counts",
    "grammar",
    "lexicon",
    "pipeline",
)


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """One kind of service that inspectorates rate.

    Attributes:
        naming: what the name is without its last words: "own" the service still, "area" a place,
            "town" a place if one word is left.
        label: SERVICE, or ORG for bodies that the guideline counts as such.
        lower: last words that may stand in lower case.
        weak: last words that make a name only in an article about this kind.
        nouns: what stands for one ("the jail").
    """

    id: str
    naming: str
    label: str
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    names: tuple[str, ...]
    weak: tuple[str, ...]
    lower: tuple[str, ...]
    nouns: frozenset[str]

    @property
    def area_named(self) -> bool:
        """Is the rest of the name a place ("Northshire" of "Northshire Police")?"""
        return self.naming == "area"


class WordLists:
    """Words by file and key: ``lists["places", "towns"]``; nested keys are joined with a point."""

    def __init__(
        self, data: Mapping[tuple[str, str], tuple[str, ...]], raw: Mapping[str, Any]
    ) -> None:
        self._data = data
        self.kinds = tuple(_kind(item) for item in raw.get("kinds", ()))
        self._sets: dict[tuple[str, str], frozenset[str]] = {}

    def __getitem__(self, key: tuple[str, str]) -> tuple[str, ...]:
        return self._data.get(key, ())

    def set(self, file: str, key: str) -> frozenset[str]:
        """The words of a list as a set."""
        if (file, key) not in self._sets:
            self._sets[file, key] = frozenset(self[file, key])
        return self._sets[file, key]


def load_word_lists(extra: Sequence[Path] = ()) -> WordLists:
    """The packaged lists; files of the same names in further folders add to them.

    Raises:
        BadInput: names the file and the fault.
    """
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    kinds: list[dict[str, Any]] = []
    for folder in [assets.resource("extraction"), *extra]:
        for name in _FILES:
            path = folder / f"{name}.toml"
            if path.is_file():
                data = _read(path)
                kinds.extend(data.pop("kinds", ()))
                for key, words in _flat(data):
                    if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                        raise BadInput(f"{path.name}: key “{key}”: a list of words is due here.")
                    lists[name, key] = lists.get((name, key), ()) + tuple(words)
    return WordLists(lists, {"kinds": kinds})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from None


def _flat(data: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", words) for inner, words in value.items())
        else:
            yield key, value


def _kind(item: Mapping[str, Any]) -> ServiceKind:
    return ServiceKind(
        id=item["id"],
        naming=item.get("naming", "own"),
        label=item.get("label", "SERVICE"),
        prefixes=tuple(item.get("prefixes", ())),
        suffixes=tuple(item.get("suffixes", ())),
        names=tuple(item.get("names", ())),
        weak=tuple(item.get("weak_suffixes", ())),
        lower=tuple(item.get("lower", ())),
        nouns=frozenset(item.get("nouns", ())),
    )
