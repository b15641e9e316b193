"""Backups, restoring one, and the project's health."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import paths
from annotator.commands.opening import analyst_name, need_project, opened
from annotator.commands.progress import Bar
from annotator.commands.saying import say
from annotator.core.backups import Backup, Held, in_words
from annotator.core.errors import BadInput
from annotator.core.finding import Finding
from annotator.core.wording import counted

if TYPE_CHECKING:
    from annotator.session import Session


def backups(options: argparse.Namespace) -> int:
    """List the backups of a project, the newest first; with ``--now`` make one."""
    from annotator.session import safety

    if options.now:
        with opened(options.project) as session:
            made = session.safety.back_up("asked")
        say(f"backed up to {made.path}" if made else "nothing changed since the last backup")
        return 0
    found = safety.backups_of(options.project)
    if not found:
        need_project(options.project)
    for number, backup in enumerate(found, 1):
        held = safety.held(options.project, backup)
        print(f"{number:>3}  {_when(backup)}  {_words(held)}  {backup.why}  {backup.path.name}")
    if not found:
        say(f"There is no backup of {options.project.name} yet.", failed=True)
    return 0


def restore(options: argparse.Namespace) -> int:
    """Make a project what a backup holds."""
    from annotator.session import safety

    chosen = _chosen(options.project, options.backup)
    with Bar("pages") as bar:
        before = safety.restore(options.project, chosen, by=analyst_name(), on_progress=bar.show)
    say(f"{options.project.name} is as in {chosen.name}.")
    if before is not None:
        name = before.path.name
        say(f"The state before is kept: annotator restore {options.project} {name}")
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say everything that is wrong with a project, and mend it where that is asked for."""
    if options.repair:
        return _repair(options.project)
    found = 0
    with opened(options.project) as session, Bar("articles") as bar:
        if options.head is not None:
            return _head(session, options.head)
        for finding in session.examine(bar.show):
            found += 1
            _say(finding)
        if not found:
            progress = session.progress()
            articles = counted(progress.articles + progress.aside, "article")
            say(f"{options.project.name} is sound: {articles}.")
    return 1 if found else 0


def _repair(project: Path) -> int:
    from annotator.session import repairing

    with Bar("articles") as bar:
        done = repairing.repair(project, bar.show)
    for sentence in done.mended:
        say(sentence)
    for sentence in done.lost:
        say(f"lost: {sentence}")
    for finding in done.left:
        _say(finding)
    if done.path != project:
        say(f"What could be read is in {done.path}; {project.name} is as it was.")
    elif done.backup is not None:
        say(f"The state before is kept: annotator restore {project} {done.backup.path.name}")
    state = "still has what is listed" if done.left else "is sound"
    say(f"{done.path.name} {state}.")
    return 1 if done.left or done.lost else 0


def _head(session: Session, wanted: str) -> int:
    """Print the head of the log; or whether the log goes through the head of another."""
    entries, head = session.safety.log()
    if not wanted:
        print(f"{entries} {head}")
        return 0
    at = session.safety.entry(wanted)
    if at is None:
        print("That head is not in this log: the two went different ways, or one was changed.")
        return 1
    since = counted(entries - at, "entry", "entries")
    print(f"The log goes through that head at entry {at}; {since} came after it.")
    return 0


def _say(finding: Finding) -> None:
    say(f"{finding.where}: {finding.what}. {finding.meaning}")


def say_restored(said: dict[str, Any] | None) -> None:
    """Whether the project was restored, and from what."""
    if said is not None:
        say(f"restored     from {said.get('from')} at {said.get('at')} by {said.get('by')}")


def _chosen(project: Path, wanted: str) -> Path:
    """The backup that a person means: its number in the list, its name, or a path.

    Raises:
        BadInput: there is none.
    """
    from annotator.session import safety

    found = safety.backups_of(project)
    if wanted.isdecimal() and len(wanted) < 9 and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1].path
    named = [backup.path for backup in found if backup.path.name == wanted]
    if named or paths.is_file(Path(wanted)):
        return named[0] if named else Path(wanted)
    if not found:
        need_project(project)
    raise BadInput(
        f"There is no backup “{wanted}” of {project.name}.",
        safe="Nothing was changed.",
        todo=f"They are listed by: annotator backups {project}",
    )


def _when(backup: Backup) -> str:
    local: datetime = backup.at.astimezone()
    return f"{local:%Y-%m-%d %H:%M:%S}"


def _words(held: Held | None) -> str:
    if held is None:
        return "cannot be read"
    said = f"{counted(held.articles, 'article')}, {counted(held.decisions, 'decision')}"
    effect = in_words(held)
    return f"{said} ({effect})" if effect else said


RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "doctor": doctor,
    "backups": backups,
    "restore": restore,
}
