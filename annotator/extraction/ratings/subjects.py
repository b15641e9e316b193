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
from annotator.extraction.ratings.named_bodies import NamedBodies
from annotator.extraction.ratings.setting import Setting

_QUANTITIES = frozenset(["most", "many", "half", "some", "few", "thirds", "quarter", "%"])
_MANY = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2}
#: Only subjects and objects of the judging verb may turn an unknown name into a service.
_SURE = 0.84
_CALLING = frozenset(["calls", "call", "thought", "think", "thinks", "finds", "brands", "dubbed"])
_BARE_LINKS = frozenset(
    [",", "rated", "graded", "judged", "'", '"', "as", "being", "deemed", "a", "an", "overall"]
)


class _NobodyNamed(Exception):
    """Bodies are counted, not named: no record."""


class Subjects(NamedBodies):
    """Finds the subjects of candidates of one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        super().__init__(article, setting, focus, knowledge)
        self._inspectors = knowledge.words.set("grammar", "nouns.inspectors")
        self._anaphors = knowledge.words.set("grammar", "links.anaphors")
        self._naming = knowledge.words.set("grammar", "verbs.linking") | _CALLING
        self._official = True

    def find_all(self, candidates: list[Candidate]) -> None:
        """Sets the subjects of all; who is rated by name somewhere is likelier meant elsewhere."""
        for candidate in candidates:
            if not candidate.subjects:
                candidate.subjects = self.find(candidate)

    def find(self, candidate: Candidate) -> list[Subject]:
        """One or several subjects; empty where the article names no body at all."""
        self._official = not candidate.free
        try:
            return self._find(candidate)
        except _NobodyNamed:
            return []

    def _find(self, candidate: Candidate) -> list[Subject]:
        return (
            self._adjacent(candidate)
            or self._right_behind(candidate)
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
        if owner is not None and self._just_rated(owner, candidate):
            return [Subject(owner, None, "right-before", 0.8)]
        if candidate.sign == "total" and owner is not None and owner.model and end > first:
            self._take_up(owner)
            return [Subject(owner, None, "right-before", 0.8)]
        if candidate.free or owner is None or not self._focus.eligible(owner):
            return []
        named = self._together(self._named(first, end), last=True)
        return [Subject(f, None, "right-before", 0.88) for f in named if named[-1] is owner]

    # -- right behind it: "leadership was outstanding at Fell Hospital" ------------------------

    def _right_behind(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        at = candidate.end
        if candidate.free or at + 2 >= len(article) or article.lowers[at] not in {"at", "in"}:
            return []
        start = at + 2 if article.lowers[at + 1] == "the" else at + 1
        owner = article.owner[start]
        first = article.sent(candidate.start)[0]
        if owner is None or self._named(first, candidate.start):
            return []
        named = self._named(start, owner.end)
        return (
            [Subject(f, None, "right-behind", 0.84) for f in self._together(named)] if named else []
        )

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
            return []
        subject = subject_of(article, verb)
        if subject is None or candidate.start <= subject < candidate.end:
            return []
        named = article.lowers[verb] in self._naming and self._names(verb, candidate)
        if (named or self._is_rater(subject, verb)) and article.deps[subject] != "nsubjpass":
            return self._by_object(candidate, verb, subject)
        beside = self._beside(verb, subject)
        if beside is not None and self._official:
            return [Subject(f, None, "subject", 0.88) for f in self._together([beside])]
        first, last = phrase(article, subject)
        if first <= candidate.start < last:
            return []  # the value stands in the subject itself
        return self._resolve(subject, candidate, "subject", 0.92)

    def _beside(self, verb: int, subject: int) -> Found | None:
        """A body right before its verb, where the parse took one further left."""
        article = self._article
        at = verb - 1
        while at > subject and article.pos[at] in {"AUX", "ADV", "PART"}:
            at -= 1
        owner = article.owner[at] if at > subject else None
        if owner is None or not self._focus.eligible(owner) or owner.end != at + 1:
            return None
        before = article.lowers[owner.start - 1] if owner.start else ""
        if before == "the" and owner.start > 1:
            before = article.lowers[owner.start - 2]
        return (
            owner
            if before in {"and", "while", "but", ";"}
            and article.heads[at] != subject
            and (article.owner[subject] is not owner and not self._and_joined(subject, owner))
            else None
        )

    def _and_joined(self, subject: int, owner: Found) -> bool:
        first, last = phrase(self._article, subject)
        return first <= owner.start < last

    def _names(self, verb: int, candidate: Candidate) -> bool:
        """ "the union called the regime 'chaotic'": who speaks is not what is spoken of."""
        article = self._article
        if not candidate.free or article.tags[verb] == "VBN" or verb >= candidate.start:
            return False
        return candidate.start - verb > 2 and article.lowers[verb] not in {"felt", "seen"}

    def _is_rater(self, index: int, verb: int) -> bool:
        owner = self._article.owner[index]
        if owner is not None and owner.label == "PERSON" and owner.model and self._official:
            return self._article.lowers[verb] in self._raters  # "Ardveck House got a 5"
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
        behind = verb + 1 + (article.lowers[verb + 1 : verb + 2] == ["the"])
        owner = article.owner[behind] if behind < candidate.start else None
        if not named and owner is not None and self._just_rated(owner, candidate):
            return [Subject(owner, None, "object-name", 0.7)]
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
            return self._guessed(candidate)
        first, last = phrase(article, subject, deep=True)
        names = [f for f in article.inside(first, last) if f.label in {"GPE", "ORG", "LOC"}]
        names = [f for f in names if f.end <= candidate.start]
        if not names:
            return self._guessed(candidate)
        return [Subject(names[-1], (first, last), "only-name", 0.5)]

    # -- phrases to bodies ----------------------------------------------------------------------

    def _resolve(self, head: int, candidate: Candidate, how: str, sure: float) -> list[Subject]:
        """The bodies that a noun phrase names or stands for."""
        article = self._article
        first, last = phrase(article, head)
        named = self._named(first, last)
        if not named and self._counts(head, first, last):
            raise _NobodyNamed
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
        antecedent = self._antecedent(head)
        if antecedent:
            return [Subject(f, (head, head + 1), f"{how}-which", sure - 0.05) for f in antecedent]
        if lowers[first] in {"a", "an"} and any(f.start > last for f in self._in_sentence(first)):
            return []
        opening = self._opening(first)
        if opening is not None:
            return [Subject(opening, (first, last), "opening", 0.66)]
        including = self._including(last) or self._told_off(head, last)
        if including:
            return [Subject(f, None, "including", 0.7) for f in including]
        named = self._called(first, head)
        if named is not None:
            return [Subject(named, (first, last), f"{how}-by-noun", sure - 0.1)]
        kinds = self._owner_kinds(head) or self._kinds(first, last, head)
        many = next((n for w, n in _MANY.items() if w in lowers[first:last]), 0)
        if many:
            bodies = self._focus.last(first, many, kinds) or self._focus.last(first, many)
            if len(bodies) == many:
                return [Subject(f, (first, last), f"{how}-both", sure - 0.15) for f in bodies]
        noun = lowers[head] if article.pos[head] == "NOUN" else ""
        found = self._focus.before(first, kinds, noun)
        if found is None:
            return []
        plain = lowers[head] in self._anaphors or bool(kinds)
        return [Subject(found, (first, last), f"{how}-anaphor", sure - (0.15 if plain else 0.25))]

    def _antecedent(self, head: int) -> list[Found]:
        """ "X, which inspectors graded ...": what the relative clause hangs on."""
        article = self._article
        if article.lowers[head] not in {"which", "that", "who"}:
            return []
        for index in list(upward(article, head))[1:5]:
            if article.deps[index] == "relcl":
                return self._together(self._named(*phrase(article, article.heads[index])) or [])
        return []

    def _counts(self, head: int, first: int, last: int) -> bool:
        """ "nine of the schools were rated good": counted bodies, none of them named."""
        article = self._article
        number = article.lowers[head]
        counted = article.pos[head] == "NUM" or number in _QUANTITIES
        if not counted or number in _MANY or not self._official:
            return False
        return not self._named(*article.sent(head)) and not self._including(last)

    def _called(self, first: int, head: int) -> Found | None:
        """ "the nursery class" is Hill Nursery Class, wherever that is named."""
        tail = self._article.lowers[max(first, head - 1) : head + 1]
        if len(tail) < 2 or tail[0] in {"the", "a", "an", "this", "its", "their", "both"}:
            return None
        for found in self._focus.bodies:
            if self._article.lowers[max(found.start, found.end - 2) : found.end] == tail:
                return found
        return None

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

    def _kinds(self, first: int, last: int, head: int) -> set[str]:
        lowers = self._article.lowers
        for start in range(first, head + 1):
            kinds = self._focus.kinds_of(" ".join(lowers[start : head + 1]))
            if kinds:
                return kinds
        singular = lowers[head].removesuffix("s")
        return self._focus.kinds_of(singular)
