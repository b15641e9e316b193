"""Which rated body an article speaks of at a given word."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT, upward
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.coreference import read_on
from annotator.extraction.ratings.subjects.salience import Salience

#: "Both units" looks no further back than this many mentions.
_FAR_BACK = 60
#: Labels of places: "the Kent force", "the East Anglia region".
PLACES = frozenset(["GPE", "LOC"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text says of the body that it means.

    Attributes:
        kinds: kinds that its noun stands for; if no body is of one, any body may be meant.
        noun: the noun; a body with this word in its name fits too.
        remit: kinds that the grade is given to.
        other: the one in focus is not meant: "the other home".
    """

    kinds: frozenset[str] = frozenset()
    noun: str = ""
    remit: frozenset[str] = frozenset()
    other: bool = False


ANY = Wanted()


class Focus:
    """The bodies that may be rated in this article, and who is meant where none is named."""

    def __init__(self, article: Article, setting: Setting, knowledge: Knowledge) -> None:
        self._article = article
        self._setting = setting
        words = knowledge.words
        ahead = (*words["places", "compass"], *words["places", "first_words"])
        self._other_place = {word.lower() for word in ahead}
        self._by_place = words.set("services", "called_by_place")
        self._service_nouns = words.set("grammar", "nouns.services")
        self._kind_of_noun: dict[str, set[str]] = {}
        for kind in words.kinds:
            for noun in kind.nouns:
                self._kind_of_noun.setdefault(noun, set()).add(kind.id)
        self._verbs = (
            words.set("grammar", "verbs.rating") | words.set("grammar", "verbs.handed") | {"told"}
        )
        self._being = words.set("grammar", "verbs.being")
        scales = words.set("services", "judgements")
        self._grades = scales & {
            w for s in setting.scales for p in s.points for w in p.name.lower().split()
        }
        self._judgements = words.set("services", "judgements")
        self._rests = {
            article.text(f.start, f.end).rsplit(" ", n)[0]
            for f in article.entities
            if f.label == "SERVICE" and f.kind in self._by_place
            for n in (1, 2, 3, 4)
        }
        self._rated_things = knowledge.category_wordings | {"outcomes", "leaders", "managers"}
        self._countries = words.set("places", "countries")
        about = knowledge.word_phrases("grammar", "nouns.council_services")
        self._generic = words.set("grammar", "nouns.generic")
        for noun in words["grammar", "nouns.landlords"]:
            self._kind_of_noun.setdefault(noun, set()).add("council")
        rating = [set(body.remit) for body in setting.bodies if "council" in body.remit]
        rates = [remit for remit in rating if not remit & words.set("services", "no_councils")]
        self._councils = bool(rates) or any(True for _ in about.find(article.lowers))
        self.bodies = self._bodies()
        self._long_names = self._with_long_names()
        self._ranks: dict[Wanted, set[object]] = {}
        self._starts = [found.start for found in self.bodies]
        self.salience = Salience(article, self.key, words)
        for found in self.bodies:
            self.salience.name(found)
        read_on(article, self, self.salience)

    def key(self, found: Found) -> object:
        """Equal for all names of one body."""
        name = self._article.text(found.start, found.end)
        found = self._long_names.get(name, found)
        ungrouped = found.label in PLACES or found.group < 0
        return self._article.text(found.start, found.end) if ungrouped else found.group

    def keys(self, candidate: Candidate) -> set[object]:
        """Of the bodies that a candidate rates."""
        return {self.key(subject.found) for subject in candidate.subjects if subject.found}

    def in_full(self, found: Found) -> Found:
        """ "... Community Rehabilitation Company" for "CRC"; other names as they are."""
        short = self._article.text(found.start, found.end)
        full = self._long_names.get(short)
        if full is None:
            return found
        return full if _ends_in(self._article.text(full.start, full.end), short) else found

    def _with_long_names(self) -> dict[str, Found]:
        """Names that begin one longer name: "Tamefield" of "Tamefield Police"."""
        by_name = {self._article.text(f.start, f.end): f for f in reversed(self.bodies)}
        longer: dict[str, list[str]] = {}
        for name in by_name:
            for short in _shorter(name, self._other_place):
                if short in by_name:
                    longer.setdefault(short, []).append(name)
        out: dict[str, Found] = {}
        for short, names in longer.items():
            kind = by_name[short].kind
            same = kind is None or any(by_name[name].kind == kind for name in names)
            if same and len({by_name[name].group for name in names}) == 1:
                out[short] = by_name[max(names, key=len)]
        return out

    def add(self, found: Found) -> None:
        """Takes up a body that only its grade gave away, with its other mentions."""
        name = self._article.text(found.start, found.end)
        for other in self._article.entities:
            text = self._article.text(other.start, other.end)
            same = text == name or (other.label == found.label and name.startswith(text + " "))
            if other is found or (same and other.label == found.label):
                self._add(other, found.kind)
        self._long_names = self._with_long_names()
        self._ranks.clear()

    def _add(self, found: Found, kind: str | None) -> None:
        if any(found is body for body in self.bodies):
            return
        found.kind = found.kind or kind
        place = bisect_left(self._starts, found.start)
        self.bodies.insert(place, found)
        self._starts.insert(place, found.start)
        self.salience.name(found)

    def eligible(self, found: Found) -> bool:
        """May this entity be what is rated?"""
        if self.is_category(found):
            return False
        if found.label == "SERVICE":
            return True
        if found.label == "ORG":
            in_remit = found.kind is not None and found.kind in self._setting.kinds
            return in_remit and (found.kind != "council" or self._councils)
        return False

    def is_body(self, found: Found) -> bool:
        """Is it a rated body, or may it be one?"""
        return self.eligible(found) or any(found is body for body in self.bodies)

    def is_category(self, found: Found) -> bool:
        """Is it what bodies are rated for ("Maternity"), and no body?"""
        return self._article.text(found.start, found.end).lower() in self._rated_things

    def is_country(self, name: str) -> bool:
        return name in self._countries

    def kinds_of(self, noun: str) -> frozenset[str]:
        """Kinds of service that a common noun may stand for."""
        return frozenset(self._kind_of_noun.get(noun, ()))

    def is_here(self, kinds: frozenset[str]) -> bool:
        """Is a body of this article of one of these kinds, as far as is known?"""
        known = {f.kind for f in self.bodies} - {None}
        return not known or bool(known & kinds)

    def _bodies(self) -> list[Found]:
        article = self._article
        entities = article.entities
        eligible = [f for f in entities if self.eligible(f)]
        fitting = [f for f in eligible if not self._of_speaker(f)] or eligible
        in_remit = [f for f in fitting if f.kind in self._setting.kinds]
        services = [f for f in fitting if f in in_remit or f.kind is None] if in_remit else fitting
        if not self._setting.area:
            return services
        places = self._service_places(entities)
        named = [
            f for f in entities if f.label in PLACES and article.text(f.start, f.end) in places
        ]
        return sorted([*services, *named], key=lambda f: f.start)

    def _service_places(self, entities: list[Found]) -> set[str]:
        """Places that stand for their service somewhere in the text: "the West Kent unit"."""
        article = self._article
        out = set()
        for found in entities:
            name = article.text(found.start, found.end) if found.label in PLACES else ""
            if not name or name in self._countries or name in out:
                continue
            if found.kind in self._setting.kinds:
                out.add(name)
                continue
            after = article.lowers[found.end] if found.end < len(article) else ""
            before = article.lowers[found.start - 2 : found.start] if found.start > 1 else []
            noun_after = after in self._service_nouns or (
                after in {"'s", "probation"} and self._near_service(found.end)
            )
            noun_before = (
                len(before) == 2
                and before[1] in {"in", "for", "at", "across"}
                and (
                    before[0] in self._service_nouns
                    or before[0] in {"leadership", "staff", "leaders"}
                )
            )
            opens = before[-1:] == ["at"] and after == ","
            opens = opens or self._opens_judgement(found) or self._stands_before_grade(found)
            if noun_after or noun_before or opens or self._is_rated(found) or name in self._rests:
                out.add(name)
        self._add_joined(entities, out)
        return out

    def _opens_judgement(self, found: Found) -> bool:
        """ "In Ashdown, where posts are empty, the work was found ..."."""
        article = self._article
        first, last = article.sent(found.start)
        opens = found.start == first + 1 and article.lowers[first] in {"in", "at"}
        closed = article.words[found.end : found.end + 1] == [","]
        return opens and closed and bool(self._grades & set(article.lowers[found.end : last]))

    def _stands_before_grade(self, found: Found) -> bool:
        """ "Chalkshire only adequate", "Eastmarch: inadequate"."""
        article, at = self._article, found.end
        last = article.line(found.start)[1]
        while at < last and article.lowers[at] in {"only", "merely", ":", "just"}:
            at += 1
        return at < last and article.lowers[at] in self._grades

    def _is_rated(self, found: Found) -> bool:
        """Is the place itself the subject of a rating verb?"""
        article = self._article
        if article.deps[found.end - 1] not in SUBJECT and article.deps[found.end - 1] != "conj":
            return False
        chain = list(upward(article, found.end - 1))[1:4]
        if any(article.lowers[i] in self._verbs for i in chain):
            return True
        verb = article.heads[found.end - 1]
        said = article.lowers[verb + 1 : verb + 4] if article.lowers[verb] in self._being else []
        return verb == found.end and bool(self._judgements & set(said))

    def _add_joined(self, entities: list[Found], out: set[str]) -> None:
        """ "X and Y": where one stands for its service, the other does too."""
        article = self._article
        places = [f for f in entities if f.label in PLACES]
        for left, right in itertools.pairwise(places):
            if article.lowers[left.end : right.start] in (["and"], [","], [",", "and"]):
                names = {article.text(left.start, left.end), article.text(right.start, right.end)}
                if names & out and not names & self._countries:
                    out |= names

    def _near_service(self, index: int) -> bool:
        near = self._article.lowers[index : index + 5]
        return any(w in self._service_nouns or w == "delivery" for w in near)

    def _of_speaker(self, found: Found) -> bool:
        """ "director Jane Doe of Beacon Trust": her body, not the one rated."""
        before = found.start - 1
        if (
            found.label != "ORG"
            or before < 1
            or self._article.lowers[before] not in {"of", "from", "for", "at"}
        ):
            return False
        owner = self._article.owner[before - 1]
        return owner is not None and owner.label in {"PERSON", "ROLE"}

    def before(self, index: int, want: Wanted = ANY) -> Found | None:
        """The body in focus just before a word, else the first one behind it."""
        if not self.bodies:
            return None
        fits = self._fitting(want)
        found = self.salience.best(index, fits)
        if want.other and found is not None:
            key = self.key(found)
            return self.salience.best(index, lambda f: fits(f) and self.key(f) != key)
        return found

    def means(self, index: int, noun: str, kinds: frozenset[str]) -> Found | None:
        """The body that a noun stands for."""
        return self.before(index, Wanted(kinds, noun))

    def _fitting(self, want: Wanted) -> Callable[[Found], bool]:
        """Which bodies may be meant: those that fit best."""
        if want not in self._ranks:  # a long text asks for "the force" a thousand times
            ranks: dict[object, tuple[int, int]] = {}
            for found in self.bodies:
                key = self.key(found)
                ranks[key] = max(ranks.get(key, (0, 0)), self._rank(found, want))
            best = max(ranks.values())
            self._ranks[want] = {key for key, rank in ranks.items() if rank == best}
        fitting = self._ranks[want]
        return lambda found: self.key(found) in fitting

    def _rank(self, found: Found, want: Wanted) -> tuple[int, int]:
        """How well noun (2 surely, 1 perhaps, 0 not) and remit (1 or 0) fit."""
        remit = not want.remit or found.kind is None or found.kind in want.remit
        if want.noun in self._article.lowers[found.start : found.end]:
            return (2 if want.noun in self._generic else 3), remit
        if found.kind in want.kinds or (found.label in PLACES and want.kinds & self._by_place):
            return 2, remit
        return int(not want.kinds or found.kind is None), remit

    def last(self, index: int, count: int, kinds: frozenset[str] = frozenset()) -> list[Found]:
        """The last ``count`` different bodies before a word, in text order ("both units")."""
        out: list[Found] = []
        seen: set[object] = set()
        stop = bisect_left(self._starts, index)
        for found in reversed(self.bodies[max(0, stop - _FAR_BACK) : stop]):
            fits = not kinds or found.kind in kinds or found.label in PLACES
            if fits and self.key(found) not in seen:
                seen.add(self.key(found))
                out.append(found)
                if len(out) == count:
                    break
        return out[::-1]

    def announced(self, index: int, count: int, kinds: frozenset[str]) -> list[Found]:
        """The ``count`` bodies that the first sentence with any names, if none was named before."""
        place = bisect_left(self._starts, index)
        if place or not self.bodies:
            return []
        first, last = self._article.sent(self.bodies[0].start)
        named: dict[object, Found] = {}
        for found in self._article.inside(first, last):
            known = any(found is body for body in self.bodies)
            if known and (not kinds or found.kind in kinds):
                named.setdefault(self.key(found), found)
        return list(named.values()) if len(named) == count else []


def _shorter(name: str, other_place: set[str]) -> set[str]:
    """What may stand for a name: its first words, its last ones ("Stonebeck" of "HMP Stonebeck",
    but not "Ashby" of "West Ashby"), their capitals ("CRC")."""
    words = name.split()
    gaps = [i for i, sign in enumerate(name) if sign == " "]
    out = {name[:gap] for gap in gaps}
    if words[0].lower() not in other_place:
        out |= {name[gap + 1 :] for gap in gaps}
    capitals = "".join(word[0] for word in words)
    return out | {capitals[-count:] for count in range(3, len(words))}


def _ends_in(name: str, short: str) -> bool:
    """Are the capitals of the last words the short form: "CRC" of "... Rehabilitation Company"?"""
    words = name.split()
    capitals = "".join(w[0] for w in words[-len(short) :])
    return len(words) > len(short) > 2 and capitals == short
