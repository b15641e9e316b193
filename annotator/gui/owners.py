"""Who does a command: it is looked for when the command is called, as projects come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.gui.bench import Bench


class Owners:
    """The objects whose methods are commands."""

    def __init__(
        self,
        always: Sequence[object],
        bench: Callable[[], Bench | None],
        nobody: Callable[[], object],
    ) -> None:
        """
        Args:
            always: owners that are there without a project.
            bench: the open project's bench, None where none is open.
            nobody: called where a command needs a project and there is none.
        """
        self._always = tuple(always)
        self._bench = bench
        self._nobody = nobody

    def all(self) -> list[object]:
        """Those of the open project first."""
        bench = self._bench()
        of_project: list[object] = []
        if bench is not None:
            of_project = [bench, bench.listing, bench.form, bench.card_keys, bench.completion]
            of_project += [
                bench.carrying,
                bench.searching,
                bench.looking_back,
                bench.comparing,
                bench.zoning,
            ]
            of_project += [bench.labelling, bench.desk]
        return [*of_project, *self._always]

    def of(self, command_id: str) -> object | None:
        """Who does a command now: the class that defines it itself, no method of Qt's."""
        return next((owner for owner in self.all() if command_id in vars(type(owner))), None)

    def method(self, command_id: str) -> Callable[[], object]:
        """Does a command with whoever owns it then."""

        def call() -> object:
            owner = self.of(command_id)
            return self._nobody() if owner is None else getattr(owner, command_id)()

        return call
