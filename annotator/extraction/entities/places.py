"""Places by gazetteer, by compass word and by street word."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import DASHES
from annotator.extraction.entities.free_names import FreeNames
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_ROAD = re.compile(r"[AM]\d{1,4}(?:\(M\))?")
#: What a ward or wing is called: "9", "B", "C7", "4a".
_NUMBER = re.compile(r"\d+[A-Za-z]?|[A-Z]\d*")
#: Behind an address, besides the end of its line.
_CLOSING = DASHES | {",", ".", ";", ":", ")", "("}


class Gazetteer:
    """Claims known places, before the model can call one a person."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._before = words.set("places", "place_words_before")
        self._free = FreeNames(knowledge)
        keys = ("countries", "counties", "towns")
        gpe = [(name, "GPE") for key in keys for name in words["places", key]]
        loc = [(name, "LOC") for name in words["places", "regions"]]
        self._places = knowledge.phrases(gpe + loc)
        self._ambiguous = words.set("places", "ambiguous")
        self._compass = frozenset(w.lower() for w in words["places", "compass"])
        self._endings = tuple(words["places", "word_endings"])
        self._streets = words.set("places", "street_words")
        self._villages_too = words.set("places", "villages_too")
        self._numbered = words.set("places", "numbered")
        self._openings = knowledge.phrases((p, "GPE") for p in words["places", "openings"])
        self._links = words.set("places", "name_links")
        for opening in words["places", "landscape"]:
            self._openings.add(opening, "LOC")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        self._shaped(article)
        for index in range(len(article)):
            if article.owner[index] is not None:
                continue
            word = article.words[index]
            if len(word) > 6 and word[0].isupper() and word.endswith(self._endings):
                begin = self._with_compass(article, index)
                article.claim(Found(begin, index + 1, "GPE", "place-ending", 0.85))
            elif word in self._streets:
                self._street(article, index)
            elif word in self._numbered:
                self._numbered_place(article, index)
            elif (
                _ROAD.fullmatch(article.words[index])
                and index
                and article.lowers[index - 1] == "the"
            ):
                article.claim(Found(index, index + 1, "LOC", "road-number", 0.9))
        for start, end, labels in self._places.find(article.words):
            if not article.free(start, end) or self._part_of_name(article, start, end):
                continue
            name = article.text(start, end)
            if name in self._ambiguous and not self._sure(article, start):
                continue
            begin = self._with_compass(article, start)
            label = labels[0] if begin == start else "GPE"
            article.claim(Found(begin, end, label, "gazetteer", 0.93))
        return doc

    def _shaped(self, article: Article) -> None:
        """ "Isle of Orrin", "Port Gannet", "Ashby-on-Sea": the name says that it is a place."""
        for start, end, labels in self._openings.find(article.words):
            if end < article.line(start)[1] and self._free.is_word(article, end):
                stop = end + 1
                more = stop < article.line(start)[1] and article.is_capital(stop)
                if not more or article.words[stop] not in self._streets:
                    article.claim(Found(start, stop, labels[0], "place-shape", 0.85))
        for index, low in enumerate(article.lowers[1:-1], 1):
            if low in self._links:
                self._linked(article, index)

    def _linked(self, article: Article, index: int) -> None:
        """ "Ashby-on-Sea", "Ashby upon Trent": a small word between two capitals."""
        words = article.words
        hyphen = words[index - 1] == "-"
        start, end = (index - 2, index + 2) if hyphen else (index - 1, index + 1)
        first, last = article.line(index)
        if hyphen and words[index + 1] == "-":
            end = index + 2
        elif hyphen or article.lowers[index] != "upon":
            return
        if end < last and article.lowers[end] == "the":
            end += 1
        if start < first or end >= last or not article.is_capital(start):
            return
        if article.is_capital(end) and article.free(start, end + 1):
            article.claim(Found(start, end + 1, "GPE", "place-shape", 0.88))

    def _street(self, article: Article, index: int) -> None:
        """ "12 Bell Lane": capitals and a house number before a street word."""
        start = index
        first = article.line(index)[0]
        while start > first and article.is_capital(start - 1) and article.owner[start - 1] is None:
            if article.before(start) in self._before | {"the", "on", "of"}:
                break
            start -= 1
        ahead = article.lowers[self._ahead(article, start)] if start > first else ""
        numbered = article.before(start).isdigit()
        last = article.line(index)[1]
        closed = ahead == "," and (index + 1 == last or article.lowers[index + 1] in _CLOSING)
        if start == index or not (ahead in self._before | {"on", "of"} or numbered or closed):
            return
        if start > first and article.words[start - 1].isdigit():
            start -= 1
        village = article.words[index] in self._villages_too and article.before(start) == "in"
        label, score = ("GPE", 0.6) if village else ("LOC", 0.85)
        rule = "address" if ahead == "," else "street"
        article.claim(Found(start, index + 1, label, rule, score))

    def _ahead(self, article: Article, start: int) -> int:
        """The word before "the old Market Hall"."""
        before = start - 1
        while before > 0 and article.pos[before] == "ADJ" and not article.is_capital(before):
            before -= 1
        return before - 1 if before > 0 and article.lowers[before] == "the" else start - 1

    def _numbered_place(self, article: Article, index: int) -> None:
        """ "Ward 9", "Houseblock B"."""
        after = article.words[index + 1 : index + 2]
        if after and _NUMBER.fullmatch(after[0]):
            article.claim(Found(index, index + 2, "LOC", "numbered-place", 0.75))

    def _with_compass(self, article: Article, start: int) -> int:
        before = start - 1
        same_line = before >= article.line(start)[0]
        if (
            same_line
            and article.owner[before] is None
            and article.is_capital(before)
            and (article.lowers[before] in self._compass)
        ):
            return before
        return start

    def _part_of_name(self, article: Article, start: int, end: int) -> bool:
        """Is it inside a longer name that the model sees: "Jack London", "Durham Miners"?"""
        doc = article.doc
        kind = doc[start].ent_type_
        if kind not in {"PERSON", "ORG", "FAC", "WORK_OF_ART"}:
            return False
        first, last = start, end
        while first > 0 and doc[first].ent_iob_ == "I":
            first -= 1
        while last < len(doc) and doc[last].ent_iob_ == "I":
            last += 1
        inner = [
            w
            for w in article.lowers[first:start] + article.lowers[end:last]
            if w not in {"the", "'s", "and", *self._compass}
        ]
        return bool(inner)

    def _sure(self, article: Article, start: int) -> bool:
        kind = article.doc[start].ent_type_
        if kind in {"GPE", "LOC"}:
            return True
        return start > 0 and article.before(start) in self._before and kind != "DATE"


@Language.factory("annotator_places")
def make_places(nlp: Language, name: str) -> Gazetteer:
    """The component for ``nlp.add_pipe``."""
    return Gazetteer(knowledge_of(nlp))
