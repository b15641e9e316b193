"""Any colour that is chosen becomes four that can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.contrast import contrast
from annotator.core.label_colours import PALETTE, contrasts, derived, free_colour
from annotator.core.labels import LEAST_CONTRAST, PAGES, Label
from annotator.exchange.label_files import load_label_set
from annotator.gui.theme import DARK, LIGHT


@given(st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}"))
def test_whatever_is_chosen_can_be_read(colour: str) -> None:
    light, dark = derived(colour)
    assert min(contrasts(Label("X", "X", "", "", light, dark))) >= LEAST_CONTRAST
    assert contrast("#1C1C1A", light.tint) >= 9  # the words of the article on it
    assert contrast("#E9E9E6", dark.tint) >= 7


def test_a_good_colour_stays_and_a_pale_one_gets_as_dark_as_it_must() -> None:
    assert [derived(ink)[0].ink for _, ink in PALETTE] == [ink for _, ink in PALETTE]
    mended = derived("#7FB2FF")[0]
    assert LEAST_CONTRAST <= contrast(mended.ink, mended.tint) < LEAST_CONTRAST + 0.4
    with pytest.raises(ValueError, match="is not a colour"):
        derived("blue")


def test_a_new_label_gets_a_colour_of_its_own() -> None:
    labels = load_label_set()
    free = free_colour(labels)
    assert free not in {label.light.ink for label in labels}
    assert free_colour(replace(labels, labels=())) == PALETTE[0][1]


def test_the_pages_are_those_of_the_themes() -> None:
    assert {"light": LIGHT.page, "dark": DARK.page} == PAGES
