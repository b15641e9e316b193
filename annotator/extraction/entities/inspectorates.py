"""Names and acronyms of bodies that rate."""

from __future__ import annotations

from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of


class Inspectorates:
    """Claims every alias of the registry; an acronym of two bodies goes to the one the text names.

    Aliases are compared with case: "His" is no inspectorate, "CHI" may be one.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._registry = knowledge.registry
        pairs = {(a, b.id) for b in knowledge.registry.bodies for a in (b.name, *b.aliases)}
        self._phrases = knowledge.phrases(sorted(pairs))
        self._kinds = {b.id: set(b.remit) for b in knowledge.registry.bodies}
        self._nouns = knowledge.kind_nouns

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        unsure: list[tuple[Found, list[str]]] = []
        for start, end, bodies in self._phrases.find(article.words):
            found = Found(start, end, "INSPECTORATE", "inspectorate-list", 0.98, body=bodies[0])
            if not article.claim(found):
                continue
            if len(bodies) > 1:
                unsure.append((found, bodies))
        for found, bodies in unsure:
            found.body = self._most_likely(article, found, bodies)
            found.score = 0.93
        return doc

    def _most_likely(self, article: Article, found: Found, bodies: list[str]) -> str:
        """The body whose full name stands in the text, else the one whose services do."""
        named = [
            other.body
            for other in article.entities
            if other.body in bodies and other.end - other.start > 1
        ]
        if named:
            return str(named[0])
        about = Counter(k for _, _, kinds in self._nouns.find(article.lowers) for k in kinds)
        return max(bodies, key=lambda b: sum(n for k, n in about.items() if k in self._kinds[b]))


@Language.factory("annotator_inspectorates")
def make_inspectorates(nlp: Language, name: str) -> Inspectorates:
    """The component for ``nlp.add_pipe``."""
    return Inspectorates(knowledge_of(nlp))
