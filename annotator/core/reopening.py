"""What is decided in a complete article takes it up again: nothing in it changes unseen."""

from __future__ import annotations

from dataclasses import replace

from annotator.core import edits
from annotator.core.decisions import SILENT, ArticleState, Change, Edit
from annotator.core.documents import Details
from annotator.core.review import Review


def reopening(review: Review, edit: Edit) -> Edit:
    """The gesture; in a complete article with its being reopened, so that one undo takes back both.

    A note, a flag and other details change nothing that was said complete; which lines are
    furniture does, as the article is read anew then.
    """
    is_about_status = any(change.act in ("complete", "reopen") for change in edit.changes)
    if is_about_status or not any(_decides(change) for change in edit.changes):
        return edit
    return replace(edit, changes=edit.changes + edits.reopen(review).changes)


def is_reopening(edit: Edit | None) -> bool:
    """Did a gesture decide something in a complete article, which is open again?"""
    acts = {change.act for change in edit.changes} if edit is not None else set()
    return "reopen" in acts and len(acts) > 1


def brings_back(edit: Edit | None) -> bool:
    """Is an article, complete or aside before, to be read and decided again?"""
    states = ((change.before, change.after) for change in edit.changes) if edit is not None else ()
    return any(
        isinstance(before, ArticleState)
        and isinstance(after, ArticleState)
        and _is_done(before)
        and not _is_done(after)
        for before, after in states
    )


def _is_done(state: ArticleState) -> bool:
    return state.aside or state.status == "complete"


def _decides(change: Change) -> bool:
    if change.kind != "article":
        return change.act != "note" and change.act not in SILENT
    before, after = change.before, change.after
    if isinstance(before, Details) and isinstance(after, Details):
        return before.zones != after.zones
    return False
