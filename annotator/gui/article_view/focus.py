"""What the chosen item draws in the text: its ring, its linked words, its evidence.

Ranges are code points.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span

#: Fields of a rating that are outlined in the text, and what the small caption calls them.
_CAPTIONS = {
    "subject": "subject",
    "subject_mention": "stands for it",
    "rating_body": "by",
    "speaker": "said",
    "date": "when",
    "also": "again",
}
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Focus:
    """Ranges of the chosen item.

    Attributes:
        ring: the chosen words; the view scrolls to them.
        links: further words of a rating, each with its caption.
        wash: the evidence.
    """

    ring: Range | None = None
    links: tuple[tuple[int, int, str], ...] = ()
    wash: Range | None = None

    def ranges(self) -> list[Range]:
        """All ranges that it draws on."""
        ringed = [part for part in (self.ring, self.wash) if part]
        return ringed + [(start, end) for start, end, _ in self.links]


def focus_of(review: Review | None, item_id: str | None) -> Focus:
    """What an item draws when it is chosen; nothing for an unknown one."""
    item = review.item(item_id) if review and item_id else None
    if isinstance(item, Span):
        return Focus(ring=(item.start, item.end))
    return focus_of_rating(item) if isinstance(item, Rating) else Focus()


def focus_of_rating(rating: Rating) -> Focus:
    """What a rating draws, also one that is only being filled in."""
    anchor = rating.value or rating.subject or rating.evidence
    ring = _range(anchor)
    links: dict[Range, str] = {}
    for name, mention in rating.mentions():
        caption = _CAPTIONS.get(name) or name.removeprefix("why.")
        place = (mention.start, mention.end)
        if name in ("value", "evidence", "subject_aliases") or place == ring:
            continue
        links.setdefault(place, caption)
    return Focus(
        ring=ring,
        links=tuple((start, end, caption) for (start, end), caption in sorted(links.items())),
        wash=_range(rating.evidence) if rating.evidence is not anchor else None,
    )


def _range(mention: Mention | None) -> Range | None:
    return (mention.start, mention.end) if mention else None
