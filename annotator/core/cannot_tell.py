"""Fields of a rating of which an analyst said: the article does not tell.

That is an answer of its own: an empty field may only not have been looked at. The record names
such fields in ``cannot_tell`` and holds in each the value that asserts nothing, so that a reader
who does not know the key sees a valid record.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotator.core.ratings import FREE, Rating, RatingDate

#: Field -> what it holds, with what hangs on it, while nobody can tell.
_NEUTRAL: dict[str, dict[str, Any]] = {
    "subject": {"subject": None, "subject_aliases": (), "entity": None},
    "scale": {"scale": FREE, "value_norm": FREE, "rank": None},
    "value_norm": {"scale": FREE, "value_norm": FREE, "rank": None},
    "category": {"category": ()},
    "status": {"status": "current"},
    "change": {"change": None},
    "certainty": {"certainty": "plain"},
    "polarity": {"polarity": None},
    "rating_body": {"rating_body": None, "rating_body_id": None},
    "speaker": {"speaker": None},
    "date": {"date": RatingDate()},
    "evidence": {"evidence": None},
}
#: The fields of which it can be said, in the order in which a record names them.
FIELDS = tuple(_NEUTRAL)


def answered(rating: Rating, fields: dict[str, Any]) -> Rating:
    """The rating with new answers; where it is said to be so, with none at all.

    Args:
        fields: attribute names and values. An answer takes its field out of ``cannot_tell``,
            unless ``fields`` says anew which those are.
    """
    after = replace(rating, **fields)
    unknown = set(after.cannot_tell)
    if "cannot_tell" not in fields:
        unknown -= {name for name in FIELDS if _NEUTRAL[name].keys() & fields.keys()}
    for name in unknown & _NEUTRAL.keys():
        after = replace(after, **_NEUTRAL[name])
    return replace(after, cannot_tell=tuple(name for name in FIELDS if name in unknown))


def emptied(rating: Rating, name: str) -> Rating:
    """The rating without an answer in a field, and without saying that there is none."""
    return replace(rating, **_NEUTRAL.get(name, {}))


def problem(rating: Rating) -> str | None:
    """Why the fields named cannot be those of which nobody can tell; None where all is well."""
    for name in rating.cannot_tell:
        if name not in _NEUTRAL:
            return f"“{name}” is no field that can be untold."
        if any(getattr(rating, key) != value for key, value in _NEUTRAL[name].items()):
            return f"its {name} is said to be untold, and yet it has one."
    return None
