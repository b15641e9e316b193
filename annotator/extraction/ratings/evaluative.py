"""Evaluative words with their polarity, and whether they are said of a service's work."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.clauses import governing_verb, phrase, subject_of
from annotator.extraction.ratings.focus import Focus

_POLARITIES = ("positive", "negative", "mixed")
#: A line of fewer words is a headline or crosshead, which needs no subject.
_CROSSHEAD = 9


@dataclass(frozen=True, slots=True)
class EvaluativeWords:
    """The lists of lexicon.toml; phrases give their polarity."""

    adjectives: Phrases[str]
    nouns: Phrases[str]
    idioms: Phrases[str]
    intensifiers: frozenset[str]
    not_ratings: frozenset[str]
    not_subjects: frozenset[str]
    work: frozenset[str]
    being: frozenset[str]
    linking: frozenset[str]
    inspecting: frozenset[str]
    telling_nouns: frozenset[str]
    plain: frozenset[str]
    kinds: frozenset[str]
    manner: dict[str, bool]
    open_ended: frozenset[str]
    attitudes: frozenset[str]
    outrage: frozenset[str]
    clients: frozenset[str]
    members: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> EvaluativeWords:
        words = knowledge.words
        being = words.set("grammar", "verbs.being")
        inspecting = words.set("grammar", "nouns.inspecting")
        return cls(
            adjectives=_finder(knowledge, "adjectives"),
            nouns=_finder(knowledge, "nouns"),
            idioms=_finder(knowledge, "idioms"),
            intensifiers=words.set("lexicon", "words.intensifiers"),
            not_ratings=words.set("lexicon", "words.not_ratings"),
            not_subjects=words.set("lexicon", "words.not_subjects"),
            work=words.set("lexicon", "words.work"),
            being=being,
            linking=being | words.set("grammar", "verbs.linking"),
            inspecting=inspecting - {"inspected", "inspection", "inspections"},
            telling_nouns=words.set("lexicon", "words.telling_nouns"),
            plain=words.set("lexicon", "words.plain"),
            manner={
                word: good
                for good, key in ((True, "manner.positive"), (False, "manner.negative"))
                for word in words["lexicon", key]
            },
            open_ended=words.set("lexicon", "words.open_ended"),
            attitudes=words.set("lexicon", "words.attitudes"),
            outrage=words.set("lexicon", "words.outrage"),
            clients=words.set("lexicon", "words.clients"),
            members=words.set("lexicon", "words.members"),
            kinds=frozenset(noun for kind in words.kinds for noun in kind.nouns),
        )

    def polarity(self, article: Article, start: int, end: int) -> str | None:
        """Of the evaluative words in ``[start, end)``; mixed where they disagree."""
        seen = set()
        for finder in (self.idioms, self.nouns, self.adjectives):
            seen |= {v[0] for _, _, v in finder.find(article.lowers, start, end)}
            if seen and finder is self.idioms:
                break
        if not seen:
            return None
        return seen.pop() if len(seen) == 1 else "mixed"

    def about_work(self, article: Article, start: int, end: int, focus: Focus) -> bool:
        """Is the subject a rated body or its work, and no feeling, weather or report?"""
        verb = governing_verb(article, start, end)
        subject = subject_of(article, verb) if verb is not None else None
        if subject is None or start <= subject < end:
            return bool(article.line(start)[1] - article.line(start)[0] < _CROSSHEAD)
        low = article.lowers[subject]
        owner = article.owner[subject]
        if low == "we":
            return not self.attitudes & set(article.lowers[start:end])
        if owner is not None and owner.label == "ROLE":
            plain = self.attitudes | self.not_ratings | self.plain
            return not plain & set(article.lowers[start:end])
        if owner is not None:
            return focus.eligible(owner) or any(f is owner for f in focus.bodies)
        if low == "it" and article.lowers[end : end + 1] == ["that"]:
            return bool(self.outrage & set(article.lowers[start:end]))
        if low in self.not_subjects:
            return False
        if any(focus.eligible(f) for f in article.inside(*phrase(article, subject))):
            return True
        if low in self.work or low in self.kinds or low in {"it", "which", "that", "they"}:
            return True
        return article.pos[subject] == "NOUN" and low.removesuffix("s") not in self.not_subjects


def _finder(knowledge: Knowledge, key: str) -> Phrases[str]:
    return knowledge.phrases(
        ((w, p) for p in _POLARITIES for w in knowledge.words["lexicon", f"{key}.{p}"]), lower=True
    )
