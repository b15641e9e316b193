"""Files of other annotation tools come in: what is a span there is one here, or is counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.core.changes import ImportAs, Imported
from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.exchange.formats import doccano, label_studio
from annotator.exchange.readers import read_file
from annotator.exchange.readers.described import Origin
from annotator.exchange.readers.json_objects import article
from annotator.session import Session
from tests.exchange.test_round_trips import bare, rich, through_json

TEXT = "West Kent was rated inadequate."
EMOJI = "😀 " + TEXT
Json = dict[str, Any]


def said(line: GoldLine) -> list[tuple[str, str]]:
    return [(span.exact, span.label) for span in line.spans]


def read(data: Json) -> GoldLine:
    return article(data, Origin("x.jsonl-1", json.dumps(data)))


def left_out(line: GoldLine) -> dict[str, int]:
    assert line.brought is not None
    return line.brought.left_out


PLACES = [[0, 9, "ORG"], [20, 30, "RATING"]]
BOTH = [("West Kent", "ORG"), ("inadequate", "RATING")]
ENTITIES = [
    {"id": 5, "label": "ORG", "start_offset": 0, "end_offset": 9},
    {"id": 9, "label": "RATING", "start_offset": 20, "end_offset": 30},
]
SPANS = [
    {"start": 0, "end": 9, "token_start": 0, "token_end": 1, "label": "ORG"},
    {"start": 20, "end": 30, "token_start": 4, "token_end": 4, "label": "RATING"},
]


def region(key: str, start: int, end: int, label: str) -> Json:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def annotation(*results: Json, **more: Any) -> Json:
    return {"id": 1, "was_cancelled": False, "result": list(results), **more}


def task(*annotations: Json, predictions: Sequence[object] = ()) -> Json:
    return {"id": 7, "data": {"text": TEXT}, "annotations": list(annotations)} | (
        {"predictions": list(predictions)} if predictions else {}
    )


ORG, GRADE = region("r1", 0, 9, "ORG"), region("r2", 20, 30, "RATING")
RATED = {"from_id": "r1", "to_id": "r2", "type": "relation", "direction": "right"}


@pytest.mark.parametrize(
    "data",
    [
        {"text": TEXT, "label": PLACES, "Comments": []},
        {"id": 7, "text": TEXT, "entities": ENTITIES, "relations": []},
        {"text": TEXT, "entities": PLACES, "cats": []},
        {"text": TEXT, "spans": SPANS},
        {"text": TEXT, "entities": [{"start": 0, "end": 9, "label": "ORG"}, SPANS[1]]},
        {"text": TEXT, "spans": SPANS, "answer": "accept", "_view_id": "spans_manual"},
        {"id": 7, "text": TEXT, "annotator": 1, "label": [ORG["value"], GRADE["value"]]},
        task(annotation(ORG, GRADE)),
        task(predictions=[annotation(ORG, GRADE)]),
    ],
)
def test_every_form_of_a_line(data: Json, tmp_path: Path) -> None:
    assert said(read(data)) == BOTH
    assert {span.state for span in read(data).spans} == {"suggested"}
    for name, raw in (("a.json", json.dumps([data, data], indent=1)), ("b", json.dumps(data))):
        (tmp_path / name).write_text(raw, encoding="utf-8")
        lines = list(read_file(tmp_path / name))
        assert [said(line) for line in lines if isinstance(line, GoldLine)] == [BOTH] * len(lines)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"text": TEXT, "spans": [{"start": 25, "end": 99, "label": "ORG"}]}, "beyond the text"),
        ({"text": TEXT, "spans": [{"start": -3, "end": 4, "label": "ORG"}]}, "beyond the text"),
        ({"text": TEXT, "spans": [{"start": 9, "end": 10, "label": "ORG"}]}, "without a word"),
        ({"text": TEXT, "spans": [{"start": "0", "end": 4}]}, "that cannot be read"),
        (
            {"text": TEXT, "spans": [{"start": 0, "end": 4, "label": "X", "text": "Kent"}]},
            "whose words do not stand there",
        ),
        ({"text": TEXT, "label": ["Inadequate"]}, "labels of a whole article"),
        ({"text": TEXT, "spans": SPANS[:1], "answer": "reject"}, "of a rejected task"),
        (task(annotation(GRADE), annotation(ORG, ground_truth=True)), "by other annotators"),
        (task(annotation(ORG), predictions=[41]), "predictions that are not in the file"),
        (
            {"text": TEXT, "entities": ENTITIES}
            | {"relations": [{"id": 1, "from_id": 5, "to_id": 9, "type": "near"}]},
            "relations",
        ),
    ],
)
def test_what_cannot_come_in_is_counted(data: Json, reason: str) -> None:
    assert left_out(read(data)) == {reason: 1}


def test_the_annotation_that_counts() -> None:
    older = annotation(ORG, updated_at="2026-01-01T10:00:00Z")
    newer = annotation(GRADE, updated_at="2026-01-02T10:00:00Z")
    cancelled = annotation(ORG, updated_at="2026-01-03T10:00:00Z", was_cancelled=True)
    assert said(read(task(newer, older, cancelled))) == BOTH[1:]
    # Whoever annotated has seen what was predicted: what is not there was not wanted.
    assert said(read(task(newer, predictions=[annotation(ORG)]))) == BOTH[1:]


@pytest.mark.parametrize(
    ("data", "unit"),
    [
        ({"label": [[3, 12, "ORG"], [23, 33, "RATING"]]}, "UTF-16 units, as doccano counts"),
        ({"label": [[2, 11, "ORG"], [22, 32, "RATING"]]}, "code points, from a script"),
        (
            {"spans": [{"start": 3, "end": 12, "label": "ORG", "text": "West Kent"}]},
            "UTF-16 units, by the words",
        ),
        ({"spans": [{"start": 2, "end": 11, "label": "ORG"}]}, "code points where nothing tells"),
    ],
)
def test_offsets_become_code_points(data: Json, unit: str) -> None:
    line = read({"text": EMOJI, **data})
    assert said(line)[0] == ("West Kent", "ORG"), unit
    assert line.brought is not None
    assert line.brought.converted == (len(line.spans) if "UTF" in unit else 0)


def test_edges_are_snapped_and_said() -> None:
    text = "Zoe\u0301 and 👩\u200d🚒 there"
    at = text.index("👩")
    spans = [
        {"start": 0, "end": 3, "label": "PERSON"},
        {"start": at - 1, "end": at + 1, "label": "ROLE"},
    ]
    line = read({"text": text, "spans": spans})
    assert [span.exact for span in line.spans] == ["Zoe\u0301", "👩\u200d🚒"]
    assert line.brought is not None
    assert line.brought.snapped == 2


def test_relations_become_records() -> None:
    choice = {
        "id": "r2",
        "from_name": "status",
        "type": "choices",
        "value": {"choices": ["previous"]},
    }
    backwards = {**RATED, "from_id": "r2", "to_id": "r1", "direction": "left", "labels": ["Rated"]}
    (rating,) = read(task(annotation(ORG, GRADE, choice, backwards))).ratings
    assert rating.subject is not None
    assert rating.value is not None
    assert (rating.subject.exact, rating.value.exact) == ("West Kent", "inadequate")
    assert (rating.status, rating.scale, rating.category) == ("previous", "free", ())


def write_brat(folder: Path, text: bytes, annotations: str) -> Path:
    (folder / "a1.txt").write_bytes(text)
    (folder / "a1.ann").write_text(annotations, encoding="utf-8", newline="\n")
    (folder / "annotation.conf").write_text("[entities]\nORG\n", encoding="utf-8")
    return folder


def test_a_folder_of_brat(tmp_path: Path, session: Session) -> None:
    text = b"\xef\xbb\xbfNews\r\nWest Kent was rated inadequate."
    folder = tmp_path / "brat"
    folder.mkdir()
    write_brat(
        folder,
        text,
        "T1\tORG 5 14\tWest Kent\nT2\tRATING 25 35\tinadequate\n"
        "T3\tORG 0 4;5 9\tNews West\nT4\tORG 5 9;15 18\tWest was\n"
        "E1\tRATING:T2 Subject:T1 Cause:T3\nA1\tStatus E1 negated\nA2\tSure T1\n"
        "R1\tNear Arg1:T1 Arg2:T3\n*\tEquiv T1 T3\n#1\tAnnotatorNotes T1\tcheck it\n",
    )
    (done,) = session.import_files(session.files_in([folder]))
    assert (done.outcome, done.document_id) == ("added", "a1.txt")
    line = session.gold_line("a1.txt")
    assert said(line) == [("News\r\nWest", "ORG"), ("West Kent", "ORG"), ("inadequate", "RATING")]
    (rating,) = line.ratings
    assert rating.subject is not None
    assert (rating.subject.exact, rating.status) == ("West Kent", "negated")
    assert done.brought is not None
    assert done.brought.left_out == {
        "relations": 2,
        "whose words do not stand there": 1,
        "arguments of events": 1,
    }


def taken(session: Session, folder: Path, data: Json, as_: ImportAs | None = None) -> Imported:
    path = folder / "in.jsonl"
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")
    (done,) = session.import_files([path], as_=as_)
    assert done.outcome == "added", done
    return done


def states(session: Session, done: Imported) -> list[str]:
    line = session.gold_line(str(done.document_id))
    return [item.state for items in (line.spans, line.ratings) for item in items]


def test_annotations_are_suggestions_or_decided_as_the_user_says(
    session: Session, tmp_path: Path
) -> None:
    model = {**SPANS[1], "source": "model-1", "score": 0.4}
    for number, (as_, expected) in enumerate(
        ((None, "suggested"), ("suggestions", "suggested"), ("gold", "added"))
    ):
        data = {"text": f"{TEXT} {number}", "spans": [SPANS[0], model], "_view_id": "ner_manual"}
        done = taken(session, tmp_path, data, as_)  # type: ignore[arg-type]
        assert states(session, done) == [expected, "suggested"]  # a model decides nothing
    line = session.gold_line(str(done.document_id))
    assert [(s["model"], s["score"]) for s in line.suggestions] == [("model-1", 0.4)]
    assert [d.by for d in line.decisions] == [session.analyst]
    assert list(session.examine()) == []


def test_in_a_binary_view_an_answer_is_about_one_span(session: Session, tmp_path: Path) -> None:
    data = {"text": TEXT, "spans": SPANS[:1], "answer": "accept", "_view_id": "ner"}
    assert states(session, taken(session, tmp_path, data, "gold")) == ["suggested"]


def test_labels_are_known_by_other_names_or_are_new(session: Session, tmp_path: Path) -> None:
    names = ("PER", "organisation", "Grade", "norp", "NORP", "Works of art")
    spans = [{"start": n, "end": n + 4, "label": name} for n, name in enumerate(names)]
    done = taken(session, tmp_path, {"text": "abcdefghijklmnop", "spans": spans})
    found = [span.label for span in session.gold_line(str(done.document_id)).spans]
    assert found == ["PERSON", "ORG", "RATING", "NORP", "NORP", "WORKS_OF_ART"]
    assert [label.name for label in session.labels][-2:] == ["norp", "Works of art"]
    assert done.brought is not None
    assert done.brought.new_labels == ("NORP", "WORKS_OF_ART")
    assert "PER is PERSON" in done.detail
    again = Session(session.path)
    assert [label.id for label in again.labels][-2:] == ["NORP", "WORKS_OF_ART"]
    again.close()


# --- what somebody changed elsewhere ---


def test_a_span_taken_away_in_doccano_takes_its_fields_along() -> None:
    data = doccano.task(bare(rich()))
    subject = next(entity for entity in data["entities"] if entity["label"] == "SERVICE")
    data["entities"].remove(subject)
    data["relations"] = [
        r for r in data["relations"] if subject["id"] not in (r["from_id"], r["to_id"])
    ]
    line = through_json(data)
    assert [rating.subject for rating in line.ratings] == [None, None]
    assert line.ratings[0].scale == "ofsted4@1"
    assert line.ratings[0].state == "suggested"


def test_what_is_chosen_in_label_studio_counts() -> None:
    line = bare(rich())
    data = label_studio.task(line, 1)
    for part in (*data["annotations"], *data["predictions"]):
        for result in part["result"]:
            if result.get("from_name") == "value_norm":
                result["value"]["choices"] = ["outstanding"]
    found = through_json(data)
    assert [rating.value_norm for rating in found.ratings] == ["outstanding"] * 2
    assert found.spans == line.spans


def test_another_subject_related_elsewhere_is_another_record() -> None:
    line = bare(rich())
    data = doccano.task(line)
    value = next(entity for entity in data["entities"] if entity["label"] == "RATING")
    new = {"id": 77, "label": "SERVICE", "start_offset": 6, "end_offset": 14}
    data["entities"].append(new)
    data["relations"].append({"from_id": 77, "to_id": value["id"], "type": "rated"})
    found = through_json(data)
    added = [span for span in found.spans if span not in line.spans]
    assert isinstance(added[0], Span)
    subjects = [rating.subject.span for rating in found.ratings if rating.subject]
    assert added[0].id in subjects
