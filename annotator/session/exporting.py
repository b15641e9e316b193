"""Gold out of one state of the project, in any format, through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.core.errors import KnownError, TextLost
from annotator.core.exports import COMPLETE, Exported, ExportWish
from annotator.core.filters import ArticleFilter
from annotator.core.gold import GoldLine
from annotator.core.splitting import split
from annotator.core.wording import counted
from annotator.exchange import exporting
from annotator.exchange.formats import FORMATS as FORMATS
from annotator.exchange.formats import Format as Format
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats import guessed as guessed
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.session import Session


class Exporting:
    """Exports of a session's project."""

    def __init__(self, session: Session, project: Project) -> None:
        self._session = session
        self._project = project

    def run(
        self,
        wish: ExportWish,
        *,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Exported:
        """Write what is wanted.

        Raises:
            KnownError: the gate stopped it, it could not be written, or it was cancelled. Former
                exports stay as they were.
        """
        done = 0
        textless: list[str] = []
        with self._project.db.reading():  # another window may decide something half-way
            ids = self.ids(wish)

            def lines(part: Iterable[str]) -> Iterator[GoldLine]:
                nonlocal done
                for document_id in part:
                    if is_cancelled():
                        raise KnownError("The export was cancelled.", safe="Nothing was written.")
                    try:
                        yield self._project.gold_line(document_id)
                    except TextLost:
                        textless.append(document_id)
                    done += 1
                    on_progress(done, len(ids))

            head = self._project.decisions.head() if wish.log else None
            parts = [
                exporting.Part(out, lines(part), head)
                for out, part in zip(wish.outs.values(), self._parts(wish, ids), strict=True)
            ]
            reports = exporting.export(parts, FORMATS[wish.format], self._wanted(wish))
        counts = [report.articles for report in reports]
        losses = [*Report.total(reports).sentences(), *map(_left_out, textless)]
        if any(counts) and not all(counts):
            empty = [out.name for out, n in zip(wish.outs.values(), counts, strict=True) if not n]
            losses.append(f"{' and '.join(empty)} got no article: too few to split like this.")
        losses += self._said_of_aside(wish)
        return Exported(dict(zip(wish.outs.values(), counts, strict=True)), tuple(losses))

    def ids(self, wish: ExportWish) -> list[str]:
        """Ids of the articles that are wanted, in their order."""
        return self._session.article_ids(self._filter(wish))

    def _filter(self, wish: ExportWish) -> ArticleFilter:
        wanted = wish.filter or replace(COMPLETE, status=())
        if not (wanted.status or wish.all_articles):
            wanted = replace(wanted, status=COMPLETE.status)
        return wanted

    def _said_of_aside(self, wish: ExportWish) -> list[str]:
        """That articles stayed behind because they are set aside."""
        wanted = self._filter(wish)
        left = 0 if wanted.aside else len(self._session.article_ids(replace(wanted, aside=True)))
        said = counted(left, "article is", "articles are")
        return [f"{said} set aside and stayed behind."] if left else []

    def _parts(self, wish: ExportWish, ids: list[str]) -> list[list[str]]:
        if wish.split is None:
            return [ids]
        clusters = self._project.documents.clusters()
        places = split(((i, clusters.get(i)) for i in ids), wish.split)
        return [[i for i in ids if places[i] == part] for part in wish.split.parts]

    def _wanted(self, wish: ExportWish) -> Wanted:
        labels = self._session.labels
        known = [label.id for label in labels.known]
        used = sorted(self._session.label_uses().keys() - set(known))
        return Wanted(
            scales=self._session.scales,
            labels=labels,
            label_ids=tuple(i for i in (*known, *used) if not wish.only or i in wish.only),
            log=wish.log,
            per_category=wish.per_category,
            only=frozenset(wish.only),
        )


def _left_out(document_id: str) -> str:
    return f"{document_id} was left out: its text is lost since the project file was damaged."
