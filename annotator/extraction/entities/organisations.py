"""Other organisations by list, by first words ("Ministry of") and by last words ("Guild")."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.names import NameEdges
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of


class Organisations:
    """Claims what neither an inspectorate nor a service took."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._edges = NameEdges(knowledge)
        self._names = knowledge.phrases((n, n) for n in words["organisations", "names"])
        self._prefixes = knowledge.phrases((p, p) for p in words["organisations", "prefixes"])
        self._suffixes: dict[str, list[tuple[str, ...]]] = {}
        for suffix in words["organisations", "suffixes"]:
            parts = knowledge.tokenize(suffix)
            self._suffixes.setdefault(parts[-1], []).append(parts)
        self._rallying = knowledge.phrases((w, w) for w in words["organisations", "rallying"])
        self._crowds = words.set("organisations", "crowds")
        self._causes = words.set("organisations", "causes")
        self._never = words.set("organisations", "not_names")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        self._by_prefix(article)
        self._by_suffix(article)
        self._campaigns(article)
        for start, end, _ in self._names.find(article.words):
            if end - start == 1 and article.lowers[end : end + 1] in (["trust"], ["trusts"]):
                continue  # an NHS trust
            for owner in {id(o): o for o in article.owner[start:end] if o is not None}.values():
                if owner.rule == "service-name" and start <= owner.start and owner.end <= end:
                    article.release(owner)  # HM Prison and Probation Service
            article.claim(Found(start, end, "ORG", "organisation-list", 0.95))
        return doc

    def _by_prefix(self, article: Article) -> None:
        for start, end, _ in self._prefixes.find(article.words):
            stop = self._edges.right(article, end)
            begin = self._edges.left(article, start, joins_and=False)
            if stop > end and article.free(begin, stop):
                article.claim(Found(begin, stop, "ORG", "organisation-prefix", 0.9))

    def _by_suffix(self, article: Article) -> None:
        words = article.words
        for last in range(len(words)):
            word = words[last].rstrip(".")
            if word not in self._suffixes or article.owner[last] is not None:
                continue
            size = max(
                (
                    len(s)
                    for s in self._suffixes[word]
                    if (*words[last - len(s) + 1 : last], word) == s
                ),
                default=0,
            )
            if not size or (
                last + 1 < article.line(last)[1]
                and article.is_capital(last + 1)
                and article.owner[last + 1] is None
            ):
                continue
            first = last - size + 1
            start = self._begin(article, first)
            if article.low(last + 1) in {"of", "for"} and start < first:
                stop = self._edges.right(article, last + 2)
                if stop > last + 2 and article.claim(
                    Found(start, stop, "ORG", "organisation-suffix", 0.83)
                ):
                    continue
            if start < first and article.text(start, last + 1) not in self._never:
                article.claim(Found(start, last + 1, "ORG", "organisation-suffix", 0.85))

    def _campaigns(self, article: Article) -> None:
        """ "Families Against Cuts", "Save Our Wards"."""
        words = article.words
        for start, end, _ in self._rallying.find(words):
            self._campaign(article, start, end)
        for index in range(1, len(words) - 1):
            if words[index] not in self._causes or words[index - 1] not in self._crowds:
                continue
            start = self._edges.left(article, index - 1, joins_and=False)
            named = start < index - 1 or index - 1 > article.sent(index)[0]
            if named or article.is_capital(index):
                self._campaign(article, start, index + 1)

    def _campaign(self, article: Article, start: int, end: int) -> None:
        stop = self._edges.right(article, end)
        whole = stop if stop > end else end if article.is_capital(end - 1) else 0
        if whole > start + 1 and (stop > end or article.words[end - 1] not in {"In", "For"}):
            article.claim(Found(start, whole, "ORG", "campaign", 0.78))

    def _begin(self, article: Article, first: int) -> int:
        """A name with "and" is taken whole where the words before it look like one name."""
        return self._edges.left(article, first, joins_and=self._no_list(article, first))

    def _no_list(self, article: Article, first: int) -> bool:
        """Not where "and" joins two names: "Acme Ltd and Beacon Group"."""
        position = self._edges.left(article, first, joins_and=True)
        return all(article.lowers[i] != "," for i in range(position, first))


@Language.factory("annotator_organisations")
def make_organisations(nlp: Language, name: str) -> Organisations:
    """The component for ``nlp.add_pipe``."""
    return Organisations(knowledge_of(nlp))
