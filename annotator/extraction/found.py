"""An entity as the components pass it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Found:
    """An entity: words ``[start, end)`` of the article.

    Attributes:
        rule: id of the rule that found it; ``model`` tells that the language model did.
        body: id of the inspectorate it names.
        kind: kind of service, as in resources/extraction/services.toml.
        group: equal for all names of one body ("Stonebeck", "HMP Stonebeck").
    """

    start: int
    end: int
    label: str
    rule: str
    score: float
    model: bool = False
    body: str | None = None
    kind: str | None = None
    group: int = -1
