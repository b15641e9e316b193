"""Word sets and small questions that all signs of a judgement share."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.categories.category_words import part_nouns

_LINKS = WAS | {"be", "is", "are", "being", "as"}

#: Rule id and score; an empty id ends the search: no judgement.
Sign = tuple[str, float]


@dataclass(frozen=True, slots=True)
class SignWords:
    """The lists of grammar.toml as sets."""

    rating: frozenset[str]
    giving: frozenset[str]
    condemning: frozenset[str]
    moving: frozenset[str]
    being: frozenset[str]
    nouns: frozenset[str]
    kinds: frozenset[str]
    aims: frozenset[str]
    fillers: frozenset[str]
    weak: frozenset[str]
    plain: frozenset[str]
    grade: frozenset[str]
    grades: frozenset[str]
    parts: frozenset[str]
    told_by_place: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> SignWords:
        words = knowledge.words
        nouns = words.service_nouns
        return cls(
            rating=words.set("grammar", "verbs.rating"),
            giving=words.set("grammar", "verbs.giving"),
            condemning=words.set("grammar", "verbs.condemning"),
            moving=words.set("grammar", "verbs.moving"),
            being=words.set("grammar", "verbs.being"),
            nouns=words.set("grammar", "nouns.rating"),
            kinds=nouns | {"service", "services", "provision", "force", "standard"},
            aims=frozenset(w for w in words["grammar", "status.target"] if " " not in w),
            fillers=words.set("grammar", "signs.fillers"),
            weak=words.set("grammar", "signs.weak_verbs"),
            plain=words.set("grammar", "signs.unmistakable"),
            grade=words.set("grammar", "nouns.grade"),
            grades=words.set("grammar", "nouns.grades"),
            parts=part_nouns(knowledge),
            told_by_place=words.set("grammar", "nouns.told_by_place"),
        )

    def is_plain(self, article: Article, candidate: Candidate) -> bool:
        """Can these words hardly mean anything but a grade?"""
        return candidate.end - candidate.start > 1 or article.lowers[candidate.start] in self.plain


def in_quotes(article: Article, candidate: Candidate) -> bool:
    """Do quotation marks stand right around the value?"""
    before = article.words[candidate.start - 1] if candidate.start else ""
    after = article.words[candidate.end] if candidate.end < len(article) else ""
    return before in QUOTES and after in QUOTES


def attribute_of(article: Article, candidate: Candidate) -> int | None:
    """The noun that the value only describes: "good" of "good progress"."""
    last = candidate.end - 1
    head = article.heads[last]
    if article.deps[last] in {"amod", "compound", "nmod"} and head > last:
        return head if _describes(article, last, head) else None
    if article.deps[last] == "conj" and article.deps[head] == "amod":
        noun = article.heads[head]
        return noun if noun > last else None
    return None


def _describes(article: Article, last: int, noun: int) -> bool:
    """No: "good, not inadequate", "teaching adequate and leadership good": a parse gone wrong."""
    if article.pos[noun] not in {"NOUN", "PROPN", "NUM", "PRON", "X"}:
        return False
    if article.lowers[noun] == "overall":
        return False  # "was given a silver overall"
    between = range(last + 1, noun)
    linked = article.before(last) in _LINKS
    if linked and any(article.lowers[i] in {"and", ","} for i in between):
        return False  # "to be good and personal development outstanding"
    if any(article.lowers[i] in {"not", "but", ";"} for i in between):
        return False
    return not any(
        article.lowers[i] in {"and", ",", "or"} and article.pos[i + 1] == "NOUN" for i in between
    )


def noun_follows(article: Article, end: int) -> bool:
    """Does a noun (or its adjective) stand right behind? "Next month" is none."""
    if end >= len(article) or article.pos[end] not in {"NOUN", "PROPN", "ADJ"}:
        return False
    owner = article.owner[end]
    timed = article.lowers[end : end + 2] in (["next", "time"], ["last", "time"])
    timed = timed or article.lowers[end] == "overall"
    return not timed and (owner is None or owner.label != "DATE")
