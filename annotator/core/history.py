"""Which gesture undo and redo take back, found by walking the log from its end.

A decision or a redo puts its gesture on the stack, an undo takes the top one off; walking backward
that is matching parentheses, so nothing but the log has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable


def gesture_to_undo(backward: Iterable[tuple[int, str]]) -> int | None:
    """The gesture that undo takes back.

    Args:
        backward: (gesture, act of its first decision), newest first, without silent acts.
    """
    undone = 0
    for gesture, act in backward:
        if act == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            return gesture
    return None


def gesture_to_redo(backward: Iterable[tuple[int, str]]) -> int | None:
    """The undo that redo takes back; None once something new was decided since.

    Args:
        backward: as for ``gesture_to_undo``.
    """
    redone = 0
    for gesture, act in backward:
        if act == "redo":
            redone += 1
        elif act != "undo":
            return None
        elif redone:
            redone -= 1
        else:
            return gesture
    return None
