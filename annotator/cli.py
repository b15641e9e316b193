"""The headless twin: every command, without Qt. It asks nothing and ends with 0, 1 or 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import command_line, paths
from annotator.commands.opening import opened
from annotator.commands.progress import Bar, LongArticle, with_progress
from annotator.commands.saying import complain, say, write_any_name
from annotator.core.errors import BadInput, KnownError, NotUnderstood, TextLost
from annotator.core.wording import counted

if TYPE_CHECKING:
    from annotator.core.documents import Document, Source
    from annotator.core.gold import GoldLine
    from annotator.core.scales import ScaleRegistry
    from annotator.exchange.scale_files import Loaded
    from annotator.extraction.pipeline import Pipeline
    from annotator.session import Imported, Session


def run(arguments: list[str], show_window: Callable[[argparse.Namespace], int]) -> int:
    """Parse, run, and turn what went wrong into one sentence and an exit status.

    Args:
        show_window: does what ``gui`` asks for; the only command that needs Qt.
    """
    write_any_name()
    try:
        options = command_line.parsed(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or shown its help
        return int(stop.code or 0)
    try:
        if options.data_dir:
            os.environ[paths.DATA_DIR_VARIABLE] = str(options.data_dir)
            paths.data_dir()
        return {**_RUN, "gui": show_window}[options.command](options)
    except KnownError as error:
        if isinstance(error, NotUnderstood) and error.__cause__ is not None:
            _log(error.__cause__)  # it may be a mistake of ours all the same
        complain([error])
        return 1
    except BrokenPipeError:
        sys.stdout = None  # whoever read us has gone; say nothing more
        return 1
    except KeyboardInterrupt:
        complain(["stopped; what was done so far is kept."])
        return 1
    except Exception as error:
        if os.environ.get("ANNOTATOR_DEBUG"):
            raise
        written = _log(error)
        where = f"It is told in {written}" if written else "ANNOTATOR_DEBUG=1 shows it"
        print(
            f"annotator: a mistake of the program itself ({type(error).__name__}). "
            f"What was decided is safe. {where}.",
            file=sys.stderr,
        )
        return 1


def _log(error: BaseException) -> Path | None:
    """Note where in the code something broke; gives the log, None where it cannot be written."""
    from annotator import logs

    written = logs.start()
    logs.note(logs.report(type(error), error.__traceback__))
    return written


# --- commands ---


def _import(options: argparse.Namespace) -> int:
    from annotator.core.brought import Brought, total
    from annotator.core.changes import Reading
    from annotator.exchange.folders import files_in
    from annotator.exchange.readers import columns, encodings, standard_input

    encodings.check(options.encoding)
    how = Reading(options.encoding, columns.parse(options.columns))
    counts: Counter[str] = Counter()
    copies, along = 0, Brought()
    with standard_input.with_input(options.files, sys.stdin.buffer) as given:
        files = files_in(given, options.project)
        missing = [path for path in files if not paths.is_there(path)]
        if missing:
            raise BadInput(f"There is no file {missing[0]}.")
        with opened(options.project, create=True) as session:
            _compare_older(session)
            reports = session.import_files(files, as_=options.as_, how=how)
            for report in with_progress(reports, None, "articles"):
                counts[report.outcome] += 1
                copies += report.is_near_copy
                along = total((along, report.brought))
                _say_imported(report)
    summary = [f"{counts[o]} {o}" for o in ("added", "same", "appearance", "failed")]
    if copies:
        summary[0] += f" ({counted(copies, 'near copy', 'near copies')})"
    print(", ".join(summary))
    if along:
        print(f"brought along: {along.sentence()}")
    return 1 if counts["failed"] else 0


def _say_imported(report: Imported) -> None:
    became = report.document_id if report.document_id != report.name else None
    columns = (report.outcome, report.name, became, report.detail)
    say(*filter(None, columns), failed=report.outcome == "failed")


def _compare_older(session: Session, *, again: bool = False) -> None:
    """Find the near copies among articles that came in before anybody looked for them."""
    if again or session.copies.missing():
        with Bar("articles compared") as bar:
            session.copies.catch_up(bar.show, again=again)


def _copies(options: argparse.Namespace) -> int:
    with opened(options.project) as session:
        _compare_older(session, again=options.again)
        clusters = session.copies.clusters()
        for cluster, ids in clusters:
            say(f"{cluster}: {counted(len(ids), 'article')}")
            for other in ids[1:]:
                say("", other, f"{session.copies.alike(ids[0], other)} % like {ids[0]}")
    print(f"{counted(len(clusters), 'cluster')} of near copies")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from annotator.extraction.pool import WorkerPool

    failed = done = differ = 0
    with (
        opened(options.project, scales=options.scales) as session,
        WorkerPool(
            paths.worker_command(session.scale_folders, second_opinion=options.second_opinion),
            options.workers,
            LongArticle().show,
        ) as pool,
    ):
        hello = pool.hello()
        _say_model(hello.model)
        complain(hello.complaints)
        ids = session.article_ids() if options.again else None
        if ids is None:
            ids = session.without_suggestions(hello.rules, hello.model)
        lost: list[tuple[str, KnownError]] = []
        found_in = pool.run(_sources(session, ids, lost))
        for document_id, found in chain(with_progress(found_in, len(ids), "articles"), lost):
            if isinstance(found, KnownError):
                failed += 1
                say("failed", document_id, found, failed=True)
                continue
            if session.add_suggestions(str(document_id), found) is None:
                merged = session.compare(str(document_id), found)
                differ += bool(merged.added or merged.withdrawn)
            done += 1
    print(f"{done} done, {failed} failed")
    if differ:
        print(f"{differ} complete articles would get other suggestions; they were not touched.")
    return 1 if failed else 0


def _sources(
    session: Session, ids: list[str], lost: list[tuple[str, KnownError]]
) -> Iterator[tuple[str, Source]]:
    """What is to be read; articles without a text are added to ``lost``."""
    for document_id in ids:
        try:
            source = session.source(document_id)
        except TextLost as error:
            lost.append((document_id, error))
        else:
            yield document_id, source


def _predict(options: argparse.Namespace) -> int:
    from annotator.exchange.conversion.converter import Converter
    from annotator.exchange.explaining import explained
    from annotator.exchange.exporting import write_lines
    from annotator.exchange.predictions import predicted
    from annotator.exchange.readers import read_lines
    from annotator.exchange.readers.articles import with_zones
    from annotator.exchange.readers.incoming import Options

    pipeline, scales = _pipeline(options)
    _say_model(pipeline.model)
    errors: list[str] = []

    def documents() -> Iterator[Document]:
        with Converter(paths.own_command("convert")) as converter:
            for path in options.files:
                for line in read_lines(path, Options(converter=converter)):
                    if isinstance(line, BadInput):
                        errors.append(str(line))
                    else:
                        yield with_zones(line.document)

    def lines() -> Iterator[GoldLine]:
        for document in with_progress(documents(), None, "articles"):
            said = partial(LongArticle().show, document.id)
            found = pipeline.extract(*document.source, said, options.explain)
            if options.explain:
                for line in explained(document.id, found):
                    say(line)
            yield predicted(document, found)

    count = write_lines(lines(), options.output, scales)
    complain(errors)
    say(f"{counted(count, 'article')} written to {options.output}")
    return 1 if errors else 0


def _export(options: argparse.Namespace) -> int:
    from annotator.commands import export

    with opened(options.project) as session, Bar("articles") as bar:
        wish = export.wish_of(options, session)
        done = session.exporting.run(wish, on_progress=bar.show)
    for line in export.said(done):
        say(line)
    if not done.total and not options.all:
        print("No article is complete yet; --all exports the others too.", file=sys.stderr)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from annotator.core.evaluation import evaluate
    from annotator.core.gold import GoldLine
    from annotator.exchange import evaluation_report as report
    from annotator.exchange.predictions import predicted

    gold = report.read_gold(options.gold)
    if options.pred:
        found = report.read_gold(options.pred)
    else:
        pipeline, _ = _pipeline(options)
        _say_model(pipeline.model)
        found = {
            name: predicted(line.document, pipeline.extract(*line.document.source))
            for name, line in with_progress(gold.items(), len(gold), "articles")
        }
    nothing = [name for name in gold if name not in found]
    if nothing:
        print(f"annotator: no prediction for {counted(len(nothing), 'article')}.", file=sys.stderr)
    lines = ((line, found.get(name) or GoldLine(line.document)) for name, line in gold.items())
    result = evaluate(lines)
    said = report.as_text(result, mistakes=options.errors, reliability=options.reliability)
    for sentence in said:
        say(sentence)
    if options.json:
        report.write_json(result, options.json)
    return 0


def _status(options: argparse.Namespace) -> int:
    from annotator.commands import safety

    with opened(options.project) as session:
        progress, said = session.progress(), session.safety.restored()
        left = sum(row.open for row in session.article_rows(session.article_ids()))
    new = progress.articles - progress.complete - progress.in_progress
    print(f"articles       {progress.articles}")
    print(f"  complete     {progress.complete}")
    print(f"  in progress  {progress.in_progress}")
    print(f"  new          {new}")
    print(f"  flagged      {progress.flagged}")
    if progress.aside:
        print(f"set aside      {progress.aside}")
    print(f"suggestions    {left} open")
    speed = f", median {progress.median_ms / 1000:.1f} s" if progress.median_ms else ""
    print(f"decisions      {progress.decisions}{speed}")
    safety.say_restored(said)
    return 0


def _set_aside(options: argparse.Namespace) -> int:
    from annotator.commands import set_aside

    return set_aside.run(options)


def _worker(options: argparse.Namespace) -> int:
    from annotator.extraction import worker

    # Of its scale files whoever started it has been told; of its word lists its hello tells.
    return worker.run(sys.stdin, sys.stdout, lambda: _made_pipeline(options, options.scales)[0])


def _convert(options: argparse.Namespace) -> int:
    from annotator.exchange.conversion import process

    return process.run(sys.stdin.buffer, sys.stdout.buffer)


def _safety(options: argparse.Namespace) -> int:
    from annotator.commands import safety

    return safety.RUN[options.command](options)


# --- what the commands share ---


def _pipeline(options: argparse.Namespace) -> tuple[Pipeline, ScaleRegistry]:
    """The pipeline with a person's own scales and words; says what of them cannot be used."""
    pipeline, loaded = _made_pipeline(options, [*paths.scale_folders(), *options.scales])
    complain((*loaded.sentences, *pipeline.complaints))
    return pipeline, loaded.registry


def _made_pipeline(options: argparse.Namespace, folders: list[Path]) -> tuple[Pipeline, Loaded]:
    from annotator.exchange.scale_files import load_known
    from annotator.extraction.pipeline import Pipeline
    from annotator.extraction.word_lists import load_word_lists

    loaded = load_known(folders)
    words = load_word_lists(folders)
    return Pipeline(loaded.registry, words=words, second_opinion=options.second_opinion), loaded


def _say_model(model: str | None) -> None:
    if model is None:
        print(
            "annotator: no language model was found; only rules are used, so people and "
            "places that no rule knows are missed.",
            file=sys.stderr,
        )


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "suggest": _suggest,
    "predict": _predict,
    "evaluate": _evaluate,
    "export": _export,
    "copies": _copies,
    "status": _status,
    "set-aside": _set_aside,
    "doctor": _safety,
    "backups": _safety,
    "restore": _safety,
    "worker": _worker,
    "convert": _convert,
}
