"""What an article is about: the kinds of service that are rated, and of which each name is."""

from __future__ import annotations

from collections import Counter

from annotator.extraction.article import Article
from annotator.extraction.entities.service_names import Around
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.word_lists import ServiceKind


class SubjectMatter:
    """What ``Contexts`` asks about kinds of service."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._kinds = {kind.id: kind for kind in words.kinds}
        self._nouns = knowledge.kind_nouns
        self._vague = words.set("services", "vague_nouns")
        self._hygiene = words.set("services", "hygiene")
        self._remits = {b.id: b.remit for b in knowledge.registry.bodies}

    def remit(self, article: Article) -> frozenset[str]:
        """The kinds of service that the article's inspectorates rate."""
        bodies = {found.body for found in article.entities if found.body}
        kinds = {kind for body in bodies for kind in self._remits.get(body, ())}
        if self._hygiene & set(article.lowers):
            kinds.add("food")
        return frozenset(kinds)

    def main_kind(self, article: Article, remit: frozenset[str]) -> ServiceKind | None:
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

    def around(self, article: Article, main: ServiceKind, remit: frozenset[str]) -> Around:
        """What kind a name is of: the main one, where that is a council the one last spoken of."""
        spoken: list[tuple[int, ServiceKind]] = []
        for start, end, ids in self._nouns.find(article.lowers):
            own = [k for k in ids if k in remit and self._kinds[k].naming != "area"]
            vague = end - start == 1 and article.lowers[start] in self._vague
            if own and (not vague or article.lowers[start] in {"home", "homes"}):
                spoken.append((start, self._kinds[own[0]]))
        return Around(main, spoken)
