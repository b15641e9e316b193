"""Label sets: which labels there are, their keys, names, descriptions and colours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.core.contrast import contrast
from annotator.core.errors import Refused

#: Of a label's ink on its tint and on the page, in both themes.
LEAST_CONTRAST = 4.5

#: The ground on which an article stands, by theme.
PAGES = {"light": "#FBFBFA", "dark": "#1A1B1E"}

#: The label that records of ratings are made from: it stays.
RATING = "RATING"

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

    @property
    def known(self) -> tuple[Label, ...]:
        """Those that are offered, then those that no longer are."""
        return (*self.labels, *self.retired)

    def get(self, label_id: str) -> Label | None:
        """The label with this id, also where it is no longer offered."""
        return next((label for label in self.known if label.id == label_id), None)

    def by_key(self, key: str) -> Label | None:
        return next((label for label in self.labels if key and label.key == key), None)

    def called(self, word: str) -> Label | None:
        """The label with this id or name, as people type it: letter case does not count."""
        wanted = word.casefold()
        by_id = next((label for label in self.known if label.id.casefold() == wanted), None)
        return by_id or next((x for x in self.known if x.name.casefold() == wanted), None)

    def with_label(self, label: Label) -> LabelSet:
        """With a label changed in its place, or added at the end."""
        ids = [known.id for known in self.labels]
        place = ids.index(label.id) if label.id in ids else len(ids)
        return replace(self, labels=(*self.labels[:place], label, *self.labels[place + 1 :]))

    def without(self, label_id: str) -> LabelSet:
        """With a label no longer offered."""
        return replace(self, labels=tuple(x for x in self.labels if x.id != label_id))

    def moved(self, label_id: str, step: int) -> LabelSet:
        """With a label one place further up (-1) or down (1), as far as there is one."""
        place = [label.id for label in self.labels].index(label_id)
        other = min(max(place + step, 0), len(self.labels) - 1)
        order = list(self.labels)
        order.insert(other, order.pop(place))
        return replace(self, labels=tuple(order))

    def offering_again(self, label_id: str, order: Sequence[str] = ()) -> LabelSet:
        """With a retired label offered again; what another has meanwhile it gives up.

        Args:
            order: ids in the order in which they stood; it comes before the next of these that is
                offered, else at the end.
        """
        label = next(label for label in self.retired if label.id == label_id)
        if any(label.name.casefold() == other.name.casefold() for other in self):
            label = replace(label, name=label.id)
        if self.by_key(label.key) is not None:
            label = replace(label, key="")
        ids = [known.id for known in self.labels]
        behind = order[list(order).index(label_id) + 1 :] if label_id in order else ()
        place = next((ids.index(other) for other in behind if other in ids), len(ids))
        retired = tuple(known for known in self.retired if known.id != label_id)
        labels = (*self.labels[:place], label, *self.labels[place:])
        return replace(self, labels=labels, retired=retired)

    def free_key(self) -> str:
        """The first digit that no label has, "" where all are taken."""
        taken = {label.key for label in self.labels}
        return next((digit for digit in "1234567890" if digit not in taken), "")

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
            Refused: two have the same id, name or key, a key is no digit, a colour cannot be
                read, or the label that ratings are made from is gone.
        """
        if self.get(RATING) in self.labels and RATING not in {label.id for label in wanted}:
            raise Refused(
                f"“{_name(self, RATING)}” marks the words of ratings, which need it.",
                safe=_UNTOUCHED,
                todo="It can have another name.",
            )
        for label in wanted:
            _check(label)
        _check_different(wanted, "id", "name", "key")
        ids = {label.id for label in wanted}
        name = packaged.id
        if ids != {label.id for label in packaged}:
            digest = hashlib.sha256("\n".join(sorted(ids)).encode("utf-8")).hexdigest()
            name = f"{packaged.id}+{digest[:8]}"
        gone = tuple(x for x in self.known if x.id not in ids)
        return LabelSet(name, wanted.labels, gone)


def _check(label: Label) -> None:
    if not label.id.strip() or not label.name.strip():
        raise Refused("A label needs a name.", safe=_UNTOUCHED)
    if label.key not in ("", *"0123456789"):
        raise Refused("The key of a label is one digit, or none.", safe=_UNTOUCHED)
    for theme, colours in (("light", label.light), ("dark", label.dark)):
        try:
            on_tint = contrast(colours.ink, colours.tint)
            on_page = contrast(colours.ink, PAGES[theme])
        except ValueError as error:
            raise Refused(f"{error}.", safe=_UNTOUCHED) from error
        if min(on_tint, on_page) < LEAST_CONTRAST:
            raise Refused(
                f"“{label.name}” cannot be read well in the {theme} theme: "
                f"its contrast is {min(on_tint, on_page):.1f}, at least {LEAST_CONTRAST} is "
                "needed.",
                safe=_UNTOUCHED,
                todo="Choose a darker or a lighter colour.",
            )


def _name(labels: LabelSet, label_id: str) -> str:
    label = labels.get(label_id)
    return label.name if label else label_id


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
