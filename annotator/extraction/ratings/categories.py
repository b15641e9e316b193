"""What is rated: overall, leadership, safe ...; read off the clause by the scale's wordings."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.scales import Scale
from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import phrase, subject_of, verb_of

_BEFORE_LIST = frozenset(["for", "in", "on", "at", "across", "regarding", "under", "around"])
_IN_LIST = frozenset(
    [
        "and",
        ",",
        "the",
        "its",
        "their",
        "being",
        "how",
        "of",
        "both",
        "in",
        "for",
        "'",
        '"',
        "as",
        "well",
        "quality",
        "overall",
        "areas",
        "area",
        "a",
        "key",
    ]
)
#: Signs of values whose category stands right before them.
_KEYED = frozenset(["listed-value", "table-cell", "category-then-value"])
_CUTS = frozenset([";", ",", ".", "|"])
_SMALL = frozenset(
    ["'", '"', ",", "rating", "grade", "grades", "ratings", "overall", "-", "(", ")"]
)
_SMALL |= frozenset(["gradings", "grading", "judgement", "judgements", "mark", "marks", "score"])
_SMALL |= frozenset(["verdict", "verdicts", "were", "was", "given", "awarded", "both", "again"])
#: Between a category and its value: "leadership was again judged good".
_LINKING = frozenset(["is", "are", "was", "were", "remains", "remain", "remained", "being", "be"])
_LINKING |= frozenset(["rated", "graded", "judged", "found", "deemed", "assessed", "scored", "got"])
_LINKING |= frozenset(["still", "now", "again", "also", "only", "both", "each", "as", "to", "'"])
_LINKING |= frozenset(
    ['"', ",", ":", "however", "merely", "just", "too", "received", "came", "out"]
)
_STOPS = frozenset([";", ".", "but", "while", "although", ":", "after", "when"])


class Categories:
    """Finds category lists for candidates of one scale or of all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._by_scale: dict[str, Phrases[str]] = {}
        everything: list[tuple[str, str]] = []
        for scale in knowledge.registry:
            pairs = [(w, code) for code, words in scale.categories.items() for w in {*words, code}]
            self._by_scale[scale.id] = knowledge.phrases(pairs, lower=True)
            everything.extend(pairs)
        self._all: Phrases[str] = knowledge.phrases(everything, lower=True)
        self._services = knowledge.words.set("grammar", "nouns.services") | {"service", "office"}
        self._work = knowledge.words.set("lexicon", "words.work")

    def find(self, article: Article, candidate: Candidate, left: int, stop: int) -> tuple[str, ...]:
        """Categories of the candidate.

        Args:
            left, stop: where the candidate before ends and where the next one begins.
        """
        known = self._known(candidate.scale)
        return (
            self._listed(article, candidate, stop, known)
            or self._key(article, candidate, known)
            or self._adjacent(article, candidate, left, known)
            or self._in_subject(article, candidate, known)
            or self._before(article, candidate, known)
            or self._between(article, candidate, left, known)
            or _by_default(candidate)
        )

    def _adjacent(
        self, article: Article, candidate: Candidate, left: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "its leadership good", "and its early years were needing attention"."""
        if candidate.free:
            return ()
        first = max(left, article.sent(candidate.start)[0])
        at = candidate.start
        while at > first and article.lowers[at - 1] in _LINKING:
            at -= 1
        hits = [h for h in known.find(article.lowers, max(first, at - 12), at) if h[1] == at]
        return self._codes(article, hits)

    def _between(
        self, article: Article, candidate: Candidate, left: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "downgraded maternity services at X from good": between the verb and the value."""
        verb = verb_of(article, candidate)
        if candidate.free or verb is None or not left <= verb < candidate.start:
            return ()
        if set(article.lowers[verb : candidate.start]) & (_STOPS | {"for"}):
            return ()
        codes = self._codes(article, known.find(article.lowers, verb + 1, candidate.start))
        return codes[:1]

    def _key(self, article: Article, candidate: Candidate, known: Phrases[str]) -> tuple[str, ...]:
        """ "Safe: good", "| Safe | good |", "maternity inadequate": the words before the value."""
        if candidate.sign not in _KEYED:
            return ()
        first = article.line(candidate.start)[0]
        if candidate.sign != "table-cell":
            first = max(first, article.sent(candidate.start)[0], candidate.start - 9)
            cuts = [i for i in range(first, candidate.start - 2) if article.words[i] in _CUTS]
            first = cuts[-1] + 1 if cuts else first
        hits = list(known.find(article.lowers, first, candidate.start))
        return tuple(dict.fromkeys(codes[0] for _, _, codes in hits))

    def words_of(self, article: Article, candidates: list[Candidate]) -> set[int]:
        """Words after "for being ..." that name what is rated, so that they are no judgements."""
        out: set[int] = set()
        for candidate in candidates:
            scale = candidate.options[0][0]
            _, last = article.sent(candidate.end - 1)
            end = min(last, candidate.end + 16)
            if not any(
                w in _BEFORE_LIST for w in article.lowers[candidate.end : candidate.end + 2]
            ):
                continue
            for a, b, _ in self._by_scale[scale.id].find(article.lowers, candidate.end, end):
                out.update(range(a, b))
        return out

    def _known(self, scale: Scale | None) -> Phrases[str]:
        return self._by_scale[scale.id] if scale and scale.id in self._by_scale else self._all

    def _listed(
        self, article: Article, candidate: Candidate, stop: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "inadequate for being safe and well-led", "good in all areas", "inadequate overall"."""
        _, last = article.sent(candidate.end - 1)
        end = min(last, stop, candidate.end + 24)
        position = candidate.end
        while position < end and self._small(article, position):
            if article.lowers[position] == "overall":
                return ("overall",)
            position += 1
        if position >= end:
            return ()
        under = candidate.sign == "listed-under-value" and article.lowers[position] in {":", "–"}
        if not under and article.lowers[position] not in _BEFORE_LIST:
            return ()
        out: list[str] = []
        position += 1
        while position < end:
            hit = known.at(article.lowers, position)
            if hit and article.owner[position] is None:
                out.append(hit[1][0])
                position += hit[0]
            elif article.lowers[position] in _IN_LIST:
                position += 1
            elif out or article.lowers[position] in _STOPS or article.pos[position] == "VERB":
                break
            else:
                position += 1
        return tuple(dict.fromkeys(out))

    def _small(self, article: Article, position: int) -> bool:
        """Marks, rating nouns and "(2)" between value and category."""
        low = article.lowers[position]
        return low in _SMALL or (low.isdigit() and article.lowers[position - 1] == "(")

    def _in_subject(
        self, article: Article, candidate: Candidate, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "Safety at HMP X is poor", "its leadership and staffing were inadequate"."""
        verb = verb_of(article, candidate)
        subject = subject_of(article, verb) if verb is not None else None
        if subject is None:
            return ()
        first, last = phrase(article, subject)
        last = min(last, candidate.start) if first < candidate.start else last
        codes = self._codes(article, known.find(article.lowers, first, last))
        if article.lowers[subject] in self._services and any(
            f.label in {"GPE", "SERVICE"} for f in article.inside(first, last)
        ):
            codes = tuple(c for c in codes if c != "services")  # "services in X" are X itself
        if not codes and candidate.free and article.lowers[subject] in self._work - self._services:
            before = subject - 1
            compound = (
                before >= first
                and article.deps[before] == "compound"
                and article.owner[before] is None
            )
            return (" ".join(article.lowers[before if compound else subject : subject + 1]),)
        return codes

    def _before(
        self, article: Article, candidate: Candidate, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "For leadership it was rated good", "with maternity services rated inadequate"."""
        first, _ = article.sent(candidate.start)
        start = max(first, candidate.start - 12)
        for index in range(candidate.start - 1, start - 1, -1):
            if article.lowers[index] in _STOPS | {"and"}:
                start = index + 1
                break
        hits = self._codes(article, known.find(article.lowers, start, candidate.start))
        opened = any(
            article.lowers[i] in _BEFORE_LIST | {"with"}
            for i in range(start, min(start + 3, candidate.start))
        )
        return hits[:1] if opened or (hits and hits[0] == "overall") else ()

    def _codes(
        self, article: Article, hits: Iterable[tuple[int, int, list[str]]]
    ) -> tuple[str, ...]:
        free = [codes[0] for start, end, codes in hits if article.free(start, end)]
        return tuple(dict.fromkeys(free))


def _by_default(candidate: Candidate) -> tuple[str, ...]:
    """The one thing that a scale rates, all things for grades in the plural, else overall."""
    known = list(candidate.scale.categories) if candidate.scale else []
    others = [code for code in known if code != "overall"]
    if candidate.plural and "all" in others:
        return ("all",)
    own = len(others) == 1 and candidate.scale and candidate.scale.code.endswith(others[0])
    return (others[0],) if own else ("overall",)
