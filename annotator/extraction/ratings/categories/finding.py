"""What is rated: overall, leadership, safe ...; read off the clause by the scale's wordings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.core.scales import Scale
from annotator.extraction.article import Article
from annotator.extraction.closed_words import IT_OR_THEY
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.categories.category_words import CategoryWords, everything, gerund
from annotator.extraction.ratings.categories.open_categories import OPENERS, open_list
from annotator.extraction.ratings.clauses import phrase, subject_of, verb_of
from annotator.extraction.ratings.free.free_categories import FreeCategories

#: Signs of values whose category stands right before them.
_KEYED = frozenset(["listed-value", "table-cell", "category-then-value"])
_CUTS = frozenset([";", ",", ".", "|", "!", "?"])
_ALL = "all"
_SERVICES = "services"
_OVERALL = ("overall",)
#: So many words that nobody knows may stand between two names of a list.
_UNKNOWN = 3
#: So far before a value its categories are looked for, and so far behind it.
_BEHIND, _AHEAD = 16, 24
_AGAIN = frozenset(["does", "did", "do", "is", "was", "were", "are", "has", "had"])


class Categories:
    """Finds category lists for candidates of one scale or of all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = CategoryWords.of(knowledge)
        everything_there_is = [(words, _ALL) for words in everything(knowledge)]
        self._by_scale: dict[str, Phrases[str]] = {}
        for scale in knowledge.registry:
            known = [(w, code) for code, words in scale.categories.items() for w in words]
            known += [(code, code) for code in scale.categories if code != _ALL]
            self._by_scale[scale.id] = knowledge.phrases(
                [*dict.fromkeys(known), *everything_there_is], lower=True
            )
        self._free = FreeCategories(knowledge)
        self._services = knowledge.words.set("grammar", "nouns.services") | {"service", "office"}

    def find(self, article: Article, candidate: Candidate, left: int, stop: int) -> tuple[str, ...]:
        """Categories of the candidate.

        Args:
            left, stop: where the candidate before ends and where the next one begins.
        """
        if candidate.free or candidate.scale is None:
            return self._free.find(article, candidate) or _OVERALL
        known = self._by_scale[candidate.scale.id]
        return (
            self._listed(article, candidate, stop, known)
            or self._key(article, candidate, known)
            or self._adjacent(article, candidate, left, stop, known)
            or self._in_subject(article, candidate, known)
            or self._before(article, candidate, known)
            or self._between(article, candidate, left, known)
            or self._headed(article, candidate, known)
            or _by_default(candidate)
        )

    def words_of(self, article: Article, candidates: list[Candidate]) -> set[int]:
        """Words after "for being ..." that name what is rated, so that they are no judgements."""
        out: set[int] = set()
        for candidate in candidates:
            scale = candidate.options[0][0]
            out.update(_or_better(article, candidate.end))
            out.update(self._for_being(article, candidate, self._by_scale[scale.id]))
            _, last = article.sent(candidate.end - 1)
            end = min(last, candidate.end + _BEHIND)
            if not any(
                w in self._words.before for w in article.lowers[candidate.end : candidate.end + 4]
            ):
                continue
            for a, b, _ in self._by_scale[scale.id].find(article.lowers, candidate.end, end):
                out.update(range(a, b))
        return out

    def _for_being(self, article: Article, candidate: Candidate, known: Phrases[str]) -> set[int]:
        """ "For BEING CARING AND RESPONSIVE, the home scored good"."""
        out: set[int] = set()
        first = article.sent(candidate.start)[0]
        for start, end, _ in known.find(article.lowers, first, candidate.start):
            before = article.lowers[max(first, start - 2) : start]
            joined = bool(out) and start - 1 in {i + 1 for i in out}
            own = before[-1:] == ["for"] and article.lowers[start] == "being"
            if (
                own
                or before == ["for", "being"]
                or (joined and before[-1:] in (["and"], [","], ["or"]))
            ):
                out.update(range(start, end))
        return out

    def _listed(
        self, article: Article, candidate: Candidate, stop: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "inadequate for being safe and well-led", "good in all areas", "inadequate overall"."""
        _, last = article.sent(candidate.end - 1)
        end = min(last, stop, candidate.end + _AHEAD)
        if candidate.sign == "listed-under-value":
            return self._list_from(article, candidate.end + 1, end, known)
        position = _behind_rater(article, candidate.end)
        overall: tuple[str, ...] = ()
        while position < end and self._words.is_small(article, position, bool(overall)):
            if article.lowers[position] == "overall":
                overall = _OVERALL
            position += 1
        return overall + self._list_behind(article, candidate, position, end, known)

    def _list_behind(
        self, article: Article, candidate: Candidate, position: int, end: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """The list that a preposition or a colon opens at ``position``."""
        if position >= end:
            return ()
        whole = known.at(article.lowers, position)
        if whole and whole[1][0] == _ALL:
            return (_ALL,)
        opener = article.lowers[position]
        is_open = candidate.scale is not None and candidate.scale.open_categories
        if opener not in self._words.before and not (is_open and opener in OPENERS):
            return ()
        position = self._words.behind_count(article, position, end)
        listed = self._list_from(article, position + 1, end, known)
        if is_open and opener in OPENERS and listed != (_ALL,):
            named = open_list(article, position + 1, end, self._words)
            if named:
                return tuple(dict.fromkeys(_code(name, known) for name in named))
        return listed

    def _list_from(
        self, article: Article, position: int, end: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        out: list[str] = []
        unknown = 0
        while position < end:
            hit = known.at(article.lowers, position) or self._in_a_clause(article, position, known)
            if hit and article.owner[position] is None:
                out.append(hit[1][0])
                position, unknown = position + hit[0], 0
            elif article.lowers[position] in self._words.inner:
                position += 1
            elif (
                article.lowers[position] in self._words.stops
                or (article.pos[position] == "VERB" and article.tags[position] != "VBG")
                or (out and (unknown >= _UNKNOWN or not self._goes_on(article, position)))
            ):
                break
            else:
                position, unknown = position + 1, unknown + 1
        return tuple(dict.fromkeys(out))

    def _goes_on(self, article: Article, position: int) -> bool:
        """Is this word one of a further name: "for prevention and its USE of police powers"?"""
        return article.pos[position] in {"NOUN", "ADJ", "ADP", "DET", "PRON", "PROPN"}

    def _in_a_clause(
        self, article: Article, position: int, known: Phrases[str]
    ) -> tuple[int, list[str]] | None:
        """ "in how it PROTECTS THE PUBLIC" is protecting the public."""
        if article.pos[position] != "VERB" or article.before(position) not in IT_OR_THEY:
            return None
        words = article.lowers[position : position + _BEHIND]
        return known.at([gerund(words[0]), *words[1:]], 0)

    def _key(self, article: Article, candidate: Candidate, known: Phrases[str]) -> tuple[str, ...]:
        """ "Safe: good", "| Safe | good |", "maternity inadequate": the words before the value."""
        if candidate.sign not in _KEYED:
            return ()
        first = article.line(candidate.start)[0]
        if candidate.sign != "table-cell":
            first = max(first, candidate.start - 9)  # the parser may cut "Caring | : good"
            cuts = [i for i in range(first, candidate.start - 1) if article.words[i] in _CUTS]
            first = cuts[-1] + 1 if cuts else first
        hits = list(known.find(article.lowers, first, candidate.start))
        return tuple(dict.fromkeys(codes[0] for _, _, codes in hits))

    def _adjacent(
        self, article: Article, candidate: Candidate, left: int, stop: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "its leadership good", "assessment and reviewing are inadequate, as is planning"."""
        first = max(left, article.sent(candidate.start)[0])
        at = self._words.back_over(article, self._words.linking, candidate.start, first)
        out: list[str] = []
        for start, end, codes in reversed(
            list(known.find(article.lowers, max(first, at - _BEHIND), at))
        ):
            if end != at or (out and not article.free(start, end)):
                break
            if codes[0] == _SERVICES and _names_services(article, start):
                break
            out.insert(0, codes[0])
            at = self._words.back_over(article, self._words.joining, start, first)
        return tuple(
            dict.fromkeys([*out, *self._as_well(article, candidate, stop, known)] * bool(out))
        )

    def _as_well(
        self, article: Article, candidate: Candidate, stop: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "..., as does behaviour", "and so was teaching"."""
        words = article.lowers[candidate.end : min(stop, candidate.end + 5)]
        for index in range(len(words) - 1):
            if words[index] in {"as", "so"} and words[index + 1] in _AGAIN:
                start = candidate.end + index + 2
                end = min(stop, article.sent(candidate.start)[1], start + 8)
                return self._list_from(article, start, end, known)
            if words[index] not in {",", "and"}:
                break
        return ()

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
        codes = _codes(article, known.find(article.lowers, first, last))
        if article.lowers[subject] in self._services and any(
            f.label in {"GPE", "SERVICE"} for f in article.inside(first, last)
        ):
            codes = tuple(c for c in codes if c != "services")  # "services in X" are X itself
        return codes

    def _before(
        self, article: Article, candidate: Candidate, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "For leadership it was rated good", "with maternity services rated inadequate"."""
        first, _ = article.sent(candidate.start)
        start = max(first, candidate.start - 12)
        for index in range(candidate.start - 1, start - 1, -1):
            if article.lowers[index] in self._words.stops | {"and"}:
                start = index + 1
                break
        hits = _codes(article, known.find(article.lowers, start, candidate.start))
        opened = any(
            article.lowers[i] in self._words.before | {"with"}
            for i in range(start, min(start + 3, candidate.start))
        )
        return hits[:1] if opened or (hits and hits[0] == "overall") else ()

    def _between(
        self, article: Article, candidate: Candidate, left: int, known: Phrases[str]
    ) -> tuple[str, ...]:
        """ "downgraded maternity services at X from good": between the verb and the value."""
        verb = verb_of(article, candidate)
        if verb is None or not left <= verb < candidate.start:
            return ()
        if set(article.lowers[verb : candidate.start]) & (self._words.stops | {"for"}):
            return ()
        codes = _codes(article, known.find(article.lowers, verb + 1, candidate.start))
        return codes[-1:]

    def _headed(
        self, article: Article, candidate: Candidate, known: Phrases[str]
    ) -> tuple[str, ...]:
        """A value alone on its line is that of the line above, which names what is rated."""
        number = article.line_of(candidate.start)
        first, last = article.lines[number]
        if last - first > candidate.end - candidate.start + 2 or not number:
            return ()
        above, end = article.lines[number - 1]
        hits = _codes(article, known.find(article.lowers, above, end))
        return hits[:1] if end - above < _BEHIND else ()


def _or_better(article: Article, end: int) -> set[int]:
    """ "good OR BETTER" judges nothing more."""
    more = article.lowers[end : end + 2] in (["or", "better"], ["or", "above"], ["or", "higher"])
    return {end, end + 1} if more else set()


def _codes(article: Article, hits: Iterable[tuple[int, int, Sequence[str]]]) -> tuple[str, ...]:
    free = [codes[0] for start, end, codes in hits if article.free(start, end)]
    return tuple(dict.fromkeys(free))


def _behind_rater(article: Article, position: int) -> int:
    """Behind "by Ofsted", which may stand between a value and what is rated."""
    if article.lowers[position : position + 1] != ["by"]:
        return position
    start = position + 1 + (article.lowers[position + 1 : position + 2] == ["the"])
    rater = article.owner[start] if start < len(article) else None
    return rater.end if rater is not None and rater.label == "INSPECTORATE" else position


def _names_services(article: Article, start: int) -> bool:
    """ "West Kent probation SERVICES", "probation SERVICES in Kent": they are the body itself."""
    before = article.owner[max(0, start - 2) : start]
    named = any(found is not None and found.label in {"GPE", "LOC", "SERVICE"} for found in before)
    behind = article.owner[start + 2 : start + 4] if start + 2 < len(article) else []
    there = article.lowers[start + 1 : start + 2] in (["in"], ["across"]) and any(behind)
    return named or there or article.lowers[start - 1 : start] == ["probation"]


def _code(words: list[str], known: Phrases[str]) -> str:
    """The scale's code for a name that it knows as a whole, else the name itself."""
    hit = known.at(words, 0)
    return hit[1][0] if hit and hit[0] == len(words) else " ".join(words).replace(" - ", "-")


def _by_default(candidate: Candidate) -> tuple[str, ...]:
    """The one thing that a scale rates, all things for grades in the plural, else overall."""
    scale: Scale | None = candidate.scale
    others = [code for code in scale.categories if code != "overall"] if scale else []
    if candidate.plural and _ALL in others:
        return (_ALL,)
    own = len(others) == 1 and scale is not None and scale.code.endswith(others[0])
    return (others[0],) if own else _OVERALL
