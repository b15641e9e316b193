"""People told by a title, an honorific or an age beside their names."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import ARTICLES, POSSESSIVES
from annotator.extraction.entities.human_names import ShapedNames
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

#: Names have no more words than this; nobody in the news is younger or older.
_LONGEST = 4
_AGES = range(10, 110)
#: A role is no further from the comma behind its holder's name.
_NEAR = 8
_OWNING = ARTICLES | POSSESSIVES | {"'s", "'"}


class People:
    """Claims names that the model missed, or took for something else or only in part."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._at = words.set("places", "certain_before") | {"at", "from"}
        self._honorifics = words.set("roles", "honorifics")
        self._ordinary = words.set("organisations", "ordinary") | {
            *words["roles", "heads"],
            *words["lexicon", "words.members"],
        }
        self._shaped = ShapedNames(knowledge)
        self._org_words = words.set("organisations", "suffixes")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        for start in self._openings(article):
            self._behind(article, start)
        for role in [f for f in article.entities if f.label == "ROLE"]:
            self._before_role(article, role)
        for index in range(2, len(article)):
            if article.words[index].isdecimal():
                self._before_age(article, index)
        for found in article.entities:
            self._double_barrelled(article, found)
        return doc

    def _openings(self, article: Article) -> list[int]:
        """Behind a title, an honorific or a line's first "By"."""
        starts = [f.end for f in article.entities if f.label == "ROLE"]
        commas = [self._behind_body(article, f.end) for f in article.entities if f.label == "ROLE"]
        starts += [comma + 1 for comma in commas if self._apposed(article, comma)]
        starts += [i + 1 for i, w in enumerate(article.words) if w in self._honorifics - {"St"}]
        starts += [
            first + 1
            for first, last in article.lines
            if last - first > 2 and article.words[first] == "By"
        ]
        return starts

    def _behind_body(self, article: Article, end: int) -> int:
        """Where "the area manager AT ACORN NURSERIES, Piers Conway," goes on."""
        if article.low(end) not in {"at", "of", "for"}:
            return end
        after = end + 1 + (article.low(end + 1) == "the")
        owner = article.owner[after] if after < len(article) else None
        return owner.end if owner is not None and owner.start == after else end

    def _before_role(self, article: Article, role: Found) -> None:
        """ "Gethin Marlais, the firm's director,": whatever the model says of the name."""
        comma = role.start - 1
        first = max(article.sent(role.start)[0], role.start - _NEAR)
        while comma > first and self._owns_role(article, comma):
            comma -= 1
        start = self._shaped.before(article, comma) if article.words[comma] == "," else None
        if start is None:
            return
        owner = article.owner[start]
        if owner is None or owner.label != "PERSON" or owner.end != comma:
            self._claim(article, start, comma, "person-before-role", 0.84)

    def _owns_role(self, article: Article, index: int) -> bool:
        """Is the word part of "the firm's" or "CQC" before a role?"""
        owner = article.owner[index]
        if owner is not None:
            return owner.label in {"ORG", "SERVICE", "INSPECTORATE", "GPE"}
        plain = article.lowers[index] in _OWNING or article.pos[index] == "NOUN"
        return plain and article.words[index] != ","

    def _apposed(self, article: Article, comma: int) -> bool:
        """ "the head, Perpetua Garside, had": two capitals between commas."""
        words = article.words[comma : comma + 4]
        return (
            len(words) == 4
            and words[0] == "," == words[3]
            and all(w[0].isupper() and not w.isupper() for w in words[1:3])
        )

    def _behind(self, article: Article, start: int) -> None:
        titled = start < len(article) and article.words[start] in self._honorifics - {"St"}
        end = start = start + titled
        while end < len(article) and end < start + 4 and self._name_word(article, start, end):
            end += 2 if article.words[end : end + 1] and self._hyphen(article, end) else 1
        single = start > 0 and article.words[start - 1] in self._honorifics
        if end - start < 1 or (end - start == 1 and not single) or end > len(article):
            return
        self._claim(article, start, end, "person-context", 0.82)

    def _before_age(self, article: Article, index: int) -> None:
        """ "Blessing Adeyemi, 34, said"."""
        end = index - 1
        closed = article.words[index + 1 : index + 2] in ([","], ["."], [")"], [])
        aged = len(article.words[index]) < 4 and int(article.words[index]) in _AGES
        if not aged or not closed or article.words[end] not in {",", "("}:
            return
        start = end
        while start > end - 2 * _LONGEST and self._part(article, start - 1):
            start -= 1
        while start < end - 1 and (
            article.words[start] == "-" or article.lowers[start] in self._ordinary
        ):
            start += 1  # Nurse Jane Doe
        owners = {id(o): o for o in article.owner[start:end] if o is not None}.values()
        known = any(o.label == "PERSON" and o.start == start for o in owners)
        names = sum(article.is_capital(i) for i in range(start, end))
        if not known and 1 < names <= _LONGEST and article.words[end - 1] not in self._org_words:
            self._claim(article, start, end, "person-aged", 0.85)

    def _double_barrelled(self, article: Article, found: Found) -> None:
        """ "Kayode Bankole-Hirst" whatever the model says."""
        words = article.words[found.start : found.end]
        free = found.start > article.line(found.start)[0] and self._part(article, found.start - 1)
        if len(words) == 3 and words[1] == "-" and free and found.model:
            if found.label != "PERSON" and article.owner[found.start - 1] is None:
                self._claim(article, found.start - 1, found.end, "person-shape", 0.76)
            return
        if len(words) != 4 or words[2] != "-" or not found.model or found.label == "PERSON":
            return
        named = all(w[0].isupper() and not w.isupper() for w in (words[0], words[1], words[3]))
        before = article.before(found.start)
        if named and words[3] not in self._org_words and before not in self._at:
            found.label, found.rule, found.score = "PERSON", "person-shape", 0.78

    def _part(self, article: Article, index: int) -> bool:
        """May the word belong to a name that ends behind it?"""
        if index < 0 or article.line_of(index) != article.line_of(index + 1):
            return False
        owner = article.owner[index]
        if owner is not None and not owner.model:
            return False
        word = article.words[index]
        if word == "-":
            return article.end_char(index) == article.starts[index + 1]
        proper = article.pos[index] == "PROPN" and word[0].isupper() and not word.isupper()
        return proper and word not in self._honorifics

    def _claim(self, article: Article, start: int, end: int, rule: str, score: float) -> None:
        for owner in {id(o): o for o in article.owner[start:end] if o is not None}.values():
            article.release(owner)
        article.claim(Found(start, end, "PERSON", rule, score))

    def _name_word(self, article: Article, start: int, index: int) -> bool:
        owner = article.owner[index]
        if owner is not None and not (owner.model and owner.start >= start):
            return False
        same_line = article.line_of(index) == article.line_of(start)
        word = article.words[index]
        return (
            same_line
            and word[0].isupper()
            and len(word) > 1
            and not word.isupper()
            and word not in self._org_words
            and (
                article.pos[index] in {"PROPN", "NOUN", "ADJ", "X"}
                or article.words[start - 1] in self._honorifics
            )
        )

    def _hyphen(self, article: Article, index: int) -> bool:
        return article.words[index + 1 : index + 2] == ["-"] and (
            article.end_char(index) == article.starts[index + 1]
        )


@Language.factory("annotator_people")
def make_people(nlp: Language, name: str) -> People:
    """The component for ``nlp.add_pipe``."""
    return People(knowledge_of(nlp))
