"""Rating scales as data: registered points with ranks, and who uses them.

Rank counts from 1 = worst point upward. "good" is 3 of 4 for one inspectorate and 4 of 4 for
another, so a value means nothing without its scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.core.errors import Refused
from annotator.core.ratings import FREE

ScaleKind = Literal["ordered", "status", "numeric"]


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """One value of a scale.

    Attributes:
        code: what a record stores (``value_norm``).
        name: how people write it.
        rank: 1 = worst; None on scales without order.
        synonyms: other wordings, lower case.
        polarity: positive, negative or mixed.
    """

    code: str
    name: str
    rank: int | None
    polarity: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A version of a scale.

    Attributes:
        code, version: together the ``code@version`` of a record.
        bodies: ids of the inspectorates that rate on it.
        points: worst first.
        categories: code -> wordings of what is rated ("leadership", "well-led").
        open_categories: what is rated may also have any other name, which the article gives it.
        triggers: wordings that announce a value of this scale.
        replaces: codes of scales whose grades are over once a grade on this one is given.
        valid_from, valid_to: first and last year of use, None where open.
    """

    code: str
    version: int
    name: str
    kind: ScaleKind
    bodies: tuple[str, ...]
    points: tuple[ScalePoint, ...]
    categories: dict[str, tuple[str, ...]]
    triggers: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    open_categories: bool = False
    replaces: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def steps(self) -> int:
        """How many ranks there are; 0 on a scale without order."""
        return max((p.rank or 0 for p in self.points), default=0)

    def is_used_in(self, year: int) -> bool:
        """Was it in use at some time of that year?"""
        return (self.valid_from or year) <= year <= (self.valid_to or year)

    def point(self, code: str) -> ScalePoint | None:
        return next((p for p in self.points if p.code == code), None)


@dataclass(frozen=True, slots=True)
class Inspectorate:
    """A body that rates.

    Attributes:
        id: what a record stores (``rating_body_id``).
        aliases: names and acronyms as articles write them.
        remit: kinds of service it inspects ("prison", "school" ...).
        scales: codes of its scales, the usual one first.
    """

    id: str
    name: str
    short: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    remit: tuple[str, ...]
    scales: tuple[str, ...]


class ScaleRegistry:
    """The scales and inspectorates that this project knows."""

    def __init__(self, scales: Mapping[str, Scale], bodies: Iterable[Inspectorate]) -> None:
        """
        Args:
            scales: by id; one may be read only when it is asked for.
        """
        self._scales = scales
        self._bodies = {body.id: body for body in bodies}

    def __iter__(self) -> Iterator[Scale]:
        return iter(self._scales.values())

    @property
    def bodies(self) -> tuple[Inspectorate, ...]:
        return tuple(self._bodies.values())

    def body(self, body_id: str | None) -> Inspectorate | None:
        return self._bodies.get(body_id) if body_id else None

    def find(self, scale: str, year: int | None = None) -> Scale | None:
        """By ``code@version``; of a bare code the newest version, if one can be, used in a year."""
        if scale in self._scales:
            return self._scales[scale]
        if "@" in scale:
            return None
        versions = [self._scales[i] for i in self._scales if i.partition("@")[0] == scale]
        if not versions:
            return None
        used = [s for s in versions if year is None or s.is_used_in(year)]
        return max(used or versions, key=lambda s: s.version)

    def strange_body(self, scale: str, body_id: str | None) -> str | None:
        """Why a rating body does not go with a scale, as a sentence; None where it may."""
        known, body = self.find(scale) if scale != FREE else None, self.body(body_id)
        if known is None or body is None or not known.bodies:
            return None
        if body.id in known.bodies or known.code in body.scales:
            return None
        names = [owner.short for owner in map(self.body, known.bodies) if owner is not None]
        if not names:
            return None
        return f"{body.short} rates on the scale of {' and '.join(names)}: {known.name}."

    def problem(self, scale: str, value_norm: str) -> str | None:
        """Why a value cannot stand on a scale, as a sentence; None where it can."""
        if scale == FREE:
            return None if value_norm == FREE else f"Free wording has no point “{value_norm}”."
        known = self.find(scale)
        if known is None:
            return f"There is no scale “{scale}”."
        if known.kind == "numeric" or known.point(value_norm):
            return None
        points = ", ".join(p.name for p in known.points)
        wanted = value_norm.replace("_", " ")
        return f"“{wanted}” is not on the scale of {known.name}: it has {points}."

    def record_problem(self, scale: str, value_norm: str) -> str | None:
        """The same for a stored record, which has to name the version of its scale."""
        if scale != FREE and scale not in self._scales:
            return f"There is no scale “{scale}”."
        return self.problem(scale, value_norm)

    def checked(self, scale: str, value_norm: str) -> tuple[int | None, str | None]:
        """Rank and polarity of a value.

        Raises:
            Refused: with a sentence, where the value is not on the scale.
        """
        problem = self.problem(scale, value_norm)
        if problem:
            raise Refused(problem, safe="Nothing was changed.")
        known = self.find(scale)
        point = known.point(value_norm) if known else None
        return (point.rank, point.polarity) if point else (None, None)
