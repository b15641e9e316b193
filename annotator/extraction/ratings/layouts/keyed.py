"""Old and new grades under keys of their own: "Then: good. Now: poor", "Previous rating: good"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES, QUOTES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

_ENDS = DASHES | {".", ";", "|", "•", "(", ")", ",", "/"}
_LONGEST = 6


class Keys:
    """Reads the words before the colon in front of a grade."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._over = frozenset(
            word for key in ("ago", "former", "formerly") for word in words["times", key]
        ) | {"then", "last", "was"}
        self._now = words.set("times", "latest") | words.set("times", "still") | {"after", "this"}
        self._visited = words.set("grammar", "visits.verbs")

    def read(self, article: Article, candidates: list[Candidate]) -> None:
        """Fixes the status of grades whose key says "then" while another's says something else."""
        keyed = [(c, key) for c in candidates if (key := _key(article, c)) is not None]
        for candidate, key in keyed:
            words = set(article.lowers[slice(*key)])
            if self._now & words:
                _set(candidate, "current")
            elif len(keyed) > 1 and self._is_over(words) and not _graded(key, candidates):
                _set(candidate, "previous")
        for (first, key), (second, other) in itertools.pairwise(keyed):
            if article.line_of(first.start) == article.line_of(second.start):
                _part(article, first, key, second, other)

    def _is_over(self, words: set[str]) -> bool:
        """ "Previously"; "Teme Homes, last inspected in 2022: C2" is the grade of now."""
        return bool(self._over & words) and not self._visited & words


def _part(
    article: Article,
    first: Candidate,
    key: tuple[int, int],
    second: Candidate,
    other: tuple[int, int],
) -> None:
    """ "2021: good. 2024: poor": the older one is over."""
    then, now = _date(article, key), _date(article, other)
    if then is None or now is None:
        return
    opens = _year(article, then) <= _year(article, now)
    older, date = (first, then) if opens else (second, now)
    older.date = date
    _set(older, "previous")


def _graded(key: tuple[int, int], candidates: list[Candidate]) -> bool:
    """ "Clee Homes, formerly C3: C2": the key holds the old grade itself."""
    return any(key[0] <= c.start < key[1] for c in candidates)


def _set(candidate: Candidate, status: str) -> None:
    candidate.status = "previous" if status == "previous" else "current"
    candidate.fixed = True
    if not candidate.sign:
        candidate.sign, candidate.score = "keyed-value", 0.8


def _key(article: Article, candidate: Candidate) -> tuple[int, int] | None:
    """The words before the colon right before the value."""
    first = article.line(candidate.start)[0]
    mark = candidate.start - 1
    while mark > first and article.words[mark] in QUOTES:
        mark -= 1
    if mark <= first or article.words[mark] != ":":
        return None
    start = mark
    while start > first and article.words[start - 1] not in _ENDS and mark - start < _LONGEST:
        start -= 1
    return (start, mark) if start < mark else None


def _date(article: Article, key: tuple[int, int]) -> Found | None:
    """The date that fills the key."""
    owner = article.owner[key[1] - 1]
    filled = owner is not None and owner.label == "DATE" and owner.start >= key[0]
    return owner if filled else None


def _year(article: Article, found: Found) -> int:
    years = [w for w in article.words[found.start : found.end] if w.isdigit() and len(w) == 4]
    return int(years[-1]) if years else 0
