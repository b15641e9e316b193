"""Names told by what stands around them: "the care home, X", "X was rated", "pupils at X"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.apposed_names import ApposedNames
from annotator.extraction.entities.free_names import NAME_LABELS, FreeNames
from annotator.extraction.entities.human_names import HumanNames, is_human
from annotator.extraction.entities.judged_names import (
    behind_place,
    behind_the,
    in_address,
    is_at,
    named_aside,
    numbered,
)
from annotator.extraction.entities.service_names import (
    Around,
    Hint,
    ServiceNames,
    opens_with_word,
)
from annotator.extraction.entities.subject_matter import SubjectMatter
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of


class Contexts:
    """Claims a name as a service (or its place) by apposition, office holder or judgement."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._humans = HumanNames(knowledge)
        self._at_place = words.set("places", "certain_before")
        self._free = FreeNames(knowledge)
        self._subject_matter = SubjectMatter(knowledge)
        self._apposed = ApposedNames(knowledge)
        self._nouns = knowledge.kind_nouns
        self._judged = words.set("services", "judged_verbs")
        self._judgements = words.set("services", "judgements")
        self._names = ServiceNames(knowledge)
        self._landlord_ends = words.set("services", "landlord_endings")
        self._titles = knowledge.titles
        self._place_before = words.set("places", "place_before")
        self._going = words.set("places", "going")
        self._overlooking = words.set("places", "overlooking")
        self._place_ends = words.set("places", "endings")
        self._compass = frozenset(w.lower() for w in words["places", "compass"])
        self._ordinary = words.set("organisations", "ordinary") | knowledge.category_wordings

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        humans = self._humans.of(article)
        remit = self._subject_matter.remit(article)
        main = self._subject_matter.main_kind(article, remit)
        hints = self._apposed.hints(article, remit)
        if main is not None:
            around = self._subject_matter.around(article, main, remit)
            hints += self._names.hints(article, main, around, remit)
            if remit:
                hints += self._by_judgement(article, around)
                hints += self._so_did(article, around)
                hints += self._unplaced(article, around)
            if main.id == "housing":
                self._landlords(article)
        for hint in sorted(hints, key=lambda h: -h.score):
            if not self._is_person(article, hint, humans):
                self._settle(article, hint)
        return doc

    def _landlords(self, article: Article) -> None:
        """Where landlords are graded, "Pinnock Group" and "Old Forge HA" are some."""
        for found in article.entities:
            owns = (
                article.words[found.end - 1] in self._landlord_ends and found.end - found.start > 1
            )
            if found.label == "ORG" and found.kind is None and found.body is None and owns:
                found.kind = "housing"

    def _unplaced(self, article: Article, around: Around) -> list[Hint]:
        """A name that the model calls a place, though nothing is ever in it or of it."""
        by_text: dict[str, list[Found]] = {}
        for found in article.entities:
            kind = around.kind(found.start)
            plain = found.model and found.label == "GPE" and not kind.area_named
            if plain and (article.lowers[found.start] not in self._compass):
                by_text.setdefault(article.text(found.start, found.end), []).append(found)
        return [
            Hint(found.start, found.end, kind, "service-unplaced", 0.55)
            for same in by_text.values()
            if not any(self._is_place(article, found) for found in same)
            and not all(opens_with_word(article, found) for found in same)
            for found in same
            if (kind := around.kind(same[0].start)).label == "SERVICE"
            and (kind is around.main or is_at(article, same))
        ]

    def _is_place(self, article: Article, found: Found) -> bool:
        """Is something in it, or does a noun or an address follow from it?"""
        before = article.before(found.start)
        if before in self._place_before or before in {",", "and", "or"}:
            return True
        gone = article.low(found.start - 2)
        if (before in {"for", "to"} and gone in self._going) or before in self._overlooking:
            return True
        if before == "the" and gone in self._overlooking:
            return True
        last = article.words[found.end - 1]
        parted = "of" in article.lowers[found.start : found.end]  # Milton of Erchless
        if parted or last in self._place_ends or last.lower() in self._compass:
            return True
        after = found.end
        return after < article.line(found.start)[1] and (
            article.pos[after] in {"NOUN", "PROPN"}
            or article.words[after] == "-"
            or (after - found.start == 1 and self._nouns.at(article.words, after) is not None)
        )

    def _by_judgement(self, article: Article, around: Around) -> list[Hint]:
        """ "X was rated good", "X, good in 2019, aims": what is judged is of the main kind."""
        hints: list[Hint] = []
        for index, low in enumerate(article.lowers):
            if low not in self._judged or index == 0:
                continue
            last = min(article.sent(index)[1], index + 12)
            judged = self._judgements & set(article.lowers[index:last])
            if not judged and not numbered(article, index, last):
                continue
            name = named_aside(article, index, self._free) or self._free.before(
                article, behind_place(article, index)
            )
            name = name or self._beside_known(article, index) or behind_the(article, index)
            while name and self._judgeable(article, name):
                hints.append(Hint(*name, around.kind(name[0]), "service-judged", 0.66))
                joined = name[0] - 1
                if joined > 0 and article.lowers[joined] == "the":
                    joined -= 1
                if joined < 1 or article.lowers[joined] not in {"and", ","}:
                    break
                name = self._free.before(article, behind_place(article, joined))
                name = name or behind_the(article, joined)
        return [*hints, *self._opening(article, around)]

    def _beside_known(self, article: Article, verb: int) -> tuple[int, int] | None:
        """ "X and Y Primary School were each": the name that "and" joins to one that is known."""
        owner = article.owner[verb - 1]
        if owner is None or owner.label != "SERVICE" or owner.model:
            return None
        link = owner.start - 1 - (article.before(owner.start) == "the")
        joined = link > 0 and article.lowers[link] == "and"
        return self._free.before(article, behind_place(article, link)) if joined else None

    def _opening(self, article: Article, around: Around) -> list[Hint]:
        """ "At Tithe Barn caring and effective are good": the sentence opens with who is judged."""
        hints: list[Hint] = []
        for first, last in article.sents:
            if article.lowers[first] != "at" or not self._judgements & set(
                article.lowers[first:last]
            ):
                continue
            name = self._free.after(article, first + 1)
            the = article.words[first + 1] == "The"
            if name and (the or name[1] - name[0] > 1) and not around.kind(first).area_named:
                hints.append(Hint(*name, around.kind(first), "service-judged", 0.6))
        return hints

    def _so_did(self, article: Article, around: Around) -> list[Hint]:
        """ "So did X", "as was X": the same is said of it."""
        lowers = article.lowers
        names = [
            self._free.after(article, i + 2)
            for i in range(len(lowers) - 2)
            if lowers[i] in {"so", "as", "nor", "neither"}
            and lowers[i + 1] in {"did", "was", "were", "is", "has", "had", "does", "are"}
        ]
        return [Hint(*name, around.kind(name[0]), "service-judged", 0.64) for name in names if name]

    def _judgeable(self, article: Article, name: tuple[int, int]) -> bool:
        """Not "in X was good", "Leadership was good", "Upper X was good"."""
        start, end = name
        before = article.before(start)
        if before in self._at_place | {"from", "of", "for", "by", "on"}:
            return False
        if in_address(article, start):
            return False
        first = article.lowers[start]
        if first in self._compass or first in self._ordinary:
            return False
        if end - start > 1 or start > article.sent(start)[0]:
            return True
        word = article.words[start]
        always = article.word_counts[word] == 1 and article.doc.vocab.has_vector(word.lower())
        return article.tags[start] != "NNS" and not always

    def _is_person(self, article: Article, hint: Hint, humans: frozenset[str]) -> bool:
        start, end = hint.start, hint.end
        if start and article.before(start) in self._titles:
            return True
        owners = [owner for owner in article.owner[start:end] if owner is not None]
        by_model = any(owner.label == "PERSON" for owner in owners)
        if end - start == 1:
            return article.words[start] in humans
        before = start - 1 - (article.before(start) == ",")
        beside = article.owner[before] if before >= 0 else None
        titled = beside is not None and beside.label == "ROLE"
        human = is_human(article, start, end, humans)
        return by_model and (titled or (hint.rule == "service-judged" and human))

    def _settle(self, article: Article, hint: Hint) -> None:
        """Gives the name its label, unless a rule gave it one."""
        owners = {id(o): o for o in article.owner[hint.start : hint.end] if o is not None}.values()
        street = hint.rule != "service-judged"
        if any(
            (not o.model and not (street and o.rule == "street")) or o.label not in NAME_LABELS
            for o in owners
        ):
            return
        label = hint.kind.label
        if hint.kind.area_named and label == "SERVICE" and hint.rule != "service-apposition":
            label = "GPE" if hint.kind.id != "trust" else label
        for owner in owners:
            article.release(owner)
        article.claim(Found(hint.start, hint.end, label, hint.rule, hint.score, kind=hint.kind.id))


@Language.factory("annotator_contexts")
def make_contexts(nlp: Language, name: str) -> Contexts:
    """The component for ``nlp.add_pipe``."""
    return Contexts(knowledge_of(nlp))
