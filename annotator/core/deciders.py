"""Who decided an item last, and when."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.decisions import SILENT, Decision


def last_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision that stands, by the id of its span or rating.

    Args:
        decisions: the log of one article, in order; what was undone does not stand, what was done
            again does.
    """
    stands: dict[int, Decision] = {}
    taken_back: dict[int, Decision] = {}  # by the number of the undo
    for decision in decisions:
        if decision.act in SILENT or decision.n is None:
            continue
        if decision.act == "undo" and decision.undoes in stands:
            taken_back[decision.n] = stands.pop(decision.undoes)
        elif decision.act == "redo" and decision.undoes in taken_back:
            again = taken_back.pop(decision.undoes)
            stands[again.n or 0] = again
        elif decision.act not in ("undo", "redo"):
            stands[decision.n] = decision
    ordered = (stands[n] for n in sorted(stands))
    return {d.target: d for d in ordered if d.kind != "article"}
