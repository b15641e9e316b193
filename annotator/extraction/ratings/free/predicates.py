"""Evaluative adjectives: predicates ("was patchy") and attributes in inspectors' statements."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import subject_of
from annotator.extraction.ratings.free.evaluative import EvaluativeWords
from annotator.extraction.ratings.free.extents import Extents
from annotator.extraction.ratings.free.noun_predicates import NounPredicates, inspectors_speak
from annotator.extraction.ratings.subjects.focus import Focus
from annotator.extraction.ratings.values.unjudged import judges_nothing
from annotator.extraction.ratings.voices.quotes import Quote

#: Behind an adjective they show that no noun follows it.
_CLOSING = frozenset([".", ",", ";", "and", "but", "although", "while", "'", '"', ")"])


class Predicates:
    """Finds free candidates that the parse shows to be said of a service's work."""

    def __init__(self, words: EvaluativeWords) -> None:
        self._words = words
        self._extents = Extents(words)
        self._nouns = NounPredicates(words, self._extents)

    def candidates(
        self, article: Article, quotes: list[Quote], focus: Focus
    ) -> Iterator[Candidate]:
        quoted = {i for q in quotes if q.whole for i in range(q.start, q.end)}
        yield from self._nouns.superlatives(article, focus)
        yield from self._nouns.ranked(article, focus)
        skip = -1
        for start, end, values in self._words.adjectives.find(article.lowers):
            if start < skip:
                continue
            if self._compares(article, start, end) or judges_nothing(article, start, end):
                continue
            predicate = self._is_predicate(article, start, end)
            if (predicate and self._words.about_work(article, start, end, focus)) or (
                not predicate and self._behind_noun(article, start, end, focus)
            ):
                left, right, polarity = self._extents.whole(article, start, end, values[0])
                left, right = self._nouns.with_noun(article, end - 1, left, right)
                skip = right
                yield Candidate(left, right, [], sign="predicate", score=0.5, polarity=polarity)
            elif (
                start in quoted
                and values[0] == "negative"
                and self._hits_noun(article, start, end)
                and inspectors_speak(article, start, self._words.inspecting)
            ):
                left, right, polarity = self._extents.whole(article, start, end, values[0])
                skip = right
                yield Candidate(
                    left, right, [], sign="quoted-attribute", score=0.45, polarity=polarity
                )
        yield from self._by_manner(article, focus)
        yield from self._unknown_predicates(article, focus)
        yield from self._nouns.candidates(article, quoted, focus)

    def _compares(self, article: Article, start: int, end: int) -> bool:
        """ "as good as ever", "how safe it is", "too small to be graded": no judgement."""
        behind = article.lowers[end : end + 1]
        before = article.lowers[max(0, start - 1) : start]
        if article.tags[end - 1] == "VBG" and any(
            article.deps[c] == "dobj" for c in article.children[end - 1]
        ):
            return True  # failing its pupils
        if behind == ["that"] and not self._words.outrage & set(article.lowers[start:end]):
            return True
        if "how" in article.lowers[max(article.sent(start)[0], start - 4) : start]:
            return True
        to_be = before == ["too"] and article.lowers[end : end + 2] == ["to", "be"]
        return to_be or (before == ["as"] and behind == ["as"])

    def _by_manner(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "cupboards were badly organised": a manner adverb judges what was done."""
        for index, low in enumerate(article.lowers[:-1]):
            if low not in self._words.manner or article.tags[index + 1] not in {"VBN", "JJ"}:
                continue
            being = article.lowers[index - 1] in self._words.being if index else False
            if judges_nothing(article, index, index + 2):
                continue
            if being and self._words.about_work(article, index, index + 2, focus):
                polarity = "positive" if self._words.manner[low] else "negative"
                yield Candidate(
                    index, index + 2, [], sign="manner-predicate", score=0.45, polarity=polarity
                )

    def _unknown_predicates(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "lessons were lively": any adjective said of the work itself, if it states no fact."""
        for index, dep in enumerate(article.deps):
            if (
                dep != "acomp"
                or article.tags[index] != "JJ"
                or article.lowers[index] in self._words.plain
            ):
                continue
            head = article.heads[index]
            if article.lowers[head] not in self._words.being or index < head:
                continue
            subject = subject_of(article, head)
            if subject is None or article.lowers[subject] not in self._words.work:
                continue
            if any(article.deps[c] in {"prep", "xcomp", "ccomp"} for c in article.children[index]):
                continue
            if "-" in article.words[index - 1 : index + 2]:
                continue  # one half of "non-compliant"
            if judges_nothing(article, index, index + 1):
                continue
            left, right, polarity = self._extents.whole(article, index, index + 1, "")
            yield Candidate(
                left, right, [], sign="plain-predicate", score=0.38, polarity=polarity or None
            )

    def _is_predicate(self, article: Article, start: int, end: int) -> bool:
        """ "was patchy", "were described as wholly inadequate", "is well used"."""
        index = end - 1
        for _ in range(3):
            inside = article.deps[index] == "pobj" and start <= article.heads[index] < index
            if article.deps[index] != "conj" and not inside:
                break
            index = article.heads[index]
        head = article.heads[index]
        if article.lowers[head] in self._words.feeling and self._by_people(article, head):
            return False
        if article.deps[index] in {"acomp", "oprd", "prep"} and head < index:
            return article.lowers[head] in self._words.linking
        if article.deps[index] == "attr":
            return article.lowers[head] in self._words.being
        if self._as_predicate(article, start) or self._behind_being(article, start, end):
            return True
        return self._by_parse(article, index)

    def _behind_being(self, article: Article, start: int, end: int) -> bool:
        """Whatever the parse says: a form of "be" right before it and no noun behind it."""
        first, last = article.sent(start)
        before = start - 1
        before = self._words.behind_asides(article, before)
        attributive = end < last and article.pos[end] in {"NOUN", "PROPN", "ADJ"}
        if article.tags[end - 1] in {"VBN", "VBG", "VBD"}:
            return False
        return before > first and article.lowers[before] in self._words.being and not attributive

    def _behind_noun(self, article: Article, start: int, end: int, focus: Focus) -> bool:
        """ "... and the rota UNWORKABLE", "found the classrooms COLD": right behind its noun."""
        first, last = article.sent(start)
        if end < last and article.lowers[end] not in _CLOSING:
            return False
        noun = self._extents.with_adverbs(article, start, first) - 1
        if noun <= first or article.pos[noun] != "NOUN" or article.owner[noun] is not None:
            return False
        begin = noun
        while begin > first and article.pos[begin - 1] in {"DET", "ADJ", "NOUN"}:
            begin -= 1
        link = article.before(begin)
        if link in self._words.naming:  # "found ratios broken" is a fact
            told = article.tags[start] in {"VBN", "VBD"}
            return not told and self._words.of_noun(article, noun, focus)
        verbs = (i for i in range(begin - 1, first, -1) if article.pos[i] in {"VERB", "AUX"})
        verb = next(verbs, first)
        being = {article.lowers[verb], article.before(verb)} & self._words.being
        if link not in {"and", ","} or not being:
            return False
        judged = any(True for _ in self._words.adjectives.find(article.lowers, verb, begin))
        return judged and self._words.of_noun(article, noun, focus)

    def _by_parse(self, article: Article, index: int) -> bool:
        """ "a patchy service" as a predicate, "was let down", "seen as weak"."""
        head = article.heads[index]
        if article.deps[index] == "amod" and article.deps[head] == "attr" and head > index:
            return article.lowers[article.heads[head]] in self._words.being and (
                article.lowers[head] in self._words.kinds | self._words.stand_ins | {"picture"}
            )
        if article.tags[index] in {"VBN", "VBG", "JJ"} and article.deps[index] in {
            "ROOT",
            "ccomp",
            "conj",
            "relcl",
            "advcl",
        }:
            return any(
                article.deps[c] in {"auxpass", "aux", "cop"}
                and article.lowers[c] in self._words.being
                for c in article.children[index]
            )
        if article.deps[index] in {"amod", "pobj", "pcomp"} and article.lowers[head] == "as":
            return article.lowers[article.heads[head]] in self._words.linking
        return False

    def _by_people(self, article: Article, verb: int) -> bool:
        """ "staff felt overwhelmed": a feeling; "the building feels tired" is none."""
        subject = subject_of(article, verb)
        people = self._words.members | self._words.clients
        return (
            subject is None or article.lowers[subject] in people or (article.pos[subject] == "PRON")
        )

    def _as_predicate(self, article: Article, start: int) -> bool:
        """ "judged by inspectors as impressive": "as" before it, a linking verb further left."""
        first = article.sent(start)[0]
        while start > first and article.lowers[start - 1] in self._words.intensifiers | {"being"}:
            start -= 1
        if start <= first or article.lowers[start - 1] != "as":
            return False
        return any(
            w in self._words.linking - self._words.being
            for w in article.lowers[max(first, start - 9) : start - 1]
        )

    def _hits_noun(self, article: Article, start: int, end: int) -> bool:
        """Does the adjective describe a weakness or the work: "unacceptable pressure"?"""
        index = end - 1
        if article.deps[index] == "conj":
            index = article.heads[index]
        if article.deps[index] != "amod":
            return False
        noun = article.lowers[article.heads[index]]
        return self._words.nouns.at([noun], 0) is not None
