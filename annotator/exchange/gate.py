"""The gate of every gold export: eight checks, each of which stops the export by name."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core import cannot_tell
from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.review import ReplayError, replay
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention, Span
from annotator.core.tokens import is_grapheme_edge


def check(line: GoldLine, scales: ScaleRegistry, row: int | None = None) -> None:
    """Let a gold line pass, or say what is wrong with it.

    Args:
        row: of the export, counted from 1, where it has one.

    Raises:
        BadInput: names the article, the row and the reason.
    """
    for problem in problems(line, scales):
        where = f"Article “{line.document.id}”" + (f" (row {row:,})" if row else "")
        raise BadInput(f"{where}: {problem}", safe="Nothing was exported.")


def problems(line: GoldLine, scales: ScaleRegistry) -> Iterator[str]:
    """Every reason why a line is not gold, each as a sentence."""
    for zone in line.document.zones:
        if not 0 <= zone.start < zone.end <= len(line.document.text):
            yield f"the zone from {zone.start} to {zone.end} lies outside the text."
    for span in line.spans:
        if problem := _range_problem(line.document.text, span):
            yield f"span {span.id} {problem}"
    span_ids = {span.id for span in line.spans}
    for rating in line.ratings:
        yield from _rating_problems(line, rating, span_ids, scales)
    yield from _id_problems(line)
    if line.state.status == "complete":
        for item in _items(line):
            if item.state == "suggested":
                yield f"{item.id} is still only suggested, but the article is complete."
    if line.has_log:
        yield from _log_problems(line)


def _range_problem(text: str, part: Span | Mention) -> str:
    """What is wrong with the place of a span or mention, "" where nothing is."""
    if not 0 <= part.start < part.end <= len(text):
        return f"lies outside the text ({part.start} to {part.end} of {len(text)})."
    words = text[part.start : part.end]
    if words != part.exact:
        return f"says “{part.exact}”, but the text there is “{words}”."
    if words != words.strip():
        return "begins or ends in white space."
    if not (is_grapheme_edge(text, part.start) and is_grapheme_edge(text, part.end)):
        return "begins or ends inside a character."
    return ""


def _rating_problems(
    line: GoldLine, rating: Rating, span_ids: set[str], scales: ScaleRegistry
) -> Iterator[str]:
    name = f"rating {rating.id}"
    offsets = {span.id: (span.start, span.end) for span in line.spans}
    for field, mention in rating.mentions():
        if wrong := _range_problem(line.document.text, mention):
            yield f"{name}, {field}, {wrong}"
        if mention.span is None:
            continue
        if mention.span not in span_ids:
            yield f"{name}, {field}, points to span {mention.span}, which is not there."
        elif offsets[mention.span] != (mention.start, mention.end):
            yield f"{name}, {field}, is not where its span {mention.span} is."
    problem = scales.record_problem(rating.scale, rating.value_norm)
    for sentence in (problem, cannot_tell.problem(rating)):
        if sentence:
            yield f"{name}: {sentence}"


def _id_problems(line: GoldLine) -> Iterator[str]:
    items = [item.id for item in _items(line)]
    suggestions = [suggestion["id"] for suggestion in line.suggestions]
    for ids in (items, suggestions):
        for double in {i for i in ids if ids.count(i) > 1} if len(set(ids)) < len(ids) else ():
            yield f"the id {double} is there twice."
    known = set(suggestions)
    for item in _items(line):
        if item.origin is not None and item.origin not in known:
            yield f"{item.id} comes from suggestion {item.origin}, which is not there."
    numbers = [decision.n for decision in line.decisions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the decisions are not numbered 1, 2, 3 ..."


def _items(line: GoldLine) -> list[Span | Rating]:
    return [*line.spans, *line.ratings]


def _log_problems(line: GoldLine) -> Iterator[str]:
    try:
        rebuilt = replay(line.document, line.read_suggestions(), line.decisions).review
    except (ReplayError, KeyError, TypeError, AttributeError) as error:
        yield f"its decisions cannot be replayed ({error}); doctor says more."
        return
    for items, now in ((line.spans, rebuilt.spans), (line.ratings, rebuilt.ratings)):
        stored = {item.id: item for item in items}
        for item_id in sorted(stored.keys() | now.keys()):
            if stored.get(item_id) != now.get(item_id):
                yield f"{item_id} is not what its suggestion and decisions make of it."
    if rebuilt.document.details != line.document.details:
        yield "its title, outlet, address, dates or zones are not what its decisions make of them."
    if rebuilt.article != line.state:
        yield f"its status is not what its decisions make of it ({rebuilt.status})."
