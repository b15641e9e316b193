"""Names told by a noun or a holder beside them: "the care home, X", "pupils at X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, POSSESSIVES
from annotator.extraction.entities.free_names import FreeNames
from annotator.extraction.entities.judged_names import behind_place, like_street
from annotator.extraction.entities.service_names import Hint
from annotator.extraction.knowledge import Knowledge


class ApposedNames:
    """Hints for ``Contexts`` from what a name is called or who is at it."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._free = FreeNames(knowledge)
        kinds = {kind.id: kind for kind in words.kinds}
        self._kinds = kinds
        self._nouns = knowledge.kind_nouns
        self._vague = words.set("services", "vague_nouns")
        self._crowds = {
            word: kinds[kind] for kind in kinds for word in words["services", f"people.{kind}"]
        }
        self._holders = knowledge.phrases(
            (phrase, kind) for kind in kinds for phrase in words["services", f"holders.{kind}"]
        )

    def hints(self, article: Article, remit: frozenset[str]) -> list[Hint]:
        """Where a name of a service stands, with the reason."""
        return [*self._by_noun(article, remit), *self._by_holder(article)]

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
        name = self._free.after(article, position + (not called), joins=True)
        if name is None or called:
            return name
        closed = name[1] >= last or article.lowers[name[1]] in {",", ".", ";", ")", "-", "–"}
        return name if closed else None

    def _introduced(self, article: Article, start: int) -> bool:
        """Does "its", "the" or "another" stand before the noun, or nothing?"""
        first = max(article.sent(start)[0], start - 5)
        before = article.lowers[first:start]
        words = ARTICLES | POSSESSIVES | {"another", "same", "this"}
        return bool(words & set(before)) or start == article.line(start)[0] or "'s" in before

    def _before_noun(self, article: Article, start: int) -> tuple[int, int] | None:
        """ "X, a small care home in Fife," and "X is a care home"."""
        first = max(article.sent(start)[0], start - 6)
        position = start - 1
        while position > first and article.lowers[position] not in ARTICLES | {"one"}:
            plain = article.pos[position] in {"ADJ", "NOUN", "NUM", "ADV", "VERB"}
            if not (plain or article.lowers[position] == "-"):
                return None
            position -= 1
        if position <= first or article.lowers[position] not in {"a", "an"}:
            return None
        link = position - 1
        if article.low(link) == "not":
            link -= 1
        if article.low(link) not in {",", "is", "was", "(", "–"}:
            return None
        return self._free.before(article, behind_place(article, link))

    def _by_holder(self, article: Article) -> list[Hint]:
        """ "headteacher of X", "pupils at X"."""
        hints: list[Hint] = []
        for index, low in enumerate(article.lowers):
            kind = self._crowds.get(low)
            if kind and article.lowers[index + 1 : index + 2] == ["at"]:
                name = self._free.after(article, index + 2) or like_street(article, index + 2)
                if name:
                    hints.append(Hint(*name, kind, "service-people", 0.7))
        for start, end, ids in self._holders.find(article.lowers):
            if start and article.lowers[start - 1] in {"retired", "former", "ex"}:
                continue
            if article.lowers[end : end + 1] in (["of"], ["at"], [","]):
                name = self._free.after(article, end + 1)
                if name and (article.lowers[end] != "," or name[1] == article.line(end)[1]):
                    hints.append(Hint(*name, self._kinds[ids[0]], "service-holder", 0.72))
        return hints
