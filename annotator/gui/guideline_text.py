"""Which guideline belongs to a project: its own file, the one of the settings, or ours."""

from __future__ import annotations

from pathlib import Path

from annotator import assets
from annotator.core.labels import LabelSet
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.paths import is_file

_MOST_BYTES = 2_000_000  # a guideline is read by people; more than this is another file


def guideline_for(project: Path, of_settings: str) -> str:
    """The Markdown text of the first guideline that can be read.

    Beside ``news.annotator`` that is ``news.guideline.md``, else ``guideline.md``.
    """
    own = [project.with_name(f"{project.stem}.guideline.md"), project.with_name("guideline.md")]
    chosen = [Path(of_settings)] if of_settings else []
    usual = assets.resource("guidelines", "inspection-news.md")
    for path in (*own, *chosen, usual):
        text = _read(path)
        if text:
            return text
    return ""


def section_names(review: Review | None, item_id: str | None, labels: LabelSet) -> tuple[str, ...]:
    """How a section of a guideline about this span or rating may be called."""
    item = review.item(item_id) if review is not None and item_id else None
    if isinstance(item, Rating):
        return (item.status,)
    label = labels.get(item.label) if item is not None else None
    return (label.id, label.name) if label is not None else ()


def _read(path: Path) -> str:
    try:
        if not is_file(path):  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""
