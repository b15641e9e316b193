"""The project's own labels: what people see changes, ids and gold stay true."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from annotator.core import edits
from annotator.core.errors import Refused
from annotator.core.labels import Label, LabelColours
from annotator.session import Changes, Session
from tests.samples import TEXT, filled

ID = "ashcombe.txt"
LIGHT, DARK = LabelColours("#0B5394", "#E1EEFA"), LabelColours("#9CCBFF", "#14365A")


def ward(session: Session) -> Label:
    return Label(session.labels.free_id("Ward & wing"), "Ward & wing", "", "A part.", LIGHT, DARK)


def label_sets(session: Session) -> list[str]:
    return [session.gold_line(i).label_set for i in session.article_ids()]


def flag(session: Session, document_id: str) -> None:
    session.apply(edits.set_flag(session.open_article(document_id), True))


def test_a_new_name_is_for_people_only(reviewed: Session) -> None:
    heard: list[Changes] = []
    reviewed.on_change(heard.append)
    service = reviewed.labels.get("SERVICE")
    assert service is not None
    reviewed.set_labels(reviewed.labels.with_label(replace(service, name="Provider", key="")))
    assert heard == [Changes(labels=True)]
    flag(reviewed, ID)
    assert label_sets(reviewed) == ["inspection-news@1"]
    with closing(Session(reviewed.path)) as again:
        found = again.labels.get("SERVICE")
        assert found is not None
        assert (found.name, found.key) == ("Provider", "")
        assert [x.id for x in again.labels][:3] == ["RATING", "SERVICE", "INSPECTORATE"]
        assert list(again.examine()) == []


def test_gold_names_the_set_under_which_it_was_decided(reviewed: Session) -> None:
    """An article decided before a label was added was not read for that label."""
    flag(reviewed, ID)
    packaged = reviewed.labels
    reviewed.set_labels(packaged.with_label(ward(reviewed)))
    own = reviewed.labels.id
    assert own.startswith("inspection-news@1+")
    later = filled(reviewed, reviewed.path.parent, "second.txt", f"{TEXT}\nAgain.")
    assert label_sets(reviewed) == ["inspection-news@1", own]
    reviewed.open_article(ID)
    reviewed.undo()
    assert label_sets(reviewed) == [own, own]
    reviewed.set_labels(packaged)
    flag(reviewed, later)
    assert label_sets(reviewed) == [own, "inspection-news@1"]


def test_a_label_taken_away_can_still_be_shown(reviewed: Session) -> None:
    assert reviewed.label_uses()["DATE"] == 1
    reviewed.set_labels(reviewed.labels.without("DATE"))
    with closing(Session(reviewed.path)) as again:
        assert "DATE" not in [label.id for label in again.labels]
        assert again.labels.get("DATE") is not None
        assert again.labels.free_id("date") == "DATE_2"
        again.set_labels(again.labels.with_label(ward(again)))
        assert again.labels.get("DATE") is not None


def test_another_windows_labels_are_seen(reviewed: Session) -> None:
    with closing(Session(reviewed.path)) as other:
        other.set_labels(other.labels.with_label(ward(other)))
        heard: list[Changes] = []
        reviewed.on_change(heard.append)
        reviewed.refresh()
        assert heard[0].labels
        assert reviewed.labels == other.labels


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "service"}, "have the same name"),
        ({"key": "2"}, "have the same key"),
        ({"dark": LabelColours("#777777", "#888888")}, "cannot be read well in the dark theme"),
        ({"dark": LIGHT}, "cannot be read well in the dark theme"),
        ({"light": LabelColours("blue", "#888888")}, "is not a colour"),
        ({"key": "12"}, "is one digit, or none"),
    ],
)
def test_a_set_that_is_not_in_order_is_refused(
    reviewed: Session, fields: dict[str, object], words: str
) -> None:
    before = reviewed.labels
    with pytest.raises(Refused, match=words):
        reviewed.set_labels(before.with_label(replace(ward(reviewed), **fields)))  # type: ignore[arg-type]
    assert reviewed.labels is before
