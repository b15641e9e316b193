"""Names of rated services by their typical words: "HMP X", "X Primary School", "X Police"."""

from __future__ import annotations

from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.names import NameEdges
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, Phrases, knowledge_of
from annotator.extraction.word_lists import ServiceKind

#: "X and Y University are both": two names.
_EACH = frozenset(["both", "each"])
_SMALL = frozenset(["and", "of", "&", "for", "'s", "'", "-", "in"])


class Services:
    """Claims named services; remembers the kind, so that an inspectorate's remit can be asked."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._edges = NameEdges(knowledge)
        kinds = words.kinds
        self._no_names = words.set("services", "no_names")
        self._of_subject = words.set("services", "before_subject")
        self._tokenize = knowledge.tokenize
        self._by_id = {kind.id: kind for kind in kinds}
        self._names = knowledge.phrases((n, k) for k in kinds for n in k.names)
        self._prefixes = knowledge.phrases((p, k) for k in kinds for p in k.prefixes)
        self._suffixes = self._backwards((s, k) for k in kinds for s in k.suffixes)
        self._lower = self._backwards((s, k) for k in kinds for s in k.lower)
        self._weak = {k.id: self._backwards((s, k) for s in k.weak) for k in kinds if k.weak}
        self._compass = frozenset(w.lower() for w in words["places", "compass"])
        self._nouns = knowledge.kind_nouns
        self._vague = words.set("services", "vague_nouns") - {"home", "trust", "college"}
        self._academics = words.set("services", "academics")
        self._joining = words.set("services", "joining_kinds")
        self._honorifics = words.set("roles", "honorifics")
        self._arts = words.set("services", "arts")
        self._remits = {b.id: b.remit for b in knowledge.registry.bodies}

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        self._by_prefix(article)
        for start, end, kinds in self._names.find(article.words):
            if article.free(start, end) and not self._goes_on(article, start, end):
                article.claim(_found(kinds[0], start, end, "service-name", 0.95))
        self._by_suffix(article, self._suffixes, "service-suffix")
        self._by_suffix(article, self._lower, "service-lower-suffix")
        self._by_noun(article)
        if self._is_about(article, set(self._weak)):
            self._by_weak_suffix(article)
        return doc

    def _by_weak_suffix(self, article: Article) -> None:
        """ "Elm House" in an article about homes; of a kind that the named bodies rate, if any."""
        rated = self._rated(article)
        for kind in sorted(self._weak, key=lambda kind: kind not in rated):
            if self._is_about(article, {kind}):
                self._by_suffix(article, self._weak[kind], "service-weak-suffix")

    def _rated(self, article: Article) -> set[str]:
        """The kinds that the bodies named in the article rate."""
        bodies = {found.body or "" for found in article.entities}
        return {kind for body in bodies for kind in self._remits.get(body, ())}

    def _is_about(self, article: Article, kinds: set[str]) -> bool:
        """Are there two nouns of one of these kinds, or one and a body that rates it?"""
        about = Counter(k for _, _, ids in self._nouns.find(article.lowers) for k in ids)
        rated = self._rated(article)
        return any(about[kind] >= (1 if kind in rated else 2) for kind in kinds)

    def _of_academic(self, article: Article, start: int) -> bool:
        """ "a criminologist at the University of X": it is not what is inspected."""
        first = max(article.sent(start)[0], start - 8)
        return bool(self._academics & set(article.lowers[first:start]))

    def _backwards(self, pairs: object) -> dict[str, list[tuple[tuple[str, ...], ServiceKind]]]:
        """By last word, longest first."""
        out: dict[str, list[tuple[tuple[str, ...], ServiceKind]]] = {}
        for phrase, kind in pairs:  # type: ignore[attr-defined]
            words = self._tokenize(phrase)
            out.setdefault(words[-1], []).append((words, kind))
        for entries in out.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return out

    def _goes_on(self, article: Article, start: int, end: int) -> bool:
        """Is "Probation Service" only the end of a longer name?"""
        del end
        begin = self._edges.left(article, start, joins_and=False)
        return begin < start and article.lowers[start - 1] != "the"

    def _by_prefix(self, article: Article) -> None:
        for start, end, kinds in self._prefixes.find(article.words):
            stop = self._edges.right(
                article, end, self._compass if kinds[0].area_named else frozenset()
            )
            if stop <= end:
                continue
            if article.lowers[end - 1] == "of":
                start = self._edges.left(article, start, joins_and=False)
            if article.words[start] == "Royal":
                continue  # a professional body
            found = _found(kinds[0], start, stop, "service-prefix", 0.95)
            if kinds[0].id == "university" and self._of_academic(article, start):
                found.label, found.kind = "ORG", None
            article.claim(found)

    def _by_noun(self, article: Article) -> None:
        """ "the Bramley Lodge care home": a name between "the" and what it is."""
        for start, _, ids in self._nouns.find(article.lowers):
            kind = self._by_id[ids[0]]
            vague = article.lowers[start] in self._vague or article.tags[start] == "NNS"
            if kind.naming == "area" or vague or article.words[start] != article.lowers[start]:
                continue
            begin = self._edges.left(article, start, joins_and=False)
            if start - begin == 1 and kind.id != "food":
                continue  # the Selby home
            named = begin < start and begin > 0 and article.lowers[begin - 1] == "the"
            named = named and any(
                article.is_capital(i) for i in range(begin, start)
            )  # no "14 cafés"
            if named and all(
                article.doc[i].ent_type_ not in {"GPE", "NORP"} or start - begin > 1
                for i in range(begin, start)
            ):
                article.claim(_found(kind, begin, start, "service-noun", 0.72))

    def _by_suffix(
        self,
        article: Article,
        known: dict[str, list[tuple[tuple[str, ...], ServiceKind]]],
        rule: str,
    ) -> None:
        words = article.words
        for last in range(len(words)):
            if words[last] not in known or article.owner[last] is not None:
                continue
            for suffix, kind in known[words[last]]:
                first = last - len(suffix) + 1
                if first < 0 or tuple(words[first : last + 1]) != suffix:
                    continue
                if self._claim_before(article, first, last + 1, kind, rule):
                    break

    def _claim_before(
        self, article: Article, first: int, end: int, kind: ServiceKind, rule: str
    ) -> bool:
        joins = kind.area_named or kind.id in self._joining
        joins = joins and not _EACH & set(article.lowers[end : end + 3])
        start = self._edges.left(article, first, joins_and=joins)
        name = [w for w in article.lowers[start:first] if w not in _SMALL]
        if not name or all(word in self._no_names for word in name):
            return False
        if article.lowers[end : end + 3] == ["and", "crime", "commissioner"]:
            return False
        if "lower" in rule and not article.is_capital(first - 1):
            return False
        if "weak" in rule and _is_address(article, start, end):
            return False
        titled = article.words[end : end + 1] and article.words[end] in self._honorifics
        if end < len(article) and article.is_capital(end) and not titled and _longer(article, end):
            return False
        if article.words[end - 1] in self._of_subject and article.lowers[end : end + 1] == ["of"]:
            stop = self._edges.right(article, end)
            if stop > end + 1:
                art = article.words[stop - 1] in self._arts
                end, kind = stop, self._by_id["university"] if art else kind
        if kind.id == "university" and self._of_academic(article, start):
            return article.claim(Found(start, end, "ORG", "university-of-expert", 0.85))
        return article.claim(_found(kind, start, end, rule, 0.9 if "weak" not in rule else 0.7))


def _longer(article: Article, end: int) -> bool:
    """Does the name go on with a capital that is no verb ("Police Federation")?"""
    same_line = end < article.line(end - 1)[1]
    return same_line and article.pos[end] in {"PROPN", "NOUN"} and article.tags[end] != "NNS"


def _is_address(article: Article, start: int, end: int) -> bool:
    """ "The Limes, EAU BANK" as a line by itself."""
    first, last = article.line(start)
    behind = end == last and article.before(start) == ","
    return behind and all(article.is_capital(i) for i in range(first, start - 1))


def _found(kind: ServiceKind, start: int, end: int, rule: str, score: float) -> Found:
    return Found(start, end, kind.label, rule, score, kind=kind.id)


@Language.factory("annotator_services")
def make_services(nlp: Language, name: str) -> Services:
    """The component for ``nlp.add_pipe``."""
    return Services(knowledge_of(nlp))


__all__ = ["Phrases", "Services", "make_services"]
