"""Signs in the verb: "rated good", "fell to poor", "requires improvement", "safety was poor"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT, head_of, phrase, subject_of, upward
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.sign_words import QUOTES, Sign, SignWords, in_quotes

_TIMES = frozenset(["previously", "currently", "now", "formerly", "once", "still"])
_FARTHEST = 16
_NEAREST = 9


class VerbSigns:
    """Looks for the verb up the parse, then for one right before the value."""

    def __init__(self, words: SignWords) -> None:
        self._words = words
        self._all = words.rating | words.giving | words.moving

    def own(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """ "the unit requires improvement": a verb with a subject of its own that can be rated."""
        start = candidate.start
        if article.pos[start] != "VERB" or candidate.end - start < 2:
            return None
        own = [c for c in article.children[start] if article.deps[c] in SUBJECT and c < start]
        if not own:
            return None
        subject = subject_of(article, start)
        ratable = subject is not None and (
            self._is_body(article, subject, setting)
            or _is_category(article, subject, candidate)
            or article.pos[subject] == "PROPN"
        )
        if not ratable and in_quotes(article, candidate):
            return None
        if not ratable:
            return "", 0.0  # "the roof requires improvement"
        candidate.verb = start
        return "own-verb", 0.84

    def above(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "rated good", "given outstanding", "fell from good to poor"."""
        value = head_of(article, candidate.start, candidate.end)
        chain = [i for i in upward(article, value) if not candidate.start <= i < candidate.end]
        for step, index in enumerate(chain[:4]):
            kind = self._kind(article, index, candidate)
            if kind:
                candidate.verb = index
                return f"verb-{kind}", 0.92 - 0.04 * step - (0.1 if kind == "given" else 0)
        return None

    def near(self, article: Article, candidate: Candidate) -> Sign | None:
        """A verb with only small words between, where the parse went another way."""
        words = self._words
        plain = words.is_plain(article, candidate)
        first = max(article.sent(candidate.start)[0], candidate.start - _NEAREST)
        for index in range(candidate.start - 1, first - 1, -1):
            low = article.lowers[index]
            if low in self._all and (plain or low not in words.weak):
                candidate.verb = index
                return "verb-near", 0.78
            small = low in words.fillers or article.pos[index] in {"ADV", "ADJ"}
            if not small and article.owner[index] is None:
                return None
        return None

    def copula(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """ "purposeful activity was poor": the subject is rated on this scale, or is a body."""
        value = head_of(article, candidate.start, candidate.end)
        being = [
            i for i in list(upward(article, value))[1:3] if article.lowers[i] in self._words.being
        ]
        subject = subject_of(article, being[0]) if being else None
        if subject is None:
            return None
        candidate.verb = being[0]
        body = self._is_body(article, subject, setting)
        if body and (_dated(article, candidate) or _timed(article, being[0], candidate)):
            return "dated-value", 0.66
        if _is_category(article, subject, candidate):
            return "category-is-value", 0.74
        if body and article.lowers[candidate.start] in self._words.plain:
            return "body-is-value", 0.6
        return None

    def _kind(self, article: Article, index: int, candidate: Candidate) -> str:
        """Which kind of verb of judging stands here; empty for none that counts."""
        low, words = article.lowers[index], self._words
        if low not in self._all or not 0 < candidate.start - index < _FARTHEST:
            return ""
        plain = words.is_plain(article, candidate)
        if low in words.weak and not plain and not _to_be(article, index, candidate):
            return ""
        if low in words.rating:
            return "rated"
        if not plain and not self._close(article, index, candidate):
            return ""
        return "moved" if low in words.moving else "given"

    def _close(self, article: Article, verb: int, candidate: Candidate) -> bool:
        """Only small words, names, numbers or quotes between verb and value."""
        between = range(verb + 1, candidate.start)
        known = self._words.fillers | QUOTES | self._words.nouns
        values = {w for scale, _ in candidate.options for p in scale.points for w in p.name.split()}
        return len(between) < 8 and all(
            article.lowers[i] in known
            or article.lowers[i] in values
            or article.owner[i] is not None
            for i in between
        )

    def _is_body(self, article: Article, subject: int, setting: Setting) -> bool:
        owner = article.owner[subject]
        if owner is not None:
            return owner.kind in setting.kinds or (owner.label == "GPE" and setting.area)
        return article.lowers[subject] in self._words.kinds | {"it", "they", "which", "that"}


def _to_be(article: Article, verb: int, candidate: Candidate) -> bool:
    return bool({"be", "as", "being"} & set(article.lowers[verb + 1 : candidate.start]))


def _dated(article: Article, candidate: Candidate) -> bool:
    """ "the school was good in 2018": a year in the clause makes it a grade."""
    first, last = article.sent(candidate.start)
    near = article.inside(max(first, candidate.start - 8), min(last, candidate.end + 6))
    return any(
        found.label == "DATE"
        and any(w.isdigit() and len(w) == 4 for w in article.words[found.start : found.end])
        for found in near
    )


def _timed(article: Article, verb: int, candidate: Candidate) -> bool:
    """ "was previously good", "is now good"."""
    return bool(_TIMES & set(article.lowers[verb - 1 : candidate.start]))


def _is_category(article: Article, subject: int, candidate: Candidate) -> bool:
    words = article.lowers[slice(*phrase(article, subject))]
    text = f" {' '.join(words)} ".replace(" - ", "-")
    known = {w for scale, _ in candidate.options for ws in scale.categories.values() for w in ws}
    return "outcomes" in words or any(f" {wording} " in text for wording in known)
