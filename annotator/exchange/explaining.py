"""Why each suggestion was made, in words: rule, trigger, how the subject was found, confidence."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.explanations import Explanation
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction, Suggestion


def explained(name: str, found: Extraction) -> Iterator[str]:
    """A line for every rating, then one for every span that no rating uses.

    Args:
        name: of the article.
        found: a run that was asked for explanations.
    """
    why = {made.id: said for made, said in zip(found.suggestions, found.explanations, strict=True)}
    used: set[str] = set()
    yield name
    for made in found.suggestions:
        if isinstance(made.item, Rating):
            used |= made.item.span_ids()
            yield f"  {_rating(made.item)}; {_why(made, why[made.id])}"
    for made in found.suggestions:
        if isinstance(made.item, Span) and made.item.id not in used:
            yield f"  {_span(made.item)}; {_why(made, why[made.id])}"


def _rating(rating: Rating) -> str:
    subject = f"“{rating.subject.exact}”" if rating.subject else "nobody"
    value = f"“{rating.value.exact}”" if rating.value else rating.value_norm
    fields = [f"{name} from “{mention.exact}”" for name, mention in rating.why.items()]
    words = f"rating {rating.id}: {subject} {value} = {rating.scale} {rating.value_norm}"
    return "; ".join((words, f"status {rating.status}", *fields))


def _span(span: Span) -> str:
    return f"span {span.id}: “{span.exact}” {span.label}"


def _why(made: Suggestion, explanation: Explanation) -> str:
    by = " ".join(part for part in (made.model or "rules", made.rules) if part)
    return "; ".join((*explanation.sentences(), by))
