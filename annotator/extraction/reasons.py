"""What speaks for or against a suggestion: the features that its confidence is made of.

A reason is a few words with a strength: 1 where it simply holds. Which way it counts, and how much,
was fitted to gold and stands in resources/extraction/confidence.json.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from annotator.core.scales import ScaleRegistry
from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate, Merged

Reasons = dict[str, float]

#: A sentence of more words is long.
_LONG = 32


class SpanReasons:
    """Reasons for the entities of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        for found in article.entities:
            self._labels[article.text(found.start, found.end)][found.label] += 1

    def __call__(self, found: Found, opinion: str | None) -> Reasons:
        """
        Args:
            opinion: what the second model says of it, None where it was not asked.
        """
        article = self._article
        labels = self._labels[article.text(found.start, found.end)]
        out = {
            f"rule {found.rule}": 1.0,
            f"label {found.label}": 1.0,
            f"{found.label} by {found.rule}": 1.0,
            "the rule's own score": log_odds(found.score),
            _counted("named", sum(labels.values())): 1.0,
        }
        if len(labels) > 1:
            out["another label elsewhere"] = 1.0
        if article.line_of(found.start) == 0:
            out["in the first line"] = 1.0
        if found.end - found.start == 1 and found.label != "RATING":
            out["a single word"] = 1.0
        if found.model:
            out["only the model knows it"] = 1.0
        if opinion is not None:
            out[opinion] = 1.0
        return out


class RatingReasons:
    """Reasons for the rating records of one article."""

    def __init__(self, article: Article, registry: ScaleRegistry) -> None:
        self._article = article
        self._registry = registry
        groups = {f.group if f.group >= 0 else id(f) for f in _services(article)}
        self._services = len(groups)
        self._at = Counter(r.candidate.start for r in article.ratings)
        self._in_sentence = Counter(article.sent_of(r.candidate.start) for r in article.ratings)
        self._bodies = {found.body for found in article.entities if found.body}
        self._values: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for record in article.ratings:
            self._values[self._same(record)].add(record.candidate.value_norm)

    def __call__(self, record: Merged) -> Reasons:
        candidate, subject = record.candidate, record.subject
        scale, sentence = candidate.scale, self._article.sent_of(candidate.start)
        out = {
            f"trigger {candidate.sign}": 1.0,
            f"status {candidate.status}": 1.0,
            "free wording" if candidate.free else "a point of a scale": 1.0,
            "the rule's own score": log_odds(candidate.score),
            f"subject by {subject.how if subject else 'nothing'}": 1.0,
            "how sure the subject is": log_odds(subject.sure if subject else 0.2),
            _counted("services in the article:", self._services): 1.0,
        }
        holds = {
            "repeated elsewhere": bool(record.also),
            "inside a quotation": candidate.quoted,
            "a number": candidate.number,
            "a category is named": record.category != ["overall"],
            "hedged": candidate.certainty != "plain",
            "a change is told": candidate.change is not None,
            "several scales have this point": len({s.id for s, _ in candidate.options}) > 1,
            "several subjects": self._at[candidate.start] > 1,
            "a long sentence": self._sentence_length(candidate) > _LONG,
            "in the first line": self._article.line_of(candidate.start) == 0,
            "words of the text say the status": "status" in candidate.why,
            "the words around it outweigh the status's cue": bool(candidate.overruled),
            "another value for the same": len(self._values[self._same(record)]) > 1,
            "several values in the sentence": self._in_sentence[sentence] > 1,
            "its inspectorate is named": not self._bodies.isdisjoint(scale.bodies if scale else ()),
            "more words than one": candidate.end - candidate.start > 1,
            "a year beside a current value": self._year(candidate),
        }
        out.update((reason, 1.0) for reason, yes in holds.items() if yes)
        if candidate.status_sure:
            out["how sure the status is"] = log_odds(candidate.status_sure)
        for reason in self._of_subject(record):
            out[reason] = 1.0
        return out

    def _same(self, record: Merged) -> tuple[object, ...]:
        """Records that agree in this cannot have two values."""
        candidate = record.candidate
        found = record.subject.found if record.subject else None
        name: object = None
        if found is not None:
            name = found.group if found.group >= 0 else self._article.text(found.start, found.end)
        scale = candidate.scale.code if candidate.scale else candidate.start
        return name, scale, candidate.status, tuple(record.category)

    def _year(self, candidate: Candidate) -> bool:
        start, end = self._article.sent(candidate.start)
        words = self._article.words[start:end]
        return candidate.status == "current" and any(w.isdigit() and len(w) == 4 for w in words)

    def _of_subject(self, record: Merged) -> list[str]:
        found = record.subject.found if record.subject else None
        if found is None:
            return ["nobody is named"]
        article, candidate = self._article, record.candidate
        out = [f"the subject is a {found.label}"]
        away = article.sent_of(candidate.start) - article.sent_of(found.start)
        if away < 0:
            out.append("the subject is named later")
        elif away:
            out.append("the subject is named before" if away < 3 else "the subject is far before")
        bodies = candidate.scale.bodies if candidate.scale else ()
        remits = [body.remit for b in bodies if (body := self._registry.body(b)) is not None]
        if found.kind and remits:
            fits = any(found.kind in remit for remit in remits)
            out.append(f"{'' if fits else 'not '}a kind of service that this body inspects")
        return out

    def _sentence_length(self, candidate: Candidate) -> int:
        start, end = self._article.sent(candidate.start)
        return end - start


def log_odds(score: float) -> float:
    """The logarithm of the odds, within reason."""
    score = min(0.98, max(0.02, score))
    return math.log(score / (1 - score))


def _services(article: Article) -> list[Found]:
    return [found for found in article.entities if found.label == "SERVICE"]


def _counted(what: str, number: int) -> str:
    return f"{what} {number if number < 3 else '3 or more'}"
