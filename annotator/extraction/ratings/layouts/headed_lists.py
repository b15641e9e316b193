"""Lists of names under a grade: "FOUR STARS" and below it one business a line."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.focus import Focus

_LONGEST_LINE = 14
_LONGEST_NAME = 6
_ENDS = DASHES | {",", "(", "|", ":", ";"}
_BULLETS = frozenset(["-", "–", "•", "*", "·"])
_AROUND = frozenset(["star", "stars", "out", "of", "five", "overall", "a", "the"])


class HeadedLists:
    """Gives the names under a grade that stands alone in its line as its subjects."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._around = (
            knowledge.words.set("grammar", "verbs.rating")
            | knowledge.words.set("grammar", "nouns.rating")
            | _AROUND
        )

    def judge(self, article: Article, candidates: list[Candidate], focus: Focus) -> None:
        """Sets sign and subjects of candidates that head a list with a known body in it."""
        graded = {article.line_of(c.start) for c in candidates}
        lists = [
            (candidate, self._below(article, candidate, graded))
            for candidate in candidates
            if self._stands_alone(article, candidate)
        ]
        if lists and self._sections(article, candidates, lists[0][0], focus):
            self._set_sections(article, [c for c, _ in lists], focus)
            return
        known = any(self._known(article, line, focus) for _, lines in lists for line in lines)
        for candidate, lines in lists if known else ():
            named = [self._name(article, line, focus) for line in lines]
            candidate.subjects = [Subject(f, None, "listed", 0.9) for f in named if f is not None]
            if candidate.subjects:
                candidate.sign, candidate.score = "heading-value", 0.86

    def _sections(
        self, article: Article, candidates: list[Candidate], alone: Candidate, focus: Focus
    ) -> bool:
        """Do names stand over the grades, not under them: does one come before the first grade?"""
        first = min(article.line_of(c.start) for c in candidates if article.line_of(c.start))
        above = range(max(first - 1, 0), article.line_of(alone.start))
        return any(self._names_only(article, line, focus) for line in above)

    def _set_sections(self, article: Article, alone: list[Candidate], focus: Focus) -> None:
        for candidate in alone:
            for line in range(article.line_of(candidate.start) - 1, 0, -1):
                named = self._known(article, line, focus)
                if named is not None and self._names_only(article, line, focus):
                    candidate.subjects = [Subject(named, None, "listed", 0.88)]
                    if not candidate.sign:
                        candidate.sign, candidate.score = "section-value", 0.8
                    break

    def _names_only(self, article: Article, line: int, focus: Focus) -> bool:
        """A body, its address perhaps, and nothing else: no verb, no stop, no grade."""
        first, last = article.lines[line]
        named = self._known(article, line, focus)
        short = first < last and last - first <= _LONGEST_LINE and article.words[last - 1] != "."
        told = any(
            article.pos[i] in {"VERB", "AUX"} and not article.owner[i] for i in range(first, last)
        )
        return named is not None and short and not told and article.words[last - 1][-1].isalnum()

    def _stands_alone(self, article: Article, candidate: Candidate) -> bool:
        first, last = article.line(candidate.start)
        if first == 0 or last - first > _LONGEST_NAME:
            return False
        rest = article.lowers[first : candidate.start] + article.lowers[candidate.end : last]
        return all(word in self._around or not word[0].isalnum() for word in rest)

    def _below(self, article: Article, candidate: Candidate, graded: set[int]) -> list[int]:
        """The lines up to the next grade or sentence."""
        out: list[int] = []
        for line in range(article.line_of(candidate.start) + 1, len(article.lines)):
            first, last = article.lines[line]
            if first == last and not out:
                continue
            wordy = last - first > _LONGEST_LINE or article.words[max(first, last - 1)] == "."
            if first == last or line in graded or wordy or self._start(article, line) == last:
                break
            out.append(line)
        return out

    def _start(self, article: Article, line: int) -> int:
        """Where the name of a line begins; its end if no capital does."""
        first, last = article.lines[line]
        while first < last and article.words[first] in _BULLETS:
            first += 1
        first += first < last - 1 and article.lowers[first] == "the"
        return first if first < last and article.is_capital(first) else last

    def _known(self, article: Article, line: int, focus: Focus) -> Found | None:
        owner = article.owner[self._start(article, line)]
        return owner if owner is not None and focus.is_body(owner) else None

    def _name(self, article: Article, line: int, focus: Focus) -> Found | None:
        """The body that a line begins with; a new one if nothing knows the name."""
        known = self._known(article, line, focus)
        if known is not None:
            return known
        start, last = self._start(article, line), article.lines[line][1]
        end = next((i for i in range(start, last) if article.words[i] in _ENDS), last)
        inside = {id(o): o for o in article.owner[start:end] if o is not None}.values()
        if end - start > _LONGEST_NAME or any(o.end > end or not o.model for o in inside):
            return None
        for owner in inside:
            article.release(owner)
        found = Found(start, end, "SERVICE", "listed-name", 0.8)
        if focus.is_category(found) or not article.claim(found):
            return None
        focus.add(found)
        return found
