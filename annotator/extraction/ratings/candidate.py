"""A rating on its way from a wording to a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.core.ratings import RatingStatus
from annotator.core.scales import Scale, ScalePoint
from annotator.extraction.found import Found


@dataclass(slots=True, eq=False)
class Subject:
    """Who is rated.

    Attributes:
        found: the named body; None where the text names none.
        mention: words that stand for it in the sentence, if they are others.
        how: rule that found it.
        sure: how sure the rule is, from 0 to 1.
    """

    found: Found | None
    mention: tuple[int, int] | None
    how: str
    sure: float


@dataclass(slots=True, eq=False)
class Candidate:
    """One judgement: the words ``[start, end)`` and all that is known about them.

    Attributes:
        options: points that the words may stand for; empty for free wording.
        number: the words are a digit or a number word, so that they need a strong sign.
        plural: the words count grades: "4s", "excellents".
        quoted: stands in the words of somebody.
        fixed: the status is known from where the words stand.
        sign: id of the rule that took it for a judgement.
        verb: the word that governs it, if found.
        status_sure: probability of the status, 0 where it was not weighed.
        overruled: the facts that outweighed the rules' answer, the weightiest first.
    """

    start: int
    end: int
    options: list[tuple[Scale, ScalePoint]]
    number: bool = False
    plural: bool = False
    quoted: bool = False
    fixed: bool = False
    sign: str = ""
    score: float = 0.0
    verb: int | None = None
    scale: Scale | None = None
    point: ScalePoint | None = None
    polarity: str | None = None
    subjects: list[Subject] = field(default_factory=list)
    category: tuple[str, ...] = ("overall",)
    status: RatingStatus = "current"
    change: str | None = None
    certainty: str = "plain"
    body: Found | None = None
    body_id: str | None = None
    speaker: Found | None = None
    date: Found | None = None
    also: list[tuple[int, int]] = field(default_factory=list)
    why: dict[str, tuple[int, int]] = field(default_factory=dict)
    status_sure: float = 0.0
    overruled: tuple[str, ...] = ()

    @property
    def free(self) -> bool:
        """Is it evaluative wording outside every scale?"""
        return not self.options

    @property
    def value_norm(self) -> str:
        """The point's code; "free" for free wording."""
        return self.point.code if self.point else "free"


class Merged:
    """A record in the making: its candidate, its subject and the repeats that joined it."""

    def __init__(self, candidate: Candidate, subject: Subject | None) -> None:
        self.candidate = candidate
        self.subject = subject
        self.category = list(candidate.category)
        self.also: list[tuple[int, int]] = list(candidate.also)


def share_category(a: Candidate, b: Candidate) -> bool:
    """Are they about one thing? What is said of all areas is said of each."""
    return bool(set(a.category) & set(b.category)) or "all" in {*a.category, *b.category}
