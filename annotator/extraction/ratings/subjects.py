"""Who is rated: the verb's subject, else a body in the clause, else the document's focus."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.clauses import (
    head_of,
    objects_of,
    phrase,
    prepositional,
    subject_of,
    upward,
    verb_of,
)
from annotator.extraction.ratings.focus import Focus
from annotator.extraction.ratings.setting import Setting

_MANY = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2}
#: Kinds of service that articles call by their place; there a place stays one.
_CALLED_BY_PLACE = frozenset(["probation", "youth-justice", "police", "fire"])
#: Only subjects and objects of the judging verb may turn an unknown name into a service.
_SURE = 0.84
_BARE_LINKS = frozenset([",", "rated", "graded", "judged", "'", '"', "as", "being", "deemed"])
_JOINING = frozenset(["and", "&", ",", "as", "well", "both", "the", "or", "plus", "in", "at"])


class Subjects:
    """Finds the subjects of candidates of one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        self._article = article
        self._setting = setting
        self._focus = focus
        self._inspectors = knowledge.words.set("grammar", "nouns.inspectors")
        self._anaphors = knowledge.words.set("grammar", "links.anaphors")
        self._services = knowledge.words.set("grammar", "nouns.services")
        self._official = True
        self._here = {f.start for f in focus.bodies}

    def find(self, candidate: Candidate) -> list[Subject]:
        """One or several subjects; empty where the article names no body at all."""
        self._official = not candidate.free
        return (
            self._adjacent(candidate)
            or self._owner(candidate)
            or self._by_parse(candidate)
            or self._in_clause(candidate)
            or self._from_focus(candidate)
            or self._only_name(candidate)
        )

    # -- right before the value: "and Ash Court inadequate", "with Fell Hospital rated good" -------

    def _adjacent(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        first = article.sent(candidate.start)[0]
        end = candidate.start
        while end > first and article.lowers[end - 1] in _BARE_LINKS:
            end -= 1
        owner = article.owner[end - 1] if end > first else None
        if candidate.free or owner is None or not self._focus.eligible(owner):
            return []
        named = self._together(self._named(first, end), last=True)
        return [Subject(f, None, "right-before", 0.88) for f in named if named[-1] is owner]

    # -- in the value's own phrase: "Northmoor's inadequate rating" -----------------------------

    def _owner(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        head = head_of(article, candidate.start, candidate.end)
        for index in list(upward(article, head))[:3]:
            if article.pos[index] not in {"NOUN", "PROPN"} and index != head:
                break
            for child in article.children[index]:
                noun = article.pos[child] != "PRON" and article.lowers[child] not in self._anaphors
                if (
                    article.deps[child] == "poss"
                    and noun
                    and not candidate.start <= child < candidate.end
                ):
                    got = self._resolve(child, candidate, "possessive", 0.85)
                    if got and got[0].found is not None:
                        return got
            for place in prepositional(article, index):
                if place >= candidate.end and article.lowers[article.heads[place]] in {
                    "for",
                    "at",
                    "of",
                    "in",
                }:
                    named = self._named(*phrase(article, place))
                    if named:
                        return [Subject(f, None, "value-for-body", 0.85) for f in named]
        return []

    # -- by the parse ---------------------------------------------------------------------------

    def _by_parse(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        verb = verb_of(article, candidate)
        if verb is None:
            return self._by_noun_head(candidate)
        subject = subject_of(article, verb)
        if subject is None or candidate.start <= subject < candidate.end:
            return []
        if self._is_rater(subject) and article.deps[subject] != "nsubjpass":
            return self._by_object(candidate, verb, subject)
        first, last = phrase(article, subject)
        if first <= candidate.start < last:
            return []  # the value stands in the subject itself
        return self._resolve(subject, candidate, "subject", 0.92)

    def _by_noun_head(self, candidate: Candidate) -> list[Subject]:
        """A headline without a verb: "Northmoor services inadequate"."""
        return []

    def _is_rater(self, index: int) -> bool:
        owner = self._article.owner[index]
        if owner is not None:
            return owner.label in {"INSPECTORATE", "PERSON", "ROLE"}
        return self._article.lowers[index] in self._inspectors - {"they"} or (
            self._article.lowers[index] in {"he", "she", "we", "i", "findings"}
        )

    def _by_object(self, candidate: Candidate, verb: int, subject: int) -> list[Subject]:
        """ "Ofsted rated the school inadequate": what stands between verb and value."""
        article = self._article
        for thing in objects_of(article, verb):
            if not candidate.start <= thing < candidate.end and thing != subject:
                first, last = phrase(article, thing)
                if not first <= candidate.start < last:
                    got = self._resolve(thing, candidate, "object", 0.85)
                    if got:
                        return got
        named = self._named(verb + 1, candidate.start)
        if named:
            return [Subject(f, None, "between", 0.75) for f in named]
        for noun in prepositional(article, subject):  # "the watchdog's report on Northmoor"
            named = self._named(*phrase(article, noun))
            if named:
                return [Subject(f, None, "report-on", 0.75) for f in named]
        return []

    # -- near by --------------------------------------------------------------------------------

    def _in_clause(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        first, last = article.sent(candidate.start)
        after = self._named(candidate.end, min(last, candidate.end + 9))
        if after and self._article.lowers[after[0].start - 1] in {
            "at",
            "for",
            "in",
            "the",
            "by",
            "of",
            "on",
            "including",
        }:
            return [Subject(f, None, "near-after", 0.66) for f in self._together(after)]
        before = self._named(first, candidate.start)
        if before:
            return [
                Subject(f, None, "near-before", 0.66) for f in self._together(before, last=True)
            ]
        if after:
            return [Subject(f, None, "near-after", 0.6) for f in self._together(after)]
        return []

    def _from_focus(self, candidate: Candidate) -> list[Subject]:
        found = self._focus.before(candidate.start)
        return [Subject(found, None, "focus", 0.55)] if found else []

    def _only_name(self, candidate: Candidate) -> list[Subject]:
        """No body in the whole article: a name in the subject, or the place of the service."""
        article = self._article
        verb = verb_of(article, candidate)
        subject = subject_of(article, verb) if verb is not None and self._official else None
        if subject is None:
            return []
        first, last = phrase(article, subject, deep=True)
        names = [f for f in article.inside(first, last) if f.label in {"GPE", "ORG", "LOC"}]
        names = [f for f in names if f.end <= candidate.start]
        return [Subject(names[-1], (first, last), "only-name", 0.5)] if names else []

    # -- phrases to bodies ----------------------------------------------------------------------

    def _resolve(self, head: int, candidate: Candidate, how: str, sure: float) -> list[Subject]:
        """The bodies that a noun phrase names or stands for."""
        article = self._article
        first, last = phrase(article, head)
        named = self._named(first, last)
        if not named and self._official and sure > _SURE:
            owner = article.owner[head]
            new = self._new_service(head, first, last, owner)
            if new is not None:
                self._focus.add(new)
                return [Subject(new, None, f"{how}-name", sure - 0.2)]
        named = named or self._named(*phrase(article, head, deep=True))
        named = [f for f in named if not (f.start < candidate.end and candidate.start < f.end)]
        if named:
            picked = self._together(named)
            covered = any(f.start <= head < f.end for f in picked)
            mention = (
                None
                if covered
                else (first, min(last, candidate.start) if first < candidate.start else last)
            )
            return [Subject(f, mention if len(picked) == 1 else None, how, sure) for f in picked]
        return self._anaphor(head, first, last, how, sure)

    def _anaphor(self, head: int, first: int, last: int, how: str, sure: float) -> list[Subject]:
        article, lowers = self._article, self._article.lowers
        owner = article.owner[head]
        if owner is not None and owner.label in {"PERSON", "INSPECTORATE"}:
            return []
        if lowers[first] in {"a", "an"} and any(f.start > last for f in self._in_sentence(first)):
            return []
        including = self._including(last)
        if including:
            return [Subject(f, None, "including", 0.7) for f in including]
        kinds = self._owner_kinds(head) or self._kinds(first, last, head)
        many = next((n for w, n in _MANY.items() if w in lowers[first:last]), 0)
        if many:
            bodies = self._focus.last(first, many, kinds) or self._focus.last(first, many)
            if len(bodies) == many:
                return [Subject(f, (first, last), f"{how}-both", sure - 0.15) for f in bodies]
        found = (self._focus.before(first, kinds) if kinds else None) or self._focus.before(first)
        if found is None:
            return []
        plain = lowers[head] in self._anaphors or bool(kinds)
        return [Subject(found, (first, last), f"{how}-anaphor", sure - (0.15 if plain else 0.25))]

    def _owner_kinds(self, head: int) -> set[str]:
        """ "the trust's units", "the landlord's response": the owner is meant."""
        article = self._article
        for child in article.children[head]:
            if article.deps[child] == "poss" and article.pos[child] == "NOUN":
                return self._focus.kinds_of(article.lowers[child])
            if article.deps[child] == "poss" and article.owner[child] is None:
                return self._focus.kinds_of(article.lowers[child])
        return set()

    def _in_sentence(self, index: int) -> list[Found]:
        return self._named(*self._article.sent(index))

    def _new_service(self, head: int, first: int, last: int, owner: Found | None) -> Found | None:
        """A rated proper name that no list knows is a service."""
        article = self._article
        owned = [c for c in article.children[head] if article.deps[c] == "poss"]
        if (
            owner is None
            and owned
            and article.pos[owned[0]] == "PROPN"
            and article.owner[owned[0]] is None
        ):
            head = owned[0]
        if owner is not None:
            if not self._may_be_service(owner):
                return None
            owner.label, owner.rule, owner.score = "SERVICE", "rated-name", 0.55
            return owner
        if (
            article.pos[head] != "PROPN"
            or not article.is_capital(head)
            or head == article.sent(head)[0]
        ):
            return None
        start = head
        while (
            start > first
            and article.is_capital(start - 1)
            and article.owner[start - 1] is None
            and (article.lowers[start - 1] not in {"the", "a", "an"})
        ):
            start -= 1
        found = Found(start, head + 1, "SERVICE", "rated-name", 0.5)
        return found if article.claim(found) else None

    def _may_be_service(self, owner: Found) -> bool:
        """The model's guess about a rated name gives way, unless the name is a plain place."""
        if not owner.model or owner.label in {"ORG", "LOC"}:
            return owner.model
        if self._setting.kinds & _CALLED_BY_PLACE:
            return False
        long = owner.end - owner.start > 1
        return (owner.label == "GPE" and long) or (
            owner.label == "PERSON" and self._is_no_person(owner)
        )

    def _is_no_person(self, owner: Found) -> bool:
        before = self._article.words[owner.start - 1] if owner.start else ""
        return before.lower() not in {"mr", "mrs", "ms", "dr", "sir", "dame", "miss"}

    def _including(self, last: int) -> list[Found]:
        """ "three of its schools ..., including X"."""
        article = self._article
        if last >= len(article):
            return []
        stop = article.sent(last)[1]
        for index in range(last, stop):
            if article.lowers[index] == "including":
                return self._together(self._named(index + 1, stop))
        return []

    def _kinds(self, first: int, last: int, head: int) -> set[str]:
        lowers = self._article.lowers
        for start in range(first, head + 1):
            kinds = self._focus.kinds_of(" ".join(lowers[start : head + 1]))
            if kinds:
                return kinds
        singular = lowers[head].removesuffix("s")
        return self._focus.kinds_of(singular)

    def _named(self, first: int, last: int) -> list[Found]:
        """Bodies named in ``[first, last)``: services, else places that may stand for one."""
        inside = list(self._article.inside(first, last))
        services = [f for f in inside if self._focus.eligible(f)]
        if services:
            in_remit = [f for f in services if f.kind in self._setting.kinds]
            places = [f for f in inside if f.start in self._here and f.label == "GPE"]
            if places and self._joined_to(places[-1], services[0]):
                return sorted([*places, *(in_remit or services)], key=lambda f: f.start)
            return in_remit or services
        if not self._setting.area:
            return []
        places = [f for f in inside if f.label == "GPE" and f.start in self._here]
        if places:
            return places
        return [f for f in inside if f.label == "GPE" and self._is_head_place(f, first, last)]

    def _is_head_place(self, found: Found, first: int, last: int) -> bool:
        """The phrase is the place itself, or a service of it, and no other body is known."""
        if self._focus.bodies:
            return False
        words = set(self._article.lowers[first:last])
        return (found.start, found.end) == (first, last) or bool(words & self._services)

    def _joined_to(self, place: Found, service: Found) -> bool:
        between = self._article.lowers[
            min(place.end, service.end) : max(place.start, service.start)
        ]
        return (
            bool(between)
            and len(between) < 4
            and all(w in _JOINING for w in between)
            and "and" in between
        )

    def _together(self, named: list[Found], last: bool = False) -> list[Found]:
        """The first (or last) body with those that "and" joins to it."""
        ordered = named[::-1] if last else named
        picked = [ordered[0]]
        for found in ordered[1:]:
            left, right = (found, picked[-1]) if last else (picked[-1], found)
            between = self._article.lowers[left.end : right.start]
            joined = all(w in _JOINING or w in self._services for w in between) and len(between) < 5
            if not joined or not ({"and", "&", ",", "or"} & set(between)):
                break
            picked.append(found)
        picked = picked[::-1] if last else picked
        if len(picked) > 1 and not self._has_and(picked):
            return [picked[0]] if not last else [picked[-1]]
        return picked

    def _has_and(self, picked: list[Found]) -> bool:
        between = self._article.lowers[picked[0].end : picked[-1].start]
        return "and" in between or "&" in between or "or" in between
