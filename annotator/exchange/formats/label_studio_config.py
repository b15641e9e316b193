"""The labelling configuration of Label Studio: what may be marked, chosen and related."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from annotator.core.gold import GoldLine
from annotator.core.labels import RATING, LabelSet
from annotator.core.ratings import FREE
from annotator.core.scales import ScaleRegistry
from annotator.exchange.links import CHOICES, choices_of, links_of, relation_of

_RELATIONS = ("rated", "rating_body", "speaker", "date", "evidence", "also", "subject_mention")
_GREY = "#5C5C5C"


class Config:
    """Gathers what the articles use besides the labels and scales of the project."""

    def __init__(self, labels: LabelSet, scales: ScaleRegistry) -> None:
        self._labels = labels
        self._used = dict.fromkeys(label.id for label in labels)
        self._relations = dict.fromkeys(_RELATIONS)
        self._choices = {name: dict.fromkeys(known or ()) for name, known in CHOICES.items()}
        for scale in scales:
            self._choices["scale"][scale.id] = None
            self._choices["value_norm"] |= dict.fromkeys(point.code for point in scale.points)
            self._choices["category"] |= dict.fromkeys(scale.categories)
        for name in ("scale", "value_norm"):
            self._choices[name][FREE] = None

    def see(self, line: GoldLine) -> None:
        """Take in what one article uses."""
        self._used |= dict.fromkeys(span.label for span in line.spans)
        for name, answers in choices_of(line.ratings).items():
            self._choices[name] |= dict.fromkeys(answers)
        for rating in line.ratings:
            self._relations |= dict.fromkeys(relation_of(link)[2] for link in links_of(rating))

    def xml(self) -> bytes:
        """The configuration, to be pasted into "Labeling Interface" of a new project."""
        view = Xml.Element("View")
        labels = Xml.SubElement(view, "Labels", name="label", toName="text")
        for label_id in self._used:
            known = self._labels.get(label_id)
            shown = {"value": label_id, "background": known.light.ink if known else _GREY}
            if known and known.key:
                shown["hotkey"] = known.key
            Xml.SubElement(labels, "Label", shown)
        Xml.SubElement(view, "Text", name="text", value="$text", granularity="symbol")
        relations = Xml.SubElement(view, "Relations")
        for name in self._relations:
            Xml.SubElement(relations, "Relation", value=name)
        for name, answers in self._choices.items():
            several = "multiple" if name == "category" else "single"
            asked = {"name": name, "toName": "text", "perRegion": "true", "choice": several}
            when = {"whenTagName": "label", "whenLabelValue": RATING}
            choices = Xml.SubElement(view, "Choices", {**asked, **when, "layout": "select"})
            for answer in answers:
                Xml.SubElement(choices, "Choice", value=answer)
        Xml.indent(view)
        return bytes(Xml.tostring(view, encoding="utf-8")) + b"\n"
