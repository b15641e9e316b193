"""What free wording is said of: the words of the article, which no scale lists."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import (
    head_of,
    objects_of,
    phrase,
    prepositional,
    subject_of,
    verb_of,
)

_THINGS = "things."
_QUOTES = frozenset(["'", '"'])


class FreeCategories:
    """Finds the thing that an evaluative wording judges."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._naming = words.set("lexicon", "words.naming")
        named = {w: w for s in knowledge.registry for ws in s.categories.values() for w in ws}
        for key in words.keys("lexicon"):
            if key.startswith(_THINGS):
                named |= {w: key.removeprefix(_THINGS) for w in words["lexicon", key]}
        self._known = knowledge.phrases(named.items(), lower=True)
        self._whole = words.set("grammar", "nouns.services") | words.set("lexicon", "words.bodies")
        self._whole |= words.service_nouns
        self._carriers = words.set("lexicon", "words.carriers")
        self._never = words.set("lexicon", "words.not_subjects")

    def find(self, article: Article, candidate: Candidate) -> tuple[str, ...]:
        """The noun that is judged, in the article's own words; () where it is the whole service."""
        near = self._noun_before(article, candidate) or self._noun_behind(article, candidate)
        if near is not None:
            return self._thing(article, candidate, near, alone=True)
        verb = verb_of(article, candidate)
        if verb is None:
            return ()
        heads = objects_of(article, verb) if article.lowers[verb] in self._naming else []
        subject = subject_of(article, verb)
        for head in [*heads, *([] if subject is None else [subject])]:
            found = self._thing(article, candidate, head)
            if found:
                return found
        return ()

    def _noun_before(self, article: Article, candidate: Candidate) -> int | None:
        """ "called training “piecemeal”", "its stress testing weak"."""
        at = candidate.start - 1
        while at > 0 and article.words[at] in _QUOTES:
            at -= 1
        is_noun = at >= article.sent(candidate.start)[0] and article.pos[at] == "NOUN"
        return at if is_noun and article.owner[at] is None else None

    def _noun_behind(self, article: Article, candidate: Candidate) -> int | None:
        """ "“excellent” mental health care"."""
        head = head_of(article, candidate.start, candidate.end)
        noun = article.heads[head]
        behind = candidate.end <= noun < candidate.end + 5 and article.deps[head] == "amod"
        parted = "," in article.words[candidate.end : noun]
        return noun if behind and not parted and article.owner[noun] is None else None

    def _thing(
        self, article: Article, candidate: Candidate, head: int, *, alone: bool = False
    ) -> tuple[str, ...]:
        """
        Args:
            alone: the noun and what is before it, not all that hangs on it.
        """
        head = self._carried(article, head)
        first, last = (self._first(article, head), head + 1) if alone else phrase(article, head)
        if first < candidate.start:
            last = min(last, candidate.start)
        known = [
            names[0]
            for start, end, names in self._known.find(article.lowers, first, last)
            if article.free(start, end) and names[0] not in self._whole
        ]
        if known:
            return tuple(dict.fromkeys(known))
        if article.pos[head] != "NOUN" or article.owner[head] is not None:
            return ()
        if article.lowers[head] in self._whole or article.lowers[head] in self._never:
            return ()
        return (article.text(self._first(article, head), head + 1).lower(),)

    def _carried(self, article: Article, head: int) -> int:
        """ "the QUALITY of assessments", "its WORK on drugs" are the assessments, the drugs."""
        if article.lowers[head] not in self._carriers:
            return head
        inner = (i for i in prepositional(article, head) if article.pos[i] == "NOUN")
        return next((i for i in inner if article.owner[i] is None), head)

    def _first(self, article: Article, head: int) -> int:
        """Where a noun with the nouns before it begins: "the EXERCISE yard", "RECORD-keeping"."""
        first = head
        while first > 1 and article.words[first - 1] == "-":
            first -= 2
        while (
            first > 0
            and article.deps[first - 1] == "compound"
            and article.owner[first - 1] is None
            and article.heads[first - 1] in range(first, head + 1)
        ):
            first -= 1
        return first
