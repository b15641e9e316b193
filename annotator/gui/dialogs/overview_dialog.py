"""The project at a glance: six charts; Enter on a bar shows its articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from annotator.core.filters import ArticleFilter
from annotator.core.overview import Chart
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.bar_list import BarList
from annotator.gui.panels.drawing import px
from annotator.gui.theme import Theme

_COLUMNS = 2


class Overview(Dialog):
    """Tab goes from chart to chart, the arrow keys from bar to bar, Enter shows its articles.

    Attributes:
        picked: the filter of the bar that was opened, None where none was.
    """

    def __init__(
        self, said: str, charts: Sequence[Chart], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Overview", theme, parent)
        self.picked: ArticleFilter | None = None
        self.said = self.add_sentence(said)
        self.charts = [BarList(chart, theme) for chart in charts]
        area = QScrollArea()  # where the text is large, not all charts fit on a screen
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        held.setObjectName("charts")
        area.setStyleSheet(f"QScrollArea, #charts {{ background: {theme.panel}; }}")
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(12))
        for number, chart in enumerate(self.charts):
            grid.addWidget(chart, number // _COLUMNS, number % _COLUMNS)
            chart.view.opened.connect(lambda index, chart=chart: self._take(chart, index))
        area.setWidget(held)
        self.body.addWidget(area, 1)
        self.add_sentence(
            "A bar is strong as far as people have decided, faint for what is still open; in the "
            "last chart strong is what was right as suggested. Enter shows its articles.",
            quiet=True,
        )
        self.add_button("Close").clicked.connect(self.reject)
        self.fit(1120, 760)
        if self.charts:
            first = self.charts[0].view
            first.choose(first.model().index(0, 0))
            first.setFocus()

    def _take(self, chart: BarList, index: object) -> None:
        bar = chart.bar(index)  # type: ignore[arg-type]
        if bar is not None and bar.wanted is not None:
            self.picked = bar.wanted
            self.accept()
        elif bar is not None:
            self.said.setText(f"“{bar.name}” leads to no articles.")
