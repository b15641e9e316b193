"""What the language model found, trimmed and filtered by the guideline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.names import OPENERS
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC"}
_SCORES = {"PERSON": 0.88, "ORG": 0.72, "GPE": 0.85, "LOC": 0.65, "FAC": 0.6}
_EDGE = frozenset(["the", "'s", "'", '"', ",", ".", "(", ")", "-", "a", "an", "and", ":", ";"])


class ModelEntities:
    """Claims people, organisations and places that no rule took."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._never = words.set("organisations", "not_names")
        self._values = frozenset(
            word.lower()
            for scale in knowledge.registry
            for point in scale.points
            for word in (point.code, point.name, *point.synonyms)
        )
        self._honorifics = words.set("roles", "honorifics")
        self._place_ends = words.set("places", "endings")
        self._landscape = words.set("places", "street_words") | words.set("places", "regions")
        self._org_words = words.set("organisations", "suffixes")
        self._months = words.set("times", "months") | words.set("times", "weekdays")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        for span in doc.ents:
            if span.label_ in _LABELS:
                self._take(article, span.start, span.end, span.label_)
        return doc

    def _take(self, article: Article, start: int, end: int, label: str) -> None:
        for a, b in _unowned(article, start, end):
            a, b = self._trimmed(article, a, b, label)
            if a >= b or not self._is_name(article, a, b):
                continue
            whole = (a, b) == (start, end)
            label = self._label(article, a, b, label)
            score = _SCORES[label] - (0 if whole or label == "PERSON" else 0.15)
            article.claim(Found(a, b, _LABELS[label], "model", score, model=True))

    def _label(self, article: Article, start: int, end: int, label: str) -> str:
        """The model's label, put right where the words around say something else."""
        before = article.lowers[start - 1] if start else ""
        last = article.words[end - 1]
        if before == "on" and label in {"GPE", "PERSON"} and end - start > 1:
            return "LOC"
        if label in {"LOC", "FAC"} and last not in self._landscape:
            return "GPE"
        if last in self._place_ends and end - start > 1 and label in {"ORG", "PERSON"}:
            return "GPE"
        if end - start > 2 or label not in {"ORG", "PERSON"} or last in self._org_words:
            return label
        if before == "on" and end - start > 1:
            return "LOC"
        if (
            before in {"in", "near", "across", "outside", "around"}
            and not article.words[start].isupper()
        ):
            return "GPE"
        return label

    def _trimmed(self, article: Article, start: int, end: int, label: str) -> tuple[int, int]:
        lowers, words = article.lowers, article.words
        while start < end and (lowers[start] in _EDGE or words[start] in self._honorifics):
            start += 1
        while start < end and start == article.sent(start)[0] and lowers[start] in OPENERS:
            start += 1
        while end > start and lowers[end - 1] in _EDGE:
            end -= 1
        if label == "PERSON" and end - start > 1:
            # A possessive cuts the name off from what is owned.
            for index in range(start + 1, end):
                if lowers[index] == "'s":
                    return start, index
        return start, end

    def _is_name(self, article: Article, start: int, end: int) -> bool:
        text = article.text(start, end)
        if text.lower() in self._values:
            return False
        if text in self._never or text in self._months or not any(c.isupper() for c in text):
            return False
        return any(c.isalpha() for c in text) and len(text) > 1


def _unowned(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of words in ``[start, end)`` that are still free."""
    out: list[tuple[int, int]] = []
    begin: int | None = None
    for index in range(start, end + 1):
        free = index < end and article.owner[index] is None
        if free and begin is None:
            begin = index
        elif not free and begin is not None:
            out.append((begin, index))
            begin = None
    return out


@Language.factory("annotator_model_entities")
def make_model_entities(nlp: Language, name: str) -> ModelEntities:
    """The component for ``nlp.add_pipe``."""
    return ModelEntities(knowledge_of(nlp))
