"""Contrast ratios as WCAG defines them, and the packaged colours measured with them."""

from __future__ import annotations

import tomllib

import pytest

from annotator.assets import resource
from annotator.core.contrast import contrast, luminance, mixed, rgb

PAGES = {"light": "#FBFBFA", "dark": "#1A1B1E"}
INKS = {"light": "#1C1C1A", "dark": "#E9E9E6"}
LEAST = 4.5


def packaged_labels() -> list[dict[str, dict[str, str]]]:
    """The labels of the packaged set, as they stand in its file."""
    data = tomllib.loads(resource("label_sets", "inspection-news.toml").read_text("utf-8"))
    return list(data["labels"])


def test_black_on_white_is_21_and_order_does_not_matter() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_a_colour_has_no_contrast_with_itself() -> None:
    assert contrast("#1F5FBF", "#1F5FBF") == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#777777", "#FFFFFF", 4.48), ("#767676", "#FFFFFF", 4.54), ("#FF0000", "#FFFFFF", 4.0)],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_luminance_weighs_green_most() -> None:
    assert luminance("#00FF00") > luminance("#FF0000") > luminance("#0000FF") > 0


@pytest.mark.parametrize("bad", ["", "red", "#FFF", "1F5FBF0", "#GG0000"])
def test_what_is_no_colour_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rgb(bad)


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mixed("#000000", "#FFFFFF", 0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mixed("#102030", "#304050", 0.5) == "#203040"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_packaged_label_can_be_read(theme: str) -> None:
    labels = packaged_labels()
    assert len(labels) == 10
    for label in labels:
        ink, tint = label[theme]["ink"], label[theme]["tint"]
        assert contrast(ink, tint) >= LEAST, (label["id"], theme, "tag on tint")
        assert contrast(ink, PAGES[theme]) >= LEAST, (label["id"], theme, "tag on page")
        assert contrast(INKS[theme], tint) >= LEAST, (label["id"], theme, "words on tint")
