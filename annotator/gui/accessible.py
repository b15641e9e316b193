"""What screen readers get for widgets that paint themselves: a role, a state, a value.

Qt asks for it only while a screen reader (or a test) listens.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

#: Name of a widget's class -> what it is to a person who cannot see it.
ROLES = {
    "ElidedLabel": Role.StaticText,
    "PanelHeader": Role.Heading,
    "KeyLine": Role.StatusBar,
    "ThinBar": Role.ProgressBar,
    "CardColumn": Role.List,
    "RatingCard": Role.ListItem,
    "TopBar": Role.ToolBar,
    "ArticleList": Role.Grouping,
    "EntityList": Role.Grouping,
    "RatingCards": Role.Grouping,
}


@cache
def install() -> None:
    """Tell Qt, once, how to describe the widgets named above."""
    QAccessible.installFactory(_interface)


def _interface(name: str, target: QObject) -> QAccessibleWidget | None:
    return _Painted(target, ROLES[name]) if name in ROLES and isinstance(target, QWidget) else None


class _Painted(QAccessibleWidget):
    """Role of a painted widget; ``is_chosen`` and ``share`` of the widget are told too."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        share = getattr(self._widget, "share", None)
        if kind == QAccessible.Text.Value and isinstance(share, float):
            return f"{share:.0%}"
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        chosen = getattr(self._widget, "is_chosen", None)
        if isinstance(chosen, bool):
            state.selectable, state.selected = True, chosen  # type: ignore[attr-defined]
        return state
