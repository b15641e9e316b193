"""What can be seen around a grade that bears on its status, each fact a few words.

Facts judge nothing: what each of them speaks for was fitted to gold (``vote.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, HAD, MIGHT, POSSESSIVES, QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBORDINATE, upward, verb_of
from annotator.extraction.ratings.merging import is_heading
from annotator.extraction.ratings.status.tenses import FINITE, tense_of
from annotator.extraction.ratings.status.told_time import year_of
from annotator.extraction.ratings.subjects.focus import Focus

#: A fact and the words that show it, None where no words do.
Facts = dict[str, tuple[int, int] | None]

#: Words that open a clause of time or condition.
_MARKS = frozenset(
    ["when", "since", "after", "before", "until", "although", "though", "while", "if", "as"]
)
_LINKS = frozenset(["from", "to", "as", "below", "than", "of", "into", "in", "was", "is"])
_SMALL = QUOTES | ARTICLES | POSSESSIVES
#: So many words away is near; so many is not far.
_NEAR, _FAR = 3, 8
_REACH = 40
_YEARS = frozenset(["year", "years", "decade", "decades"])


class StatusFacts:
    """Gathers the facts about the grades of one article at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        kinds = {
            "denial": _single(words["grammar", "status.negation"]),
            "hope": _single(words["grammar", "status.target"]),
            "leaving": _single(words["grammar", "status.leaving"])
            | {"from", "out", "longer", "more"},
            "today": words.set("times", "still") | words.set("times", "latest") | {"remains"},
        }
        keys = ("former", "formerly", "ago", "first_or_last")
        kinds["former times"] = frozenset[str]().union(*(words.set("times", key) for key in keys))
        self._hope, self._denial = kinds["hope"], kinds["denial"]
        kinds |= {"the past perfect": HAD, "what may be": MIGHT | {"will", "shall", "may", "'ll"}}
        self._kind_of: dict[str, list[str]] = {}
        for kind, known in kinds.items():
            for word in known:
                self._kind_of.setdefault(word, []).append(kind)
        self._back = words.set("times", "ago") | {"last"}

    def of(
        self, article: Article, candidates: list[Candidate], focus: Focus, year: int | None
    ) -> Iterator[tuple[Candidate, Facts]]:
        """The facts of each grade on a scale whose status no table or other sentence told."""
        company = Company(article, candidates, focus)
        for number, candidate in enumerate(candidates):
            first, last = article.sent(candidate.start)
            elsewhere = not first <= candidate.why.get("status", (first, first))[0] < last
            if candidate.scale is None or candidate.fixed or elsewhere:
                continue
            left = max(first, candidates[number - 1].end if number else 0)
            right = candidates[number + 1].start if number + 1 < len(candidates) else last
            facts: Facts = {}
            self._of_verb(article, candidate, facts)
            self._of_words(article, candidate, (left, min(last, right)), facts)
            self._of_time(article, candidate, year, facts)
            _of_place(article, candidate, facts)
            facts.update(dict.fromkeys(company.facts(number)))
            yield candidate, facts

    def _of_verb(self, article: Article, candidate: Candidate, facts: Facts) -> None:
        verb = verb_of(article, candidate)
        if verb is None:
            facts["no verb"] = None
            return
        tense, above = tense_of(article, verb), "nothing"
        facts[f"verb in {tense}"] = (verb, verb + 1)
        for word in list(upward(article, verb))[1:]:
            if article.lowers[word] in self._hope:
                facts.setdefault("under a word of hope", (word, word + 1))
            if above == "nothing" and article.pos[word] in {"VERB", "AUX"}:
                over = tense_of(article, word)
                above = over if over in FINITE else above
        facts[f"verb in {tense} under {above}"] = (verb, verb + 1)
        if article.deps[verb] in SUBORDINATE:
            facts[f"in a clause of kind {article.deps[verb]}"] = None
        for word in article.children[verb]:
            low = article.lowers[word]
            if low in _MARKS and article.deps[word] in {"mark", "advmod"}:
                facts[f"in a clause with “{low}”"] = (word, word + 1)
            if low in self._denial:
                facts["the verb is denied"] = (word, word + 1)

    def _of_words(
        self, article: Article, candidate: Candidate, bounds: tuple[int, int], facts: Facts
    ) -> None:
        """Words of each kind, the nearest of each on either side."""
        left, right = bounds
        before = range(candidate.start - 1, max(left, candidate.start - _REACH) - 1, -1)
        behind = range(candidate.end, min(right, candidate.end + _REACH))
        for side, reach in (("before", before), ("behind", behind)):
            for kind, at in self._nearest(article, reach):
                away = abs(at - reach.start)
                far = "near" if away < _NEAR else "further" if away < _FAR else "far"
                facts[f"word of {kind} {far} {side} it"] = (at, at + 1)
        if any(article.lowers[i] == "if" for i in before):
            facts["“if” before it"] = None
        at = candidate.start - 1
        if at > 0 and article.lowers[at] in _SMALL:
            at -= 1
        if at >= 0 and article.lowers[at] in _LINKS:
            facts[f"right behind “{article.lowers[at]}”"] = (at, at + 1)

    def _nearest(self, article: Article, reach: Iterable[int]) -> Iterator[tuple[str, int]]:
        seen: set[str] = set()
        for index in reach:
            if _of_late(article, index):
                continue
            for kind in self._kind_of.get(article.lowers[index], ()):
                if kind not in seen:
                    seen.add(kind)
                    yield kind, index

    def _of_time(
        self, article: Article, candidate: Candidate, year: int | None, facts: Facts
    ) -> None:
        date = candidate.date
        if date is None:
            return
        told, place = year_of(article, candidate), (date.start, date.end)
        if told and year:
            back = min(3, max(-1, year - told))
            facts[f"dated {back} years back"] = place
            return
        words = set(article.lowers[date.start : date.end + 1])
        long = bool(words & _YEARS)
        ago = "years ago" if words & self._back else "years"
        name = ago if long else "next" if "next" in words else "no year"
        name = "this" if "this" in words else name
        side = "before" if date.start < candidate.start else "behind"
        facts[f"date with {name} {side} it"] = place


def _of_late(article: Article, index: int) -> bool:
    """ "EARLIER this month" is no time gone by."""
    owner = article.owner[index]
    return (
        owner is not None
        and owner.label == "DATE"
        and "this" in article.lowers[owner.start : owner.end]
    )


def _single(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if " " not in phrase)


@dataclass(slots=True)
class _Others:
    """The grades of one scale and body, counted: values with how often, where and how told."""

    count: int = 0
    first: int = 1 << 60
    last: int = -1
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, place: int, status: str) -> None:
        self.count += 1
        self.first, self.last = min(self.first, place), max(self.last, place)
        self.statuses[status] += 1


_Grade = tuple[str, tuple[str, ...]]


class Company:
    """The other grades of an article that a grade stands among, kept as counts.

    Each grade asks its own body's values and things, so the time is in line with the text.
    """

    def __init__(self, article: Article, candidates: list[Candidate], focus: Focus) -> None:
        self._article, self._candidates = article, candidates
        self._keys = [focus.keys(c) for c in candidates]
        self._told: dict[object, dict[_Grade, _Others]] = {}
        self._near: dict[object, dict[_Grade, _Others]] = {}
        self._openers: set[int] = set()
        seen: set[object] = set()
        for number, (candidate, keys) in enumerate(zip(candidates, self._keys, strict=True)):
            if not keys & seen:
                self._openers.add(number)
            seen |= keys
            if candidate.scale is None:
                continue
            grade = candidate.value_norm, candidate.category
            sentence = article.sent_of(candidate.start)
            for key in keys:
                place = candidate.scale.id, key
                told = self._told.setdefault(place, {}).setdefault(grade, _Others())
                told.add(sentence, candidate.status)
                near = self._near.setdefault((*place, sentence), {})
                near.setdefault(grade, _Others()).add(candidate.start, candidate.status)

    def facts(self, number: int) -> Iterator[str]:
        """What is told of a grade's body besides."""
        candidate = self._candidates[number]
        scale = candidate.scale.id if candidate.scale else ""
        sentence = self._article.sent_of(candidate.start)
        if number in self._openers:
            yield "the first of its body"
        for key in self._keys[number]:
            yield from self._in_article(candidate, sentence, self._told.get((scale, key), {}))
            near = self._near.get((scale, key, sentence), {})
            yield from _in_sentence(candidate, near)
        before = self._candidates[number - 1] if number else None
        if (
            before is not None
            and before.scale is not None
            and self._article.sent_of(before.start) == sentence
        ):
            yield f"the grade before it is {before.status}"

    def _in_article(
        self, candidate: Candidate, sentence: int, told: dict[_Grade, _Others]
    ) -> Iterator[str]:
        for (value, category), others in told.items():
            if value == candidate.value_norm:
                own = candidate.status if category == candidate.category else None
                for status, count in others.statuses.items():
                    if count > (status == own):
                        yield "told again"
                        yield f"told again as {status}"
            elif set(category) & set(candidate.category):
                yield from (f"another grade is {status}" for status in others.statuses)
                if others.first < sentence:
                    yield "another grade earlier"
                if others.last > sentence:
                    yield "another grade later"


def _in_sentence(candidate: Candidate, near: dict[_Grade, _Others]) -> Iterator[str]:
    for (value, category), others in near.items():
        if value == candidate.value_norm:
            continue
        same = " of the same" if set(category) & set(candidate.category) else ""
        if others.first < candidate.start:
            yield f"another grade before it{same}"
        if others.last > candidate.start:
            yield f"another grade behind it{same}"


def _of_place(article: Article, candidate: Candidate, facts: Facts) -> None:
    facts[f"found by {candidate.sign}"] = None
    holds = {
        "in a heading": is_heading(article, candidate.start),
        "in a quotation": candidate.quoted,
        "an intervention": candidate.scale is not None and candidate.scale.kind == "status",
        f"change {candidate.change}": candidate.change is not None,
    }
    facts.update(dict.fromkeys(fact for fact, yes in holds.items() if yes))
