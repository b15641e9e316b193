"""Why the machine suggested something, in words for a person."""

from __future__ import annotations

from annotator.core.ratings import Rating
from annotator.core.spans import Span

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
}


def reasons(item: Span | Rating, score: float | None, rule: str) -> tuple[tuple[str, str], ...]:
    """What is known of a suggestion, as headings with words.

    Args:
        score: confidence from 0 to 1, None where there is none.
        rule: who made it: rule or model, with how the subject was found behind a stroke.
    """
    if item.origin is None:
        return (("Made by", "an analyst"),)
    trigger, _, how = rule.partition("/")
    sure = "" if score is None else f", {score:.0%} sure"
    out = [("Rule", (trigger.replace("-", " ") or "not known") + sure)]
    if isinstance(item, Rating):
        if item.value is not None:
            out.append(("Words", f"“{' '.join(item.value.exact.split())}”"))
        if how:
            out.append(("Subject by", _SUBJECT.get(how, how.replace("-", " "))))
        for name, mention in item.why.items():
            heading = name.replace("_", " ").capitalize()
            out.append((f"{heading} from", f"“{' '.join(mention.exact.split())}”"))
    return tuple(out)
