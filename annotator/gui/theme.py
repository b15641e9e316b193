"""Colours of the window in light and dark, and how they reach Qt.

Every colour that a widget draws comes from a ``Theme``; the app's stylesheet holds no font weight,
because Qt draws the weights of the shipped variable fonts only through ``fonts``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from annotator.core.labels import Label, LabelColours
from annotator.gui import fonts

INTERFACE_SIZE = 13  # pixels


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#RRGGBB``; every text colour has at least 4.5:1 on page, panel and card.

    Attributes:
        page, panel, card: grounds of the article, of what stands beside it, of a raised card.
        hairline: lines and quiet borders; control: border of a field or button.
        ink, muted: text and quieter text; accent_ink: text on the accent.
        chosen: ground of the chosen row; hover: ground under the pointer.
        selection: ground of selected words in the article.
        positive, danger: text that says that something is done or is wrong.
        tooltip, tooltip_ink: ground and text of tool tips.
    """

    name: str
    dark: bool
    page: str
    panel: str
    card: str
    hairline: str
    control: str
    ink: str
    muted: str
    accent: str
    accent_ink: str
    chosen: str
    hover: str
    selection: str
    positive: str
    danger: str
    tooltip: str
    tooltip_ink: str


LIGHT = Theme(
    name="light",
    dark=False,
    page="#FBFBFA",
    panel="#F3F3F1",
    card="#FFFFFF",
    hairline="#DEDEDA",
    control="#8C8C86",
    ink="#1C1C1A",
    muted="#63635E",
    accent="#1F5FBF",
    accent_ink="#FFFFFF",
    chosen="#E8F0FC",
    hover="#EBEBE8",
    selection="#C9DCF8",
    positive="#0B6B4A",
    danger="#B3261E",
    tooltip="#2B2B29",
    tooltip_ink="#FBFBFA",
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#1A1B1E",
    panel="#202226",
    card="#26282D",
    hairline="#33363C",
    control="#74787F",
    ink="#E9E9E6",
    muted="#A2A5AB",
    accent="#7FB2FF",
    accent_ink="#10131A",
    chosen="#26344C",
    hover="#2A2D32",
    selection="#2F4A78",
    positive="#86DDB8",
    danger="#FF9A91",
    tooltip="#E9E9E6",
    tooltip_ink="#1A1B1E",
)


def theme_for(name: str) -> Theme:
    """The theme of a setting: ``light``, ``dark`` or ``system`` (what the desktop says)."""
    if name == "system":
        hints = QApplication.styleHints()
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if name == "dark" else LIGHT


def label_colours(label: Label, theme: Theme) -> LabelColours:
    """Ink and tint of a label in a theme."""
    return label.dark if theme.dark else label.light


def apply_theme(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole program the theme: style, palette, font and stylesheet.

    Args:
        scale: size of the interface, 1.0 or larger.
    """
    style = app.style()
    if style is None or style.objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(fonts.interface_font(round(INTERFACE_SIZE * scale)))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, scale))


def palette(theme: Theme) -> QPalette:
    """A palette with every role set, for the active, inactive and disabled groups."""
    role = QPalette.ColorRole
    shades = {
        role.Window: theme.panel,
        role.WindowText: theme.ink,
        role.Base: theme.card,
        role.AlternateBase: theme.panel,
        role.Text: theme.ink,
        role.Button: theme.card,
        role.ButtonText: theme.ink,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.tooltip,
        role.ToolTipText: theme.tooltip_ink,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_ink,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.card,
        role.Midlight: theme.hover,
        role.Mid: theme.hairline,
        role.Dark: theme.control,
        role.Shadow: theme.hairline,
    }
    colours = QPalette()
    for part, shade in shades.items():
        colours.setColor(part, QColor(shade))
    off = QPalette.ColorGroup.Disabled
    for part in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        colours.setColor(off, part, QColor(theme.control))
    colours.setColor(off, role.Highlight, QColor(theme.hairline))
    colours.setColor(off, role.HighlightedText, QColor(theme.muted))
    return colours


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """The one stylesheet of the program: 4 px grid, hairlines, 8 px cards, accent focus ring."""

    def scaled(found: re.Match[str]) -> str:
        length = int(found[1])
        return f"{length if length < 3 else round(length * scale)}px"  # lines stay thin

    across, beside, button = (round(length * scale) for length in (4, 8, 12))
    # The ring of the focus is 1 px thicker than the usual border: nothing may move.
    rings = {
        "field_ring": f"{across - 1}px {beside - 1}px",
        "button_ring": f"{across - 1}px {button - 1}px",
    }
    shades = {name: getattr(theme, name) for name in Theme.__slots__}
    return Template(re.sub(r"\b(\d+)px", scaled, _SHEET)).substitute(shades, **rings)


_SHEET = """
QToolTip { background: $tooltip; color: $tooltip_ink; border: 0; padding: 4px 8px; }
QFrame[card="true"] { background: $card; border: 1px solid $hairline; border-radius: 8px; }
QFrame[card="true"][chosen="true"] { border: 2px solid $accent; }

QPushButton, QToolButton, QComboBox, QLineEdit, QSpinBox, QDateEdit {
  background: $card; color: $ink; border: 1px solid $hairline; border-radius: 4px;
  padding: 4px 8px; min-height: 20px; }
QComboBox, QLineEdit, QSpinBox, QDateEdit { border-color: $control; }
QPushButton { padding: 4px 12px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $chosen; }
QPushButton:default { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled {
  color: $control; background: $panel; }
QPushButton:flat, QToolButton[quiet="true"] { background: transparent; border-color: transparent; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus,
QDateEdit:focus { border: 2px solid $accent; padding: $field_ring; }
QPushButton:focus { padding: $button_ring; }
QLineEdit { placeholder-text-color: $muted; selection-background-color: $accent;
  selection-color: $accent_ink; }
QLineEdit QToolButton { min-height: 0; padding: 0; border: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: 20px; }
QSpinBox::up-button, QSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button {
  border: 0; width: 20px; background: transparent; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDateEdit::down-arrow { width: 0; height: 0;
  border-left: 4px solid $card; border-right: 4px solid $card; border-top: 5px solid $muted; }
QSpinBox::up-arrow, QDateEdit::up-arrow { width: 0; height: 0;
  border-left: 4px solid $card; border-right: 4px solid $card; border-bottom: 5px solid $muted; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $hairline; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QAbstractItemView { selection-background-color: $chosen; selection-color: $ink; outline: 0; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: $card;
  border: 1px solid $control; border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { width: 8px; height: 8px;
  border: 4px solid $accent; background: $accent_ink; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }

QMenu { background: $card; color: $ink; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; color: $ink; }
QMenu::item:disabled { color: $control; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenuBar { background: $panel; color: $ink; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $chosen; }

QScrollBar { background: transparent; margin: 0; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $hairline; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QHeaderView::section { background: $panel; color: $muted; border: 0; padding: 4px 8px;
  border-bottom: 1px solid $hairline; }
QProgressBar { background: $hairline; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""
