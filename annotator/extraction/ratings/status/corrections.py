"""What other clauses make of a judgement: answers, denials behind it, corrections."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DEMONSTRATIVES, NOT, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

Cue = tuple[int, int]
_NO = NOT | {"no", "nope", "neither", "none"}
_THAT = DEMONSTRATIVES | {"such"}
_IS = WAS | {"is", "are", "entirely", "simply", "completely"}


class Corrections:
    """Finds the words outside a judgement's own clause that take it back or set it right."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._no_more = knowledge.word_phrases("grammar", "denial.no_more")
        self._untrue = words.set("grammar", "denial.untrue")
        self._we_said = words.set("grammar", "denial.we_said")
        self._setting_right = words.set("grammar", "denial.setting_right")
        self._grades = words.set("grammar", "nouns.grade") | words.set("grammar", "denial.bands")

    def answered(self, article: Article, candidate: Candidate) -> tuple[str, Cue] | None:
        """ "Was anything inadequate? No." The answer stands in the next sentence."""
        number = article.sent_of(candidate.end - 1)
        _, last = article.sents[number]
        if article.words[last - 1] != "?" or number + 1 >= len(article.sents):
            return None
        first, stop = article.sents[number + 1]
        opening = article.lowers[first : min(stop, first + 3)]
        cue = (first, min(stop, first + 2))
        if self._no_more.at(opening, 0):
            return "previous", cue
        if opening[0] in _NO:
            return "negated", cue
        past = opening[:2] == ["it", "was"] and "until" in article.lowers[first:stop]
        return ("previous", cue) if past else None

    def belied(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "a claim that it was X was wrong", "said it was X. That was wrong." """
        _, last = article.sent(candidate.end - 1)
        opening = article.lowers[last : last + 4]
        denied = opening[1:3] in (["is", "n't"], ["is", "not"], ["was", "not"], ["was", "n't"])
        still = "still" in article.lowers[max(0, candidate.start - 4) : candidate.start]
        near = last - candidate.end < 4  # not the first of two grades in the sentence
        if opening[:1] == ["it"] and denied and near and not still and opening[3:4] == ["."]:
            return last, last + 3  # "announced that it was now good. It isn't."
        told = last - candidate.end < 8
        if told and opening[:1] in (["that"], ["this"]) and opening[1:2] in (["is"], ["was"]):
            denied = opening[2:4] == ["not", "so"] or (
                opening[2:3] == ["not"] and "case" in opening
            )
            if denied or (self._untrue & set(opening[2:])):
                return last, last + 3
        for index in range(candidate.end, min(last, candidate.end + 10)):
            if article.lowers[index] in self._untrue and article.before(index) in _IS:
                return index - 1, index + 1
            turns = article.lowers[index + 1 : index + 2] == ["but"]
            if article.words[index] in {";", ","} and turns:
                return None
        return None

    def never_there(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "... under special measures. The school has never been in that category." """
        first, last = _sentence_behind(article, candidate)
        for index in range(first, last - 1):
            if article.lowers[index] == "never" and self._that_grade(article, index + 1, last):
                return index, index + 1
        return None

    def was_there(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "That was wrong. It was lifted out of that grade in 2023." """
        line_end = article.line(candidate.end - 1)[1]
        for index in range(article.sent(candidate.end - 1)[1], line_end - 2):
            words = article.lowers[index : index + 2]
            left = words[0] == "left" or words == ["out", "of"]
            if left and self._that_grade(article, index + 1, min(line_end, index + 5)):
                return index, index + 2
        return None

    def _that_grade(self, article: Article, start: int, stop: int) -> bool:
        """ "that category", "such a grade" before ``stop``; no other clause between."""
        for index in range(start, min(stop - 1, start + 6)):
            if article.lowers[index] in _THAT:
                return bool(self._grades & set(article.lowers[index + 1 : index + 3]))
        return False

    def corrected(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "We said it had been rated X. In fact ..." """
        first, last = article.sent(candidate.start)
        for index in range(first, candidate.start - 1):
            if article.lowers[index] == "we" and article.lowers[index + 1] in self._we_said:
                line_end = article.line(candidate.start)[1]
                after = set(article.lowers[last:line_end]) | set(article.lowers[first:index])
                return (index, index + 2) if self._setting_right & after else None
        return None

    def set_right(self, article: Article, candidate: Candidate) -> bool:
        """ "Correction: we said X. It was Y.": Y, behind the sentence that was wrong, is true."""
        first = article.line(candidate.start)[0]
        start = article.sent(candidate.start)[0]
        return any(
            article.lowers[index] == "we" and article.lowers[index + 1] in self._we_said
            for index in range(first, start - 1)
        )

    def in_none(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "good in none of them" """
        end = candidate.end
        first, second = article.lowers[end : end + 1], article.lowers[end + 1 : end + 2]
        none = first in (["in"], ["for"], ["against"], ["at"]) and second in (["none"], ["no"])
        return (end, end + 2) if none else None


def _sentence_behind(article: Article, candidate: Candidate) -> tuple[int, int]:
    number = article.sent_of(candidate.end - 1) + 1
    return article.sents[number] if number < len(article.sents) else (0, 0)
