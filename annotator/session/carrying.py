"""Corrections travel: where a lesson can be carried to, and carrying it there as one gesture."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from annotator.core.changes import Changes
from annotator.core.decisions import Edit
from annotator.core.documents import Document
from annotator.session.deciding import free_item_id
from annotator.store.project import Project, Standing

if TYPE_CHECKING:
    from annotator.core.propagation import Hit, Lesson


class ApplyAll(Protocol):
    """How a gesture over several articles is written (``Session.apply_all``)."""

    def __call__(
        self,
        edits: list[Edit],
        *,
        on_progress: Callable[[int, int], object] = ...,
        is_cancelled: Callable[[], bool] = ...,
    ) -> Changes: ...


class Carrying:
    """What a session offers to carry a correction over."""

    def __init__(
        self, project: Project, standing_of: Callable[[str], Standing], apply_all: ApplyAll
    ) -> None:
        self._project = project
        self._standing_of = standing_of
        self._apply_all = apply_all

    def articles(self, lesson: Lesson, most: int | None = None) -> list[str]:
        """Ids of the articles that hold the words and are not complete, as imported.

        Args:
            most: give only the first so many, which is quick however many there are.
        """
        return self._project.documents.open_with_words(lesson.words, most)

    def hits(self, lesson: Lesson, document_id: str) -> tuple[Document, list[Hit]]:
        """An article, and the places in it to which the lesson can be carried."""
        from annotator.core import propagation

        review = self._standing_of(document_id).review
        return review.document, propagation.hits(lesson, review)

    def carry(
        self,
        lesson: Lesson,
        chosen: Iterable[Hit],
        *,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Carry a lesson to these places as one gesture; what changed since is left out.

        Raises:
            KnownError: it could not be written or was cancelled; nothing was changed.
        """
        by_article: dict[str, list[Hit]] = {}
        for hit in chosen:
            by_article.setdefault(hit.document_id, []).append(hit)
        edits = [self._edit(lesson, hits) for hits in by_article.values()]
        made = [edit for edit in edits if edit]
        return self._apply_all(made, on_progress=on_progress, is_cancelled=is_cancelled)

    def _edit(self, lesson: Lesson, hits: list[Hit]) -> Edit:
        from annotator.core import propagation

        standing = self._standing_of(hits[0].document_id)
        numbers = itertools.count(standing.last_n + 1)
        return propagation.carried(
            standing.review,
            hits,
            lesson,
            lambda: free_item_id(standing.review, "span", next(numbers)),
        )
