"""Short forms and acronyms: finds them, and ties all names of one body together."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.entities.judged_names import in_address
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_SMALL = frozenset(["and", "of", "the", "&", "for", "in", ",", "'s", "'", "-", "upon", "on", "/"])
_NAMED = frozenset(["SERVICE", "ORG", "INSPECTORATE"])
_SURE_PLACES = frozenset(["gazetteer", "place-of-service", "address", "listed-street"])


class ShortForms:
    """Claims "Stonebeck" of "HMP Stonebeck" and "KSS CRC" of the company's long name."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._kinds = {kind.id: kind for kind in words.kinds}
        self._affixes = {
            kind.id: sorted(
                (
                    knowledge.tokenize(w.lower())
                    for w in (*kind.prefixes, *kind.suffixes, *kind.weak)
                ),
                key=len,
                reverse=True,
            )
            for kind in words.kinds
        }
        self._one_per_area = words.set("services", "one_per_area")
        self._after_town = words.set("services", "called_after_town")
        self._at_place = words.set("places", "certain_before") | {"from"}
        self._titles = knowledge.titles
        self._too_common = words.set("services", "too_common")
        self._houses = frozenset(word for kind in words.kinds for word in kind.weak)
        self._nouns = knowledge.kind_nouns
        self._bodies = {b.id: b for b in knowledge.registry.bodies}

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        entities = [f for f in article.entities if f.label in _NAMED]
        forms = self._forms(article, entities)
        self._claim_forms(article, forms)
        self._group(article, forms)
        return doc

    def _forms(self, article: Article, entities: list[Found]) -> dict[tuple[str, ...], Found]:
        """Every other way to write a name that the text holds, lower case, and its long form."""
        forms: dict[tuple[str, ...], Found] = {}
        for found in sorted(entities, key=lambda f: f.start - f.end):
            words = tuple(article.words[found.start : found.end])
            for form in self._forms_of(found, words):
                known = forms.get(form)
                if known is None or known.label == found.label:
                    forms.setdefault(form, found)
        return forms

    def _forms_of(self, found: Found, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        acronym = "".join(w[0] for w in words if w.lower() not in _SMALL and w[0].isupper())
        if len(acronym) >= 3 and len(words) > 2:
            yield (acronym,)
        for affix in self._affixes.get(found.kind or "", ()):
            rest = _without(words, affix)
            if rest is None:
                continue
            kind = self._kinds[found.kind or ""]
            head = "".join(w[0] for w in affix if w not in _SMALL).upper()
            if kind.area_named:
                yield from ((head,), (head + "s",)) if len(head) > 2 else ()
                initials = "".join(w[0] for w in rest if w[0].isupper())
                if len(rest) > 1 and len(head) > 2:
                    yield initials, head
                    yield (initials,) if len(initials) > 2 else (initials, head)
                return
            elif len(rest) > 1 or (
                rest[0].lower() not in self._too_common and kind.naming == "own"
            ):
                yield rest
                yield from _common_part(rest)
        house = len(words) == 2 and words[1] in self._houses and found.label == "SERVICE"
        if house and words[0].lower() not in self._too_common:
            yield (words[0],)

    def _claim_forms(self, article: Article, forms: dict[tuple[str, ...], Found]) -> None:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in forms:
            by_first.setdefault(form[0], []).append(form)
        for start, word in enumerate(article.words):
            for form in sorted(by_first.get(word, ()), key=len, reverse=True):
                end = start + len(form)
                if tuple(article.words[start:end]) != form or not self._may(article, start, end):
                    continue
                for other in list(article.inside(start, end)):
                    article.release(other)
                long = forms[form]
                short = Found(start, end, long.label, "short-form", 0.87, False, long.body)
                short.kind = long.kind
                if self._is_town(article, start, end, long):
                    short = Found(start, end, "GPE", "place-of-name", 0.7)
                article.claim(short)
                break

    def _is_town(self, article: Article, start: int, end: int, long: Found) -> bool:
        """Does the form name the place that the service is called after?"""
        if long.label != "SERVICE":
            return False
        before = article.before(start)
        if in_address(article, start) or (
            long.kind in self._after_town and before in self._at_place
        ):
            return True
        # "PENMOUTH eateries", "a SALTBY takeaway"
        beside = end - start == 1 and end < article.line(start)[1]
        return beside and self._nouns.at(article.words, end) is not None

    def _may(self, article: Article, start: int, end: int) -> bool:
        """A form takes what the model or the gazetteer saw there, but no part of a longer name."""
        for index in range(start, end):
            owner = article.owner[index]
            if owner is None:
                continue
            inside = owner.start >= start and owner.end <= end
            if not inside or owner.label in {"INSPECTORATE", "SERVICE", "ROLE", "DATE"}:
                return False
            if owner.rule in _SURE_PLACES or (
                owner.label == "GPE" and article.before(start) in self._at_place
            ):
                return False
            if owner.label == "PERSON" and article.before(owner.start) in self._titles:
                return False
        return True

    def _group(self, article: Article, forms: dict[tuple[str, ...], Found]) -> None:
        """Equal numbers for equal names, long or short."""
        numbers: dict[object, int] = {}
        for found in article.entities:
            words = tuple(article.words[found.start : found.end])
            key: object = tuple(w.lower() for w in words)
            if found.body:
                key = found.body
            elif found.label in {"SERVICE", "ORG"}:
                area = self._area_of(found, words)
                if area:
                    key = (found.kind, area)
                long = forms.get(words) if not area else None
                if long is not None and long.label == found.label:
                    key = tuple(w.lower() for w in article.words[long.start : long.end])
            found.group = numbers.setdefault(key, len(numbers))

    def _area_of(self, found: Found, words: tuple[str, ...]) -> tuple[str, ...]:
        """ "Ashby" of "Ashby council" and of "Ashby Borough Council", which are the same."""
        kind = self._kinds.get(found.kind or "")
        if kind is None or kind.id not in self._one_per_area:
            return ()
        lowers = tuple(word.lower() for word in words)
        for affix in self._affixes[kind.id]:
            if len(lowers) > len(affix) and lowers[-len(affix) :] == affix:
                return lowers[: -len(affix)]
        return ()


def _without(words: tuple[str, ...], affix: tuple[str, ...]) -> tuple[str, ...] | None:
    lowers = tuple(w.lower() for w in words)
    size = len(affix)
    if len(words) > size and lowers[-size:] == affix:
        return words[:-size]
    if len(words) > size and lowers[:size] == affix:
        return words[size:]
    return None


def _common_part(rest: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "Golden Anchor" of "Golden Anchor Kebabs" is found by the affix; here nothing more."""
    if rest and rest[0].lower() in {"the", "mrs", "mr"} and len(rest) > 1:
        yield rest[1:]


@Language.factory("annotator_short_forms")
def make_short_forms(nlp: Language, name: str) -> ShortForms:
    """The component for ``nlp.add_pipe``."""
    return ShortForms(knowledge_of(nlp))
