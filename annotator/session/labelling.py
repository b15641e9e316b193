"""Labels merge into others, and come back with their spans when that is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from annotator.core import merging
from annotator.core.changes import Changes
from annotator.core.decisions import Edit
from annotator.core.errors import KnownError, Refused
from annotator.core.labels import RATING, LabelSet
from annotator.exchange.label_files import load_label_set
from annotator.session.gestures import Gestures
from annotator.store.project import Project


class _Labels(Protocol):
    """What of the session it needs."""

    labels: LabelSet


class Labelling:
    """What a session offers to change and merge labels."""

    def __init__(
        self,
        session: _Labels,
        project: Project,
        gestures: Gestures,
        announce: Callable[[Changes], None],
    ) -> None:
        self._session = session
        self._project = project
        self._gestures = gestures
        self._announce = announce
        self._order: list[str] = []  # of the labels, before one was merged here
        self._came_back: set[str] = set()

    def save(self, wanted: LabelSet) -> None:
        """Make these the labels of the project (``Session.set_labels``)."""
        labels = self._session.labels.edited(wanted, load_label_set())
        self._project.labels.save(labels)
        self._show(labels)

    def _show(self, labels: LabelSet) -> None:
        self._session.labels = labels
        self._announce(Changes(labels=True))

    def articles(self, label_id: str) -> dict[str, bool]:
        """The articles in which a span has the label, as imported: is it complete?"""
        return self._project.labels.articles(label_id)

    def merge(
        self,
        label_id: str,
        into: str,
        *,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Give every span with one label another one, as one gesture, and offer the first no more.

        Complete articles too, as their spans would be left without a label. What was decided
        stays decided, what was open stays open.

        Args:
            on_progress: told (done, total) articles while they are prepared.
            is_cancelled: asked before each of them.

        Raises:
            KnownError: it is refused, could not be written or was cancelled; nothing was changed.
        """
        labels = self._session.labels
        if label_id in (RATING, into) or labels.get(into) not in labels.labels:
            raise Refused("That label cannot be merged into this one.", safe="Nothing was changed.")
        ids = list(self._project.labels.articles(label_id))
        total, edits = 2 * len(ids), list[Edit]()
        for number, document_id in enumerate(ids):
            if is_cancelled():
                raise KnownError("This was cancelled.", safe="Nothing was changed.")
            edits.append(
                merging.merged(self._gestures.standing_of(document_id).review, label_id, into)
            )
            on_progress(number, total)
        fewer = labels.edited(labels.without(label_id), load_label_set())
        self._project.backups.before("bulk")
        changes = self._gestures.apply_all(
            edits,
            0,
            lambda done, _: on_progress(len(ids) + done, total),
            is_cancelled,
            lambda: self._project.labels.save(fewer),
        )
        self._order = [label.id for label in labels]
        self._show(fewer)
        return changes

    @contextmanager
    def following(self) -> Iterator[None]:
        """Let labels come and go with the spans that an undo or a redo gives them.

        Only those that were merged away: that a span has a label which is no longer offered is
        no reason to offer it. Whether it can be offered is no reason to fail either: what was
        undone is written by then.
        """
        retired = [label.id for label in self._session.labels.retired]
        used = self._project.labels.used(retired)
        try:
            yield
        finally:  # of several undos those before one that failed are written
            self._follow(retired, used)

    def _follow(self, retired: list[str], used: set[str]) -> None:
        labels = self._session.labels
        back = self._project.labels.used(retired) - used
        for label_id in back:
            labels = labels.offering_again(label_id, self._order)
        gone = self._came_back - self._project.labels.used(self._came_back)
        for label_id in gone:
            labels = labels.without(label_id)
        if labels != self._session.labels:
            with suppress(KnownError):
                self.save(labels)
                self._came_back = (self._came_back | back) - gone
