"""What an article is about: who inspects, which scales may be meant, which year it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from annotator.core.scales import Inspectorate, Scale
from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, Phrases

_GRADE = re.compile(r"[A-Z]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A year after one of these is a plan's or a beginning.
_AHEAD = frozenset(["by", "before", "until", "till"])


@dataclass(frozen=True, slots=True)
class Setting:
    """The article's world.

    Attributes:
        bodies: inspectorates, the main one first.
        scales: those that may be meant, the likeliest first.
        kinds: kinds of service that these bodies inspect.
        year: that the article appeared in, else the latest one the text names.
    """

    bodies: tuple[Inspectorate, ...]
    scales: tuple[Scale, ...]
    kinds: frozenset[str]
    area: bool
    year: int | None

    @property
    def main(self) -> Inspectorate | None:
        return self.bodies[0] if self.bodies else None


class SettingFinder:
    """Reads the setting off inspectorates, else off triggers, else off the services."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._registry = knowledge.registry
        self._triggers = knowledge.phrases(
            (
                (t, s)
                for s in knowledge.registry
                if s.code != "intervention"
                for t in s.triggers
                if " " in t
            ),
            lower=True,
        )
        self._acronyms: Phrases[Scale] = knowledge.phrases(
            (t.upper(), s) for s in knowledge.registry for t in s.triggers if len(t) < 6
        )
        self._nouns: Phrases[str] = knowledge.phrases(
            (n, kind.id) for kind in knowledge.words.kinds for n in kind.nouns
        )
        self._area = frozenset(kind.id for kind in knowledge.words.kinds if kind.area_named)
        self._inspectors = knowledge.words.set("grammar", "nouns.inspecting")

        self._nations = [
            (nation, knowledge.words.set("places", f"nations.{key}"))
            for key, nation in (
                ("scotland", "Scotland"),
                ("wales", "Wales"),
                ("northern_ireland", "Northern Ireland"),
            )
        ]

    def __call__(self, article: Article) -> Setting:
        given = article.published.year
        year = given or _latest_year(article)
        published = given or _published(article)
        bodies = self._named(article) or self._by_trigger(article) or self._by_kind(article)
        if bodies:
            bodies += [b for b in self._by_telling_trigger(article) if b not in bodies]
            bodies = [*bodies, *self._beyond(article, bodies)]
        scales: list[Scale] = []
        for body in bodies:
            for code in body.scales:
                scale = self._registry.find(code, given)
                if scale and scale not in scales and not _too_early(scale, published):
                    scales.append(scale)
        for scale in self._registry:  # a user's own scale that its inspectorate does not list
            own = any(body.id in scale.bodies for body in bodies)
            if (
                own
                and scale not in scales
                and not _too_early(scale, published)
                and self._registry.find(scale.code, given) == scale
            ):
                scales.append(scale)
        if given is not None:  # what is out of use then is what it was before
            scales.sort(key=lambda scale: not scale.is_used_in(given))
        kinds = frozenset(kind for body in bodies for kind in body.remit)
        return Setting(tuple(bodies), tuple(scales), kinds, bool(kinds & self._area), year)

    def _beyond(self, article: Article, bodies: list[Inspectorate]) -> list[Inspectorate]:
        """For services named that none of these bodies inspects: whoever inspects them today."""
        covered = {kind for body in bodies for kind in body.remit}
        kinds = {f.kind for f in article.entities if f.label == "SERVICE" and f.kind}
        country = self._country(article)
        out: list[Inspectorate] = []
        for kind in sorted(k for k in kinds if k and k not in covered):
            for body in self._registry.bodies:
                if country in body.countries and kind in body.remit and self._works(body):
                    out.append(body)
                    break
        return list(dict.fromkeys(out))

    def _works(self, body: Inspectorate) -> bool:
        """Has it a scale that is still in use?"""
        scales = [self._registry.find(code) for code in body.scales]
        return any(s is not None and s.valid_to is None and s.kind == "ordered" for s in scales)

    def _named(self, article: Article) -> list[Inspectorate]:
        counted = Counter(f.body for f in article.entities if f.label == "INSPECTORATE")
        found = [self._registry.body(body_id) for body_id, _ in counted.most_common()]
        return [body for body in found if body is not None]

    def _by_trigger(self, article: Article) -> list[Inspectorate]:
        hits = [*self._triggers.find(article.lowers), *self._acronyms.find(article.words)]
        for _, _, scales in hits:
            bodies = [self._registry.body(body_id) for scale in scales for body_id in scale.bodies]
            known = [body for body in bodies if body is not None]
            if known:
                return known[:1]
        return []

    def _by_telling_trigger(self, article: Article) -> list[Inspectorate]:
        """A "food hygiene rating" in a care home: grades like 5 or C3 mean nothing else."""
        scales = [s for _, _, hits in self._triggers.find(article.lowers) for s in hits]
        coded = [s for s in scales if s.points and all(_GRADE.fullmatch(p.name) for p in s.points)]
        ids = dict.fromkeys(body_id for scale in coded for body_id in scale.bodies)
        return [body for body in map(self._registry.body, ids) if body is not None]

    def _by_kind(self, article: Article) -> list[Inspectorate]:
        """Inspectors without a name inspect what the article is about."""
        if not any(word in self._inspectors for word in article.lowers):
            return []
        kinds = Counter(f.kind for f in article.entities if f.kind)
        for _, _, ids in self._nouns.find(article.lowers):
            kinds.update(ids)
        country = self._country(article)
        fitting = [b for b in self._registry.bodies if country in b.countries and b.scales]
        ranked = sorted(fitting, key=lambda b: -max((kinds[kind] for kind in b.remit), default=0))
        return [b for b in ranked[:1] if any(kinds[kind] for kind in b.remit)]

    def _country(self, article: Article) -> str:
        words = set(article.lowers)
        for nation, telling in self._nations:
            if words & telling and not (nation == "Wales" and "england" in words):
                return nation
        return "England"


def _latest_year(article: Article) -> int | None:
    years = [
        int(word)
        for found in article.entities
        if found.label == "DATE" and not _is_ahead(article, found)
        for word in article.words[found.start : found.end]
        if _YEAR.fullmatch(word)
    ]
    return max(years, default=None)


def _is_ahead(article: Article, found: Found) -> bool:
    """A plan's year: "by 2027", "a wing opens in 2027", "they will be back in 2028"."""
    if found.start and article.lowers[found.start - 1] in _AHEAD:
        return True
    index = found.end - 1
    while article.heads[index] != index and article.pos[index] not in {"VERB", "AUX"}:
        index = article.heads[index]
    will = any(article.tags[child] == "MD" for child in article.children[index])
    return will or (article.pos[index] == "VERB" and article.tags[index] in {"VBZ", "VBP"})


def _published(article: Article) -> int | None:
    """The year of a copyright line or a dateline; other years may be anything."""
    years: list[int] = []
    for first, last in article.lines:
        low = article.lowers[first:last]
        dated = next((f for f in article.inside(first, last) if f.label == "DATE"), None)
        if dated is None:
            continue
        rights = "copyright" in low[:3] or "©" in low or low[:3] == ["(", "c", ")"]
        alone = (
            last - first < 9
            and sum(f.end - f.start for f in article.inside(first, last) if f.label == "DATE")
            >= (last - first) // 2
        )
        if rights or alone:
            years += [int(w) for w in low if _YEAR.fullmatch(w)]
    return max(years, default=None)


def _too_early(scale: Scale, year: int | None) -> bool:
    return year is not None and scale.valid_from is not None and year < scale.valid_from
