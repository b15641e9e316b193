"""Rating records as relations between spans, which is how other tools show them.

A relation ``rated`` goes from the subject to the words of the judgement; every other one goes from
these words to the words of a field and is called after it (``rating_body``, ``speaker``, ``date``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from annotator.core.cannot_tell import answered
from annotator.core.labels import RATING
from annotator.core.ratings import (
    CERTAINTIES,
    CHANGES,
    FREE,
    POLARITIES,
    STATUSES,
    Rating,
    RatingDate,
)
from annotator.core.spans import Mention, Span
from annotator.exchange.label_files import load_aliases, plain_name

#: What the relation between subject and judgement is called.
RATED = "rated"
_SINGLE = ("subject", "subject_mention", "rating_body", "speaker", "evidence", "date")
_MANY = ("subject_aliases", "also")
#: Names of relations as people and tools write them -> the field of a record.
_FIELDS = {re.sub(r"[^a-z]", "", name): name for name in (*_SINGLE, *_MANY)} | {
    RATED: "subject",
    "alias": "subject_aliases",
    "inspectorate": "rating_body",
}
#: Fields that are a choice, and what may be chosen; None: what the scales have.
CHOICES: dict[str, tuple[str, ...] | None] = {
    "scale": None,
    "value_norm": None,
    "category": None,
    "status": STATUSES,
    "change": CHANGES,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
}
_NOTHING: dict[str, Any] = {"status": "current", "certainty": "plain", "category": ()}


class Link(NamedTuple):
    """One field of a record: the ids of the spans with its value and with the field's words."""

    field: str
    value: str
    target: str


def links_of(rating: Rating) -> list[Link]:
    """The fields of a record whose words are spans, as its value's are; none without that."""
    value = rating.value.span if rating.value else None
    if value is None:
        return []
    fields = (*_SINGLE, *_MANY)
    found = ((name, mention.span) for name, mention in rating.mentions())
    return [Link(name, value, span) for name, span in found if name in fields and span]


def relation_of(link: Link) -> tuple[str, str, str]:
    """A link as a relation: (from, to, type), with span ids."""
    if link.field == "subject":
        return link.target, link.value, RATED
    return link.value, link.target, link.field


def link_of(begin: Span, end: Span, name: str) -> Link | None:
    """What a relation between two spans means; None where no field of a record is meant.

    The end with the label RATING is the judgement, whichever way somebody drew the relation.
    """
    field = _FIELDS.get(re.sub(r"[^a-z]", "", name.casefold()))
    if field is None:
        return None
    value, target = (end, begin) if field == "subject" else (begin, end)
    if not is_judgement(value) and is_judgement(target):
        value, target = target, value
    return Link(field, value.id, target.id) if is_judgement(value) else None


def is_judgement(span: Span) -> bool:
    """Has it the label RATING, under whatever name?"""
    return load_aliases().get(plain_name(span.label)) == RATING


def choices_of(ratings: Iterable[Rating]) -> dict[str, list[str]]:
    """What is chosen for one judgement: of each field every answer that a record of it has."""
    out: dict[str, list[str]] = {}
    for rating in ratings:
        for name in CHOICES:
            answer = getattr(rating, name)
            for one in answer if isinstance(answer, tuple) else (answer,):
                if one is not None and one not in out.setdefault(name, []):
                    out[name].append(one)
    return {name: answers for name, answers in out.items() if answers}


class Records:
    """The records of an article while they are brought in line with what a file says."""

    def __init__(self, ratings: Iterable[Rating], spans: Iterable[Span]) -> None:
        self.ratings = list(ratings)
        self._spans = {span.id: span for span in spans}
        self.left_out: Counter[str] = Counter()
        self.guessed: set[str] = set()  # ids of records whose scale the file does not say

    def without_spans(self, gone: set[str]) -> None:
        """Take away spans that the file no longer has, and records of which nothing is left."""
        kept = []
        for rating in self.ratings:
            if rating.value and rating.value.span in gone:
                self.left_out["ratings whose span is gone"] += 1
                continue
            for span_id in rating.span_ids() & gone:
                rating = replace(rating.without_span(span_id), state="suggested")
            kept.append(rating)
        self.ratings = kept

    def link(self, links: Iterable[Link]) -> None:
        """Bring the fields in line with the relations of the file, which are all it has."""
        wanted: dict[str, dict[tuple[str, str], None]] = {}
        for link in links:
            wanted.setdefault(link.value, {})[link.field, link.target] = None
        known: dict[str, set[tuple[str, str]]] = {}
        for index, rating in enumerate(self.ratings):
            for field, value, target in links_of(rating):
                known.setdefault(value, set()).add((field, target))
                if (field, target) not in wanted.get(value, {}):
                    rating = _without(rating, field, target)
            self.ratings[index] = rating
        for value, pairs in wanted.items():
            for field, target in pairs:
                if (field, target) not in known.get(value, ()):
                    self._add(field, value, target)

    def choose(self, value: str, said: Mapping[str, list[str]]) -> None:
        """Bring all records of one judgement in line with what is chosen for it."""
        ours = [i for i, r in enumerate(self.ratings) if r.value and r.value.span == value]
        if not ours:
            if not said or value not in self._spans:
                return
            ours = [len(self.ratings)]
            self.ratings.append(self._made(value))
        former = choices_of(self.ratings[i] for i in ours)
        for name, allowed in CHOICES.items():
            answers = said.get(name, [])
            good = [a for a in answers if allowed is None or a in allowed]
            if len(good) < len(answers):
                self.left_out["choices that no record has"] += len(answers) - len(good)
            if set(good) == set(former.get(name, [])):
                continue
            new = tuple(good) if name == "category" else good[0] if good else None
            for i in ours:
                fields = {name: new if new else _NOTHING.get(name)}
                if name in ("scale", "value_norm"):
                    fields = {name: new or FREE}
                self.ratings[i] = _changed(self.ratings[i], fields)
        if "scale" in said:
            self.guessed -= {self.ratings[i].id for i in ours}

    def add(self, rating: Rating) -> None:
        """A record that the file has whole; its id stays, if no other one has it."""
        ids = {known.id for known in self.ratings}
        if rating.id in ids:
            rating = replace(rating, id=self._free_id())
        self.ratings.append(rating)

    def _add(self, field: str, value: str, target: str) -> None:
        mention = Mention.of(self._spans[target])
        ours = [i for i, r in enumerate(self.ratings) if r.value and r.value.span == value]
        if field != "subject":
            if not ours:
                ours = [len(self.ratings)]
                self.ratings.append(self._made(value))
            for i in ours:
                self.ratings[i] = _with(self.ratings[i], field, mention)
            return
        bare = next((i for i in ours if self.ratings[i].subject is None), None)
        if bare is not None:
            self.ratings[bare] = _with(self.ratings[bare], field, mention)
            return
        like = replace(self.ratings[ours[0]], id=self._free_id()) if ours else self._made(value)
        if ours and self.ratings[ours[0]].id in self.guessed:
            self.guessed.add(like.id)
        like = replace(like, subject_mention=None, subject_aliases=(), entity=None)
        self.ratings.append(_with(like, field, mention))

    def _made(self, value: str) -> Rating:
        rating = Rating(self._free_id(), None, Mention.of(self._spans[value]), None, category=())
        self.guessed.add(rating.id)
        return rating

    def _free_id(self) -> str:
        taken = {rating.id for rating in self.ratings}
        return next(f"r{n}" for n in range(1, len(taken) + 2) if f"r{n}" not in taken)


def _changed(rating: Rating, fields: dict[str, Any]) -> Rating:
    """A record that somebody changed elsewhere: nobody here has decided it."""
    return replace(answered(rating, fields), state="suggested", origin=None)


def _with(rating: Rating, field: str, mention: Mention) -> Rating:
    if field in _MANY:
        return _changed(rating, {field: (*getattr(rating, field), mention)})
    return _changed(rating, {field: RatingDate(mention) if field == "date" else mention})


def _without(rating: Rating, field: str, target: str) -> Rating:
    if field in _MANY:
        return _changed(
            rating, {field: tuple(m for m in getattr(rating, field) if m.span != target)}
        )
    return _changed(rating, {field: RatingDate() if field == "date" else None})
