"""Why the machine suggested something, in words for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.core.wording import per_cent

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
#: What a reason is called when it speaks for a suggestion, and when it speaks against it. The first
#: words of a reason decide; one that all suggestions share says nothing.
_SAID = {
    "how often such suggestions are right": ("", ""),
    "how sure the subject is": ("a sure subject", "an unsure subject"),
    "the rule's own score": ("the rule itself", "the rule itself"),
    "the subject is a ORG": ("the subject is an ORG", "the subject is an ORG"),
    "subject by": (
        "a subject found like this is right more often",
        "a subject found like this is wrong more often",
    ),
    **dict.fromkeys(
        ("rule", "trigger"), ("a rule that is right more often", "a rule that is wrong more often")
    ),
    "label": ("a label that is right more often", "a label that is wrong more often"),
    "status": ("a status that is right more often", "a status that is wrong more often"),
}
_RULE_OF_LABEL = re.compile(r"[A-Z]+ by ")
_NUMBERS = {"0": "no", "1": "one", "2": "two", "3 or more": "three or more"}
_TIMES = {"1": "once", "2": "twice", "3 or more": "three times or more"}


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
    sure = "" if score is None else f", {per_cent(score)} sure"
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
        parts = (part.reason for part in more.parts if part.weight * sign > 0)
        said = dict.fromkeys(filter(None, (_in_words(reason, sign > 0) for reason in parts)))
        if said:
            yield heading, "; ".join([*said][:_MOST])


def _in_words(reason: str, is_for: bool) -> str:
    """A reason for a person to read; "" where it says nothing."""
    what, _, number = reason.partition("services in the article: ")
    if number and not what:
        return f"{_NUMBERS[number]} service{'' if number == '1' else 's'} in the article"
    if reason.startswith("named "):
        return f"named {_TIMES[reason.removeprefix('named ')]}"
    if _RULE_OF_LABEL.match(reason):
        reason = "rule"
    known = next(
        (said for begin, said in _SAID.items() if f"{reason} ".startswith(f"{begin} ")), None
    )
    return reason if known is None else known[0 if is_for else 1]
