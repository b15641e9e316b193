"""Evaluative words with their polarity, and whether they are said of a service's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.closed_words import IT_OR_THEY
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.clauses import (
    governing_verb,
    objects_of,
    phrase,
    subject_of,
)
from annotator.extraction.ratings.subjects.focus import Focus
from annotator.extraction.word_lists import WordLists

#: A longer adjective takes "more".
_SHORT = 8
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
    asides: frozenset[str]
    hedges: frozenset[str]
    superlatives: dict[str, bool]
    naming: frozenset[str]
    witnessed: frozenset[str]
    feeling: frozenset[str]
    stand_ins: frozenset[str]
    extent: frozenset[str]
    slightly: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> EvaluativeWords:
        words = knowledge.words
        being = words.set("grammar", "verbs.being")
        inspecting = words.set("grammar", "nouns.inspecting")
        return cls(
            adjectives=_finder(knowledge, "adjectives", _comparative),
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
            manner=_praise_and_blame(words, "manner"),
            open_ended=words.set("lexicon", "words.open_ended"),
            attitudes=words.set("lexicon", "words.attitudes"),
            outrage=words.set("lexicon", "words.outrage"),
            clients=words.set("lexicon", "words.clients"),
            members=words.set("lexicon", "words.members"),
            asides=words.set("lexicon", "words.asides"),
            hedges=words.set("lexicon", "words.hedges"),
            superlatives=_praise_and_blame(words, "superlatives"),
            naming=words.set("lexicon", "words.naming"),
            witnessed=words.set("lexicon", "words.witnessed"),
            feeling=words.set("lexicon", "words.feeling"),
            stand_ins=words.set("lexicon", "words.stand_ins"),
            extent=words.set("lexicon", "words.extent"),
            slightly=words.set("lexicon", "words.slightly"),
            kinds=words.service_nouns,
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
        verb = self._being_before(article, start)
        if verb is None:
            verb = governing_verb(article, start, end)
        subject = subject_of(article, verb) if verb is not None else None
        if verb is not None and article.lowers[verb] in self.naming:
            subject = next(iter(self._named(article, verb)), subject)
        if subject is None or start <= subject < end:
            return bool(article.line(start)[1] - article.line(start)[0] < _CROSSHEAD)
        said = frozenset(article.lowers[start:end])
        low = article.lowers[subject]
        if article.deps[subject] == "csubj" and low in self.witnessed:
            return True  # "what we saw was deeply concerning"
        if low in {"we", "us"}:
            own = verb is not None and article.heads[subject] == verb
            return own and not self.attitudes & said
        if article.owner[subject] is not None:
            return self._of_named(article.owner[subject], said, focus)
        if low == "it" and article.lowers[end : end + 1] == ["that"]:
            return bool(self.outrage & said)
        return self.of_noun(article, subject, focus)

    def _of_named(self, owner: Found | None, said: frozenset[str], focus: Focus) -> bool:
        """Is a named subject a rated body, or who leads one and is no more than pleased?"""
        if owner is None:
            return False
        if owner.label == "ROLE":
            return not (self.attitudes | self.not_ratings | self.plain) & said
        return focus.eligible(owner) or any(f is owner for f in focus.bodies)

    def of_noun(self, article: Article, subject: int, focus: Focus) -> bool:
        """Is a noun that nothing names a rated body or its work?"""
        low = article.lowers[subject]
        if low in self.not_subjects:
            return False
        if any(focus.eligible(f) for f in article.inside(*phrase(article, subject))):
            return True
        if low in self.work or low in self.kinds or low in IT_OR_THEY | {"which", "that"}:
            return True
        if low == "people":
            return article.before(subject) == "young"
        return (
            article.pos[subject] in {"NOUN", "PROPN"}
            and low.removesuffix("s") not in self.not_subjects
        )

    def _being_before(self, article: Article, start: int) -> int | None:
        """The form of "be" right before a predicate, adverbs between them."""
        before = self.behind_asides(article, start - 1)
        found = before > 0 and article.lowers[before] in self.being
        return before if found and article.pos[before] in {"AUX", "VERB"} else None

    def behind_asides(self, article: Article, index: int) -> int:
        """The word that stands before adverbs and "by contrast" that end at a word."""
        first = article.sent(index)[0] if index >= 0 else 0
        while index > first:
            sizes = (n for n in (2, 3, 4) if index - n >= first)
            words = article.lowers[max(0, index - 3) : index + 1]
            aside = next((n for n in sizes if " ".join(words[-n:]) in self.asides), 0)
            if aside:
                index -= aside
            elif article.pos[index] in {"ADV", "PART"} or article.words[index] == ",":
                index -= 1
            else:
                break
        return index

    def _named(self, article: Article, verb: int) -> list[int]:
        """What somebody calls a joke: the object, not the one who speaks."""
        if any(article.deps[c] == "auxpass" for c in article.children[verb]):
            return []
        return objects_of(article, verb)


def _praise_and_blame(words: WordLists, table: str) -> dict[str, bool]:
    """The words of a table of the lexicon; True for those that praise."""
    praise = dict.fromkeys(words["lexicon", f"{table}.positive"], True)
    return praise | dict.fromkeys(words["lexicon", f"{table}.negative"], False)


def _finder(
    knowledge: Knowledge, key: str, form: Callable[[str], str | None] = lambda word: None
) -> Phrases[str]:
    """The phrases with their polarity, and one more form of each where ``form`` gives one."""
    pairs = [(w, p) for p in _POLARITIES for w in knowledge.words["lexicon", f"{key}.{p}"]]
    known = {word for word, _ in pairs}
    more = ((form(word), polarity) for word, polarity in pairs)
    pairs += [(word, polarity) for word, polarity in more if word and word not in known]
    return knowledge.phrases(pairs, lower=True)


def _comparative(word: str) -> str | None:
    """ "healthier" of "healthy"; None where "more" is said instead."""
    if not word.isalpha() or len(word) > _SHORT:
        return None
    if word.endswith("y"):
        return f"{word[:-1]}ier"
    if word.endswith("e"):
        return f"{word}r"
    return f"{word}er"
