"""Label sets: which labels there are, their keys, names, descriptions and colours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotator.core.contrast import contrast
from annotator.core.errors import Refused

#: Of a label's ink on its tint, in both themes.
LEAST_CONTRAST = 4.5

_UNTOUCHED = "The labels stay as they were."


@dataclass(frozen=True, slots=True)
class LabelColours:
    """Ink on tint, as ``#RRGGBB``."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Attributes:
        id: what is stored; a new name never changes it.
        key: the digit that gives it, "" for none.
        description: what the guideline says, in a sentence or two.
    """

    id: str
    name: str
    key: str
    description: str
    light: LabelColours
    dark: LabelColours


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels a project uses; ``id`` is ``name@version``.

    Attributes:
        labels: that are offered.
        retired: that no longer are, kept so that a span which still has one can be shown.
    """

    id: str
    labels: tuple[Label, ...]
    retired: tuple[Label, ...] = ()

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def get(self, label_id: str) -> Label | None:
        """The label with this id, also where it is no longer offered."""
        known = (*self.labels, *self.retired)
        return next((label for label in known if label.id == label_id), None)

    def by_key(self, key: str) -> Label | None:
        return next((label for label in self.labels if key and label.key == key), None)

    def called(self, word: str) -> Label | None:
        """The label with this id or name, as people type it: letter case does not count."""
        wanted, known = word.casefold(), (*self.labels, *self.retired)
        by_id = next((label for label in known if label.id.casefold() == wanted), None)
        return by_id or next((x for x in known if x.name.casefold() == wanted), None)

    def with_label(self, label: Label) -> LabelSet:
        """With a label changed in its place, or added at the end."""
        ids = [known.id for known in self.labels]
        place = ids.index(label.id) if label.id in ids else len(ids)
        return replace(self, labels=(*self.labels[:place], label, *self.labels[place + 1 :]))

    def without(self, label_id: str) -> LabelSet:
        """With a label no longer offered."""
        return replace(self, labels=tuple(x for x in self.labels if x.id != label_id))

    def free_id(self, name: str) -> str:
        """An id for a new label of this name: as in files, in capitals, never used before."""
        wanted = re.sub(r"\W+", "_", name).strip("_").upper() or "LABEL"
        number, free = 2, wanted
        while self.get(free) is not None:
            free, number = f"{wanted}_{number}", number + 1
        return free

    def edited(self, wanted: LabelSet, packaged: LabelSet) -> LabelSet:
        """This set as ``wanted`` says, its id true to the labels, and none of its labels lost.

        Names, keys, colours and descriptions are only for people: with the ids of the packaged
        set it is that set. With others it is another, named after it and the ids it holds.

        Raises:
            Refused: two have the same id, name or key, or a colour cannot be read.
        """
        for label in wanted:
            _check(label)
        _check_different(wanted, "id", "name", "key")
        ids = {label.id for label in wanted}
        name = packaged.id
        if ids != {label.id for label in packaged}:
            digest = hashlib.sha256("\n".join(sorted(ids)).encode("utf-8")).hexdigest()
            name = f"{packaged.id}+{digest[:8]}"
        gone = tuple(x for x in (*self.labels, *self.retired) if x.id not in ids)
        return LabelSet(name, wanted.labels, gone)


def _check(label: Label) -> None:
    if not label.id.strip() or not label.name.strip():
        raise Refused("A label needs a name.", safe=_UNTOUCHED)
    for theme, colours in (("light", label.light), ("dark", label.dark)):
        try:
            found = contrast(colours.ink, colours.tint)
        except ValueError as error:
            raise Refused(f"{error}.", safe=_UNTOUCHED) from error
        if found < LEAST_CONTRAST:
            raise Refused(
                f"“{label.name}” cannot be read well in the {theme} theme: "
                f"its contrast is {found:.1f}, at least {LEAST_CONTRAST} is needed.",
                safe=_UNTOUCHED,
                todo="Choose a darker or a lighter colour.",
            )


def _check_different(labels: Iterable[Label], *fields: str) -> None:
    for field in fields:
        seen: dict[str, str] = {}
        for label in labels:
            value = getattr(label, field).casefold()
            if value and value in seen:
                raise Refused(
                    f"“{label.name}” and “{seen[value]}” have the same {field}.", safe=_UNTOUCHED
                )
            seen[value] = label.name
