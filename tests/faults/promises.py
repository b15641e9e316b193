"""What an analyst was promised, and what of it a project does not keep."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.core.decisions import Decision
from annotator.core.review import Review
from annotator.session import Session
from tests.samples import write_gold

#: Acts that may change labels, or of which only afterwards is known what they decided.
_OPEN_ENDED = ("undo", "redo", "merge", "rename")


@dataclass
class Promises:
    """What was acknowledged so far, and what was under way at the end."""

    decisions: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    labels: list[list[str]] | None = None
    filters: set[str] = field(default_factory=set)
    pending: dict[str, Any] | None = None
    kinds: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        """Take in a line of ``analyst.RandomAnalyst``."""
        if line.startswith("-"):
            self.pending = None
        if line[:1] not in ("+", "="):
            return
        said = json.loads(line[1:])
        if line.startswith("+"):
            self.pending = said
            return
        self.kinds[said["kind"]] += 1
        if said["kind"] != "import":  # which says so of one article after the other
            self.pending = None
        for document_id, acts in said.get("decisions", {}).items():
            log = self.decisions.setdefault(document_id, [])
            log += [(n, act, target) for n, act, target in acts]
        for document_id in said.get("unread", ()):
            self.read.pop(document_id, None)
        self.imported |= said.get("imported", {})
        self.read |= said.get("read", {})
        self.labels = said.get("labels", self.labels)
        self.filters |= set(said.get("filters", []))

    @property
    def acknowledged(self) -> int:
        """How many decisions, articles and runs were acknowledged."""
        return sum(map(len, self.decisions.values())) + len(self.imported) + len(self.read)


@dataclass
class Broken:
    """What does not hold: how much is lost, and a sentence for each fault."""

    lost: int = 0
    said: list[str] = field(default_factory=list)

    def lose(self, what: str) -> None:
        self.lost += 1
        self.said.append(f"{what} is lost")


def broken(session: Session, promised: Promises) -> Broken:
    """Everything acknowledged is there; beyond it stands at most one whole gesture."""
    found = Broken()
    logs = {i: session._project.decisions.load(i) for i in session._project.documents.ids()}
    counts = dict.fromkeys(logs, 0)
    for document_id, acts in promised.decisions.items():
        log = logs.get(document_id, [])
        for n, act, target in acts:
            there = log[n - 1] if n <= len(log) else None
            if there is None or (there.n, there.act, there.target) != (n, act, target):
                found.lose(f"{document_id}: decision {n} ({act} {target})")
            counts[document_id] = max(counts.get(document_id, 0), n)
    beyond = {i: log[counts[i] :] for i, log in logs.items() if log[counts[i] :]}
    if beyond and not _is_whole(session, beyond, promised.pending):
        found.said.append(f"half a gesture is there: {beyond}")
    _rest(session, promised, found, beyond.keys())
    return found


def _rest(session: Session, promised: Promises, found: Broken, touched: Collection[str]) -> None:
    """``touched``: the articles of the gesture that nobody acknowledged."""
    pending = promised.pending or {}
    unread = touched if pending.get("kind") in _OPEN_ENDED else pending.get("unread", ())
    db = session._project.db
    texts = dict(db.rows("SELECT id, sha256 FROM documents"))
    for document_id, sha256 in promised.imported.items():
        if texts.get(document_id) != sha256:
            found.lose(f"the article {document_id}")
    runs = dict(db.rows("SELECT id, rules FROM documents"))
    for document_id, rules in promised.read.items():
        kept = [rules, pending.get("read", {}).get(document_id, rules)]
        # Other furniture is another text to read: the run over the former one is let go of.
        if runs.get(document_id) not in ([*kept, None] if document_id in unread else kept):
            found.lose(f"the run {rules} over {document_id}")
    if not promised.filters <= session.saved_filters().keys():
        found.lose("a kept filter")
    labels = [[label.id, label.name] for label in session.labels]
    if promised.labels not in (None, labels) and pending.get("kind") not in _OPEN_ENDED:
        found.lose(f"labels {promised.labels}, there is {labels}: one")


def _is_whole(
    session: Session, beyond: dict[str, list[Decision]], pending: dict[str, Any] | None
) -> bool:
    """Is what nobody acknowledged exactly the gesture that was under way?"""
    if pending is None:
        return False
    there = {i: [[d.n, d.act, d.target] for d in log] for i, log in beyond.items()}
    if "decisions" in pending:
        return bool(there == pending["decisions"])
    if pending["kind"] == "merge":
        offered = {label.id for label in session.labels}
        return pending["label"] not in offered | session.label_uses().keys()
    document_id, log = next(iter(beyond.items()))
    gesture = session._project.db.value(
        "SELECT gesture FROM decisions WHERE document_id = ? AND n = ?", document_id, log[0].undoes
    )
    undone = session._project.decisions.of_gesture(gesture)
    sizes = {i: len(decisions) for i, decisions in undone.items()}
    acts = {d.act for log in beyond.values() for d in log}
    # What would be left without its ends is taken back with it, so that there may be more.
    return (
        acts in ({"undo"}, {"redo"})
        and sizes.keys() == beyond.keys()
        and all(len(log) >= sizes[i] for i, log in beyond.items())
    )


def unsound(session: Session, out: Path) -> Iterator[str]:
    """A sentence for everything that doctor, the fold or the gate has to say."""
    for finding in session.examine():
        yield f"doctor: {finding.where}: {finding.what}"
    for document_id in session._project.documents.ids():
        live = picture(session.open_article(document_id))
        if live != picture(session._project.replay(document_id).review):
            yield f"{document_id} is not what its log makes of it"
    write_gold(session, out, all_articles=True)


def picture(review: Review) -> object:
    """All that can be decided of an article."""
    return review.spans, review.ratings, review.article, review.document
