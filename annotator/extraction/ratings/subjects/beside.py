"""Who is rated by what stands right beside the value: "and Ash Court inadequate", "good at X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import IS, WAS
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.clauses import SUBJECT, head_of, phrase, subject_of, verb_of
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.distribution import Distribution
from annotator.extraction.ratings.subjects.focus import Focus, Wanted
from annotator.extraction.ratings.subjects.named_bodies import NEW_CLAUSE
from annotator.extraction.ratings.subjects.relative_clauses import CLAUSE


class Beside(Distribution):
    """What ``Subjects`` asks about the words around a value; knows one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        super().__init__(article, setting, focus, knowledge)
        self._bare_links = knowledge.words.set("grammar", "links.bare")

    def _adjacent(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        first = article.sent(candidate.start)[0]
        end = candidate.start
        while end > first and article.lowers[end - 1] in self._bare_links:
            end -= 1
        if article.lowers[end - 2 : end] == [",", "at"] and end - 2 > first:
            end -= 2  # "only Marsh Homes, at C3, fell short"
        owner = article.owner[end - 1] if end > first else None
        if owner is not None and self._just_rated(owner, candidate):
            return [Subject(owner, None, "right-before", 0.8)]
        if candidate.sign == "total" and owner is not None and owner.model and end > first:
            self._take_up(owner)
            return [Subject(owner, None, "right-before", 0.8)]
        if end > first and self._is_loose(end - 1, candidate) and not candidate.free:
            owner = self._gapped_name(first, end, candidate)
        if owner is None and end > first and not candidate.free:
            return self._gapped_noun(end - 1, candidate)
        if candidate.free or owner is None or not self._focus.is_body(owner):
            return []
        self._take_up_both(owner)
        named = self._together(self._named(first, end), last=True)
        return [Subject(f, None, "right-before", 0.88) for f in named if named[-1] is owner]

    def _gapped_noun(self, noun: int, candidate: Candidate) -> list[Subject]:
        """ "the school good and THE NURSERY inadequate": another body, and no verb."""
        article = self._article
        kinds = self._focus.kinds_of(article.lowers[noun])
        opens = article.before(noun) == "the" and article.before(noun - 1) in NEW_CLAUSE
        if not opens or not kinds or not self._focus.is_here(kinds):
            return []
        found = self._focus.before(noun, Wanted(kinds, article.lowers[noun]))
        return [Subject(found, (noun - 1, noun + 1), "gapped", 0.75)] if found else []

    def _bracketed(self, candidate: Candidate) -> list[Subject]:
        """ "Holm Valley (G1 and V1)": the name before the bracket that the value stands in."""
        article = self._article
        first = article.sent(candidate.start)[0]
        for at in range(candidate.start - 1, max(first, candidate.start - CLAUSE), -1):
            if article.pos[at] in {"VERB", "AUX"} or article.words[at] == ")":
                return []
            if article.words[at] == "(":
                owner = article.owner[at - 1]
                known = owner is not None and not candidate.free and self._focus.is_body(owner)
                return [Subject(owner, None, "right-before", 0.86)] if known else []
        return []

    def _before_verb(self, candidate: Candidate) -> list[Subject]:
        """ "A slipped to ... and B remained good" """
        article = self._article
        first = article.sent(candidate.start)[0]
        at = candidate.start - 1
        while at > first and article.lowers[at] in self._bare_links | {"to", "at"}:
            at -= 1
        verb = at
        while at > first and article.pos[at] in {"VERB", "AUX", "ADV"} and not article.owner[at]:
            at -= 1
        owner = article.owner[at]
        if candidate.free or at == verb or owner is None or not self._focus.eligible(owner):
            return []
        before = article.lowers[owner.start - 1] if owner.start > first else ","
        judging = verb_of(article, candidate)
        subject = subject_of(article, verb if judging is None else judging)
        name = head_of(article, owner.start, owner.end)
        own = article.deps[name] in SUBJECT and at < article.heads[name] <= verb
        if not own and (before not in NEW_CLAUSE | {"as"} or subject is None):
            return []
        if subject is not None and self._and_joined(subject, owner):
            return []
        return [Subject(owner, None, "before-verb", 0.86)]

    def _right_behind(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        at, (first, last) = self._behind_rater(candidate.end), article.sent(candidate.start)
        given = article.low(at) == "to"  # "gave gold to X and bronze to Y"
        if candidate.free or at + 1 >= last:
            return []
        if not given and article.lowers[at] not in IS | WAS | {"at", "in"}:
            return []
        start = at + 1 + (article.lowers[at + 1] == "the")
        owner = article.owner[start] if start < last else None
        if owner is None or (not given and self._named(first, candidate.start)):
            return []
        if not self._named(start, owner.end):
            return []
        named = self._together(self._named(start, article.sent(start)[1]))
        return [Subject(f, None, "right-behind", 0.84) for f in named]

    def _behind_rater(self, at: int) -> int:
        """Where "rated good BY THE CQC were A and B" goes on."""
        article = self._article
        rater = at + 1 + (article.low(at + 1) == "the")
        owner = article.owner[rater] if article.low(at) == "by" and rater < len(article) else None
        return owner.end if owner is not None and owner.label == "INSPECTORATE" else at

    def _and_joined(self, subject: int, owner: Found) -> bool:
        first, last = phrase(self._article, subject)
        return first <= owner.start < last
