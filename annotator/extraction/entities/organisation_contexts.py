"""Organisations told by what stands around them: "the charity X", "owned by X", "Serco" alone."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import ARTICLES, POSSESSIVES
from annotator.extraction.entities.free_names import NAME_LABELS, FreeNames, surnames_of
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_DETERMINERS = ARTICLES | POSSESSIVES | {"whose", "'s", "another", "this"}
_CLOSING = frozenset([",", ".", ";", ":", ")", "(", "–", "-", "and", "which", "that", "to"])


class OrganisationContexts:
    """Gives free names, and those only the model has seen, their label."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._at = words.set("places", "place_words_before") | {"into"}
        self._free = FreeNames(knowledge)
        self._nouns = knowledge.word_phrases("organisations", "nouns")
        self._owners = knowledge.word_phrases("organisations", "owned_by")
        self._companies = words.set("organisations", "company_words")
        self._running = words.set("organisations", "running")
        self._who_owns = words.set("organisations", "owning")
        self._owning_nouns = words.set("organisations", "owners")
        self._of_many = words.set("organisations", "of_many")
        self._owned_kinds = words.set("organisations", "chains")
        self._never = words.set("organisations", "not_names")
        self._ordinary = words.set("organisations", "ordinary")
        self._honorifics = words.set("roles", "honorifics")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        people = surnames_of(article)
        for name in [*self._beside_noun(article), *self._owning(article)]:
            self._settle(article, name, people)
        self._short(article)
        self._of_services(article)
        self._told(article)
        return doc

    def _beside_noun(self, article: Article) -> list[tuple[int, int]]:
        """ "the charity X", "whose charity, X," and "X, a charity"."""
        out: list[tuple[int, int]] = []
        for start, end, _ in self._nouns.find(article.lowers):
            first, last = article.sent(start)
            if article.is_capital(start) and start > first:
                continue
            comma = article.lowers[end : end + 1] == [","]
            after = (
                self._free.after(article, end + comma, joins=True) if end + comma < last else None
            )
            if after and after[0] == end + comma and self._introduced(article, start, comma):
                closed = after[1] >= last or article.lowers[after[1]] in _CLOSING
                if closed or not comma:
                    out.append(after)
            elif start - 2 > first and article.lowers[start - 1] in ARTICLES:
                link = start - 2
                before = self._free.before(article, link) if article.lowers[link] == "," else None
                if before:
                    out.append(before)
        return out

    def _introduced(self, article: Article, start: int, comma: bool) -> bool:
        """With a comma a determiner must stand before the noun, perhaps before an adjective."""
        first = article.sent(start)[0]
        before = article.lowers[max(first, start - 4) : start]
        return not comma or bool(_DETERMINERS & set(before))

    def _owning(self, article: Article) -> list[tuple[int, int]]:
        """ "owned by X", "bought by X"."""
        names = [self._free.after(article, end) for _, end, _ in self._owners.find(article.lowers)]
        return [name for name in names if name]

    def _settle(self, article: Article, name: tuple[int, int], people: frozenset[str]) -> None:
        start, end = name
        owners = {id(o): o for o in article.owner[start:end] if o is not None}.values()
        if any(not o.model or o.label not in NAME_LABELS for o in owners):
            return
        if article.text(start, end) in self._never:
            return
        if end - start == 1 and article.lowers[start] in self._ordinary:
            return
        titled = start > 0 and article.words[start - 1] in self._honorifics
        person = any(o.label == "PERSON" for o in owners)
        if titled or article.words[end - 1] in people or (person and end - start == 2):
            return
        for owner in owners:
            article.release(owner)
        article.claim(Found(start, end, "ORG", "organisation-context", 0.72))

    def _short(self, article: Article) -> None:
        """ "Corvale" after "Corvale Justice": a company's first word."""
        firsts = {
            article.words[f.start]
            for f in article.entities
            if f.label == "ORG"
            and f.end - f.start > 1
            and article.words[f.end - 1] in self._companies
            and article.lowers[f.start] not in self._ordinary
        }
        firsts -= {
            article.words[f.start] for f in article.entities if not f.model and f.label == "GPE"
        }
        for index, word in enumerate(article.words):
            owner = article.owner[index]
            if word not in firsts or (owner is not None and not self._guess(owner)):
                continue
            line = article.line(index)
            before = index > line[0] and article.is_capital(index - 1) and owner is None
            after = index + 1 < line[1] and article.pos[index + 1] == "PROPN" and owner is None
            if before or after or article.before(index) in self._at:
                continue
            if owner is not None:
                article.release(owner)
            article.claim(Found(index, index + 1, "ORG", "company-short", 0.74))

    def _of_services(self, article: Article) -> None:
        """ "run by Puddle Childcare", "Trayful Catering, the contractor": who owns services."""
        names = {
            article.text(found.start, found.end)
            for found in article.entities
            if found.kind in self._owned_kinds and self._owns(article, found)
        }
        for found in article.entities:
            if found.label == "SERVICE" and article.text(found.start, found.end) in names:
                found.label, found.rule, found.kind = "ORG", "organisation-owner", None

    def _owns(self, article: Article, found: Found) -> bool:
        before, link = article.low(found.start - 1), article.low(found.start - 2)
        if before == "by" and link in self._running:
            return True
        if before in self._owning_nouns or (before == "," and link in self._owning_nouns):
            return True
        holder = article.owner[found.start - 2] if before in {"of", "at", "for"} else None
        if holder is not None and holder.label == "ROLE":
            return bool(self._of_many & set(article.lowers[holder.start : holder.end]))
        behind = article.lowers[found.end : found.end + 3]
        if behind[:2] == [",", "which"]:
            return behind[2:] != [] and behind[2] in self._who_owns
        apposed = behind[:1] == [","] and len(behind) > 2 and behind[1] in _DETERMINERS
        return apposed and behind[2] in self._owning_nouns

    def _told(self, article: Article) -> None:
        """ "told the Fenland Leader": a newspaper, since people's names have no article."""
        for index, low in enumerate(article.lowers[:-2]):
            if low != "told" or article.lowers[index + 1] != "the":
                continue
            name = self._free.after(article, index + 1)
            if name is None or article.lowers[name[0]] in self._ordinary:
                continue
            for owner in {id(o): o for o in article.owner[slice(*name)] if o is not None}.values():
                article.release(owner)
            article.claim(Found(*name, "ORG", "told-paper", 0.74))

    def _guess(self, owner: Found) -> bool:
        return owner.end - owner.start == 1 and (owner.model or owner.rule == "service-unplaced")


@Language.factory("annotator_organisation_contexts")
def make_organisation_contexts(nlp: Language, name: str) -> OrganisationContexts:
    """The component for ``nlp.add_pipe``."""
    return OrganisationContexts(knowledge_of(nlp))
