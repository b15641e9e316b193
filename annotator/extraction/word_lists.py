"""The packaged word lists (resources/extraction/*.toml) and a user's own, merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from annotator import assets
from annotator.core.errors import BadInput
from annotator.core.toml_text import parsed
from annotator.core.wording import shortened, written_out

_FILES = (
    "names",
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


#: No list of words is larger.
_MOST_BYTES = 5_000_000
#: What decides how the program works is not for a user's file to change.
_NOT_A_USERS = frozenset(["pipeline", "grammar"])
#: Keys of a kind of service that hold one word, with the words that can stand there.
_KIND_WORDS: dict[str, tuple[str, ...]] = {
    "id": (),
    "naming": ("own", "area", "town"),
    "label": ("SERVICE", "ORG"),
}
_KIND_LISTS = frozenset(["prefixes", "suffixes", "names", "weak_suffixes", "lower", "nouns"])


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

    def with_more(self, other: ServiceKind) -> ServiceKind:
        """This kind with the words that another file adds to it."""
        lists = ("prefixes", "suffixes", "names", "weak", "lower", "nouns")
        return replace(self, **{n: _union(getattr(self, n), getattr(other, n)) for n in lists})


class WordLists:
    """Words by file and key: ``lists["places", "towns"]``; nested keys are joined with a point."""

    def __init__(
        self,
        data: Mapping[tuple[str, str], tuple[str, ...]],
        kinds: Iterable[ServiceKind] = (),
        complaints: Iterable[BadInput] = (),
    ) -> None:
        """
        Args:
            complaints: why files of a user were left out.
        """
        self._data = data
        self.kinds = tuple(kinds)
        self.complaints = tuple(f"{error.what} The file is left out." for error in complaints)
        self._sets: dict[tuple[str, str], frozenset[str]] = {}

    def __getitem__(self, key: tuple[str, str]) -> tuple[str, ...]:
        return self._data.get(key, ())

    def keys(self, file: str) -> tuple[str, ...]:
        """The keys of all lists of a file."""
        return tuple(key for name, key in self._data if name == file)

    @cached_property
    def service_nouns(self) -> frozenset[str]:
        """What services of any kind are called: "jail", "care home"."""
        return frozenset(noun for kind in self.kinds for noun in kind.nouns)

    def set(self, file: str, key: str) -> frozenset[str]:
        """The words of a list as a set."""
        if (file, key) not in self._sets:
            self._sets[file, key] = frozenset(self[file, key])
        return self._sets[file, key]


def load_word_lists(extra: Sequence[Path] = ()) -> WordLists:
    """The packaged lists; files of the same names in further folders add to them.

    A user's file with a fault is left out, and the fault is one of the ``complaints``.
    """
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    kinds: dict[str, ServiceKind] = {}
    complaints: list[BadInput] = []
    packaged = assets.resource("extraction")
    for folder in [packaged, *extra]:
        for name in _FILES:
            path = folder / f"{name}.toml"
            if folder != packaged and name in _NOT_A_USERS:
                continue
            try:
                if not _is_file(path):
                    continue
                words, new_kinds = _read(path, None if folder == packaged else lists.keys())
            except BadInput as error:
                if folder == packaged:
                    raise
                complaints.append(BadInput(f"{folder.name}/{error.what}"))
                continue
            for kind in new_kinds:
                kinds[kind.id] = kinds[kind.id].with_more(kind) if kind.id in kinds else kind
            for key, more in words.items():
                lists[name, key] = lists.get((name, key), ()) + more
    return WordLists(lists, kinds.values(), complaints)


def _read(
    path: Path, known: Collection[tuple[str, str]] | None
) -> tuple[dict[str, tuple[str, ...]], list[ServiceKind]]:
    """The lists and kinds of service of one file.

    Args:
        known: the lists there are, by file and key; None where any may be made.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path.name} has more than {_MOST_BYTES // 1_000_000} MB.")
        data = parsed(path.name, path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from None
    kinds = _tables(path, data.pop("kinds", []))
    if known is not None:
        for item in kinds:
            _check_kind(path, item)
    words: dict[str, tuple[str, ...]] = {}
    for key, given in _flat(data):
        if not _is_words(given):
            raise _fault(path, key, "a list of words is due here")
        if known is not None and not _is_list(path.stem, key, known):
            raise _fault(path, key, "there is no such list")
        words[key] = tuple(given)
    return words, [_kind(item) for item in kinds]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a folder that may not be entered
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from None


def _fault(path: Path, key: str, reason: str) -> BadInput:
    said = written_out(shortened(key, 80)), written_out(shortened(reason, 200))
    return BadInput(f"{path.name}: key “{said[0]}”: {said[1]}.")


def _is_list(file: str, key: str, known: Collection[tuple[str, str]]) -> bool:
    """A list that there is, or one for a user's own kind of service ("people.bakery")."""
    by_kind = file == "services" and key.split(".")[0] in {"people", "holders"} and "." in key
    return by_kind or (file, key) in known


def _is_words(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(word, str) and word for word in given)


def _tables(path: Path, given: object) -> list[dict[str, Any]]:
    if isinstance(given, list) and all(isinstance(item, dict) for item in given):
        return given
    raise _fault(path, "kinds", "tables [[kinds]] are due here")


def _union(first: Any, second: Any) -> Any:
    return first | second if isinstance(first, frozenset) else first + second


def _flat(data: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", words) for inner, words in value.items())
        else:
            yield key, value


def _check_kind(path: Path, item: Mapping[str, Any]) -> None:
    for key, given in item.items():
        if key in _KIND_WORDS:
            if not (isinstance(given, str) and given in (_KIND_WORDS[key] or (given,))):
                raise _fault(path, f"kinds.{key}", f"{given!r} is not known here")
        elif key not in _KIND_LISTS:
            raise _fault(path, f"kinds.{key}", "there is no such key")
        elif not _is_words(given):
            raise _fault(path, f"kinds.{key}", "a list of words is due here")
    if "id" not in item:
        raise _fault(path, "kinds.id", "it is missing")


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
