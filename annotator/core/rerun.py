"""What a run of the extractor changes in an article that may already be under review.

A run never touches what a person decided and never brings back what was rejected (the same span
and label; the same subject, value and status, and the same categories where the run found
several ratings that differ in nothing else). It replaces the suggestions of earlier runs that
nobody decided; what a file brought in as suggestions is no run's to take away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.core.ratings import FREE, Rating
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction, Suggestion


@dataclass(frozen=True, slots=True)
class Rerun:
    """What to take out and what to put in.

    Attributes:
        withdrawn: suggestions of earlier runs that nobody decided.
        added: new suggestions with ids and items that are free in the article.
    """

    withdrawn: tuple[Suggestion, ...]
    added: tuple[Suggestion, ...]


def rerun(
    earlier: Iterable[Suggestion],
    items: Iterable[Span | Rating],
    mentioned: set[str],
    extraction: Extraction,
    discarded: Iterable[tuple[str, Span | Rating]] = (),
) -> Rerun:
    """Merge a run into an article.

    Args:
        earlier: all its suggestions so far.
        items: its spans and ratings as they stand.
        mentioned: ids of the items that a decision is about or speaks of.
        discarded: what decisions took out or replaced: the id, and the item as it was.
    """
    earlier = list(earlier)
    present = {item.id: item for item in items}
    withdrawn = _withdrawn(earlier, present, mentioned)
    gone = {s.item.id for s in withdrawn}
    there = {
        key: item.id for item in present.values() if item.id not in gone for key in _keys(item)
    }
    refused: set[tuple[object, ...]] = set()
    for item_id, former in [*((s.item.id, s.item) for s in earlier), *discarded]:
        if item_id not in present:
            refused.update(_keys(former))
        elif item_id not in gone:  # what was corrected does not come back uncorrected
            for key in _keys(former):
                there.setdefault(key, item_id)
    numbers = _Numbers([s.id for s in earlier], [*present, *(s.item.id for s in earlier)])
    return _merge(withdrawn, there, refused, extraction, numbers)


def _withdrawn(
    earlier: list[Suggestion], present: dict[str, Span | Rating], mentioned: set[str]
) -> tuple[Suggestion, ...]:
    """What earlier runs suggested and nobody decided; a rating that stays keeps its spans."""
    free = [
        s
        for s in earlier
        if s.rules is not None  # every run names its rules; a file's own suggestions have none
        and s.item.id in present
        and s.item.id not in mentioned
        and present[s.item.id].is_open
    ]
    gone = {s.item.id for s in free}
    used = {
        span_id
        for item in present.values()
        if isinstance(item, Rating) and item.id not in gone
        for span_id in item.span_ids()
    }
    return tuple(s for s in free if s.item.id not in used)


def _merge(
    withdrawn: tuple[Suggestion, ...],
    there: dict[tuple[object, ...], str],
    refused: set[tuple[object, ...]],
    extraction: Extraction,
    numbers: _Numbers,
) -> Rerun:
    renamed: dict[str, str | None] = {}
    added: list[Suggestion] = []
    alike = Counter(sameness(suggestion.item) for suggestion in extraction.suggestions)
    for suggestion in sorted(extraction.suggestions, key=lambda s: s.kind != "span"):
        key, narrow = _keys(suggestion.item)
        key = narrow if alike[key] > 1 else key
        if key in there or key in refused:
            renamed[suggestion.item.id] = there.get(key)
            continue
        item = _renamed(suggestion.item, renamed)
        origin, item_id = numbers.take("s" if isinstance(item, Span) else "r")
        renamed[suggestion.item.id] = item_id
        added.append(replace(suggestion, id=origin, item=replace(item, id=item_id, origin=origin)))
    return Rerun(withdrawn, tuple(added))


def _renamed(item: Span | Rating, names: dict[str, str | None]) -> Span | Rating:
    """A rating's mentions under the ids that its spans have in this article."""
    if isinstance(item, Span):
        return item
    return item.with_mentions(lambda m: replace(m, span=names.get(m.span, m.span)) if m.span else m)


def _keys(item: Span | Rating) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What the item says, and the same with the categories that a rating is about."""
    key = sameness(item)
    return key, (*key, frozenset(item.category) if isinstance(item, Rating) else None)


def sameness(item: Span | Rating) -> tuple[object, ...]:
    """What two items have in common where they say the same."""
    if isinstance(item, Span):
        return "span", item.start, item.end, item.label
    where = _words(item.value) if item.scale == FREE else item.value_norm
    return "rating", _words(item.subject), item.scale_code, where, item.status


def _words(mention: Mention | None) -> str:
    return mention.exact.casefold() if mention else ""


class _Numbers:
    """Ids that are still free: g1 .. for suggestions, s1 .. and r1 .. for items."""

    def __init__(self, suggestion_ids: Iterable[str], item_ids: Iterable[str]) -> None:
        self._last = {"g": _highest("g", suggestion_ids)}
        item_ids = list(item_ids)
        for prefix in ("s", "r"):
            self._last[prefix] = _highest(prefix, item_ids)

    def take(self, prefix: str) -> tuple[str, str]:
        """The next suggestion id and the next item id."""
        self._last["g"] += 1
        self._last[prefix] += 1
        return f"g{self._last['g']}", f"{prefix}{self._last[prefix]}"


def _highest(prefix: str, ids: Iterable[str]) -> int:
    numbers = [int(i[1:]) for i in ids if i[:1] == prefix and i[1:].isdigit()]
    return max(numbers, default=0)
