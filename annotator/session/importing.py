"""Taking in the articles of files, in turns that give the write lock back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from annotator import paths
from annotator.core.changes import AS_FOUND, ImportAs, Imported, Reading, TableQuestion
from annotator.core.decisions import Decision
from annotator.core.documents import Appearance, Details
from annotator.core.errors import BadInput, Busy, KnownError
from annotator.core.gold import GoldLine, with_log
from annotator.core.labels import LabelSet
from annotator.core.scales import ScaleRegistry
from annotator.exchange import gate, readers
from annotator.exchange.conversion.converter import Converter
from annotator.exchange.label_files import load_label_set
from annotator.exchange.readers.articles import typed_article
from annotator.exchange.readers.columns import UnclearColumns
from annotator.exchange.readers.incoming import Options, name_of, names_of
from annotator.exchange.settling import settled
from annotator.session.clock import now
from annotator.session.near_copies import TURN_SECONDS, NearCopies
from annotator.session.originals import noted
from annotator.session.turns import Turn
from annotator.store.backups import MANY
from annotator.store.project import Project

#: A file of more bytes may hold many articles.
_LARGE_BYTES = 50_000
#: So many articles, and so many code points of text, are read before they are written.
_MOST_AT_ONCE, _MOST_TEXT_AT_ONCE = 50, 5_000_000


class Importer:
    """Takes articles into one project."""

    def __init__(
        self, project: Project, scales: ScaleRegistry, labels: LabelSet, analyst: str
    ) -> None:
        self._project = project
        self._scales = scales
        self._labels = labels
        self._analyst = analyst
        self._copies = NearCopies(project)
        self._is_reread = False
        self._names: dict[Path, str] = {}
        self._is_stopped: Callable[[], bool] = lambda: False
        self._file_of: dict[str, str] = {}  # sha256 of what was read -> where its file lies

    def run(
        self,
        files: Iterable[Path],
        as_: ImportAs | None = None,
        how: Reading = AS_FOUND,
    ) -> Iterator[Imported]:
        """Take in files; yields what became of each article, once it is written.

        Where it is cancelled, what is written by then is still told.

        Args:
            as_: take annotations as suggestions or as decided; None: as the file says.
            how: the files are to be read.
        """
        files = list(files)
        if self._is_large(files):
            self._project.backups.before("import")
        self._is_reread, self._is_stopped = bool(how.encoding), how.is_cancelled
        self._names = names_of(files)
        command = paths.own_command("convert")
        with Converter(command, is_cancelled=how.is_cancelled) as converter:
            options = Options(how.encoding, how.columns, converter)
            try:
                yield from self._run(_told(files, how.on_file), as_, options)
            finally:
                self._copies.settle()

    def _run(
        self, paths: Iterable[Path], as_: ImportAs | None, options: Options
    ) -> Iterator[Imported]:
        group: list[tuple[str, GoldLine]] = []
        size, turn = 0, time.monotonic()
        for path in paths:
            if self._is_stopped():
                return
            name, file = self._names[path], noted(path, self._project.path)
            known: list[str] = []
            for line in readers.read_lines(path, replace(options, is_known=self._noting(known))):
                if self._is_stopped():
                    return
                if isinstance(line, BadInput):
                    yield _failed(path, name, line)
                    continue
                group.append((name, line))
                if file is not None:
                    self._file_of.setdefault(line.document.raw_sha256, file)
                size += len(line.document.text)
                late = time.monotonic() - turn > 5 * TURN_SECONDS
                if late or len(group) >= _MOST_AT_ONCE or size > _MOST_TEXT_AT_ONCE:
                    yield from self._write_group(group, as_)
                    group, size, turn = [], 0, time.monotonic()
                    self._file_of.clear()
            yield from (Imported(name, "same", there, self._aside(there)) for there in known)
        yield from self._write_group(group, as_)

    def _aside(self, document_id: str) -> str:
        """Why the article that a file brings is not to be seen; "" where it is."""
        is_aside = self._project.documents.info(document_id).state.aside
        return "It is set aside in this project." if is_aside else ""

    def _is_large(self, paths: Sequence[Path]) -> bool:
        """Is it worth a backup of what is there already?"""
        is_large = len(paths) >= MANY
        with suppress(OSError):  # reading it says what is wrong
            is_large = is_large or sum(path.stat().st_size for path in paths) > _LARGE_BYTES
        return is_large and any(self._project.documents.counts())

    def _noting(self, known: list[str]) -> Callable[[str], bool]:
        """Tells whether bytes were taken in before; notes the article that they became."""

        def is_known(raw_sha256: str) -> bool:
            there = self._project.documents.with_source(raw_sha256)
            if there is not None:
                known.append(there)
            return there is not None

        return is_known

    def run_text(self, text: str, details: Details) -> Imported:
        """Take in a text that came from no file."""
        try:
            line = typed_article(text, details)
        except BadInput as error:
            return Imported(details.title, "failed", detail=str(error))
        (done,) = self._write_group([(line.document.id, line)], None)
        self._copies.settle()
        return done

    def _write_group(
        self, group: list[tuple[str, GoldLine]], as_: ImportAs | None
    ) -> Iterator[Imported]:
        """Write what was read, giving the write lock back after each turn.

        A turn in which one article cannot be taken is written again, each article by itself.
        """
        index = alone = 0
        while index < len(group) and not self._is_stopped():
            first, done, labels = index, [], self._labels
            turn = Turn(self._project, self._copies)
            try:
                with self._copies.turn():
                    while index < len(group) and (
                        index == first or (index >= alone and not turn.is_full)
                    ):
                        name, line = group[index]
                        done.append(self._take(name, line, as_, turn))
                        index += 1
                    turn.write()
            except KnownError as error:  # this turn was taken back as a whole
                self._labels = labels
                if index > first >= alone and not isinstance(error, Busy):
                    index, alone = first, index + 1
                    continue
                index = max(index, first + 1)
                done = [Imported(n, "failed", detail=str(error)) for n, _ in group[first:index]]
            yield from map(turn.told, done)

    def _take(self, name: str, line: GoldLine, as_: ImportAs | None, turn: Turn) -> Imported:
        turn.look_for(line)
        documents = self._project.documents
        twin = documents.with_text(line.document.sha256)
        # A gold line only says which file its text was part of: another text is another article.
        if line.line_sha256 is None or twin is not None:
            there = documents.with_source(line.document.raw_sha256)
            # Bytes read anew in another encoding are another text, so another article.
            if there is not None and (twin is not None or not self._is_reread):
                return Imported(name, "same", there, _lost(line) or self._aside(there))
        if twin is not None:
            turn.write()  # so that the log has the order of the file
            return self._take_appearance(name, line, twin)
        if not line.document.text.strip():
            return Imported(name, "failed", detail="It is empty: there is nothing to read.")
        document = replace(line.document, id=documents.free_id(line.document.id, turn.ids))
        line = replace(line, document=document)
        labels = self._labels
        if line.brought is not None:
            line, labels = settled(line, labels, self._scales, as_gold=as_ == "gold")
            labels = (
                labels if labels == self._labels else self._labels.edited(labels, load_label_set())
            )
        if line.line_sha256 is None:  # no gold line: nobody here has labelled it yet
            line = replace(line, label_set=labels.id)
        # A log that is made here fits what it is made from: it need not be replayed.
        is_plain = not line.has_log and as_ != "suggestions"
        problem = next(gate.problems(line, self._scales), None) if is_plain else None
        if not line.has_log or as_ == "suggestions":
            line = with_log(line, self._analyst, now(), as_suggestions=as_ == "suggestions")
        if not is_plain:
            problem = next(gate.problems(line, self._scales), None)
        if problem:
            return Imported(name, "failed", detail=problem)
        turn.add(line, self._act(document.id, name, line))
        self._keep(labels)
        said = line.brought.sentence() if line.brought else ""
        return Imported(name, "added", document.id, said, brought=line.brought)

    def _keep(self, labels: LabelSet) -> None:
        """Offer the labels that a file of another tool brought along."""
        if labels != self._labels:
            self._project.labels.save(labels)
            self._labels = labels

    def _take_appearance(self, name: str, line: GoldLine, there: str) -> Imported:
        """The same text from elsewhere: noted with the article that is there already."""
        found = line.document
        appearance = Appearance(found.outlet, found.url, found.published)
        self._project.add_appearance(there, appearance, self._act(there, name, line))
        return Imported(name, "appearance", there, _lost(line))

    def _act(self, document_id: str, name: str, line: GoldLine) -> Decision:
        document = line.document  # what came in is vouched for by the log's chain of hashes
        said = {"name": name, "raw_sha256": document.raw_sha256, "sha256": document.sha256}
        if line.line_sha256:
            said["line_sha256"] = line.line_sha256
        if file := self._file_of.get(document.raw_sha256):
            said["file"] = file
        return Decision(None, "article", document_id, "import", None, said, self._analyst, now(), 0)


def _lost(line: GoldLine) -> str:
    return "its annotations were not taken over" if line.spans or line.ratings else ""


def _failed(path: Path, name: str, error: BadInput) -> Imported:
    question = None
    if isinstance(error, UnclearColumns):
        question = TableQuestion(path, error.header, error.rows, error.guess)
    return Imported(name, "failed", detail=str(error), question=question)


def _told(paths: Iterable[Path], tell: Callable[[int, str], object]) -> Iterator[Path]:
    """The paths; each is told before it is read."""
    for number, path in enumerate(paths):
        tell(number, name_of(path))
        yield path
