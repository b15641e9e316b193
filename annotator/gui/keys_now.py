"""Which keys the bottom line shows; it changes with what is chosen and what has the focus."""

from __future__ import annotations

from annotator.core.labels import LabelSet
from annotator.core.ratings import FREE, Rating
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.gui import keymap
from annotator.gui.places import Panels

Keys = list[tuple[str, str]]

#: Keys that labels may have.
_DIGITS = "0-9"
_MOVE = ("next_open previous_open", "move")
_ALL_KEYS = ("show_keys", "all keys")


def show_keys(
    panels: Panels, review: Review | None, item: Span | Rating | None, labels: LabelSet
) -> None:
    """Show the keys that work now in the bottom line."""
    if panels.note.isVisible():
        panels.keys.show_keys([("Enter", "save the note"), ("Esc", "cancel")])
        return
    if panels.articles.line.hasFocus():
        panels.keys.show_keys(filter_keys())
        return
    legend = [(label.key, label.name.lower()) for label in labels if label.key]
    is_marking = panels.view.selected_range() is not None
    keys = keys_now(
        review,
        item,
        is_editing=panels.cards.is_editing,
        in_caret_mode=panels.view.is_in_caret_mode(),
        in_article=panels.view.hasFocus(),
        labels=legend if is_marking else None,
    )
    panels.keys.show_keys(keys)


def keys_now(
    review: Review | None,
    item: Span | Rating | None,
    *,
    is_editing: bool,
    in_caret_mode: bool,
    in_article: bool = True,
    labels: Keys | None = None,
) -> Keys:
    """Keys that work now, the most useful first.

    Args:
        in_article: has the article the focus (while the form of a rating is open)?
        labels: keys and names of the labels, where words are selected that could be marked.
    """
    if is_editing and in_article:
        keys = [("← →", "word"), ("Shift+← →", "select")] if in_caret_mode else []
        keys += [("S", "… a field’s key: put the words there")]
        return [*keys, ("Enter", "save"), ("Esc", "back to the form")]
    if is_editing:
        keys = [("Enter", "save"), ("Esc", "cancel"), ("Tab", "next field")]
        keys += [("Alt+S", "… a field’s key: go there"), ("?", "can’t tell")]
        return [*keys, ("+", "one more subject"), *_named(("pick_words", "words of the article"))]
    if review is None:
        begin = (("new_project", "new project"), ("open_project", "open a project"))
        return _named(("import_files", "import articles"), *begin, _ALL_KEYS)
    caret = [("← → ↑ ↓", "word"), ("Shift+← →", "select")] if in_caret_mode else []
    if labels is not None:  # last, as there may be more of them than there is room for
        keys = caret + _named(("new_rating", "new rating"), ("set_edges", "edges"))
        return [*keys, ("Esc", "leave"), *_named(_ALL_KEYS), *labels]
    if in_caret_mode:  # just marked: no words are selected until the caret goes on
        return [*caret, ("Esc", "leave"), *_for_item(item), *_named(_ALL_KEYS)]
    keys = _for_item(item)
    if review.aside:
        return keys + _named(
            ("set_aside", "bring it back"), ("next_article", "next article"), _ALL_KEYS
        )
    if review.status == "complete":
        return keys + _named(("reopen", "reopen"), ("next_article", "next article"), _ALL_KEYS)
    return keys + _named(("complete", "complete"), ("undo", "undo"), _ALL_KEYS)


def filter_keys() -> Keys:
    """Keys that work while a filter is being typed."""
    keys = [("Enter", "show these articles"), ("Esc", "leave"), ("↑ ↓", "completions")]
    return keys + _named(("saved_filters", "kept filters"), ("show_commands", "commands"))


def no_project_keys(in_list: bool) -> Keys:
    """Keys that work while no project is open.

    Args:
        in_list: are there projects to choose from?
    """
    choose = [("↑ ↓", "move"), ("Enter", "open"), ("Delete", "off the list")] if in_list else []
    return choose + _named(("open_project", "open a file"), ("new_project", "new"), _ALL_KEYS)


def _for_item(item: Span | Rating | None) -> Keys:
    decide = (("confirm", "confirm"), ("reject", "reject"))
    if isinstance(item, Span):
        keys = [*_named(*decide, ("skip", "skip")), (_DIGITS, "relabel")]
        return keys + _named(_MOVE, ("shrink_end grow_end", "edges"))
    if isinstance(item, Rating):
        keys = _named(*decide, ("edit_rating", "edit"), ("next_status", "status"))
        keys += [("1-9", "value")] if item.scale != FREE else []
        return keys + _named(("show_why", "why"), ("edit_note", "note"), ("skip", "skip"), _MOVE)
    keys = _named(_MOVE, ("caret_mode", "select by word"), ("new_rating", "new rating"))
    return [*keys, (_DIGITS, "mark")]


def _named(*commands: tuple[str, str]) -> Keys:
    """Commands (several of them with a space between) as their keys, each with its word."""
    return [(" ".join(map(keymap.key, ids.split())), word) for ids, word in commands]
