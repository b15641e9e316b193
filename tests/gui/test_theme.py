"""Light and dark: every colour readable, every palette role set, fonts of the right weight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.core.contrast import contrast, mixed
from annotator.exchange.label_files import load_label_set
from annotator.gui import fonts
from annotator.gui.theme import (
    DARK,
    LIGHT,
    Theme,
    apply_theme,
    label_colours,
    palette,
    stylesheet,
    theme_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, without a stylesheet again afterwards."""
    font, colours = qapp.font(), qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)


@BOTH
def test_texts_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.page, theme.panel, theme.card, theme.chosen, theme.hover):
        for text in (theme.ink, theme.muted, theme.accent, theme.positive, theme.danger):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(theme.ink, theme.selection) >= 4.5
    assert contrast(theme.accent_ink, theme.accent) >= 4.5
    assert contrast(theme.tooltip_ink, theme.tooltip) >= 4.5


@BOTH
def test_labels_stay_readable_on_their_paler_tint_and_on_the_page(theme: Theme) -> None:
    for label in load_label_set():
        colours = label_colours(label, theme)
        for ground in (colours.tint, mixed(colours.tint, theme.page, 0.45), theme.page):
            assert contrast(colours.ink, ground) >= 4.5, (label.id, ground)
            assert contrast(theme.ink, ground) >= 4.5, (label.id, ground)


@BOTH
def test_labels_can_be_told_where_a_rating_or_a_selection_lies_under_them(theme: Theme) -> None:
    for label in load_label_set():
        ink = label_colours(label, theme).ink
        for ground in (theme.page, theme.chosen, theme.selection, theme.panel, theme.card):
            assert contrast(ink, ground) >= 4.5, (label.id, ground)


@BOTH
def test_rings_and_borders_of_fields_stand_out(theme: Theme) -> None:
    """What is no text needs 3:1, by WCAG 1.4.11."""
    for ground in (theme.page, theme.panel, theme.card):
        assert contrast(theme.control, ground) >= 3, ground
    for ground in (theme.page, theme.panel, theme.card, theme.chosen, theme.hover):
        assert contrast(theme.accent, ground) >= 3, ground


@BOTH
def test_the_palettes_texts_can_be_read_on_their_grounds(theme: Theme) -> None:
    role, shades = QPalette.ColorRole, palette(theme)
    pairs = [
        (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button), (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight), (role.PlaceholderText, role.Base),
        (role.Link, role.Base), (role.Link, role.Window), (role.BrightText, role.Window),
    ]  # fmt: skip
    for text, ground in pairs:
        seen = shades.color(text).name(), shades.color(ground).name()
        assert contrast(*seen) >= 4.5, (text, ground)


@BOTH
def test_every_rule_of_the_stylesheet_can_be_read(theme: Theme) -> None:
    """Rules that give both text and ground; what is disabled is exempt."""
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", stylesheet(theme))
    found = 0
    for selector, body in rules:
        given = dict(re.findall(r"(?<![-\w])([\w-]+): (#\w{6})", body))
        for text, ground in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
        ):
            if text in given and ground in given and ":disabled" not in selector:
                found += 1
                assert contrast(given[text], given[ground]) >= 4.5, selector.strip()
    assert found >= 5


@BOTH
def test_muted_furniture_can_be_read_on_a_tint(theme: Theme) -> None:
    for label in load_label_set():
        assert contrast(theme.muted, label_colours(label, theme).tint) >= 4.5, label.id


@BOTH
def test_every_palette_role_is_set_in_every_group(theme: Theme) -> None:
    colours = palette(theme)
    roles = [r for r in QPalette.ColorRole if r.name not in ("NColorRoles", "NoRole")]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert not [r.name for r in roles if not colours.isBrushSet(group, r)]
    off = colours.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off == QColor(theme.control)


@BOTH
def test_applying_a_theme_changes_fusion_palette_and_font(app: QApplication, theme: Theme) -> None:
    apply_theme(app, theme)
    assert app.palette().color(QPalette.ColorRole.Window) == QColor(theme.panel)
    assert app.palette().color(QPalette.ColorRole.Link) == QColor(theme.accent)
    assert app.font().pixelSize() == 13
    assert app.font().families()[0] == fonts.INTERFACE


def test_a_field_with_the_focus_has_a_ring_in_the_accent(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    field.resize(120, 32)
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.grab().toImage().pixelColor(60, 1) == QColor(LIGHT.accent)


def test_the_stylesheet_holds_no_weight_and_no_open_placeholder() -> None:
    sheet = stylesheet(DARK)
    assert "font" not in sheet
    assert "$" not in sheet


def test_theme_names(qapp: QApplication) -> None:
    assert theme_for("light") is LIGHT
    assert theme_for("dark") is DARK
    assert theme_for("system") in (LIGHT, DARK)


def test_the_shipped_families_are_registered_and_have_real_weights(qapp: QApplication) -> None:
    assert fonts.register() == (fonts.INTERFACE, fonts.READING)
    words = "Inspectors were content"
    for font in (fonts.interface_font, fonts.reading_font):
        regular = QFontMetricsF(font(24)).horizontalAdvance(words)
        assert QFontMetricsF(font(24, 700)).horizontalAdvance(words) > regular + 2


def test_an_article_has_a_regular_body_and_a_bold_title(qapp: QApplication) -> None:
    body, title = fonts.article_fonts(24, 24)
    words = "Inspectors were content"
    regular = QFontMetricsF(fonts.reading_font(24)).horizontalAdvance(words)
    assert QFontMetricsF(body).horizontalAdvance(words) == pytest.approx(regular, abs=0.5)
    assert QFontMetricsF(title).horizontalAdvance(words) > regular + 2


def test_without_the_packages_the_system_families_serve(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "register", lambda: ())
    monkeypatch.setattr(fonts, "_fixed_copy", lambda family: None)
    font = fonts.interface_font(13, 600)
    assert font.weight() == 600
    assert len(font.families()) > 1
    body, title = fonts.article_fonts(18, 29)
    assert title.bold()
    assert not body.bold()
