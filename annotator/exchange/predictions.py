"""A run of the extractor as a gold line that nobody has looked at yet."""

from __future__ import annotations

from annotator.core.decisions import ArticleState
from annotator.core.documents import Document
from annotator.core.gold import GoldLine, in_gold_order
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction


def predicted(document: Document, found: Extraction) -> GoldLine:
    """Every span and rating in state ``suggested``, the article ``new``."""
    items = [suggestion.item for suggestion in found.suggestions]
    spans, ratings = in_gold_order(
        [item for item in items if isinstance(item, Span)],
        [item for item in items if isinstance(item, Rating)],
    )
    return GoldLine(
        document=document,
        state=ArticleState(),
        spans=spans,
        ratings=ratings,
        suggestions=tuple(suggestion.to_dict() for suggestion in found.suggestions),
    )
