"""Names told by what stands around them: "the care home, X", "X was rated", "pupils at X"."""

from __future__ import annotations

from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.free_names import (
    NAME_LABELS,
    name_after,
    name_before,
    surnames_of,
)
from annotator.extraction.entities.judged_names import (
    behind_place,
    is_at,
    like_street,
    named_aside,
    numbered,
)
from annotator.extraction.entities.service_names import (
    Around,
    Hint,
    ServiceNames,
    opens_with_word,
)
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of
from annotator.extraction.word_lists import ServiceKind


class Contexts:
    """Claims a name as a service (or its place) by apposition, office holder or judgement."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        kinds = {kind.id: kind for kind in words.kinds}
        self._kinds = kinds
        self._nouns = knowledge.phrases((n, k.id) for k in kinds.values() for n in k.nouns)
        self._vague = words.set("services", "vague_nouns")
        self._crowds = {
            word: kinds[kind] for kind in kinds for word in words["services", f"people.{kind}"]
        }
        self._holders = knowledge.phrases(
            (phrase, kind) for kind in kinds for phrase in words["services", f"holders.{kind}"]
        )
        self._hygiene = words.set("services", "hygiene")
        self._judged = words.set("services", "judged_verbs")
        self._judgements = words.set("services", "judgements")
        self._names = ServiceNames(knowledge)
        self._landlord_ends = words.set("services", "landlord_endings")
        self._honorifics = words.set("roles", "honorifics") - {"St"}
        self._remits = {b.id: b.remit for b in knowledge.registry.bodies}
        self._place_before = words.set("places", "place_before")
        self._going = words.set("places", "going")
        self._overlooking = words.set("places", "overlooking")
        self._place_ends = words.set("places", "endings")
        self._compass = frozenset(w.lower() for w in words["places", "compass"])
        self._ordinary = words.set("organisations", "ordinary") | knowledge.category_wordings

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        surnames = surnames_of(article)
        remit = self._remit(article)
        main = self._main_kind(article, remit)
        hints = [*self._by_noun(article, remit), *self._by_holder(article)]
        if main is not None:
            around = self._kinds_around(article, main, remit)
            hints += self._names.hints(article, main, around, remit)
            if remit:
                hints += self._by_judgement(article, around)
                hints += self._so_did(article, around)
                hints += self._unplaced(article, around)
            if main.id == "housing":
                self._landlords(article)
        for hint in sorted(hints, key=lambda h: -h.score):
            if not self._is_person(article, hint, surnames):
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

    def _remit(self, article: Article) -> frozenset[str]:
        """The kinds of service that the article's inspectorates rate."""
        bodies = {found.body for found in article.entities if found.body}
        kinds = {kind for body in bodies for kind in self._remits.get(body, ())}
        if self._hygiene & set(article.lowers):
            kinds.add("food")
        return frozenset(kinds)

    def _main_kind(self, article: Article, remit: frozenset[str]) -> ServiceKind | None:
        """The kind of service that the article is about."""
        votes: Counter[str] = Counter()
        for found in article.entities:
            if found.kind in self._kinds:
                votes[found.kind or ""] += 3
            votes.update(self._remits.get(found.body or "", ()))
        for start, end, ids in self._nouns.find(article.lowers):
            vague = end - start == 1 and article.lowers[start] in self._vague
            votes.update(k for k in ids if k in remit or not vague)
        best, most = votes.most_common(1)[0] if votes else ("", 0)
        if most < 2 and remit:  # nothing but an inspectorate: what it rates first
            bodies = [found.body for found in article.entities if found.body in self._remits]
            rates = self._remits[bodies[0] or ""] if bodies else sorted(remit)
            return self._kinds.get(rates[0]) if rates else None
        return self._kinds.get(best) if most > 1 else None

    def _kinds_around(self, article: Article, main: ServiceKind, remit: frozenset[str]) -> Around:
        """What kind a name is of: the main one, where that is a council the one last spoken of."""
        spoken: list[tuple[int, ServiceKind]] = []
        for start, end, ids in self._nouns.find(article.lowers):
            own = [k for k in ids if k in remit and self._kinds[k].naming != "area"]
            vague = end - start == 1 and article.lowers[start] in self._vague
            if own and (not vague or article.lowers[start] in {"home", "homes"}):
                spoken.append((start, self._kinds[own[0]]))
        return Around(main, spoken)

    def _by_noun(self, article: Article, remit: frozenset[str]) -> list[Hint]:
        """ "the nursery, X," and "X, a nursery" and "X is a nursery"."""
        hints: list[Hint] = []
        for start, end, ids in self._nouns.find(article.lowers):
            rated = [kind for kind in ids if kind in remit]
            vague = end - start == 1 and article.lowers[start] in self._vague
            if vague and not rated:
                continue
            if article.tags[end - 1] == "NNS" or article.words[start] != article.lowers[start]:
                continue
            after = None if vague else self._after_noun(article, start, end)
            name = after or self._before_noun(article, start)
            if name:
                kind = self._kinds[(rated or ids)[0]]
                hints.append(Hint(*name, kind, "service-apposition", 0.8))
        return hints

    def _unplaced(self, article: Article, around: Around) -> list[Hint]:
        """A name that the model calls a place, though nothing is ever in it or of it."""
        by_text: dict[str, list[Found]] = {}
        for found in article.entities:
            kind = around.kind(found.start)
            plain = found.model and found.label == "GPE" and not kind.area_named
            if (plain or self._is_alone(article, found)) and (
                article.lowers[found.start] not in self._compass
            ):
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

    def _is_alone(self, article: Article, found: Found) -> bool:
        """Is it one word, named often, that nobody bears in full and that never speaks?"""
        if not found.model or found.label != "PERSON" or found.end - found.start > 1:
            return False
        if article.word_counts[article.words[found.start]] < 2:
            return False
        after = article.lowers[found.end : found.end + 2]
        speaks = bool({"said", "says", "told", "added"} & set(after))
        aged = len(after) == 2 and after[0] == "," and after[1].isdigit()
        return not speaks and not aged

    def _is_place(self, article: Article, found: Found) -> bool:
        """Is something in it, or does a noun or an address follow from it?"""
        before = article.lowers[found.start - 1] if found.start else ""
        if before in self._place_before or before in {",", "and", "or"}:
            return True
        gone = article.lowers[found.start - 2] if found.start > 1 else ""
        if (before in {"for", "to"} and gone in self._going) or before in self._overlooking:
            return True
        if before == "the" and gone in self._overlooking:
            return True
        last = article.words[found.end - 1]
        if last in self._place_ends or last.lower() in self._compass:
            return True
        after = found.end
        return after < article.line(found.start)[1] and (
            article.pos[after] in {"NOUN", "PROPN"} or article.words[after] == "-"
        )

    def _after_noun(self, article: Article, start: int, end: int) -> tuple[int, int] | None:
        """ "its sister home, X, was" and "the fire service, X and Y,"."""
        last = article.line(start)[1]
        position = end
        while position < min(last, end + 3) and article.lowers[position] in {
            "next",
            "door",
            "there",
            "called",
            "named",
        }:
            position += 1
        called = position > end and article.lowers[position - 1] in {"called", "named"}
        if position >= last or (article.lowers[position] not in {",", ":"} and not called):
            return None
        if not self._introduced(article, start):
            return None
        name = name_after(article, position + (not called), joins=True)
        if name is None or called:
            return name
        closed = name[1] >= last or article.lowers[name[1]] in {",", ".", ";", ")", "-", "–"}
        return name if closed else None

    def _introduced(self, article: Article, start: int) -> bool:
        """Does "its", "the" or "another" stand before the noun, or nothing?"""
        first = max(article.sent(start)[0], start - 5)
        before = article.lowers[first:start]
        words = {"the", "its", "a", "an", "another", "same", "his", "her", "their", "our", "this"}
        return bool(words & set(before)) or start == article.line(start)[0] or "'s" in before

    def _before_noun(self, article: Article, start: int) -> tuple[int, int] | None:
        """ "X, a small care home in Fife," and "X is a care home"."""
        first = max(article.sent(start)[0], start - 6)
        position = start - 1
        while position > first and article.lowers[position] not in {"a", "an", "the", "one"}:
            plain = article.pos[position] in {"ADJ", "NOUN", "NUM", "ADV", "VERB"}
            if not (plain or article.lowers[position] == "-"):
                return None
            position -= 1
        if position <= first or article.lowers[position] not in {"a", "an"}:
            return None
        link = position - 1
        if article.lowers[link] == "not":
            link -= 1
        if article.lowers[link] not in {",", "is", "was", "(", "–"}:
            return None
        return name_before(article, behind_place(article, link))

    def _by_holder(self, article: Article) -> list[Hint]:
        """ "headteacher of X", "pupils at X"."""
        hints: list[Hint] = []
        for index, low in enumerate(article.lowers):
            kind = self._crowds.get(low)
            if kind and article.lowers[index + 1 : index + 2] == ["at"]:
                name = name_after(article, index + 2) or like_street(article, index + 2)
                if name:
                    hints.append(Hint(*name, kind, "service-people", 0.7))
        for start, end, ids in self._holders.find(article.lowers):
            if start and article.lowers[start - 1] in {"retired", "former", "ex"}:
                continue
            if article.lowers[end : end + 1] in (["of"], ["at"], [","]):
                name = name_after(article, end + 1)
                if name and (article.lowers[end] != "," or name[1] == article.line(end)[1]):
                    hints.append(Hint(*name, self._kinds[ids[0]], "service-holder", 0.72))
        return hints

    def _by_judgement(self, article: Article, around: Around) -> list[Hint]:
        """ "X was rated good", "X, good in 2019, aims": what is judged is of the main kind."""
        hints: list[Hint] = []
        for index, low in enumerate(article.lowers):
            if low not in self._judged or index == 0:
                continue
            last = min(article.sent(index)[1], index + 9)
            judged = self._judgements & set(article.lowers[index:last])
            if not judged and not numbered(article, index, last):
                continue
            name = named_aside(article, index) or name_before(article, behind_place(article, index))
            while name and self._judgeable(article, name):
                hints.append(Hint(*name, around.kind(name[0]), "service-judged", 0.66))
                joined = name[0] - 1
                if joined > 0 and article.lowers[joined] == "the":
                    joined -= 1
                if joined < 1 or article.lowers[joined] not in {"and", ","}:
                    break
                name = name_before(article, behind_place(article, joined))
        return [*hints, *self._opening(article, around)]

    def _opening(self, article: Article, around: Around) -> list[Hint]:
        """ "At Tithe Barn caring and effective are good": the sentence opens with who is judged."""
        hints: list[Hint] = []
        for first, last in article.sents:
            if article.lowers[first] != "at" or not self._judgements & set(
                article.lowers[first:last]
            ):
                continue
            name = name_after(article, first + 1)
            the = article.words[first + 1] == "The"
            if name and (the or name[1] - name[0] > 1) and not around.kind(first).area_named:
                hints.append(Hint(*name, around.kind(first), "service-judged", 0.6))
        return hints

    def _so_did(self, article: Article, around: Around) -> list[Hint]:
        """ "So did X", "as was X": the same is said of it."""
        lowers = article.lowers
        names = [
            name_after(article, i + 2)
            for i in range(len(lowers) - 2)
            if lowers[i] in {"so", "as", "nor", "neither"}
            and lowers[i + 1] in {"did", "was", "were", "is", "has", "had", "does", "are"}
        ]
        return [Hint(*name, around.kind(name[0]), "service-judged", 0.64) for name in names if name]

    def _judgeable(self, article: Article, name: tuple[int, int]) -> bool:
        """Not "in X was good", "Leadership was good", "Upper X was good"."""
        start, end = name
        before = article.lowers[start - 1] if start else ""
        if before in {"in", "near", "across", "around", "outside", "from", "of", "for", "by"}:
            return False
        first = article.lowers[start]
        if first in self._compass or first in self._ordinary:
            return False
        if end - start > 1 or start > article.sent(start)[0]:
            return True
        word = article.words[start]
        always = article.word_counts[word] == 1 and article.doc.vocab.has_vector(word.lower())
        return article.tags[start] != "NNS" and not always

    def _is_person(self, article: Article, hint: Hint, surnames: frozenset[str]) -> bool:
        start, end = hint.start, hint.end
        if start and article.words[start - 1] in self._honorifics:
            return True
        owners = [owner for owner in article.owner[start:end] if owner is not None]
        by_model = any(owner.label == "PERSON" for owner in owners)
        if end - start == 1:
            return article.words[start] in surnames
        beside = article.owner[start - 1] if start else None
        titled = beside is not None and beside.label == "ROLE"
        return by_model and (titled or hint.rule == "service-judged")

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
