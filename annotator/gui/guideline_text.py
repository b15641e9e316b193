"""Which guideline belongs to a project: its own file, the one of the settings, or ours."""

from __future__ import annotations

from pathlib import Path

from annotator import assets

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


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""
