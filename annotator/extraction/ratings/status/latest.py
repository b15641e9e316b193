"""The only grade that an article tells is the latest, though the verb looks back."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import AFTER, HAD
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, share_category
from annotator.extraction.ratings.clauses import upward
from annotator.extraction.ratings.status.told_time import year_of
from annotator.extraction.ratings.subjects.focus import Focus

#: "X announced it would close AFTER BEING rated weak", "following its weak rating"
_AFTERWARDS = (["having", "been"], ["after", "being"], ["since", "being"])
_HAD_BEEN = HAD | {"been"}


class Latest:
    """Makes such grades current again where no other grade of the same thing is told.

    "When last graded, it was good"; "parents were told that it had been rated inadequate"; "it
    closed after being rated inadequate".
    """

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._judged = words.set("grammar", "visits.verbs") | words.set("grammar", "verbs.rating")
        self._long = words.set("times", "long_spans")
        self._turned = words.set("grammar", "verbs.up") | words.set("grammar", "verbs.down")
        self._reported = words.set("grammar", "visits.reported")
        self._back = frozenset(
            word for key in ("ago", "former", "formerly") for word in words["times", key]
        ) | {"last", "then", "until", "already", "when", "since"}

    def keep(
        self, article: Article, candidates: list[Candidate], focus: Focus, year: int | None
    ) -> None:
        """Sets their status, and that of what their clauses list besides.

        Args:
            year: that the article appeared in; what it dates earlier is over.
        """
        graded: dict[object, list[Candidate]] = {}
        for candidate in candidates:
            for key in focus.keys(candidate):
                graded.setdefault(key, []).append(candidate)
        for number, candidate in enumerate(candidates):
            if candidate.status != "previous" or not self._soft(article, candidate):
                continue
            told = year_of(article, candidate)
            if told is not None and year is not None and told < year:
                continue
            rivals = (
                other
                for key in focus.keys(candidate)
                for other in graded[key]
                if other.scale is candidate.scale and other.status in {"current", "previous"}
            )
            if not any(_rivals(article, candidate, other) for other in rivals):
                candidate.status = "current"
                del candidate.why["status"]  # it looked back on nothing
                _with_mates(article, candidates[number:])

    def _soft(self, article: Article, candidate: Candidate) -> bool:
        """Is the cue a last visit, what came after, or a verb set back by reported speech only?"""
        cue = candidate.why.get("status")
        words = article.lowers[slice(*cue)] if cue else []
        if cue is None or not words:
            return False
        if words[-1] == "last" or (words[0] == "last" and words[-1] in self._judged):
            return True
        if words in _AFTERWARDS or (words[0] in AFTER and words[-1] in {"its", "their"}):
            return year_of(article, candidate) is None and not self._long_ago(
                article, candidate, cue
            )
        if words == ["when"]:
            return not candidate.free and year_of(article, candidate) is None
        if article.lowers[cue[1] : cue[1] + 1] == ["after"] and not self._long & set(words):
            turned = self._turned & set(article.lowers[slice(*article.sent(cue[0]))])
            return not candidate.free and not turned  # "will close two months after it was rated X"
        reported = set(words) <= _HAD_BEEN and self._is_reported(article, candidate, cue[0])
        return reported and not candidate.free

    def _long_ago(self, article: Article, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """ "two YEARS after being rated X" """
        date = candidate.date
        dated = article.lowers[date.start : date.end] if date else []
        return article.before(cue[0]) in self._long or bool(self._long & set(dated))

    def _is_reported(self, article: Article, candidate: Candidate, had: int) -> bool:
        """Does a verb of telling in the past govern the clause, and no word in it look back?"""
        first, last = article.sent(candidate.start)
        dated = candidate.date is not None and candidate.date.start > had
        if dated or self._back & set(article.lowers[first:last]):
            return False
        return any(
            article.lowers[word] in self._reported and article.tags[word] in {"VBD", "VBN"}
            for word in list(upward(article, had))[1:]
            if word < had
        )


def _with_mates(article: Article, candidates: list[Candidate]) -> None:
    """What the first one's clause lists besides had its status from it."""
    first = candidates[0]
    for mate in candidates[1:]:
        same = article.sent_of(mate.start) == article.sent_of(first.start)
        if not same or mate.status != "previous" or "status" in mate.why:
            return
        mate.status = "current"


def _rivals(article: Article, candidate: Candidate, other: Candidate) -> bool:
    """Another grade for the same thing; beside a last visit any that another sentence tells?"""
    same = share_category(candidate, other)
    cue = candidate.why.get("status", (0, 0))
    if article.before(cue[1]) == "last" and other.status == "current":
        same = same or article.sent_of(other.start) != article.sent_of(candidate.start)
    return same and other.value_norm != candidate.value_norm
