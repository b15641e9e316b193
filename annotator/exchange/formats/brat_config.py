"""brat's configuration: which types, roles and attributes there are, and their colours."""

from __future__ import annotations

from annotator.core.labels import RATING, LabelSet

_GREY = ("#3A3A3A", "#EDEDED")


class Config:
    """Gathers what the articles of a folder use besides the labels of the project.

    Attributes:
        labels: type in brat -> label.
        roles: of arguments of events.
        events: types whose words are a judgement somewhere.
    """

    def __init__(self, labels: LabelSet) -> None:
        self._known = labels
        self.labels: dict[str, str] = {}
        self.roles: dict[str, None] = dict.fromkeys(("Subject", "RatingBody", "Date", "Evidence"))
        self.events: dict[str, None] = {RATING: None}
        self._values: dict[str, dict[str, None]] = {}

    def attribute(self, name: str, value: str) -> None:
        """Note that something has an attribute with a value."""
        self._values.setdefault(name, {})[value] = None

    def files(self) -> dict[str, str]:
        """``annotation.conf`` and ``visual.conf``."""
        types = {**{label.id: label.id for label in self._known}, **self.labels}
        roles = ", ".join(f"{role}*:<ANY>" for role in self.roles)
        attributes = [
            f"{name}\tArg:<ENTITY>|<EVENT>, Value:{'|'.join(values)}"
            for name, values in self._values.items()
        ]
        parts = {
            "entities": [*types, "WORDS"],
            "relations": [],
            "events": [f"{kind}\t{roles}" for kind in self.events],
            "attributes": attributes,
        }
        return {"annotation.conf": _sections(parts), "visual.conf": self._visual(types)}

    def _visual(self, types: dict[str, str]) -> str:
        drawing = ["SPAN_DEFAULT\tfgColor:black, bgColor:#EDEDED, borderColor:darken"]
        for kind, label_id in types.items():
            label = self._known.get(label_id)
            ink, tint = (label.light.ink, label.light.tint) if label else _GREY
            drawing.append(f"{kind}\tfgColor:{ink}, bgColor:{tint}")
        known = [label for label in self._known if label.name != label.id]
        return _sections({"labels": [f"{x.id} | {x.name}" for x in known], "drawing": drawing})


def _sections(parts: dict[str, list[str]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "".join(f"{x}\n" for x in rows) for name, rows in parts.items()
    )
