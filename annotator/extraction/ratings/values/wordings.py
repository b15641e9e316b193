"""Where words of a scale stand: candidates, before anything is known about their sense."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.core.scales import Scale, ScalePoint
from annotator.extraction.article import Article
from annotator.extraction.closed_words import NUMBERS
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.values.bare_signs import plural_of
from annotator.extraction.ratings.values.inflections import inflected
from annotator.extraction.ratings.values.progress_words import ProgressWords

#: Grades like C3.
_CODE = re.compile(r"[CGV][1-4]")
_BLOCKING = frozenset(["DATE", "LOC", "SERVICE", "INSPECTORATE", "ORG", "PERSON", "ROLE"])
_NUMERIC_SCALE = "numeric"
_BEFORE_SCORE = frozenset(["was", "of", "to", "from", "scored", "is", "just", "only", "scoring"])


class Wordings:
    """All wordings of all points of the registry."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._scored_by = knowledge.words.set("grammar", "signs.totals") | {"total"}
        self._phrases: Phrases[tuple[Scale, ScalePoint]] = Phrases(knowledge.tokenize)
        self._progress = ProgressWords(knowledge)
        self._plurals: set[str] = set()
        for scale in knowledge.registry:
            for point in scale.points:
                given = {point.name.lower(), point.code.lower(), *point.synonyms}
                wordings = {form for wording in given for form in inflected(wording)}
                for wording in wordings:
                    self._phrases.add(wording, (scale, point))
                if scale.kind == "ordered":
                    for plural in {plural_of(w) for w in wordings} - {None} - wordings:
                        self._phrases.add(str(plural), (scale, point))
                        self._plurals.add(str(plural))
        self._numbers = knowledge.words.set("counts", "numbers") | {"zero", "nought", "nil", "none"}

    def candidates(self, article: Article, scales: Sequence[Scale]) -> list[Candidate]:
        """Every wording of a point of one of these scales, in text order."""
        out: list[Candidate] = []
        wanted = {scale.id: number for number, scale in enumerate(scales)}
        for start, end, values in self._phrases.find(article.lowers):
            options = [value for value in values if value[0].id in wanted]
            if not options:
                out.extend(self._shorter(article, start, end, wanted))
                continue
            options.sort(key=lambda option: wanted[option[0].id])
            number = end - start == 1 and self._is_number(article.lowers[start])
            if not self._blocked(article, start, end):
                plural = end - start == 1 and article.lowers[start] in self._plurals
                out.append(Candidate(start, end, options, number=number, plural=plural))
        told = self._progress.apart(article, scales)
        starts = {candidate.start for candidate in told}
        out = sorted([*told, *(c for c in out if c.start not in starts)], key=lambda c: c.start)
        return _joined(article, out) + self._totals(article, scales)

    def _shorter(
        self, article: Article, start: int, end: int, wanted: dict[str, int]
    ) -> list[Candidate]:
        """A longer wording of another scale must not hide a shorter one of ours."""
        out: list[Candidate] = []
        for inner in range(start, end):
            for stop in range(end, inner, -1):
                hit = self._phrases.at(article.lowers[inner:stop], 0) if stop < end else None
                options = [v for v in hit[1] if v[0].id in wanted] if hit else []
                if hit and options and not out:
                    stop_at = inner + hit[0]
                    number = hit[0] == 1 and self._is_number(article.lowers[inner])
                    if not self._blocked(article, inner, stop_at):
                        out.append(Candidate(inner, stop_at, options, number=number))
        return out

    def _is_number(self, word: str) -> bool:
        return word.isdigit() or word in self._numbers

    def _blocked(self, article: Article, start: int, end: int) -> bool:
        """Inside a name or a date the words are no judgement."""
        for owner in article.owner[start:end]:
            if owner is None or owner.label not in _BLOCKING:
                continue
            if owner.model and end - start == 1 and _CODE.fullmatch(article.words[start]):
                article.release(owner)  # "G3/V2" is no name
                continue
            if not (owner.model and start <= owner.start and owner.end <= end):
                return True
        return False

    def _totals(self, article: Article, scales: Sequence[Scale]) -> list[Candidate]:
        """ "33 out of 36", "3/27" of a numeric scale."""
        numeric = [scale for scale in scales if scale.kind == _NUMERIC_SCALE]
        out: list[Candidate] = []
        for scale in numeric:
            for index, word in enumerate(article.lowers):
                size = _total_at(article.lowers, index) if self._is_number(word) else 0
                if size:
                    total = (_digits(word), article.lowers[index + size - 1])
                    point = ScalePoint("/".join(total), " out of ".join(total), None, "mixed")
                    out.append(Candidate(index, index + size, [(scale, point)], number=True))
                elif out and (
                    self._goes_on(article, out[-1], index) or self._scored(article, out[-1], index)
                ):
                    total = (_digits(word), out[-1].options[0][1].code.split("/")[1])
                    point = ScalePoint("/".join(total), " out of ".join(total), None, "mixed")
                    out.append(Candidate(index, index + 1, [(scale, point)], number=True))
        return out

    def _scored(self, article: Article, last: Candidate, index: int) -> bool:
        """ "its score was 14" where another is told as 33 out of 36."""
        lowers = article.lowers
        if not lowers[index].isdigit() or article.before(index) not in _BEFORE_SCORE:
            return False
        if index < last.end or article.low(index - 2) == "out":
            return False
        told = self._scored_by & set(lowers[max(article.sent(index)[0], index - 6) : index])
        most = last.options[0][1].code.split("/")[1]
        behind = lowers[index + 1 : index + 2]
        ends = not behind or not behind[0][0].isalnum() or behind[0] in {"and", "in", "to", "from"}
        return bool(told) and ends and int(lowers[index]) <= int(most)

    def _goes_on(self, article: Article, last: Candidate, index: int) -> bool:
        """ "X scored 17 out of 21, Y 8 and Z 7": a name and its points, in the same list."""
        if not self._is_number(article.lowers[index]) or index >= len(article) - 1:
            return False
        same = article.sent_of(last.start) == article.sent_of(index)
        named = article.is_capital(index - 1) and index - last.end < 8
        stop = article.words[index + 1] in {",", ".", ";"} or article.lowers[index + 1] == "and"
        verbs = any(article.pos[i] in {"VERB", "AUX"} for i in range(last.end, index))
        return same and named and stop and not verbs


def _digits(word: str) -> str:
    return str(NUMBERS.index(word)) if word in NUMBERS else word


def _total_at(lowers: list[str], index: int) -> int:
    named = lowers[index + 1 : index + 2] in (["points"], ["point"], ["marks"])
    if lowers[index + 1 + named : index + 3 + named] == ["out", "of"]:
        last = index + 3 + named
        if lowers[last : last + 2] == ["a", "possible"]:
            last += 2
    elif lowers[index + 1 : index + 2] == ["/"]:
        last = index + 2
    else:
        return 0
    # A scale of five or six points is no sum of points.
    fits = last < len(lowers) and lowers[last].isdigit() and int(lowers[last]) > 6
    return last + 1 - index if fits else 0


def _says_again(article: Article, last: Candidate, candidate: Candidate) -> bool:
    """ "one star, or adequate", "very good, or 5": the same point in other words."""
    gap = article.lowers[last.end : candidate.start]
    if gap not in ([",", "or"], ["or"], ["("]) or (last.number and candidate.number):
        return False
    mine = {(scale.id, point.code) for scale, point in last.options}
    return any((scale.id, point.code) in mine for scale, point in candidate.options)


def _joined(article: Article, found: list[Candidate]) -> list[Candidate]:
    """ "3 - adequate": a digit and its word are one value."""
    out: list[Candidate] = []
    for candidate in found:
        last = out[-1] if out else None
        if last is not None and last.number and not candidate.number:
            gap = article.lowers[last.end : candidate.start]
            codes = {point.code for _, point in last.options}
            same = [o for o in candidate.options if o[1].code in codes]
            if same and gap in (["("], [",", "or"]):
                out[-1] = Candidate(last.start, last.end, same, sign="digit-and-word", score=0.85)
                out[-1].also.append((candidate.start, candidate.end))
                continue
            if same and gap in (["-"], ["–"], ["—"], [","], [":"]):
                end = candidate.end
                out[-1] = Candidate(last.start, end, same, sign="digit-and-word", score=0.85)
                continue
        elif last is not None and _says_again(article, last, candidate):
            last.sign, last.score = "said-twice", 0.8
            last.also.append((candidate.start, candidate.end))
            continue
        out.append(candidate)
    return out
