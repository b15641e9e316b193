"""Label sets from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import assets
from annotator.core.errors import BadInput
from annotator.exchange.label_files import load_label_set

LABEL = """
[[labels]]
id = "{id}"
key = "{key}"
description = "Something."
light = {{ ink = "#102030", tint = "#FFFFFF" }}
dark = {{ ink = "#FFFFFF", tint = "#102030" }}
"""
HEAD = 'name = "ours"\nversion = 3\n'


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packaged_set_has_the_ten_labels_of_the_guideline() -> None:
    labels = load_label_set()
    assert labels.id == "inspection-news@1"
    assert {label.id for label in labels} == set(
        "PERSON ROLE INSPECTORATE SERVICE ORG GPE LOC DATE COUNT RATING".split()
    )
    assert labels.get("RATING") is labels.by_key("1")


def test_a_label_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    path = written(tmp_path / "own.toml", HEAD + LABEL.format(id="Ward", key=""))
    labels = load_label_set(path)
    assert (labels.id, labels.labels[0].name) == ("ours@3", "Ward")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (HEAD + LABEL.format(id="A", key="") * 2, "labels[1].id", "twice"),
        (
            HEAD + LABEL.format(id="A", key="1") + LABEL.format(id="B", key="1"),
            "labels[1].key",
            "already taken",
        ),
        (HEAD + LABEL.format(id="A", key="x"), "labels[0].key", "does not match"),
        (
            HEAD + LABEL.format(id="A", key="").replace("#102030", "blue", 1),
            "labels[0].light.ink",
            "does not match",
        ),
        (HEAD + "labels = []", "labels", "non-empty"),
        (LABEL.format(id="A", key=""), "(whole file)", "'name' is a required property"),
    ],
)
def test_a_bad_set_is_told_by_file_key_and_reason(
    tmp_path: Path, text: str, key: str, reason: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load_label_set(written(tmp_path / "own.toml", text))
    assert "own.toml" in caught.value.what
    assert f"“{key}”" in caught.value.what
    assert reason in caught.value.what


def test_the_packaged_file_is_found_through_assets() -> None:
    assert assets.resource("label_sets", "inspection-news.toml").is_file()
