"""Signs in the verb: "rated good", "fell to poor", "requires improvement"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT, head_of, subject_of, upward
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.category_clauses import ends_category, is_category
from annotator.extraction.ratings.values.copula_signs import is_body
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, in_quotes, noun_follows

_FARTHEST = 16
_NEAREST = 9
_FOUND = WAS | {"be", "been", "being", "is", "are"}
_STILL = frozenset(["still", "now", "only", "overall"])


class VerbSigns:
    """Looks for the verb up the parse, then for one right before the value."""

    def __init__(self, knowledge: Knowledge, words: SignWords) -> None:
        self._words = words
        lists = knowledge.words
        self._putting = lists.set("grammar", "verbs.putting")
        self._inspectors = lists.set("grammar", "nouns.inspectors") | {"it"}
        self._fabric = lists.set("grammar", "signs.fabric")
        self._those = lists.set("grammar", "nouns.those")
        self._turned_out = lists.set("grammar", "verbs.turning_out")
        self._as_verbs = (words.rating - words.nouns) | words.condemning
        self._all = words.rating | words.giving | words.moving

    def own(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """ "the unit requires improvement": a verb with a subject of its own that can be rated."""
        start = candidate.start
        if article.pos[start] != "VERB" or candidate.end - start < 2:
            return None
        if any(w in self._words.nouns for w in article.lowers[candidate.end : candidate.end + 1]):
            return None  # "two requires improvement verdicts"
        back = start - 1
        while back > 0 and article.lowers[back] in _STILL:
            back -= 1
        if start and article.lowers[back] in self._words.being:
            return None  # "both having been requires improvement"
        own = [c for c in article.children[start] if article.deps[c] in SUBJECT and c < start]
        if not own:
            return None
        subject = subject_of(article, start)
        ratable = subject is not None and (
            is_body(article, subject, setting, self._words)
            or is_category(article, subject, candidate)
            or article.pos[subject] == "PROPN"
            or article.lowers[subject] in self._those
            or ends_category(article, _noun_end(article, own[0]), candidate)
        )
        before = article.before(start)
        moved = before in {"to", "from", "as"} or before in self._words.rating
        clause = subject is not None and article.pos[subject] == "VERB"
        if not ratable and (moved or clause or in_quotes(article, candidate)):
            return None
        if not ratable:
            fabric = subject is not None and article.lowers[subject] in self._fabric
            if fabric:
                return "", 0.0  # "the roof requires improvement"
        candidate.verb = start
        return "own-verb", 0.84 if ratable else 0.6

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
        as_value = self._rated_as(article, candidate)
        if as_value is not None:
            candidate.verb = as_value
            return "rated-as", 0.8
        aside = self._behind_aside(article, candidate)
        if aside is not None:
            candidate.verb = aside
            return "verb-rated", 0.72
        got = self._got(article, candidate)
        if got is not None:
            candidate.verb = got
            return "got-value", 0.66
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

    def _behind_aside(self, article: Article, candidate: Candidate) -> int | None:
        """ "rated Birch House, a home for nine in Leith, good": no other verb between."""
        start = candidate.start
        if article.before(start) != "," or noun_follows(article, candidate.end):
            return None
        first = max(article.sent(start)[0], start - _FARTHEST)
        told = (i for i in range(start - 2, first, -1) if article.pos[i] in {"VERB", "AUX"})
        verb = next((i for i in told if article.deps[i] not in {"acl", "relcl"}), None)
        if verb is None or article.lowers[verb] not in self._words.rating:
            return None
        body = article.owner[verb + 1 + (article.low(verb + 1) == "the")]
        named = body is not None and body.label in {"SERVICE", "ORG"} and body.end < start - 1
        return verb if named and article.low(body.end if body else 0) == "," else None

    def _got(self, article: Article, candidate: Candidate) -> int | None:
        """ "but got good from Ofsted": the giver stands behind it."""
        at, end = candidate.start - 1, candidate.end
        while at > 0 and article.lowers[at] in QUOTES | {"only", "just", "another"}:
            at -= 1
        if article.lowers[at] not in self._words.giving or end + 1 >= len(article):
            return None
        giver = end + 1 + (article.lowers[end + 1] == "the")
        owner = article.owner[giver] if giver < len(article) else None
        rater = owner is not None and owner.label == "INSPECTORATE"
        inspects = article.low(giver) in {"inspectors", "watchdog", "regulator"}
        return at if article.lowers[end] in {"from", "by"} and (rater or inspects) else None

    def _rated_as(self, article: Article, candidate: Candidate) -> int | None:
        """ "graded learning at Hill Primary as weak": "as" before it, a rating verb before."""
        at = candidate.start - 1
        first = article.sent(candidate.start)[0]
        while at > first and article.lowers[at] in QUOTES | {"being"}:
            at -= 1
        if article.lowers[at] == "at":
            near = range(at - 1, max(first, at - 4) - 1, -1)
            return next((i for i in near if article.lowers[i] in self._putting), None)
        if article.lowers[at] != "as":
            return None
        if article.lowers[at - 1] in self._turned_out:
            return at - 1  # "came out as good"
        for index in range(at - 1, max(first, at - _FARTHEST) - 1, -1):
            if article.lowers[index] in self._as_verbs:
                return index
        return None

    def _kind(self, article: Article, index: int, candidate: Candidate) -> str:
        """Which kind of verb of judging stands here; empty for none that counts."""
        low, words = article.lowers[index], self._words
        if low not in self._all or not 0 < candidate.start - index < _FARTHEST:
            return ""
        plain = words.is_plain(article, candidate)
        sure = plain or _to_be(article, index, candidate) or self._finds(article, index, candidate)
        if low in words.weak and not sure:
            return ""
        if low in words.rating:
            return "rated"
        if not plain and not self._close(article, index, candidate):
            return ""
        return "moved" if low in words.moving else "given"

    def _finds(self, article: Article, verb: int, candidate: Candidate) -> bool:
        """ "Inspectors thought the school good": they do, and a body stands before the value."""
        subject, thing = subject_of(article, verb), candidate.start - 1
        if article.lowers[verb] not in self._words.rating or subject is None or thing <= verb:
            return False
        rater, body = article.owner[subject], article.owner[thing]
        rates = rater is not None and rater.label == "INSPECTORATE"
        rates = rates or article.lowers[subject] in self._inspectors
        if noun_follows(article, candidate.end) or not rates:
            return False
        named = body is not None and body.label == "SERVICE"
        return named or article.lowers[thing] in self._words.kinds

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


def _noun_end(article: Article, subject: int) -> int:
    """Behind the noun that "which" takes up."""
    if article.lowers[subject] not in {"which", "that"}:
        return subject + 1
    return subject - 1 if article.lowers[subject - 1] == "," else subject


def _to_be(article: Article, verb: int, candidate: Candidate) -> bool:
    if article.lowers[max(0, verb - 2) : verb] == ["to", "be"]:
        return True  # "deserves to be called good"
    if article.before(verb) in _FOUND:
        return True  # "was found good"
    return bool({"be", "as", "being"} & set(article.lowers[verb + 1 : candidate.start]))
