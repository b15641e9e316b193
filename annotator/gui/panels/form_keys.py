"""The fields of the form of a rating, with their keys: they work in the article too."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A field of the form.

    ``key`` goes to it (with Alt in the form, alone in the article), or puts the selected words
    there where it ``takes_words``.
    """

    name: str
    key: str
    title: str
    takes_words: bool = True


FIELDS: tuple[Field, ...] = (
    Field("subject", "S", "Subject"),
    Field("scale", "L", "Scale", takes_words=False),
    Field("value", "V", "Value"),
    Field("category", "G", "Category"),
    Field("status", "T", "Status"),
    Field("change", "H", "Change"),
    Field("rating_body", "B", "Rating body"),
    Field("speaker", "K", "Speaker"),
    Field("date", "D", "Date"),
    Field("certainty", "C", "Certainty", takes_words=False),
    Field("polarity", "P", "Polarity", takes_words=False),
    Field("evidence", "E", "Evidence"),
    Field("subject_mention", "M", "Stands for it"),
    Field("subject_aliases", "O", "Other names"),
    Field("also", "A", "Said again"),
    Field("note", "N", "Note", takes_words=False),
)


def field_of_key(key: str) -> Field | None:
    return next((field for field in FIELDS if field.key == key.upper()), None)
