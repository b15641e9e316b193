"""From what a file of another tool says to one article: places, labels, relations, choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, TypeVar

from annotator.core.brought import Brought
from annotator.core.decisions import ArticleState
from annotator.core.documents import Document
from annotator.core.gold import GoldLine, in_gold_order
from annotator.core.ratings import Rating
from annotator.core.spans import ItemState, Span
from annotator.core.suggestions import Suggestion
from annotator.exchange.links import Link, Records, link_of, links_of, relation_of
from annotator.exchange.readers.articles import new_article
from annotator.exchange.units import (
    Claim,
    Unit,
    edges,
    located,
    same_words,
    snapped_to_characters,
    unit_of,
)

_Item = TypeVar("_Item", Span, Rating)


class Machine(NamedTuple):
    """Who suggested a span, and how sure it was (0 to 1), as far as the file says."""

    model: str | None = None
    score: float | None = None


def machine_of(model: object, score: object) -> Machine:
    """Of what a file says there, what can be understood."""
    sure = float(score) if isinstance(score, int | float) and 0 <= score <= 1 else None
    return Machine(model if isinstance(model, str) and model else None, sure)


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span as the file has it.

    Attributes:
        key: by which relations and choices of the file name it.
        machine: who suggested it; None where a person marked it.
        state: as far as the file says one.
    """

    key: str
    claim: Claim
    label: str
    note: str | None = None
    machine: Machine | None = None
    state: ItemState = "suggested"
    entity: str | None = None


class Relation(NamedTuple):
    """A relation of the file, between the keys of two spans."""

    begin: str
    end: str
    name: str


@dataclass(slots=True)
class Found:
    """One article as a file has it.

    Attributes:
        units: in which the tool may count, the usual one first.
        base: the gold line that rode along, if one did.
        relations: None where the file does not tell any.
        choices: per key what is chosen for a judgement; None where the file does not tell.
        left_out: reason -> how many annotations cannot be taken.
        records: makes the records that the file has whole, of the spans by their keys.
        words: the label of words that carry none, but prove a field of a record.
        is_machine: nobody has annotated it; new records are suggestions whatever the user says.
    """

    document: Document
    spans: list[FoundSpan] = field(default_factory=list)
    units: Sequence[Unit] = ("code points",)
    base: GoldLine | None = None
    relations: list[Relation] | None = None
    choices: dict[str, dict[str, list[str]]] | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    records: Callable[[Mapping[str, Span]], list[Rating]] | None = None
    words: str | None = None
    is_machine: bool = False

    def line(self) -> GoldLine:
        """The article, with what became of its annotations in ``brought``.

        What nobody decided as far as the file says is *suggested*; with an ``origin`` where a
        machine or a guess made it.
        """
        return _Making(self).line()


class _Making:
    """Makes one article of what was found."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._text = found.document.text
        self._base = found.base or new_article(found.document)
        self._at: dict[tuple[int, int, str], Span] = {}
        self._by_key: dict[str, Span] = {}
        self._suggestions: list[Suggestion] = []
        self._taken_ids = {span.id for span in self._base.spans}
        self._taken_ids |= {rating.id for rating in self._base.ratings}
        self._next_id = 1
        self._converted = self._snapped = 0

    def line(self) -> GoldLine:
        found, base = self._found, self._base
        self._place_all()
        spans = [span for span in self._at.values() if span.label != found.words]
        records = Records(base.ratings, spans)
        records.without_spans({span.id for span in base.spans} - {span.id for span in spans})
        if found.relations is not None:
            records.link(self._links(found.relations))
        for value, said in self._chosen().items():
            records.choose(value, said)
        for rating in found.records(self._by_key) if found.records else ():
            records.add(rating)
        found.left_out.update(records.left_out)
        ratings = [self._rated(rating, records.guessed) for rating in records.ratings]
        in_order = in_gold_order(spans, ratings)
        return replace(
            base,
            spans=in_order[0],
            ratings=in_order[1],
            suggestions=tuple(made.to_dict() for made in self._suggestions),
            state=_open_again(base.state, chain[Span | Rating](spans, ratings)),
            has_log=False,
            brought=self._brought(len(spans), len(ratings)),
        )

    def _place_all(self) -> None:
        found = self._found
        claims = [span.claim for span in found.spans]
        known = {(span.start, span.end) for span in self._base.spans}
        unit = unit_of(self._text, claims, found.units, known)
        table = edges(self._text, unit)
        former = {(s.start, s.end, s.label): s for s in self._base.spans}
        for one in found.spans:
            place = self._place(one.claim, table)
            if place is None:
                continue
            at = (*place, one.label)
            if at not in self._at:
                self._at[at] = (
                    self._taken(former[at], one) if at in former else self._made(one, place)
                )
                self._snapped += place != located(self._text, one.claim, table)
                self._converted += located(self._text, one.claim, table) != one.claim[:2]
            self._by_key.setdefault(one.key, self._at[at])

    def _place(self, claim: Claim, table: list[int] | None) -> tuple[int, int] | None:
        """Where a span is, in code points and whole characters; None where it is nowhere."""
        left_out = self._found.left_out
        place = located(self._text, claim, table)
        if place is None:
            left_out["beyond the text"] += 1
            return None
        if claim.words is not None and not same_words(self._text[slice(*place)], claim.words):
            left_out["whose words do not stand there"] += 1
            return None
        start, end = snapped_to_characters(self._text, *place)
        if start == end:
            left_out["without a word"] += 1
            return None
        return start, end

    def _taken(self, former: Span, one: FoundSpan) -> Span:
        """A span that rode along, as it was."""
        if one.machine is None or former.state != "suggested":
            return former
        return self._suggested(former, one.machine)

    def _made(self, one: FoundSpan, place: tuple[int, int]) -> Span:
        words = self._text[slice(*place)]
        span = Span(
            self._free_id(), *place, words, one.label, one.entity, one.state, None, one.note
        )
        return span if one.machine is None else self._suggested(span, one.machine)

    def _free_id(self) -> str:
        while f"s{self._next_id}" in self._taken_ids:
            self._next_id += 1
        self._next_id += 1
        return f"s{self._next_id - 1}"

    def _rated(self, rating: Rating, guessed: set[str]) -> Rating:
        """A record whose scale nobody named is only a suggestion, whatever the file is."""
        is_new = rating.id not in {former.id for former in self._base.ratings}
        if rating.id not in guessed and not (is_new and self._found.is_machine):
            return rating
        return self._suggested(rating, Machine(), "relation")

    def _suggested(self, item: _Item, machine: Machine, rule: str = "import") -> _Item:
        origin = f"g{len(self._suggestions) + 1}"
        item = replace(item, origin=origin, state="suggested")
        made = Suggestion(origin, item, machine.model, None, rule, machine.score)
        self._suggestions.append(made)
        return item

    def _links(self, relations: list[Relation]) -> list[Link]:
        out = []
        former = {relation_of(k): k for rating in self._base.ratings for k in links_of(rating)}
        for relation in relations:
            begin, end = self._by_key.get(relation.begin), self._by_key.get(relation.end)
            link = None
            if begin and end:
                link = former.get((begin.id, end.id, relation.name))
                link = link or link_of(begin, end, relation.name)
            if link is None:
                self._found.left_out["relations"] += 1
            else:
                out.append(link)
        return out

    def _chosen(self) -> dict[str, dict[str, list[str]]]:
        """Per span id what is chosen, in a file that has choices; nothing where they were taken."""
        if self._found.choices is None:
            return {}
        values = (rating.value.span for rating in self._base.ratings if rating.value)
        out = {span_id: dict[str, list[str]]() for span_id in values if span_id}
        for key, said in self._found.choices.items():
            span = self._by_key.get(key)
            if span is None:
                self._found.left_out["choices"] += len(said)
            else:
                out.setdefault(span.id, {}).update(said)
        return out

    def _brought(self, spans: int, ratings: int) -> Brought:
        return Brought(spans, ratings, self._converted, self._snapped, dict(self._found.left_out))


def _open_again(state: ArticleState, items: Iterable[Span | Rating]) -> ArticleState:
    """An article with something suggested in it is not complete, whatever it was before."""
    if state.status == "complete" and any(item.state == "suggested" for item in items):
        return replace(state, status="in_progress")
    return state
