"""Near copies of an article among all of a project: found by MinHash, compared, clustered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from annotator.core.copies import Story, likeness
from annotator.core.documents import Document
from annotator.core.errors import KnownError, ProjectError
from annotator.store.project import Project

#: How many values a signature has, and what seeds them.
_SLOTS, _SEED = 24, 1
#: By what the kept slots were made: another library, other runs or more slots make others.
_RULE = "words4-slots24"
#: A turn of a bulk write takes about this long, so that a key press never waits.
TURN_SECONDS = 0.05
#: After each transaction of many in a row, so that another program gets its turn.
_PAUSE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Of which article another is a near copy; ``percent`` of the shorter one's words."""

    document_id: str
    percent: int

    def __str__(self) -> str:
        return f"near copy of {self.document_id} ({self.percent} % alike)"


def slots_of(story: Story) -> list[int]:
    """A MinHash signature, a number of 64 bits for each of its slots; empty for a short text.

    Two texts have a slot in common as often as runs of words.
    """
    from rensa import RMinHash

    runs = story.runs
    if not runs:
        return []
    signature = RMinHash(_SLOTS, _SEED)
    signature.update(runs)
    return [number << 32 | value for number, value in enumerate(signature.digest())]


def rule() -> str:
    """By what slots are made now; those of another rule cannot be compared with them."""
    from rensa import RMinHash

    return f"rensa{RMinHash.ALGORITHM_VERSION}-{_RULE}"


class NearCopies:
    """What a session offers about near copies."""

    #: So many slots in common make an article worth comparing word by word.
    AT_LEAST = 2
    #: How many articles at most are compared with a new one word by word.
    MOST = 6
    #: The slots of so many articles are stored together.
    TOGETHER = 4_000

    def __init__(self, project: Project) -> None:
        self._project = project

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One transaction that adds or compares articles; may store what waits after it."""
        waiting = self._project.copies.waiting
        try:
            with self._project.db.writing():
                yield
        except BaseException:
            self._project.copies.take_back(waiting)
            raise
        if self._project.copies.waiting // self.TOGETHER > waiting // self.TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Store the slots that wait; where that fails now they are made again another time."""
        with suppress(KnownError):
            for _ in self._project.copies.settle(rule()):
                time.sleep(_PAUSE_SECONDS)

    def take_in(self, document: Document, *, joins: bool = True) -> NearCopy | None:
        """Compare an article that was just added, in a ``turn``; once all are, ``settle``.

        Args:
            joins: cluster it; a gold line says itself what it belongs to.
        """
        story = Story(document.source)
        slots = slots_of(story)
        found = self._near(document.id, story, slots) if joins else []
        self._project.copies.keep(document.id, slots)
        if not found:
            return None
        self._project.copies.join([document.id, *(copy.document_id for copy in found)])
        return max(found, key=lambda copy: copy.percent)

    def missing(self) -> int:
        """How many articles were not compared yet, because they came in before this was done."""
        return len(self._project.copies.missing(rule()))

    def catch_up(
        self,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        *,
        again: bool = False,
    ) -> int:
        """Compare the articles that were not compared yet; returns how many that were.

        The write lock is given back every ``TURN_SECONDS``. What was compared when it is
        cancelled or fails stays, and the next call goes on there.

        Args:
            again: compare all with each other, those too that a gold line kept apart; else
                they stay apart, also where the rule is a new one.
        """
        copies = self._project.copies
        if again or copies.has_older(rule()):
            copies.forget()
        waiting = copies.missing(rule())
        done = 0
        try:
            while done < len(waiting) and not is_cancelled():
                with self.turn():
                    turn = time.monotonic()
                    while done < len(waiting) and time.monotonic() - turn < TURN_SECONDS:
                        self._take_again(waiting[done], even_gold=again)
                        done += 1
                on_progress(done, len(waiting))
        finally:
            self.settle()
        return done

    def members(self, document_id: str) -> list[str]:
        """Ids of the near copies of an article, as imported; itself and those aside left out."""
        cluster = self._project.copies.cluster_of(document_id)
        if cluster is None:
            return []
        return [i for i in self._project.copies.members(cluster) if i != document_id]

    def first(self, document_id: str) -> str:
        """The article, not aside, that began the cluster of this one; itself where none did."""
        cluster = self._project.copies.cluster_of(document_id)
        members = [] if cluster is None else self._project.copies.members(cluster)
        return next(iter(members), document_id)

    def clusters(self) -> list[tuple[str, list[str]]]:
        """Every cluster with the ids of its articles, in the order in which they began."""
        return self._project.copies.clusters()

    def alike(self, document_id: str, other_id: str) -> int:
        """How much of the shorter of two articles stands in the other, in per cent."""
        documents = self._project.documents
        one, other = documents.get(document_id), documents.get(other_id)
        return likeness(Story(one.source), Story(other.source)).percent

    def _take_again(self, document_id: str, *, even_gold: bool) -> None:
        try:
            document = self._project.documents.get(document_id)
        except ProjectError:  # its text is damaged, which `doctor` says; the others go on
            self._project.copies.keep(document_id, [])
            return
        self.take_in(document, joins=even_gold or not self._is_gold(document_id))

    def _is_gold(self, document_id: str) -> bool:
        """Did it come in as a gold line, which says itself what it belongs to?"""
        return any('"line_sha256"' in said for said in self._project.decisions.imports(document_id))

    def _near(self, document_id: str, story: Story, slots: list[int]) -> list[NearCopy]:
        """The articles that are near copies of this one, of those that share slots with it."""
        likely = self._project.copies.sharing(slots, at_least=self.AT_LEAST, most=self.MOST)
        found = []
        for other_id in likely:
            try:
                other = self._project.documents.get(other_id)
            except KnownError:
                continue
            alike = likeness(story, Story(other.source))
            if other_id != document_id and alike.is_near_copy:
                found.append(NearCopy(other_id, alike.percent))
        return found
