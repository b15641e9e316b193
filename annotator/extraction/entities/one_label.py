"""One string keeps one label within an article, and a name found once is found everywhere."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_NAMES = frozenset(["PERSON", "ORG", "GPE", "LOC", "SERVICE", "INSPECTORATE"])
#: Rules that only guess that a place stands for its service.
_GUESSED = frozenset(["service-unplaced", "service-judged", "street"])
_ACTING = frozenset(["nsubj", "nsubjpass", "poss", "appos"])
#: A rule's word counts for more than one of the model's.
_RULE_VOTES = 3


class OneLabel:
    """Majority vote per string; the model's single words follow the names they are part of."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._honorifics = words.set("roles", "honorifics")
        self._areas = {
            kind.id: sorted(
                (knowledge.tokenize(w.lower()) for w in (*kind.suffixes, *kind.lower)),
                key=len,
                reverse=True,
            )
            for kind in words.kinds
            if kind.naming == "area"
        }
        self._forces = words.set("services", "forces")
        self._at_place = words.set("places", "certain_before")
        self._of_place = self._at_place | {"of", "from", "to", "over", "between"}
        self._org_words = words.set("organisations", "suffixes")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        self._area_places(article)
        self._people(article)
        self._joined_places(article)
        self._surnames(article)
        self._vote(article)
        self._spread(article)
        return doc

    def _area_places(self, article: Article) -> None:
        """The place in "Harbury Vale Probation Delivery Unit" is one everywhere."""
        names: dict[tuple[str, ...], str | None] = {}
        for found in article.entities:
            name = self._place_in(tuple(article.words[found.start : found.end]), found.kind)
            if name:
                names.setdefault(name, found.kind)
        for name, kind in names.items():
            self._as_place(article, name, kind)

    def _place_in(self, words: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
        for suffix in self._areas.get(kind or "", ()):
            rest = words[: -len(suffix)]
            if rest and tuple(w.lower() for w in words[-len(suffix) :]) == suffix:
                joined = {",", "&", "of"} & {w.lower() for w in rest}
                return () if joined else rest
        return ()

    def _as_place(self, article: Article, name: tuple[str, ...], kind: str | None) -> None:
        for start, word in enumerate(article.words):
            end = start + len(name)
            if word != name[0] or tuple(article.words[start:end]) != name:
                continue
            owners = {id(o): o for o in article.owner[start:end] if o is not None}.values()
            if any(not _unsure(o) or o.start < start or o.end > end for o in owners):
                continue
            for owner in owners:
                article.release(owner)
            if "and" in name or (kind in self._forces and self._acts(article, start, end)):
                article.claim(Found(start, end, "SERVICE", "force-by-place", 0.75, kind=kind))
            else:
                article.claim(Found(start, end, "GPE", "place-of-service", 0.85))

    def _acts(self, article: Article, start: int, end: int) -> bool:
        """Does the place stand for its force: "Northshire was good", "Northshire's chief"?"""
        if start and article.lowers[start - 1] in self._of_place:
            return False
        if end >= len(article) or article.pos[end] in {"NOUN", "PROPN", "ADJ"}:
            return False
        return article.deps[end - 1] in _ACTING

    def _people(self, article: Article) -> None:
        """Two or three capitals with an age, a title or "who" beside them are a person."""
        for found in article.entities:
            size = found.end - found.start
            if found.model and found.label in {"ORG", "GPE", "LOC"} and 2 <= size <= 5:
                last = article.words[found.end - 1]
                plain = all(
                    (w[:1].isupper() and not w.isupper()) or w == "-"
                    for w in article.words[found.start : found.end]
                )
                if plain and last not in self._org_words and _beside_person(article, found):
                    found.label, found.rule, found.score = "PERSON", "person-context", 0.8

    def _joined_places(self, article: Article) -> None:
        """ "in Carse and Ardle": what "and" joins to a place is one."""
        entities = article.entities
        for left, right in itertools.pairwise(entities):
            between = article.lowers[left.end : right.start]
            if between not in (["and"], [",", "and"]):
                continue
            pair = {left.label: left, right.label: right}
            place = pair.get("GPE")
            other = right if place is left else left
            before = article.before(left.start)
            if (
                place
                and other.model
                and other.label in {"PERSON", "ORG"}
                and other.end - other.start < 3
                and (before in self._at_place or before == "at")
            ):
                other.label, other.rule, other.score = "GPE", "joined-place", 0.75

    def _surnames(self, article: Article) -> None:
        """ "Russell" after "Justin Russell", also where the model takes it for a place."""
        names = {
            article.words[f.end - 1]
            for f in article.entities
            if f.label == "PERSON" and f.end - f.start > 1
        }
        for found in article.entities:
            if found.end - found.start == 1 and found.model and found.label != "PERSON":
                before = article.words[found.start - 1] if found.start else ""
                if article.words[found.start] in names or before in self._honorifics - {"St"}:
                    found.label, found.rule = "PERSON", "surname"

    def _vote(self, article: Article) -> None:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for found in article.entities:
            if found.label in _NAMES:
                text = article.text(found.start, found.end)
                votes[text][found.label] += 1 if found.model else _RULE_VOTES
                if (
                    found.start
                    and article.lowers[found.start - 1] in self._at_place
                    and (found.label in {"GPE", "LOC"})
                ):
                    votes[text][found.label] += 2
        for found in article.entities:
            if found.model and found.label in _NAMES:
                counted = votes[article.text(found.start, found.end)]
                label, most = counted.most_common(1)[0]
                if label != found.label and most > counted[found.label]:
                    found.label, found.rule = label, "majority"

    def _spread(self, article: Article) -> None:
        """A name that stands elsewhere unmarked gets its label there too."""
        known: dict[str, Found] = {}
        for found in article.entities:
            if found.label in _NAMES and found.end - found.start <= 6:
                known.setdefault(article.text(found.start, found.end), found)
        by_first: dict[str, list[tuple[tuple[str, ...], Found]]] = defaultdict(list)
        for text, found in known.items():
            words = tuple(article.words[found.start : found.end])
            if found.end - found.start > 1 or (len(text) > 3 and found.label != "ORG"):
                by_first[words[0]].append((words, found))
        for start, word in enumerate(article.words):
            for words, found in by_first.get(word, ()):
                end = start + len(words)
                same = tuple(article.words[start:end]) == words
                if same and article.free(start, end) and _alone(article, start, end):
                    article.claim(
                        Found(
                            start,
                            end,
                            found.label,
                            "repeated-name",
                            found.score - 0.1,
                            found.model,
                            found.body,
                            found.kind,
                            found.group,
                        )
                    )


def _unsure(found: Found) -> bool:
    guessed = found.label in {"GPE", "LOC"} and found.rule in _GUESSED
    return found.model or guessed or found.rule == "service-unplaced"


def _beside_person(article: Article, found: Found) -> bool:
    lowers, size = article.lowers, len(article)
    first, last = article.sent(found.start)
    before = found.start - 1
    if before >= first and lowers[before] == ",":
        before -= 1
    owner = article.owner[before] if before >= first else None
    if owner is not None and owner.label == "ROLE":
        return True
    comma = found.end + 1 < min(size, last) and lowers[found.end] == ","
    if not comma:
        return False
    after = found.end + 1
    next_owner = article.owner[after]
    if next_owner is not None and next_owner.label == "ROLE":
        return True
    if lowers[after].isdigit() and len(lowers[after]) < 3:
        return True
    return lowers[after] in {"who", "whose"} or (
        lowers[after] in {"a", "an"} and first == found.start
    )


def _alone(article: Article, start: int, end: int) -> bool:
    """Not where another free capital makes a longer, other name of it."""
    before = start > article.line(start)[0] and article.pos[start - 1] == "PROPN"
    after = end < article.line(start)[1] and article.pos[end] == "PROPN"
    free_before = before and article.owner[start - 1] is None and article.is_capital(start - 1)
    free_after = after and article.owner[end] is None and article.is_capital(end)
    return not free_before and not free_after


@Language.factory("annotator_one_label")
def make_one_label(nlp: Language, name: str) -> OneLabel:
    """The component for ``nlp.add_pipe``."""
    return OneLabel(knowledge_of(nlp))
