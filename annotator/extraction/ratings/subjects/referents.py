"""Which bodies a noun phrase names or stands for: "the jail", "both forces", "its leadership"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.categories.category_words import part_nouns
from annotator.extraction.ratings.clauses import head_of, phrase
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.focus import Focus, Wanted
from annotator.extraction.ratings.subjects.loose_names import LooseNames

_MANY = {"two": 2, "both": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "pair": 2}
#: So many lines on is what "a care home" announces named.
_NEXT_LINES = 2
CLAUSE_ENDS = frozenset([",", ";", ":", "-", "–", "—", '"', "("])
#: Only subjects and objects of the judging verb may turn an unknown name into a service.
_SURE = 0.84


class NobodyNamed(Exception):
    """Bodies are counted, not named: no record."""


class Referents(LooseNames):
    """What ``Subjects`` asks about noun phrases; knows one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        super().__init__(article, setting, focus, knowledge)
        self._anaphors = knowledge.words.set("grammar", "links.anaphors")
        self._quantities = knowledge.words.set("grammar", "nouns.quantities")
        self._parts = part_nouns(knowledge)
        self._scale_parts = knowledge.categories
        self._official = True

    def _resolve(self, head: int, candidate: Candidate, how: str, sure: float) -> list[Subject]:
        """The bodies that a noun phrase names or stands for."""
        article = self._article
        if article.words[candidate.end : candidate.end + 1] == [":"]:
            told = self._told_off(head, candidate.end)  # "five are inadequate: A, B ..."
            if told:
                return [Subject(f, None, f"{how}-including", sure - 0.22) for f in told]
        first, last = phrase(article, head)
        named = self._named(first, last)
        if not named and (self._counts(head, first, last) or self._all_others(first, last)):
            raise NobodyNamed
        if not named and self._official and sure > _SURE:
            owner = article.owner[head]
            if owner is not None and self._is_rated_place(owner):
                self._focus.add(owner)
                return [Subject(owner, None, f"{how}-place", sure - 0.1)]
            new = self._new_service(head, first, last, owner)
            if new is not None:
                self._focus.add(new)
                return [Subject(new, None, f"{how}-name", sure - 0.2)]
        named = named or self._named(*phrase(article, head, deep=True))
        named = [f for f in named if not (f.start < candidate.end and candidate.start < f.end)]
        if named:
            picked = self._together(named)
            picked = self._listed_on(picked, candidate) or picked
            covered = any(f.start <= head < f.end for f in picked)
            mention = (
                None
                if covered
                else (first, min(last, candidate.start) if first < candidate.start else last)
            )
            return [Subject(f, mention if len(picked) == 1 else None, how, sure) for f in picked]
        return self._anaphor(head, candidate, first, last, how, sure)

    def _listed_on(self, picked: list[Found], candidate: Candidate) -> list[Found]:
        """ "A, on Mill Lane, B, on High Street, and C were": the parse breaks off."""
        stop = candidate.start
        if picked[-1].end >= stop or self._article.words[picked[-1].end] != ",":
            return []
        behind = [f for f in self._named(picked[-1].end, stop) if f.start >= picked[-1].end]
        longer = self._together([*picked, *behind])
        after = self._article.pos[longer[-1].end : longer[-1].end + 1]
        both = "both" in self._article.lowers[self._article.sent(stop)[0] : picked[0].start]
        whole = len(longer) == len(picked) + len(behind) > 2 - both
        return longer if whole and after and after[0] in {"AUX", "VERB", "PUNCT"} else []

    def _is_rated_place(self, owner: Found) -> bool:
        """A place that is given a grade stands for its service."""
        name = self._article.text(owner.start, owner.end)
        if owner.rule == "dateline":
            return False
        return owner.label == "GPE" and self._setting.area and not self._focus.is_country(name)

    def _inner(self, head: int, last: int, candidate: Candidate) -> list[Found]:
        """ "the advice given to courts by X was thin": the body behind what is judged."""
        article = self._article
        if article.pos[head] not in {"NOUN", "PROPN"} or candidate.start <= last:
            return []
        stop = candidate.start
        for index in range(last, stop):
            if article.words[index] in CLAUSE_ENDS:
                stop = index
        named = self._named(last, stop)
        if not named:
            return []
        before = named[0].start - 1 - (article.lowers[named[0].start - 1] == "the")
        inside = article.lowers[before] in {"at", "in", "by", "of", "for"}
        name = head_of(article, named[0].start, named[0].end)
        verb = article.heads[name]  # "the way X listens"
        tells = article.deps[name] == "nsubj" and article.heads[verb] == head
        return self._together(named) if inside or tells else []

    def _anaphor(
        self, head: int, candidate: Candidate, first: int, last: int, how: str, sure: float
    ) -> list[Subject]:
        article, lowers = self._article, self._article.lowers
        owner = article.owner[head]
        if owner is not None and owner.label in {"PERSON", "INSPECTORATE"}:
            return []
        behind = self._behind_clauses(head, last)
        if lowers[first] in {"a", "an"} and self._named(behind, article.sent(head)[1]):
            return []
        pointed = self._pointed_at(head, candidate, first, last)
        if pointed is not None:
            bodies, rule, less = pointed
            mention = None if rule == "including" else (first, last)
            return [Subject(f, mention, f"{how}-{rule}", sure - less) for f in bodies]
        return self._in_focus(head, candidate, first, last, how, sure)

    def _behind_clauses(self, head: int, last: int) -> int:
        """Where "a school that was weak when it shared a head with X" ends; X only says more."""
        article = self._article
        clauses = [c for c in article.children[head] if article.deps[c] in {"relcl", "acl"}]
        stop = max([last, *(article.doc[clause].right_edge.i + 1 for clause in clauses)])
        apart = (i for i in range(last, stop) if article.words[i] in CLAUSE_ENDS)
        return next((i for i in apart if self._named(i + 1, i + 2)), stop)

    def _pointed_at(
        self, head: int, candidate: Candidate, first: int, last: int
    ) -> tuple[list[Found], str, float] | None:
        """Bodies that the sentence names in another place: them, the rule and its doubt."""
        told = self._told_of(head, candidate)
        if told is not None:
            return [told], "that", 0.2
        itself = self._tells_of_itself(head)
        if itself is not None:
            return [itself], "itself", 0.12
        own = self._own_in_speech(head, first, last)
        if own is not None:
            return [own], "speaker", 0.15
        opening = self._opening(first)
        if opening is not None:
            return [opening], "opening", 0.2
        including = self._including(last) or self._told_off(head, last)
        return (including, "including", 0.22) if including else None

    def _told_of(self, head: int, candidate: Candidate) -> Found | None:
        """ "it is unacceptable that X ..." """
        article, at = self._article, candidate.end
        if article.lowers[head] != "it" or article.lowers[at : at + 1] != ["that"]:
            return None
        named = self._named(at + 1, min(at + 5, article.sent(head)[1]))
        return named[0] if named else None

    def _tells_of_itself(self, head: int) -> Found | None:
        """ "while Tiny Tots was told IT requires improvement": the one that is told."""
        article = self._article
        verb = article.heads[head]
        telling = article.heads[verb]
        if article.lowers[head] not in {"it", "they"} or article.deps[verb] != "ccomp":
            return None
        for child in article.children[telling]:
            owner = article.owner[child]
            own = article.deps[child] in {"nsubj", "nsubjpass"} and child < head
            if own and owner is not None and self._focus.eligible(owner):
                return owner
        return None

    def _own_in_speech(self, head: int, first: int, last: int) -> Found | None:
        """ "the chief executive of X said THE ASSOCIATION would be": X, if it may be one."""
        article = self._article
        if article.deps[article.heads[head]] != "ccomp" or article.lowers[first] not in {
            "the",
            "it",
        }:
            return None
        begin = article.sent(head)[0]
        for found in article.inside(begin, first):
            if found.label != "ROLE" or article.low(found.end) not in {"of", "at", "for"}:
                continue
            at = found.end + 1 + (article.low(found.end + 1) == "the")
            owner = article.owner[at] if at < first else None
            kinds = self._kinds(first, last, head)
            if owner is not None and self._focus.is_body(owner) and owner.kind in kinds:
                return owner
        return None

    def _in_focus(
        self, head: int, candidate: Candidate, first: int, last: int, how: str, sure: float
    ) -> list[Subject]:
        article, lowers = self._article, self._article.lowers
        kinds = self._owner_kinds(head) or self._kinds(first, last, head)
        if lowers[first] in {"its", "their"} or not self._focus.is_here(kinds):
            kinds = frozenset()
        inner = self._inner(head, last, candidate) if not kinds else []
        if inner:
            return [Subject(f, None, f"{how}-at", sure - 0.1) for f in inner]
        bodies = self._several(first, last, kinds, candidate)
        if bodies:
            return [Subject(f, (first, last), f"{how}-both", sure - 0.15) for f in bodies]
        noun = lowers[head] if article.pos[head] == "NOUN" else ""
        other = "other" in lowers[first:head]
        news = self._announced(head, first, kinds)
        if news is not None:
            return [Subject(news, (first, last), f"{how}-announced", sure - 0.2)]
        found = self._focus.before(first, Wanted(kinds, noun, self._remit(candidate), other))
        if found is None:
            return []
        plain = lowers[head] in self._anaphors or bool(kinds)
        return [Subject(found, (first, last), f"{how}-anaphor", sure - (0.15 if plain else 0.25))]

    def _remit(self, candidate: Candidate) -> frozenset[str]:
        """The kinds of service that the scales of a value are made for."""
        codes = {body for scale, _ in candidate.options for body in scale.bodies}
        return frozenset(k for b in self._setting.bodies if b.id in codes for k in b.remit)

    def _announced(self, head: int, first: int, kinds: frozenset[str]) -> Found | None:
        """ "A care home has been told to improve. Inspectors found Holly Lodge ...": named next."""
        article = self._article
        new = any(article.lowers[c] in {"a", "an", "one"} for c in article.children[head])
        if not new or not kinds:
            return None
        line = article.line_of(head)
        stop = article.lines[min(line + _NEXT_LINES, len(article.lines) - 1)][1]
        behind = self._behind_clauses(head, head + 1)
        named = [f for f in self._named(behind, stop) if f.kind in kinds]
        known = {self._focus.key(f) for f in self._focus.bodies if f.end <= first}
        return next((f for f in named if self._focus.key(f) not in known), None)

    def _several(
        self, first: int, last: int, kinds: frozenset[str], candidate: Candidate
    ) -> list[Found]:
        """ "both forces", "neither"."""
        words = self._article.lowers[first:last]
        number = next((n for w, n in _MANY.items() if w in words), 0)
        if not number or (not kinds and self._parts_counted(first, number, candidate)):
            return []
        bodies = self._focus.last(first, number, kinds) or self._focus.last(first, number)
        if len(bodies) == number:
            return bodies
        counted = (self._focus.kinds_of(word.removesuffix("s")) for word in words)
        kinds = next((k for k in counted if k), frozenset())
        return self._focus.announced(first, number, kinds)

    def _parts_counted(self, first: int, number: int, candidate: Candidate) -> bool:
        """ "Safety and leadership had slipped; BOTH were poor": parts of one body are meant."""
        article = self._article
        number_before = article.sent_of(first)
        begin = article.sents[number_before][0]
        if begin == first and number_before:
            begin = article.sents[number_before - 1][0]
        if len({self._focus.key(f) for f in self._named(begin, first)}) >= number:
            return False
        known = (self._scale_parts[scale.id] for scale, _ in candidate.options)
        return any(
            len({tuple(codes) for _, _, codes in parts.find(article.lowers, begin, first)})
            >= number
            for parts in known
        )

    def _counts(self, head: int, first: int, last: int) -> bool:
        """ "nine of the schools were rated good": counted bodies, none of them named."""
        article = self._article
        number = article.lowers[head]
        counted = article.pos[head] == "NUM" or number in self._quantities
        if not counted or number in _MANY or not self._official:
            return False
        if self._parts & set(article.lowers[article.sent(head)[0] : head]):
            return False  # "of the nine areas five were good"
        return not self._named(*article.sent(head)) and not self._including(last)

    def _all_others(self, first: int, last: int) -> bool:
        """ "every other brigade was good": many, and none of them named."""
        words = self._article.lowers[first : min(last, first + 3)]
        others = bool({"other", "others"} & set(words)) and words[0] in {"every", "all", "most"}
        return others and self._official

    def _owner_kinds(self, head: int) -> frozenset[str]:
        """ "the trust's units", "the landlord's response": the owner is meant."""
        article = self._article
        for child in article.children[head]:
            if article.deps[child] == "poss" and article.pos[child] == "NOUN":
                return self._focus.kinds_of(article.lowers[child])
            if article.deps[child] == "poss" and article.owner[child] is None:
                return self._focus.kinds_of(article.lowers[child])
        return frozenset()

    def _in_sentence(self, index: int) -> list[Found]:
        return self._named(*self._article.sent(index))

    def _kinds(self, first: int, last: int, head: int) -> frozenset[str]:
        lowers = self._article.lowers
        for start in range(first, head + 1):
            kinds = self._focus.kinds_of(" ".join(lowers[start : head + 1]))
            if kinds:
                return kinds
        singular = lowers[head].removesuffix("s")
        return self._focus.kinds_of(singular)
