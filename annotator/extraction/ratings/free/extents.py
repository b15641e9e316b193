"""How far an evaluative wording reaches: adverbs before it, what is joined to it, complements."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.free.evaluative import EvaluativeWords

_JOINING = frozenset(["and", "but", "yet"])
_ADJECTIVES = frozenset(["JJ", "JJR", "JJS", "VBN", "VBG", "VBD"])
#: A complement is no longer than this many words.
_COMPLEMENT = 5
_PREPOSITIONS = frozenset(["of", "to", "for", "from", "with", "in", "on"])


class Extents:
    """Widens wordings by the lists of lexicon.toml."""

    def __init__(self, words: EvaluativeWords) -> None:
        self._words = words

    def whole(self, article: Article, start: int, end: int, polarity: str) -> tuple[int, int, str]:
        """With adverbs before it and what "and" or a comma joins to it."""
        first, last = article.sent(start)
        left = self.with_adverbs(article, start, first)
        seen = {polarity}
        predicate = left > first and article.lowers[left - 1] in self._words.linking
        end = self._joined(article, end, last, seen, predicate)
        left = self._with_series(article, left, first)
        if article.lowers[end : end + 2] == ["at", "best"]:
            end += 2
        end = self.complement(article, end, last)
        left, negated = self._with_not(article, left, first, seen)
        if negated:
            return left, end, "negative"
        seen.discard("")
        tone = "mixed" if len(seen) > 1 else "".join(seen)
        return left, self._with_extent(article, end, last), tone

    def _joined(
        self, article: Article, end: int, last: int, seen: set[str], predicate: bool
    ) -> int:
        """Behind what "and", "but" or a comma joins: "warm, funny and occasionally brilliant"."""
        while end + 1 < last and article.lowers[end] in _JOINING | {","}:
            comma = article.lowers[end] == ","
            begin = end + 1 + (comma and article.lowers[end + 1] in _JOINING)
            stop = self._next_judgement(article, begin, last, seen, predicate)
            if not stop or (comma and article.lowers[stop : stop + 1] not in (["and"], [","])):
                return end
            end = stop
        return end

    def _next_judgement(
        self, article: Article, begin: int, last: int, seen: set[str], predicate: bool
    ) -> int:
        """Behind an adjective that begins here, adverbs before it allowed; 0 if none."""
        after = begin
        while after < last:
            hit = self._words.adjectives.at(article.lowers, after)
            if hit and article.free(after, after + hit[0]):
                stop = after + hit[0]
                if predicate and self._attributive(article, stop, last):
                    return 0
                seen.add(hit[1][0])
                return after + hit[0]
            adverb = article.lowers[after] in self._words.intensifiers or (
                article.tags[after] == "RB" and article.lowers[after] not in {"not", "never"}
            )
            if not adverb:
                break
            after += 1
        ends = not self._attributive(article, after + 1, last)
        joined = after < last and article.deps[after] == "conj" and article.owner[after] is None
        plain = article.lowers[after] in self._words.plain if after < last else True
        if joined and ends and article.tags[after] in _ADJECTIVES - {"VBD"} and not plain:
            return after + 1
        return 0

    def _attributive(self, article: Article, end: int, last: int) -> bool:
        """Does a noun follow, so that the adjective before belongs to it?"""
        return end < last and article.pos[end] in {"NOUN", "PROPN", "ADJ"}

    def complement(self, article: Article, end: int, last: int) -> int:
        """ "slow TO ACT", "proud OF THEIR SCHOOL", "a credit TO THE COUNTY"."""
        word = article.lowers[end - 1]
        if word in _PREPOSITIONS:
            position = end
        elif (
            word in self._words.open_ended
            and article.lowers[end : end + 1]
            and (article.lowers[end] in _PREPOSITIONS)
        ):
            position = end + 1
        else:
            return end
        stop = position
        while stop < min(last, position + _COMPLEMENT) and self._goes_on(article, stop):
            stop += 1
        return stop if stop > position and article.pos[stop - 1] not in {"DET", "ADP"} else end

    def _goes_on(self, article: Article, index: int) -> bool:
        return article.owner[index] is None and (
            article.pos[index] in {"DET", "NOUN", "ADJ", "PRON", "VERB", "NUM", "ADV"}
            and article.tags[index] not in {"VBD", "VBZ", "MD", "WDT", "WP"}
        )

    def _with_not(
        self, article: Article, left: int, first: int, seen: set[str]
    ) -> tuple[int, bool]:
        """ "simply NOT acceptable" is a judgement of its own; "not dirty" denies one."""
        if article.before(left) in {"yet", "always"} and article.before(left - 1) == "not":
            left -= 1
        if left <= first or article.lowers[left - 1] != "not" or "negative" in seen:
            return left, False
        if article.lowers[left] in {"only", "just", "merely"}:
            return left, False
        start = left - 1
        if start > first and article.lowers[start - 1] in self._words.intensifiers:
            start -= 1
        return start, True

    def _with_series(self, article: Article, left: int, first: int) -> int:
        """ "polite, punctual and proud": back to the first adjective of a series."""
        start = left
        while start - 2 > first:
            mark = article.lowers[start - 1]
            adjective = start - 2
            if mark == "and" and article.words[adjective] == ",":
                adjective -= 1
            if mark not in {",", "and", "but"} or article.tags[adjective] not in {"JJ", "VBN"}:
                break
            if article.owner[adjective] is not None:
                break
            start = self.with_adverbs(article, adjective, first)
        linked = article.lowers[start - 1 : start]
        return start if linked and linked[0] in self._words.linking | {"as"} else left

    def with_adverbs(self, article: Article, start: int, first: int) -> int:
        """The start with the intensifiers and one manner adverb before it."""
        while (
            start > first
            and article.lowers[start - 1] in self._words.intensifiers
            and (article.owner[start - 1] is None)
        ):
            start -= 1
        if (
            start > first
            and article.tags[start - 1] == "RB"
            and article.lowers[start - 1].endswith("ly")
        ):
            start -= 1
        if start - 1 > first and article.lowers[start - 1] in self._words.slightly:
            start -= 2 if article.lowers[start - 2] == "a" else 0
        if " ".join(article.lowers[max(first, start - 2) : start]) in self._words.hedges:
            start -= 2
        return start

    def _with_extent(self, article: Article, end: int, last: int) -> int:
        """ "in many respects", "across nearly all classes": how far the judgement reaches."""
        if end >= last or article.lowers[end] not in {"in", "across"}:
            return end
        position = end + 1
        while position < last and article.lowers[position] in self._words.extent:
            position += 1
        noun = end + 1 < position < last and article.pos[position] == "NOUN"
        return position + 1 if noun else end
