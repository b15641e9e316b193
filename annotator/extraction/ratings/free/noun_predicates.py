"""Nouns that judge: "it is the best place", "an honest force", "could not disguise shortfalls"."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import head_of, phrase, subject_of
from annotator.extraction.ratings.free.evaluative import EvaluativeWords
from annotator.extraction.ratings.free.extents import Extents
from annotator.extraction.ratings.subjects.focus import Focus

_ARGUMENTS = frozenset(["dobj", "nsubj", "nsubjpass", "attr"])
_IN_NOUN = frozenset(["det", "amod", "compound", "nummod", "neg", "quantmod"])


#: "the third school to be rated" tells no more than a number.
_ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "last", "latest", "only"])
#: "a lottery for years": how long is no part of it.
_TIMES = frozenset(["day", "days", "weeks", "months", "year", "years", "decade", "decades", "ages"])


class NounPredicates:
    """Finds free candidates that are nouns, and nouns that belong to an adjective."""

    def __init__(self, words: EvaluativeWords, extents: Extents) -> None:
        self._words = words
        self._extents = extents

    def candidates(self, article: Article, quoted: set[int], focus: Focus) -> Iterator[Candidate]:
        """Nouns behind "is" and those that inspectors use.

        Args:
            quoted: the words that stand inside running quotations.
        """
        yield from self._named(article, focus)
        yield from self._body_nouns(article, focus)
        yield from self._quoted_nouns(article, quoted)

    def superlatives(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "it is the best place I've ever lived"."""
        for index, word in enumerate(article.lowers):
            noun = article.heads[index]
            verb = article.heads[noun]
            if word not in self._words.superlatives or article.deps[noun] != "attr" or noun < index:
                continue
            subject = subject_of(article, verb)
            if subject is None or article.lowers[verb] not in self._words.being or subject == noun:
                continue
            if not self._is_body(article, subject, focus) and not self._words.about_work(
                article, index, noun + 1, focus
            ):
                continue
            right = max(self._whole_noun(article, noun)[1], *_relative(article, noun))
            if article.free(index, right):
                good = self._words.superlatives[word]
                polarity = "positive" if good else "negative"
                yield Candidate(index, right, [], sign="superlative", score=0.45, polarity=polarity)

    def ranked(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "are AMONG THE FINEST IN THE COUNTY", "described as ONE OF THE WORST"."""
        for index, low in enumerate(article.lowers[:-1]):
            best = self._words.superlatives.get(low)
            stop = index + 1
            if low == "most" and (hit := self._words.adjectives.at(article.lowers, stop)):
                best, stop = hit[1][0] == "positive", stop + hit[0]
            start = _rank_begins(article, index) if best is not None else None
            if start is None or not self._is_said(article, start, stop, focus):
                continue
            stop = _rank_ends(article, stop)
            polarity = "positive" if best else "negative"
            yield Candidate(start, stop, [], sign="ranked", score=0.5, polarity=polarity)

    def _is_said(self, article: Article, start: int, stop: int, focus: Focus) -> bool:
        before = start - 1
        while before > 0 and article.pos[before] == "ADV":
            before -= 1
        if article.lowers[before] == "as":
            return article.before(before) in self._words.linking | self._words.naming
        apposed = before < start - 1 and article.lowers[before] == ","
        being = article.lowers[before] in self._words.being
        return apposed or (being and self._words.about_work(article, start, stop, focus))

    def _named(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "the ward was a disgrace", "inspectors called it a shambles"."""
        for start, end, values in self._words.nouns.find(article.lowers):
            noun = head_of(article, start, end)
            verb = article.heads[noun]
            is_attr = article.deps[noun] == "attr" and article.lowers[verb] in self._words.being
            named = (
                article.deps[noun] in {"oprd", "attr"}
                and article.lowers[verb] in self._words.naming
            )
            if (is_attr or named) and self._words.about_work(article, start, end, focus):
                left, right = self._whole_noun(article, noun)
                right = max(right, self._extents.complement(article, max(right, end), len(article)))
                yield Candidate(
                    left, right, [], sign="noun-predicate", score=0.45, polarity=values[0]
                )

    def _body_nouns(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "this is an honest force", "it is a school with a big heart"."""
        for index, dep in enumerate(article.deps):
            head = article.heads[index]
            if dep != "attr" or article.lowers[head] not in self._words.being or index < head:
                continue
            if article.lowers[index] not in self._words.kinds | self._words.stand_ins:
                continue
            subject = subject_of(article, head)
            if subject is None or not self._is_body(article, subject, focus):
                continue
            left, right = self._whole_noun(article, index)
            told = any(
                article.deps[c] == "amod" or article.lowers[c] in {"with", "of"}
                for c in article.children[index]
            )
            ordinal = _ORDINALS & set(article.lowers[left:index])
            if told and not ordinal and article.lowers[left] in ARTICLES and right - left < 9:
                plain = set(article.lowers[left:index]) & self._words.plain
                if article.free(left, right) and (not plain or "different" in plain):
                    polarity = self._words.polarity(article, left, right)
                    yield Candidate(
                        left, right, [], sign="body-predicate", score=0.42, polarity=polarity
                    )

    def _quoted_nouns(self, article: Article, quoted: set[int]) -> Iterator[Candidate]:
        """ "clear direction could not disguise shortfalls": what inspectors' own words name."""
        for start, end, values in self._words.nouns.find(article.lowers):
            noun = end - 1
            if start not in quoted or article.deps[noun] not in _ARGUMENTS:
                continue
            if not inspectors_speak(article, start, self._words.inspecting):
                continue
            while article.deps[start - 1] == "amod" and start - 1 in quoted:
                start -= 1
            bare = start == noun and values[0] == "positive"
            if not bare and (start < noun or article.lowers[noun] in self._words.telling_nouns):
                yield Candidate(start, end, [], sign="quoted-noun", score=0.4, polarity=values[0])

    def with_noun(self, article: Article, adjective: int, left: int, right: int) -> tuple[int, int]:
        """ "a fine hospital": the whole predicate noun."""
        noun = article.heads[adjective]
        named = article.lowers[noun] in self._words.kinds and noun > adjective
        if not named or article.deps[adjective] != "amod" or article.deps[noun] != "attr":
            return left, right
        begin, end = self._whole_noun(article, noun)
        whole = begin <= left and end >= right and article.free(begin, end)
        return (begin, end) if whole and article.lowers[begin] in {"a", "an"} else (left, right)

    def _is_body(self, article: Article, subject: int, focus: Focus) -> bool:
        owner = article.owner[subject]
        if owner is not None:
            return focus.eligible(owner) or any(f is owner for f in focus.bodies)
        return article.lowers[subject] in self._words.kinds | {"it", "this"}

    def _whole_noun(self, article: Article, noun: int) -> tuple[int, int]:
        """The predicate noun with its article, adjectives and a short "of ..." or "to ..."."""
        left = min([noun, *(c for c in article.children[noun] if article.deps[c] in _IN_NOUN)])
        right = noun + 1
        for child in article.children[noun]:
            lasting = article.lowers[child] in {"for", "since"} and _TIMES & set(
                article.lowers[child : child + 4]
            )
            if article.deps[child] == "prep" and child == right and not lasting:
                first, last = phrase(article, child)
                marks = (i for i in range(first, last) if article.words[i] in {",", "–", "-", ";"})
                last = next(marks, last)
                right = last if last - first < 6 and article.free(first, last) else right
        return left, right


def _rank_begins(article: Article, superlative: int) -> int | None:
    """Where "among the best" or "one of the best" begins."""
    words = article.lowers[max(0, superlative - 3) : superlative]
    if words[-2:] == ["among", "the"]:
        return superlative - 2
    return superlative - 3 if words[-2:] == ["of", "the"] and words[0] in {"one", "some"} else None


def _rank_ends(article: Article, stop: int) -> int:
    """With the nouns behind it and a short "in the county"."""
    last = article.sent(stop - 1)[1]
    while stop < last and article.pos[stop] == "NOUN" and article.owner[stop] is None:
        stop += 1
    if stop < last and article.lowers[stop] in {"in", "of", "on", "across"}:
        end = stop + 1
        while end < min(last, stop + 4) and article.pos[end] in {"DET", "ADJ", "NOUN"}:
            end += 1
        if article.pos[end - 1] == "NOUN" and article.free(stop, end):
            return end
    return stop


def _relative(article: Article, noun: int) -> tuple[int, int]:
    """Behind a short relative clause right behind a noun."""
    for child in article.children[noun]:
        if article.deps[child] == "relcl":
            last = article.sent(noun)[1]
            stop = noun + 1
            while stop < min(last, noun + 7) and article.words[stop][0].isalnum() | (
                "'" in article.words[stop] and len(article.words[stop]) > 1
            ):
                stop += 1
            return noun + 1, stop
    return noun + 1, noun + 1


def inspectors_speak(article: Article, index: int, inspecting: frozenset[str]) -> bool:
    """Does the line, or the one before a running quotation, name who inspects?"""
    number = article.line_of(index)
    for line in range(number, max(-1, number - 4), -1):
        first, last = article.lines[line]
        low = article.lowers[first:last]
        if any(w in inspecting for w in low) or any(
            f.label == "INSPECTORATE" for f in article.inside(first, last)
        ):
            return True
        if (
            line < number
            and article.words[last - 1] != "."
            and article.words[last - 1] not in {'"', "'"}
        ):
            return False
    return False
