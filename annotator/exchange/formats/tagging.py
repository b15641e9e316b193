"""What the formats of words with tags share: the words of a line, and flat tags for its spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.gold import GoldLine
from annotator.core.spans import Span, outermost
from annotator.core.tokens import Token, all_tokens, is_white
from annotator.exchange.formats import OPEN, OVERLAPS, SPLITS, Report


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article, no word reaching over the edge of a span.

    Attributes:
        tokens: with those of white space, so that they tell the whole text.
        words: those that are not white space.
        flat: the spans without overlaps.
    """

    text: str
    tokens: list[Token]
    words: list[Token]
    flat: list[Span]

    def tags(self) -> Iterator[str]:
        """An IOB2 tag for each word."""
        spans = iter(self.flat)
        span = next(spans, None)
        for word in self.words:
            while span is not None and span.end <= word.start:
                span = next(spans, None)
            if span is None or word.start < span.start:
                yield "O"
            else:
                yield f"{'B' if word.start == span.start else 'I'}-{span.label}"


def words_of(line: GoldLine) -> tuple[Words, int]:
    """The words of a line, and how many were split for its spans."""
    text = line.document.text
    edges = (edge for span in line.spans for edge in (span.start, span.end))
    tokens, splits = all_tokens(text, edges)
    words = [token for token in tokens if not is_white(text, token)]
    return Words(text, tokens, words, outermost(line.spans)), splits


def counted(line: GoldLine, report: Report) -> Words:
    """The same for formats with flat tags, with what they lose noted in the report."""
    words, splits = words_of(line)
    report.lose(SPLITS, splits)
    report.lose(OVERLAPS, len(line.spans) - len(words.flat))
    report.lose(OPEN, sum(span.is_open for span in line.spans))
    return words
