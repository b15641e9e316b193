"""Evaluative wording outside every scale: short quotations, set phrases, predicates."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import subject_of
from annotator.extraction.ratings.free.evaluative import EvaluativeWords
from annotator.extraction.ratings.free.extents import Extents
from annotator.extraction.ratings.free.predicates import Predicates
from annotator.extraction.ratings.subjects.focus import Focus
from annotator.extraction.ratings.voices.quotes import Quote

_EDGE = frozenset([",", ".", "!", "?", ";", ":", "'", '"'])
_LONGEST = 8
#: At the beginning of quoted words they make a statement of them.
_OURS = frozenset(["we", "i", "our", "my", "you", "your", "us"])
#: Entities that are hardly what a quotation is said of.
_ASIDE = frozenset(["LOC", "GPE", "DATE", "COUNT"])
#: Entities that a wording may hold.
_MAY_HOLD = frozenset(["COUNT", "ORG"])
#: Pronouns that only stand for a noun further left.
_PASSED = frozenset(["there", "who", "which", "that", "whom", "itself", "themselves"])


class FreeWording:
    """Finds candidates of scale ``free``."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = EvaluativeWords.of(knowledge)
        self._predicates = Predicates(self._words)
        self._extents = Extents(self._words)

    def candidates(
        self, article: Article, quotes: list[Quote], taken: set[int], focus: Focus
    ) -> list[Candidate]:
        """Free candidates that touch no word in ``taken``, in text order."""
        used = set(taken)
        out: list[Candidate] = []
        for made in (
            self._from_quotes(article, quotes, focus),
            self._from_idioms(article, quotes, focus),
            self._predicates.candidates(article, quotes, focus),
        ):
            for candidate in made:
                words = set(range(candidate.start, candidate.end))
                if words & used or any(
                    o is not None and o.label not in _MAY_HOLD and not _within(o, candidate)
                    for o in article.owner[candidate.start : candidate.end]
                ):
                    continue
                used |= words
                out.append(candidate)
        return sorted(out, key=lambda c: c.start)

    # -- quotations -----------------------------------------------------------------------------

    def _from_quotes(
        self, article: Article, quotes: list[Quote], focus: Focus
    ) -> Iterator[Candidate]:
        for quote in quotes:
            if quote.whole:
                continue
            start, end = quote.start, quote.end
            while end > start and article.words[end - 1] in _EDGE:
                end -= 1
            lowers = article.lowers[start:end]
            if lowers and self._may_judge(article, quote, lowers):
                about = self._about(article, quote, focus)
                yield from self._said(article, start, end, about) if about != "other" else ()

    def _may_judge(self, article: Article, quote: Quote, lowers: list[str]) -> bool:
        """No statement, no feeling, nothing said of a person."""
        if len(lowers) > _LONGEST or self._feeling(article, quote.start):
            return False
        if any(w in self._words.not_ratings - _OURS for w in lowers) or _OURS & set(lowers[:2]):
            return False
        return not self._of_person(article, quote.start)

    def _said(self, article: Article, start: int, end: int, about: str) -> Iterator[Candidate]:
        """The quoted words as a candidate, if they judge."""
        lowers = article.lowers[start:end]
        polarity = self._words.polarity(article, start, end)
        denies = lowers[0] == "not" and ("enough" in lowers or polarity != "negative")
        linked = self._after_linking(article, start) and len(lowers) <= 6
        if denies and len(lowers) > 1:
            yield Candidate(start, end, [], sign="quoted-denial", score=0.55, polarity="negative")
        elif polarity:
            denied = lowers[0] == "not" and "bad" not in lowers[:3] and len(lowers) > 2
            if denied and self._words.polarity(article, start + 1, end) == "negative":
                start += 1
            yield Candidate(start, end, [], sign="quoted-phrase", score=0.66, polarity=polarity)
        elif (about == "work" or (linked and about != "client")) and any(
            article.pos[i] in {"ADJ", "NOUN", "VERB"} for i in range(start, end)
        ):
            yield Candidate(start, end, [], sign="quoted-predicate", score=0.45)

    def _about(self, article: Article, quote: Quote, focus: Focus) -> str:
        """Who or what the quoted words are said of: "work", "client", "other" or "unknown"."""
        first = article.sent(quote.start)[0]
        if article.line(quote.start)[0] < first and article.lowers[first] in _EDGE:
            first = article.line(quote.start)[0]
        after = quote.end + 1
        if after < len(article) and article.lowers[after] in self._words.kinds:
            return "work"
        for index in range(quote.start - 2, max(first - 1, quote.start - 10), -1):
            low, owner = article.lowers[index], article.owner[index]
            if low in {",", ";", ":"}:
                break
            if low in {"it", "they", "them"}:
                return "unknown"
            if owner is not None and owner.label not in _ASIDE:
                eligible = focus.eligible(owner) or any(f is owner for f in focus.bodies)
                return "work" if eligible else "unknown"
            noun = article.pos[index] in {"NOUN", "PROPN", "PRON"} and low not in _PASSED
            if noun and owner is None:
                return self._sort_of(low)
        return "unknown"

    def _sort_of(self, noun: str) -> str:
        if noun in self._words.clients:
            return "client"
        if noun in self._words.members | self._words.work | self._words.kinds:
            return "work"
        return "other" if noun in self._words.not_subjects else "unknown"

    def _after_linking(self, article: Article, start: int) -> bool:
        """ "was described as 'a joke'", "called the line 'a joke'"."""
        before = article.lowers[max(article.sent(start)[0], start - 8) : start - 1]
        near = before[-3:]
        if any(w in self._words.being for w in near) or near[-1:] == ["as"]:
            return True
        return bool((self._words.naming | {"become", "became"}) & set(before))

    def _of_person(self, article: Article, start: int) -> bool:
        """ "he was 'shocked'": said of a person, not of a body's work."""
        at = start - 2
        if at < 1 or article.lowers[at] not in self._words.being:
            return False
        subject = subject_of(article, at)
        if subject is None:
            return False
        owner = article.owner[subject]
        person = owner is not None and owner.label in {"PERSON", "ROLE"}
        return person or article.lowers[subject] in {"he", "she", "i", "we"}

    def _feeling(self, article: Article, start: int) -> bool:
        before = article.lowers[max(0, start - 4) : start]
        return bool(self._words.feeling & set(before))

    # -- set phrases ----------------------------------------------------------------------------

    def _from_idioms(
        self, article: Article, quotes: list[Quote], focus: Focus
    ) -> Iterator[Candidate]:
        for start, end, values in self._words.idioms.find(article.lowers):
            if self._of_people(article, start, end):
                continue
            if not self._words.about_work(article, start, end, focus):
                continue
            start, end = self._widened(article, start, end)
            yield Candidate(start, end, [], sign="set-phrase", score=0.6, polarity=values[0])

    def _of_people(self, article: Article, start: int, end: int) -> bool:
        """ "children IN TROUBLE with the law", "never AT RISK of a zero": no judgement."""
        if article.pos[start] != "ADP":
            return False
        people = self._words.members | self._words.clients
        return article.before(start) in people or article.low(end) == "of"

    def _widened(self, article: Article, start: int, end: int) -> tuple[int, int]:
        """With its article, adverbs and a short complement: "got on with the job in hand"."""
        first, last = article.sent(start)
        end = self._extents.complement(article, end, last)
        while start > first and (
            article.lowers[start - 1] in self._words.intensifiers
            or article.lowers[start - 1] in {"a", "an"}
            or (article.pos[start - 1] == "ADJ" and article.owner[start - 1] is None)
        ):
            start -= 1
        if (
            start > first
            and article.lowers[start - 1] == "in"
            and article.lowers[end - 1] == "mode"
        ):
            start -= 1
        if (
            end < last
            and article.lowers[end] == "in"
            and article.lowers[end + 1 : end + 2] == ["hand"]
        ):
            end += 2
        elif (
            end < last
            and article.lowers[end] == "to"
            and article.lowers[start] in {"struggling", "not"}
        ):
            stop = end + 1
            while stop < min(last, end + 4) and article.pos[stop] in {
                "VERB",
                "PRON",
                "DET",
                "NOUN",
            }:
                stop += 1
            end = stop if stop > end + 1 else end
        return start, end


def _within(owner: Found, candidate: Candidate) -> bool:
    """A place inside quoted words: "among the best in Scotland"."""
    inside = candidate.start < owner.start and owner.end <= candidate.end
    return inside and owner.label == "GPE" and candidate.sign.startswith("quoted")
