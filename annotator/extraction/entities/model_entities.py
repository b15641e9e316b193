"""What the language model found, trimmed and filtered by the guideline."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import DASHES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC"}
_SCORES = {"PERSON": 0.88, "ORG": 0.72, "GPE": 0.85, "LOC": 0.65, "FAC": 0.6}
_EDGE = frozenset(["the", "'s", "'", '"', ",", ".", "(", ")", "-", "a", "an", "and", ":", ";"])
#: What follows a name rather than an ordinary word at the beginning of a sentence.
_AFTER_NAME = frozenset([",", "'s", "'", "and", "-", ":", "("])
_HOUSES = frozenset(["Bank", "Palace", "Faculty", "College", "University", "School"])
_AT_BUILDING = frozenset(["at", "outside", "inside", "to"])
#: A grade behind a landlord's name.
_CODE = re.compile(r"[CGV][1-4]")


class ModelEntities:
    """Claims people, organisations and places that no rule took."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._after_name = _AFTER_NAME | words.set("grammar", "speech.verbs")
        self._at_place = words.set("places", "certain_before")
        self._never = words.set("organisations", "not_names")
        self._function_words = words.set("names", "function_words")
        self._openers = self._function_words | words.set("names", "openers")
        self._values = frozenset(
            word.lower()
            for scale in knowledge.registry
            for point in scale.points
            for word in (point.code, point.name, *point.synonyms)
        )
        self._honorifics = words.set("roles", "honorifics")
        self._place_ends = words.set("places", "endings")
        self._landscape = words.set("places", "street_words") | words.set("places", "regions")
        self._buildings = words.set("places", "buildings")
        self._sites = knowledge.word_phrases("places", "sites")
        self._kind_nouns = words.service_nouns
        self._org_words = words.set("organisations", "suffixes")
        self._ordinary = words.set("organisations", "ordinary")
        self._first_words = words.set("places", "first_words")
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
            if a >= b or not self._is_name(article, a, b) or self._is_ordinary(article, a, b):
                continue
            a, b = self._whole_name(article, a, b, label)
            whole = (a, b) == (start, end)
            label = self._label(article, a, b, label)
            score = _SCORES[label] - (0 if whole or label == "PERSON" else 0.15)
            article.claim(Found(a, b, _LABELS[label], "model", score, model=True))

    def _label(self, article: Article, start: int, end: int, label: str) -> str:
        """The model's label, put right where the words around say something else."""
        before = article.before(start)
        last = article.words[end - 1]
        if self._is_site(article, start, end) or self._is_building(before, last, end - start):
            return "LOC"
        if before == "on" and label in {"GPE", "PERSON"} and end - start > 1:
            return "LOC"
        if self._is_town(article, start, end) or (
            label in {"LOC", "FAC"} and last not in self._landscape | self._buildings
        ):
            return "GPE"
        if last in self._place_ends and end - start > 1 and label in {"ORG", "PERSON"}:
            return "GPE"
        if end - start > 2 or label not in {"ORG", "PERSON"} or last in self._org_words:
            return label
        if before == "on" and end - start > 1:
            return "LOC"
        if (
            before in self._at_place or (before == "from" and end - start == 1)
        ) and not article.words[start].isupper():
            return "GPE"
        if before in {"from", "to", "of", "at"} and article.words[start] in self._first_words:
            return "GPE"
        return label

    def _is_building(self, before: str, last: str, size: int) -> bool:
        return before in _AT_BUILDING and last in self._buildings and size > 1

    def _is_town(self, article: Article, start: int, end: int) -> bool:
        """ "Riverbank Surgery in COLNE ABBEY", "at MILTON OF ERCHLESS", whatever they end like."""
        before = article.before(start)
        owner = article.owner[start - 2] if start > 1 else None
        if before in {"in", "near"} and owner is not None and owner.label == "SERVICE":
            return True
        parted = end - start == 3 and article.lowers[start + 1] == "of"
        body = article.words[start] in self._org_words | self._buildings | _HOUSES
        return parted and not body and before in self._at_place | {"at"}

    def _is_site(self, article: Article, start: int, end: int) -> bool:
        """ "the Tannery estate", "Bridge Street headquarters"."""
        named = start > 0 and article.lowers[start - 1] in {"the", "its", "at", "on"}
        return named and end < len(article) and self._sites.at(article.lowers, end) is not None

    def _is_ordinary(self, article: Article, start: int, end: int) -> bool:
        """ "Waits in A&E", "Kebab van", "PARISH NEWS", "NHS trust": no names."""
        words, lowers = article.words, article.lowers
        opens = start in (article.sent(start)[0], article.line(start)[0])
        if (
            opens
            and end - start == 1
            and (lowers[start] in self._ordinary or lowers[start] in self._openers)
        ):
            return True
        if end - start == 1 and self._opens_as_word(article, start):
            return True
        if end - start == 1 and words[start].isupper() and lowers[start] in self._kind_nouns:
            return True
        if words[end - 1].isalpha() and words[end - 1].islower():
            return True
        if end - start == 1 and words[start].isupper() and lowers[start - 1 : start] == ["a"]:
            return article.doc.vocab.has_vector(lowers[start])  # "A TEAROOM which"
        if end - start > 1 and all(w.isupper() for w in words[start:end] if w.isalpha()):
            first, last = article.line(start)
            return all(w.isupper() for w in words[first:last] if w.isalpha())
        return words[start] == "NHS" and lowers[end : end + 1] in (["trust"], ["trusts"])

    def _opens_as_word(self, article: Article, start: int) -> bool:
        """ "Timetabling is", "Sixes in": a capital that only the beginning of a sentence makes."""
        word = article.words[start]
        before = article.words[start - 1] if start > article.line(start)[0] else '"'
        if before not in {'"', "'", ":", "."} or article.word_counts[word] > 1 or word.isupper():
            return False
        after = article.lowers[start + 1 : start + 2]
        if not after or after[0] in self._after_name:
            return False
        return article.doc.vocab.has_vector(article.lowers[start])

    def _whole_name(self, article: Article, start: int, end: int, label: str) -> tuple[int, int]:
        """A person's or place's name with the capitals that the model left out."""
        first, last = article.line(start)
        while end - start > 1 and article.words[end - 1].isdigit():
            end -= 1
        place = label == "GPE" and article.words[start] in self._place_ends
        if label == "PERSON" or place:
            while start > first and self._name_part(article, start - 1):
                start -= 1
        while label == "PERSON" and end < last:
            hyphen = article.words[end] == "-" and article.end_char(end - 1) == article.starts[end]
            if hyphen and end + 1 < last and self._name_part(article, end + 1, given=True):
                end += 2
            elif self._name_part(article, end, given=end - start == 1):
                end += 1
            else:
                break
        return start, end

    def _name_part(self, article: Article, index: int, given: bool = False) -> bool:
        """May a free capital belong to the name beside it; behind a given name also one that
        the model took for something else?"""
        word = article.words[index]
        return (
            article.owner[index] is None
            and article.pos[index] == "PROPN"
            and word[0].isupper()
            and not word.isupper()
            and article.lowers[index] not in self._openers
            and article.lowers[index] not in self._ordinary
            and word not in self._honorifics
            and word not in self._months
            and (given or not article.doc[index].ent_type_)
        )

    def _trimmed(self, article: Article, start: int, end: int, label: str) -> tuple[int, int]:
        lowers, words = article.lowers, article.words
        dashes = [i for i in range(start + 1, end) if words[i] in DASHES and _spaced(article, i)]
        end = dashes[0] if dashes else end  # "Selby - Good"
        while start < end and (lowers[start] in _EDGE or words[start] in self._honorifics):
            start += 1
        while start < end - 1 and (
            lowers[start] in self._function_words
            or (start == article.sent(start)[0] and lowers[start] in self._openers)
        ):
            start += 1
        while label == "PERSON" and start < end - 1 and lowers[start] in self._ordinary:
            start += 1  # Landlady Sue Trent
        while end > start and (lowers[end - 1] in _EDGE or _CODE.fullmatch(words[end - 1])):
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


def _spaced(article: Article, index: int) -> bool:
    return article.end_char(index - 1) < article.starts[index]


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
