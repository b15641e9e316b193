"""Which decisions of an article stand, and who made them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.decisions import SILENT, Decision


def stand(live: dict[int, Decision], decision: Decision) -> None:
    """Add a decision to those that stand by their numbers, or take away what it undoes."""
    if decision.n is None:
        return
    if decision.act == "undo" and decision.undoes is not None:
        live.pop(decision.undoes, None)
    else:
        live[decision.n] = decision


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand, in order; a redo stands for what it did again.

    Args:
        decisions: the log of one article, in order.
    """
    live: dict[int, Decision] = {}
    for decision in decisions:
        if decision.act not in SILENT:
            stand(live, decision)
    return [live[n] for n in sorted(live)]


def reviewers(decisions: Iterable[Decision]) -> list[str]:
    """Analysts whose decisions stand, in the order of their first one."""
    return list(dict.fromkeys(decision.by for decision in standing(decisions)))


def last_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision that stands, by the id of its span or rating."""
    return {d.target: d for d in standing(decisions) if d.kind != "article"}
