"""Why the machine suggested something, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.core.ratings import Rating
from annotator.core.spans import Span

if TYPE_CHECKING:
    from annotator.core.explanations import Explanation

#: How the subject of a rating was found: what the rule's name says after the stroke.
_SUBJECT = {
    "subject": "the subject of the verb",
    "subject-anaphor": "words that stand for it, as the subject of the verb",
    "object": "the object of the verb",
    "object-anaphor": "words that stand for it, as the object of the verb",
    "listed": "the line of a list",
    "focus": "the body that the passage is about",
    "opening": "the body that the article opens with",
    "right-before": "the name right before the judgement",
    "before-verb": "the name right before the verb",
    "which": "the name that “which” stands for",
    "subject-both": "words that stand for several, as the subject of the verb",
    "subject-at": "the name behind what is judged",
}


#: So many reasons for a score are named on each side.
_MOST = 3


def reasons(
    item: Span | Rating, score: float | None, rule: str, more: Explanation | None = None
) -> tuple[tuple[str, str], ...]:
    """What is known of a suggestion, as headings with words.

    Args:
        score: confidence from 0 to 1, None where there is none.
        rule: who made it: rule or model, with how the subject was found behind a stroke.
        more: what the rules say when they are asked.
    """
    if item.origin is None:
        return (("Made by", "an analyst"),)
    trigger, _, how = rule.partition("/")
    sure = "" if score is None else f", {score:.0%} sure"
    out = [("Rule", (trigger.replace("-", " ") or "not known") + sure)]
    if isinstance(item, Rating):
        if how:
            out.append(("Subject by", _SUBJECT.get(how, how.replace("-", " "))))
        for name, mention in item.why.items():
            heading = name.replace("_", " ").capitalize()
            out.append((f"{heading} from", f"“{' '.join(mention.exact.split())}”"))
    return (*out, *(_more(more) if more is not None else ()))


def _more(more: Explanation) -> Iterator[tuple[str, str]]:
    if more.trigger is not None:
        yield "Trigger", f"“{' '.join(more.trigger.exact.split())}”"
    if len(more.scales) > 1:
        codes = [scale.split("@")[0] for scale in more.scales[: _MOST + 1]]
        yield "Scale", f"{codes[0]} rather than {', '.join(codes[1:])}"
    for heading, sign in (("For it", 1), ("Against it", -1)):
        said = [part.reason for part in more.parts if part.weight * sign > 0][:_MOST]
        if said:
            yield heading, "; ".join(said)
