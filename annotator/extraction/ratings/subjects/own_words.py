"""Whose "we" it is: the body that a speaker is said to be of."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.subjects.focus import Focus

_WE = frozenset(["we", "us", "our", "ours"])
_OF = frozenset(["of", "at", "from", "for"])


class OwnWords:
    """Looks for the body of who speaks; knows one article, reads each line once."""

    def __init__(self, article: Article, focus: Focus) -> None:
        self._article = article
        self._focus = focus
        self._by_line: dict[int, Found | None] = {}

    def body(self, candidate: Candidate) -> Found | None:
        """ "We shall be good," said the chairman of X: X; None where no body is told."""
        first = self._article.sent(candidate.start)[0]
        if not candidate.quoted or not _WE & set(self._article.lowers[first : candidate.start]):
            return None
        line = self._article.line_of(candidate.start)
        if line not in self._by_line:
            self._by_line[line] = self._speakers(*self._article.lines[line])
        return self._by_line[line]

    def _speakers(self, first: int, last: int) -> Found | None:
        article = self._article
        for found in article.inside(first, last):
            if found.label not in {"ROLE", "PERSON"} or article.low(found.end) not in _OF:
                continue
            at = found.end + 1
            owner = article.owner[at + (article.low(at) == "the")]
            body = self._meant(owner) if owner is not None else None
            if body is not None:
                return body
        return None

    def _meant(self, owner: Found) -> Found | None:
        """The body itself, or the one in the foreground whose name begins like it."""
        if any(owner is body for body in self._focus.bodies):
            return owner
        word = self._article.words[owner.start]
        same = {id(f) for f in self._focus.bodies if self._article.words[f.start] == word}
        return self._focus.salience.best(owner.start, lambda f: id(f) in same) if same else None
