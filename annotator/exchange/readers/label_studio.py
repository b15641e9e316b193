"""Label Studio's JSON: a task with annotations and predictions, as it exports and imports them.

Of several annotations of a task the one marked as ground truth is taken, else the newest that was
not cancelled. Predictions come in as suggestions with their model and score, where the annotation
has not got the same span already.
"""

from __future__ import annotations

from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.carried import KEY, uncarried
from annotator.exchange.links import CHOICES
from annotator.exchange.readers.described import Origin, described
from annotator.exchange.readers.found import Found, FoundSpan, Machine, Relation, machine_of
from annotator.exchange.units import Claim, Unit

_UNITS: tuple[Unit, ...] = ("code points", "UTF-16", "CRLF as one")
_ANNOTATIONS = ("annotations", "completions")


def matches(data: dict[str, Any]) -> bool:
    """Is it a task: data, and what was annotated in it?"""
    if not isinstance(data.get("data"), dict):
        return False
    return any(isinstance(data.get(key), list) for key in (*_ANNOTATIONS, "predictions"))


def read(data: dict[str, Any], origin: Origin) -> GoldLine:
    """One task.

    Raises:
        BadInput: there is no text in it.
    """
    said = data["data"]
    annotation, others = _chosen(data)
    results = _results(annotation)
    document = described(said, origin, _text_of(said), said.get("id") or data.get("id"))
    found = Found(document, units=_UNITS, base=uncarried(said.get(KEY), document.text))
    if others:
        found.left_out["by other annotators"] += others
    reading = _Reading(found)
    reading.take(results, None)
    found.is_machine = annotation is None
    _predict(found, reading, data.get("predictions"), annotation is not None)
    return found.line()


def _predict(found: Found, reading: _Reading, predictions: object, is_annotated: bool) -> None:
    """What was predicted; beside an annotation only what was still open where it came from.

    Whoever annotated has seen the predictions: what is not in the annotation was not wanted.
    """
    for prediction in predictions if isinstance(predictions, list) else ():
        if not isinstance(prediction, dict):  # exports may name predictions by their ids only
            found.left_out["predictions that are not in the file"] += 1
        elif not is_annotated or (found.base and found.base.is_looked_at):
            model, score = prediction.get("model_version"), prediction.get("score")
            only = found.base if is_annotated else None
            reading.take(_results(prediction), machine_of(model, score), only)


class _Reading:
    """Takes the results of a task one by one."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._former: set[tuple[int, int, str]] = set()

    def take(
        self, results: list[dict[str, Any]], machine: Machine | None, only: GoldLine | None = None
    ) -> None:
        """Regions, choices and relations of one annotation, or of one prediction.

        Args:
            only: take only the regions that are suggested in this line.
        """
        open_ = [span for span in only.spans if span.state == "suggested"] if only else []
        self._former = {(span.start, span.end, span.label) for span in open_}
        for number, result in enumerate(results):
            value = result.get("value")
            labels = value.get("labels") if isinstance(value, dict) else None
            if result.get("type") == "relation":
                self._relation(result)
            elif result.get("type") != "labels" or not isinstance(labels, list):
                self._choice(result)
            else:
                key = str(result.get("id") or f"#{len(self._found.spans)}-{number}")
                for place, label in enumerate(labels):
                    self._region(f"{key}+{place}" if place else key, result, label, machine, only)

    def _region(
        self,
        key: str,
        result: dict[str, Any],
        label: object,
        machine: Machine | None,
        only: GoldLine | None,
    ) -> None:
        value = result["value"]
        match value, label:
            case {"start": int(start), "end": int(end)}, str(name) if name.strip():
                pass
            case _:
                self._found.left_out["that cannot be read"] += 1
                return
        if only is not None and (start, end, name) not in self._former:
            return
        if machine is not None and "score" in result:
            machine = machine_of(machine.model, result["score"])
        elif only is not None:
            machine = None
        words = value.get("text")
        claim = Claim(start, end, words if isinstance(words, str) else None)
        self._found.spans.append(FoundSpan(key, claim, name, _note(result), machine))

    def _choice(self, result: dict[str, Any]) -> None:
        """A field of a record, chosen for the region whose id it repeats."""
        name, value = result.get("from_name"), result.get("value")
        chosen = value.get("choices") if isinstance(value, dict) else None
        if not isinstance(name, str) or name not in CHOICES or not isinstance(chosen, list):
            self._found.left_out["choices or fields that no record has"] += 1
            return
        if self._found.choices is None:
            self._found.choices = {}
        said = self._found.choices.setdefault(str(result.get("id")), {}).setdefault(name, [])
        said += [one for one in chosen if isinstance(one, str) and one not in said]

    def _relation(self, result: dict[str, Any]) -> None:
        if self._found.relations is None:
            self._found.relations = []
        begin, end = str(result.get("from_id")), str(result.get("to_id"))
        if result.get("direction") == "left":
            begin, end = end, begin
        labels = result.get("labels")
        listed = labels if isinstance(labels, list) else []
        names = [name for name in listed if isinstance(name, str)]
        self._found.relations += [Relation(begin, end, name) for name in names or [""]]


def _chosen(data: dict[str, Any]) -> tuple[dict[str, Any] | None, int]:
    """The annotation that counts, and how many others have results too."""
    lists: list[list[Any]] = [data[k] for k in _ANNOTATIONS if isinstance(data.get(k), list)]
    listed = lists[0] if lists else []
    whole = [one for one in listed if isinstance(one, dict)]
    valid = [one for one in whole if not (one.get("was_cancelled") or one.get("skipped"))]
    if not valid:
        return None, len(whole)

    def rank(one: dict[str, Any]) -> tuple[bool, str]:
        when = one.get("updated_at") or one.get("created_at")
        return bool(one.get("ground_truth")), when if isinstance(when, str) else ""

    best = max(valid, key=rank)
    return best, sum(1 for one in whole if one is not best and _results(one))


def _results(annotation: dict[str, Any] | None) -> list[dict[str, Any]]:
    listed = (annotation or {}).get("result")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _text_of(said: dict[str, Any]) -> object:
    """The text that was annotated: the field ``text``, else the longest one."""
    if isinstance(said.get("text"), str):
        return said["text"]
    texts = [value for value in said.values() if isinstance(value, str)]
    return max(texts, key=len, default=None)


def _note(result: dict[str, Any]) -> str | None:
    """What somebody wrote on a region."""
    match result.get("meta"):
        case {"text": [str(words), *_]} | {"text": str(words)} if words.strip():
            return words
    return None
