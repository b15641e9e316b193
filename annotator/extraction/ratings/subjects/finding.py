"""Who is rated: the verb's subject, else a body in the clause, else the document's focus."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.clauses import (
    SUBJECT,
    head_of,
    objects_of,
    phrase,
    prepositional,
    subject_of,
    upward,
    verb_of,
)
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.beside import Beside
from annotator.extraction.ratings.subjects.focus import Focus, Wanted
from annotator.extraction.ratings.subjects.own_words import OwnWords
from annotator.extraction.ratings.subjects.referents import NobodyNamed

#: What words that stand for a body weigh in the foreground, beside its name.
_MEANT = 0.5


class Subjects(Beside):
    """Finds the subjects of candidates of one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        super().__init__(article, setting, focus, knowledge)
        words = knowledge.words
        self._inspectors = words.set("grammar", "nouns.inspectors")
        self._passing = words.set("grammar", "focus.passing")
        self._own = OwnWords(article, focus)
        self._guesses = True

    def find_all(self, candidates: list[Candidate]) -> None:
        """Sets the subjects of all; a name that only its grade gave away may be meant elsewhere."""
        unknown = [c for c in candidates if not c.subjects]
        self._graded = {i for c in candidates for i in range(c.start, c.end)}
        self._take_up_joined(list(self._focus.bodies))
        known = len(self._focus.bodies)
        self._guesses = False
        for candidate in unknown:
            candidate.subjects = self.find(candidate)
            self._keep_in_mind(candidate.subjects)
        grown = len(self._focus.bodies) > known
        self._guesses = True
        for candidate in unknown:
            loose = any(s.mention or s.how == "focus" for s in candidate.subjects)
            if not candidate.subjects or (grown and loose):
                candidate.subjects = self.find(candidate)
        self._distribute(candidates)

    def _keep_in_mind(self, subjects: list[Subject]) -> None:
        """ "It", once it is known who is meant, keeps that body in the foreground."""
        if len(subjects) == 1 and subjects[0].mention and subjects[0].found:
            self._focus.salience.mean(subjects[0].mention[0], subjects[0].found, _MEANT)

    def find(self, candidate: Candidate) -> list[Subject]:
        """One or several subjects; empty where the article names no body at all."""
        self._official = not candidate.free
        try:
            found = self._find(candidate)
        except NobodyNamed:
            return []
        return [self._in_full(subject) for subject in found]

    def _in_full(self, subject: Subject) -> Subject:
        """An acronym that may stand for many gives way to the name it stands for here."""
        full = self._focus.in_full(subject.found) if subject.found else None
        if subject.found is None or full is None or full is subject.found:
            return subject
        mention = subject.mention or (subject.found.start, subject.found.end)
        return Subject(full, mention, subject.how, subject.sure)

    def _find(self, candidate: Candidate) -> list[Subject]:
        return (
            self._of_two(candidate)
            or self._adjacent(candidate)
            or self._bracketed(candidate)
            or self._before_verb(candidate)
            or self._right_behind(candidate)
            or self._owner(candidate)
            or self._relative(candidate)
            or self._in_own_words(candidate)
            or self._by_parse(candidate)
            or self._in_clause(candidate)
            or self._from_focus(candidate)
            or (self._only_name(candidate) if self._guesses else [])
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
                    if named and "and" not in article.lowers[place : named[0].start]:
                        return [Subject(f, None, "value-for-body", 0.85) for f in named]
        return []

    def _in_own_words(self, candidate: Candidate) -> list[Subject]:
        """ "We shall be good," said the chairman of X: it is X's "we"."""
        article, verb = self._article, verb_of(self._article, candidate)
        subject = subject_of(article, verb) if verb is not None else None
        if subject is not None and article.pos[subject] != "PRON":
            return []
        found = self._own.body(candidate)
        return [Subject(found, None, "speaker", 0.7)] if found is not None else []

    # -- by the parse ---------------------------------------------------------------------------

    def _by_parse(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        verb = verb_of(article, candidate)
        if verb is None:
            return []
        verb = self._nearest_told(candidate, verb)
        subject = subject_of(article, verb)
        if subject is None or candidate.start <= subject < candidate.end:
            return []
        rates = self._is_rater(subject, verb) and article.deps[subject] != "nsubjpass"
        if rates or self._acts_on(candidate, verb, subject):
            return self._by_object(candidate, verb, subject)
        first, last = phrase(article, subject)
        if first <= candidate.start < last:
            return []  # the value stands in the subject itself
        return self._resolve(subject, candidate, "subject", 0.92)

    def _is_rater(self, index: int, verb: int) -> bool:
        owner = self._article.owner[index]
        if owner is not None and owner.label == "PERSON" and owner.model and self._official:
            return self._article.lowers[verb] in self._raters  # "Ardveck House got a 5"
        if owner is not None:
            return owner.label in {"INSPECTORATE", "PERSON", "ROLE"}
        return self._article.lowers[index] in self._inspectors - {"they"} or (
            self._article.lowers[index] in {"he", "she", "we", "i", "findings"}
        )

    def _nearest_told(self, candidate: Candidate, verb: int) -> int:
        """ "X was told by the CQC that its home IS poor": the verb with a subject of its own."""
        article = self._article
        for index in upward(article, head_of(article, candidate.start, candidate.end)):
            if index == verb:
                break
            own = any(article.deps[c] in SUBJECT and c < index for c in article.children[index])
            if own and article.deps[index] == "ccomp" and verb < index < candidate.start:
                return index
        return verb

    def _acts_on(self, candidate: Candidate, verb: int, subject: int) -> bool:
        """ "Ministers took the Fold Trust out of special measures": no body does it to a body."""
        article = self._article
        if candidate.free or article.deps[subject] != "nsubj" or article.pos[subject] == "PRON":
            return False
        kinds = self._focus.kinds_of(article.lowers[subject].removesuffix("s"))
        if kinds and self._focus.is_here(kinds):
            return False
        if self._named(*phrase(article, subject)):
            return False
        things = [i for i in objects_of(article, verb) if subject < i < candidate.start]
        return any(self._named(*phrase(article, thing)) for thing in things)

    def _by_object(self, candidate: Candidate, verb: int, subject: int) -> list[Subject]:
        """ "Ofsted rated the school inadequate": what stands between verb and value."""
        article = self._article
        for thing in objects_of(article, verb):
            if not candidate.start <= thing < candidate.end and thing != subject:
                first, last = phrase(article, thing)
                after = thing < candidate.start  # "rated the school outstanding"
                if after or not first <= candidate.start < last:
                    got = self._resolve(thing, candidate, "object", 0.85)
                    if got:
                        return got
        named = self._named(verb + 1, candidate.start)
        behind = verb + 1 + (article.lowers[verb + 1 : verb + 2] == ["the"])
        owner = article.owner[behind] if behind < candidate.start else None
        if not named and owner is not None and self._just_rated(owner, candidate):
            listed = self._together(self._named(owner.start, candidate.start))
            return [Subject(f, None, "object-name", 0.7) for f in listed]
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
        if after and self._passing & set(article.lowers[candidate.end : after[0].start]):
            after = []
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
        found = self._focus.before(candidate.start, Wanted(remit=self._remit(candidate)))
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
