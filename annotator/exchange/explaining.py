"""Why each suggestion was made, in words: rule, trigger, how the subject was found, confidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import Span


def explained(line: GoldLine) -> Iterator[str]:
    """A line for every rating, then one for every span that no rating uses."""
    made = {data["id"]: data for data in line.suggestions}
    used: set[str] = set()
    yield line.document.id
    for rating in line.ratings:
        used |= rating.span_ids()
        yield f"  {_rating(rating, made.get(rating.origin or '', {}))}"
    for span in line.spans:
        if span.id not in used:
            yield f"  {_span(span, made.get(span.origin or '', {}))}"


def _rating(rating: Rating, made: dict[str, Any]) -> str:
    trigger, _, how = str(made.get("rule") or "unknown").partition("/")
    subject = f"“{rating.subject.exact}”" if rating.subject else "nobody"
    value = f"“{rating.value.exact}”" if rating.value else rating.value_norm
    parts = [
        f"rating {rating.id}: {subject} {value} = {rating.scale} {rating.value_norm}",
        f"status {rating.status}",
        f"trigger {trigger}",
        f"subject by {how}" if how else "",
        *(f"{name} from “{mention.exact}”" for name, mention in rating.why.items()),
        _by(made),
    ]
    return "; ".join(part for part in parts if part)


def _span(span: Span, made: dict[str, Any]) -> str:
    rule = made.get("rule") or "unknown"
    return f"span {span.id}: “{span.exact}” {span.label}; rule {rule}; {_by(made)}"


def _by(made: dict[str, Any]) -> str:
    score = made.get("score")
    model = made.get("model") or "rules"
    confidence = f"{score:.0%} sure" if isinstance(score, int | float) else "no confidence"
    return f"{confidence}, {model} {made.get('rules') or ''}".strip()
