"""Colours of labels: ink that can be read on its tint and on the page, in both themes.

Colours are ``#RRGGBB``. One colour is enough to choose: the other three are derived from its hue.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

from annotator.core.contrast import contrast, rgb
from annotator.core.labels import LEAST_CONTRAST, PAGES, Label, LabelColours

#: Inks to choose from, each with a name; the packaged labels have the first ten.
PALETTE: tuple[tuple[str, str], ...] = (
    ("red", "#A3123A"),
    ("blue", "#0B5394"),
    ("violet", "#5B2A9D"),
    ("green", "#0B6B4A"),
    ("slate", "#37507A"),
    ("orange", "#8A3B00"),
    ("ochre", "#6B4E00"),
    ("moss", "#3B6B0B"),
    ("grey", "#5C5C5C"),
    ("stone", "#6A5A4A"),
    ("teal", "#00626B"),
    ("magenta", "#96207E"),
    ("brick", "#9A2B12"),
    ("indigo", "#333FA8"),
    ("olive", "#565A00"),
    ("plum", "#6E2B58"),
)
_TINT, _DARK_TINT, _DARK_INK = 0.93, 0.17, 0.78
_STEP = 0.01


def derived(colour: str) -> tuple[LabelColours, LabelColours]:
    """Ink and tint of a colour in the light and in the dark theme.

    The ink of the light theme is the colour itself, or the nearest darker one that can be read.

    Raises:
        ValueError: it is not ``#RRGGBB``.
    """
    hue, lightness, strength = _hls(colour)
    tint = _of(hue, _TINT, min(strength, 0.75))
    ink = colour.upper()
    while not _is_good(ink, tint, PAGES["light"]) and lightness > 0:
        lightness = max(0.0, lightness - _STEP)
        ink = _of(hue, lightness, strength)
    dark_tint = _of(hue, _DARK_TINT, strength * 0.55)
    lightness = _DARK_INK
    dark_ink = _of(hue, lightness, strength)
    while not _is_good(dark_ink, dark_tint, PAGES["dark"]) and lightness < 1:
        lightness = min(1.0, lightness + _STEP)
        dark_ink = _of(hue, lightness, strength)
    return LabelColours(ink, tint), LabelColours(dark_ink, dark_tint)


def contrasts(label: Label) -> tuple[float, float]:
    """The lower contrast of its ink, on tint and page, in the light and in the dark theme."""
    light, dark = (
        min(contrast(c.ink, c.tint), contrast(c.ink, PAGES[theme]))
        for theme, c in (("light", label.light), ("dark", label.dark))
    )
    return light, dark


def free_colour(labels: Iterable[Label]) -> str:
    """The first colour of the palette that no label has; the first one where all are taken."""
    taken = {label.light.ink.upper() for label in labels}
    return next((ink for _, ink in PALETTE if ink not in taken), PALETTE[0][1])


def _is_good(ink: str, tint: str, page: str) -> bool:
    return min(contrast(ink, tint), contrast(ink, page)) >= LEAST_CONTRAST


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = rgb(colour)
    return colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)


def _of(hue: float, lightness: float, strength: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, strength)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
