"""Dates and periods of a day or longer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.date_patterns import YEAR, date_pattern
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of


class Dates:
    """Claims explicit dates and relative periods by pattern, then what else the model calls one."""

    def __init__(self, knowledge: Knowledge) -> None:
        times = knowledge.words
        self._pattern = date_pattern(
            times["times", "months"], times["times", "weekdays"], times["times", "seasons"]
        )
        self._never = times.set("times", "not_dates")
        self._leading = times.set("times", "leading")
        self._parts = times.set("times", "parts_of_day")
        self._units = times.set("times", "units")
        self._seasons = frozenset(word.lower() for word in times["times", "seasons"])
        self._per_unit = times.set("times", "per")
        self._whole = times.set("times", "whole")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        text = article.string
        starts = article.starts
        for match in self._pattern.finditer(text):
            start = bisect_right(starts, match.start()) - 1
            end = bisect_left(starts, match.end())
            if starts[start] != match.start() or article.end_char(end - 1) != match.end():
                continue
            if not self._is_age(article, start, end):
                article.claim(Found(start, end, "DATE", "date-pattern", 0.92))
        for span in doc.ents:
            if span.label_ == "DATE":
                self._from_model(article, span.start, span.end)
        return doc

    def _is_age(self, article: Article, start: int, end: int) -> bool:
        """ "a 16-year-old", "aged 24", "five years old", "22 hours a day", "years' experience"."""
        before = article.before(start)
        after = article.lowers[end] if end < len(article) else ""
        if before in {"aged", "age", "per", "-"} or after in {"old", "-", "jail", "sentence"}:
            return True
        if article.lowers[start] in {"a", "an"}:
            per = before in self._per_unit or before.replace(",", "").replace(".", "").isdigit()
            return per or after == "of"
        return end - start == 1 and self._is_weather(article, start)

    def _is_weather(self, article: Article, start: int) -> bool:
        """ "a poor winter": a season that is judged is no date."""
        seasonal = article.lowers[start] in self._seasons
        return (
            seasonal
            and start > 1
            and article.pos[start - 1] == "ADJ"
            and (article.lowers[start - 2] in {"a", "an"})
        )

    def _from_model(self, article: Article, start: int, end: int) -> None:
        while start < end and article.lowers[start] in self._leading:
            start += 1
        while end > start and (
            article.lowers[end - 1] in self._parts or not article.words[end - 1][-1].isalnum()
        ):
            end -= 1
        if start >= end or not article.free(start, end):
            return
        text = " ".join(article.lowers[start:end])
        if "old" in article.lowers[start:end]:
            return
        if text in self._never or any(
            w in self._never for w in article.lowers[start:end] if "-" in w
        ):
            return
        if article.lowers[start] == "year" or "same" in article.lowers[start:end]:
            return  # Year 8; in the same month
        judged = article.lowers[start] in {"a", "an"} and article.pos[start + 1] == "ADJ"
        if judged and article.lowers[start + 1] not in self._whole:
            return  # a poor week
        if not self._has_time(article, start, end) or self._is_age(article, start, end):
            return
        article.claim(Found(start, end, "DATE", "date-model", 0.6, model=True))

    def _has_time(self, article: Article, start: int, end: int) -> bool:
        lowers = article.lowers[start:end]
        return any(w in self._units for w in lowers) or any(
            re.fullmatch(YEAR + r"s?", w) for w in lowers
        )


@Language.factory("annotator_dates")
def make_dates(nlp: Language, name: str) -> Dates:
    """The component for ``nlp.add_pipe``."""
    return Dates(knowledge_of(nlp))
