"""Turns what was found in the analysis copy into suggestions on the stored text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.explanations import Explanation
from annotator.core.ratings import Rating, RatingDate
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Suggestion
from annotator.core.tokens import is_grapheme_edge, trimmed
from annotator.extraction.analysis import AnalysisCopy
from annotator.extraction.article import Article
from annotator.extraction.confidence import Confidence
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate, Merged
from annotator.extraction.ratings.status.dating import partial_date
from annotator.extraction.reasons import RatingReasons, Reasons, SpanReasons

#: What a second model says of the entity at these words.
Opinions = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes the suggestions, and how sure they are."""

    model: str | None
    rules: str
    confidence: Confidence
    registry: ScaleRegistry


@dataclass(frozen=True, slots=True)
class Made:
    """A suggestion with what it was made of."""

    suggestion: Suggestion
    reasons: Reasons
    trigger: Mention | None = None
    subject: str | None = None
    scales: tuple[str, ...] = ()
    status: tuple[str, ...] = ()

    def explained(self, confidence: Confidence) -> Explanation:
        made = self.suggestion
        parts = confidence.parts(made.kind, self.reasons)
        return Explanation(
            made.rule or "",
            made.score or 0.0,
            self.trigger,
            self.subject,
            self.scales,
            parts,
            self.status,
        )


@dataclass
class _Edges:
    """Knows where words of the article stand in the stored text."""

    text: str
    copy: AnalysisCopy
    article: Article
    begin: int
    spans: dict[tuple[int, int], str] = field(default_factory=dict)

    def at(self, start: int, end: int) -> tuple[int, int] | None:
        start, stop = self.article.starts[start], self.article.end_char(end - 1)
        return source_edges(self.text, self.copy, self.begin + start, self.begin + stop)

    def mention(self, start: int, end: int) -> Mention | None:
        """The words as a mention; it names the span with these offsets."""
        edges = self.at(start, end)
        if edges is None:
            return None
        return Mention(*edges, self.text[slice(*edges)], self.spans.get(edges))

    def of(self, found: Found | None) -> Mention | None:
        if found is None:
            return None
        edges = self.at(found.start, _stop(self.article, found))
        if edges is None:
            return None
        edges = _without_full_stop(self.text, found, edges)
        return Mention(*edges, self.text[slice(*edges)], self.spans.get(edges))


def suggestions_of(
    text: str,
    copy: AnalysisCopy,
    article: Article,
    begin: int,
    author: Author,
    opinions: Opinions,
) -> list[Made]:
    """Spans in text order, then ratings: ``g1`` .., ``s1`` .., ``r1`` .. .

    Args:
        begin: where in the copy the article (or this part of it) begins.
    """
    edges = _Edges(text, copy, article, begin)
    out: list[Made] = []
    values = _values(article)
    span_reasons = SpanReasons(article)
    for found in article.entities:
        at = edges.of(found)
        if at is None or (at.start, at.end) in edges.spans:
            continue
        number = len(out) + 1
        edges.spans[at.start, at.end] = f"s{number}"
        span = Span(f"s{number}", at.start, at.end, at.exact, found.label, origin=f"g{number}")
        reasons = span_reasons(found, opinions.get((found.start, found.end)))
        by = author.model if found.model else None
        score = author.confidence.score("span", reasons)
        made = Suggestion(f"g{number}", span, by, author.rules, found.rule, score)
        out.append(Made(made, reasons, _trigger(values.get((found.start, found.end)), edges)))
    rating_reasons = RatingReasons(article, author.registry)
    for record in article.ratings:
        number = len(out) + 1
        rating = _rating(record, edges, f"r{number - len(edges.spans)}", f"g{number}")
        if rating is not None:
            reasons = rating_reasons(record)
            score = author.confidence.score("rating", reasons)
            made = Suggestion(f"g{number}", rating, None, author.rules, _rule(record), score)
            out.append(_made_rating(made, reasons, record, edges))
    return out


def _made_rating(made: Suggestion, reasons: Reasons, record: Merged, edges: _Edges) -> Made:
    c = record.candidate
    chosen = [c.scale.id] if c.scale else []
    scales = tuple(dict.fromkeys([*chosen, *(scale.id for scale, _ in c.options)]))
    how = record.subject.how if record.subject else None
    return Made(made, reasons, _trigger(c, edges), how, scales, c.overruled)


def _trigger(c: Candidate | None, edges: _Edges) -> Mention | None:
    """The word that governs the value, where that made it a judgement."""
    if c is None or c.verb is None or c.start <= c.verb < c.end:
        return None
    return edges.mention(c.verb, c.verb + 1)


def in_one_run(parts: list[list[Made]]) -> list[Made]:
    """What an article's parts gave as one run, numbered anew."""
    if len(parts) <= 1:
        return parts[0] if parts else []
    spans: list[Made] = []
    ratings: list[tuple[Rating, Made]] = []
    for part in parts:
        ids: dict[str, str] = {}
        for made in part:
            item = made.suggestion.item
            if isinstance(item, Span):
                number = len(spans) + 1
                ids[item.id] = f"s{number}"
                spans.append(_numbered(made, replace(item, id=f"s{number}"), number))
            else:
                ratings.append((item.with_mentions(_renamed(ids)), made))
    out = list(spans)
    for count, (rating, made) in enumerate(ratings, 1):
        out.append(_numbered(made, replace(rating, id=f"r{count}"), len(out) + 1))
    return out


def _numbered(made: Made, item: Span | Rating, number: int) -> Made:
    item = replace(item, origin=f"g{number}")
    return replace(made, suggestion=replace(made.suggestion, id=f"g{number}", item=item))


def _renamed(ids: dict[str, str]) -> Callable[[Mention], Mention]:
    def change(mention: Mention) -> Mention:
        return replace(mention, span=ids[mention.span]) if mention.span else mention

    return change


def source_edges(text: str, copy: AnalysisCopy, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the copy stands in the stored text, with whole graphemes, or None."""
    left, right = trimmed(text, *copy.to_source(start, end))
    while left > 0 and not is_grapheme_edge(text, left):
        left -= 1
    while right < len(text) and not is_grapheme_edge(text, right):
        right += 1
    left, right = trimmed(text, left, right)
    return (left, right) if left < right else None


def _values(article: Article) -> dict[tuple[int, int], Candidate]:
    """Makes the values of the records entities too; a value takes what it overlaps."""
    values: dict[tuple[int, int], Candidate] = {}
    for record in article.ratings:
        c = record.candidate
        for place in [(c.start, c.end), *record.also]:
            values.setdefault(place, c)
    for (start, end), c in values.items():
        for owner in {id(o): o for o in article.owner[start:end] if o is not None}.values():
            article.release(owner)
        article.claim(Found(start, end, "RATING", c.sign, c.score))
    return values


def _rating(record: Merged, edges: _Edges, item_id: str, origin: str) -> Rating | None:
    c, subject = record.candidate, record.subject
    value = edges.mention(c.start, c.end)
    if value is None or value.span is None:
        return None
    mention = subject.mention if subject else None
    also = [edges.mention(*place) for place in sorted(set(record.also))]
    why = {name: edges.mention(*place) for name, place in c.why.items()}
    return Rating(
        id=item_id,
        origin=origin,
        subject=edges.of(subject.found) if subject else None,
        subject_mention=edges.mention(*mention) if mention else None,
        subject_aliases=_aliases(record, edges),
        value=value,
        also=tuple(m for m in also if m is not None and m.span is not None),
        evidence=_evidence(c, edges),
        scale=c.scale.id if c.scale else "free",
        value_norm=c.value_norm,
        rank=c.point.rank if c.point else None,
        category=tuple(record.category),
        status=c.status,
        change=c.change,
        certainty=c.certainty,
        polarity=c.polarity,
        rating_body=edges.of(c.body),
        rating_body_id=c.body_id,
        speaker=edges.of(c.speaker),
        date=_date(c, edges),
        why={name: m for name, m in why.items() if m is not None},
    )


def _aliases(record: Merged, edges: _Edges) -> tuple[Mention, ...]:
    """The first mention of every other name of the subject."""
    found = record.subject.found if record.subject else None
    if found is None or found.label == "GPE" or found.group < 0:
        return ()
    article = edges.article
    seen = {article.text(found.start, found.end)}
    out: list[Mention] = []
    for other in article.by_group(found.group):
        name = article.text(other.start, other.end)
        mention = edges.of(other) if name not in seen else None
        if mention is not None:
            seen.add(name)
            out.append(mention)
    return tuple(out)


def _evidence(c: Candidate, edges: _Edges) -> Mention | None:
    return edges.mention(*edges.article.sent(c.start))


def _date(c: Candidate, edges: _Edges) -> RatingDate:
    mention = edges.of(c.date)
    if mention is None:
        return RatingDate()
    known = partial_date(mention.exact, edges.article.published)
    return RatingDate(mention, known.value, known.precision)


def _rule(record: Merged) -> str:
    how = record.subject.how if record.subject else "no-subject"
    return f"{record.candidate.sign}/{how}"


def _stop(article: Article, found: Found) -> int:
    return min(found.end, len(article))


def _without_full_stop(text: str, found: Found, edges: tuple[int, int]) -> tuple[int, int]:
    """spaCy keeps the full stop of "Ltd."; a name does not."""
    start, end = edges
    if found.label in {"ORG", "SERVICE"} and end - start > 2 and text[end - 1] == ".":
        return start, end - 1
    return edges
