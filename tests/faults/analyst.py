"""An analyst at random: every kind of act that a session offers, said before and after.

What is said is one JSON line: ``+`` before an act, ``=`` once it is acknowledged, ``-`` where it
was refused. What a line promises:

    decisions   article -> number, act and target of each decision
    imported    article -> sha256 of its text
    read        article -> the rules of the run whose suggestions it has
    unread      articles of which a run is let go of, as their furniture changed
    labels      id and name of every label that is offered
    filters     names of kept filters
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.core import edits, propagation
from annotator.core.decisions import Change, Edit
from annotator.core.documents import Details, text_sha256
from annotator.core.errors import KnownError, Refused
from annotator.core.filters import ArticleFilter
from annotator.core.reopening import reopening
from annotator.core.review import Review
from annotator.session import Session
from tests import samples
from tests.gestures import confirm_all_and_complete, random_gesture

Say = Callable[[str], None]
_MERGEABLE = ("GPE", "ORG", "DATE", "PERSON")


def make_template(folder: Path) -> Path:
    """A project with three articles and their suggestions."""
    session = Session(folder / "template.annotator", create=True, analyst="anna")
    try:
        for number in range(3):
            text = samples.TEXT.replace("chief", f"chief {number}") + f"\nReport {number}."
            samples.filled(session, folder, f"a{number}.txt", text)
    finally:
        session.close()
    return session.path


class RandomAnalyst:
    """Acts on a session, one act after the other.

    Args:
        files: where the articles are written that it imports.
    """

    def __init__(self, session: Session, rng: random.Random, files: Path, say: Say) -> None:
        self.session = session
        self._rng = rng
        self._files = files
        self._say = say
        self._count = 0
        self._acts = [
            *[(self.decide, 40), (self.several, 10), (self.undo, 12), (self.redo, 8)],
            *[(self.carry, 6), (self.take_in, 5), (self.suggest, 6), (self.complete, 4)],
            *[(self.merge, 3), (self.rename, 3), (self.keep_filter, 2), (self.undo_back, 1)],
            (self.back_up, 3),
        ]
        self.session.open_article(self._any_article())

    def act(self) -> None:
        """One act; what the rules of review refuse is said as refused.

        Raises:
            KnownError: the project could not be written.
        """
        self._count += 1
        acts, weights = zip(*self._acts, strict=True)
        (act,) = self._rng.choices(acts, weights)
        try:
            act()
        except Refused as error:
            self._say(f"-{error}")

    def back_up(self) -> None:
        """A backup, which no decision is in."""
        self.session.safety.back_up("asked")

    # --- decisions ---

    def decide(self) -> None:
        """One gesture on one article."""
        if self._rng.random() < 0.15 or self.session.review is None:
            self.session.open_article(self._any_article())
        assert self.session.review is not None
        self._apply("decide", [self._gesture(self.session.review)])

    def several(self) -> None:
        """One gesture over several articles."""
        ids = [i for i in self._articles() if self._rng.random() < 0.8]
        self._apply("several", [self._gesture(self.session.read(i)) for i in ids[:6]])

    def complete(self) -> None:
        """Complete an article with all that is open in it, or open it again."""
        review = self.session.open_article(self._any_article())
        if review.status == "complete":
            self._apply("reopen", [edits.reopen(review)])
        else:
            items = [item.id for item in review.open_items()]
            made = confirm_all_and_complete(review, items, self.session.scales)
            self._apply("complete", [made])

    def carry(self) -> None:
        """Carry a correction over to the same words elsewhere."""
        review = self.session.read(self._any_article())
        spans = [s for s in review.spans.values() if s.label != "RATING"]
        if not spans:
            return
        span = self._rng.choice(spans)
        lesson = propagation.Lesson("label", span.exact, span.label, "ORG", (0, 0), span.exact)
        hits = [h for i in self.session.carrying.articles(lesson) for h in self._hits(lesson, i)]
        made = [
            self.session.carrying._edit(lesson, [h for h in hits if h.document_id == i])
            for i in dict.fromkeys(hit.document_id for hit in hits)
        ]
        wanted = self._wanted([edit for edit in made if edit])
        if wanted:
            self._promised("carry", wanted, lambda: self.session.carrying.carry(lesson, hits))

    def _hits(self, lesson: propagation.Lesson, document_id: str) -> list[propagation.Hit]:
        return self.session.carrying.hits(lesson, document_id)[1]

    def undo(self) -> None:
        self._seen_afterwards("undo", self.session.undo)

    def redo(self) -> None:
        self._seen_afterwards("redo", self.session.redo)

    def undo_back(self) -> None:
        """Several undos at once, each a gesture of its own."""
        past = [p for p in self.session.past(6) if p.stands]
        for _ in past[: self._rng.randint(1, 3)]:
            self.undo()

    # --- everything else ---

    def take_in(self) -> None:
        """Import three articles, one of them a second time."""
        name = f"n{self._count}-{self._rng.getrandbits(40)}"
        paths = []
        for number in range(3):
            text = f"{samples.TEXT} {name} {number if number < 2 else 0}"
            paths.append(samples.write_article(self._files, f"{name}-{number}.txt", text))
        self._begin("import")
        failed = None
        for done in self.session.import_files(paths):
            if done.outcome == "added" and done.document_id is not None:
                text = self.session.source(done.document_id).text
                said = {"imported": {done.document_id: text_sha256(text)}}
                self._say("=" + json.dumps({"kind": "import", **said}))
            elif done.outcome == "failed":
                failed = done.detail
        if failed:
            raise KnownError(failed)

    def suggest(self) -> None:
        """A run of the extractor that finds some of what there is."""
        document_id = self._any_article()
        text = self.session.source(document_id).text
        rules = f"1.{self._count}.{self._rng.getrandbits(30)}"
        items = [i for i in samples.items_of(text) if self._rng.random() < 0.8]
        kept = {item.id for item in items}
        items = [i for i in items if i.id[0] == "s" or _uses(i) <= kept]
        self._begin("suggest", read={document_id: rules})
        made = self.session.add_suggestions(document_id, samples.suggested(items, rules=rules))
        if made is not None:
            self._done("suggest", read={document_id: rules})

    def merge(self) -> None:
        """Merge a label into another."""
        label, into = self._rng.sample(_MERGEABLE, 2)
        offered = {label.id for label in self.session.labels}
        if {label, into} <= offered:
            merge = self.session.labelling.merge
            self._seen_afterwards("merge", lambda: merge(label, into), label=label)

    def rename(self) -> None:
        """Give a label another name."""
        label = self._rng.choice(list(self.session.labels))
        labels = self.session.labels.with_label(replace(label, name=f"{label.id} {self._count}"))
        self._seen_afterwards("rename", lambda: self.session.set_labels(labels))

    def keep_filter(self) -> None:
        name = f"filter {self._count}"
        self._begin("filter")
        self.session.save_filter(name, ArticleFilter(flagged=True))
        self._done("filter", filters=[name])

    # --- saying it ---

    def _gesture(self, review: Review) -> Edit:
        def new_id(kind: str) -> str:
            known = "span" if kind == "span" else "rating"
            return f"{self.session.new_item_id(known)}.{self._rng.getrandbits(40)}"

        return random_gesture(review, self._rng, new_id)

    def _apply(self, kind: str, made: list[Edit]) -> None:
        made = [edit for edit in made if edit and (len(made) == 1 or not edit.is_silent)]
        if not made:
            return

        def write() -> object:
            if len(made) == 1:
                return self.session.apply(made[0], ms=5)
            return self.session.apply_all(made, ms=5)

        unread = [edit.document_id for edit in made if any(map(_other_furniture, edit.changes))]
        self._promised(kind, self._wanted(self._as_written(made)), write, unread)

    def _as_written(self, made: list[Edit]) -> list[Edit]:
        """A gesture in one complete article reopens it, too."""
        if len(made) > 1:
            return made
        return [reopening(self.session.read(made[0].document_id), made[0])]

    def _wanted(self, made: list[Edit]) -> dict[str, Any]:
        return {
            edit.document_id: [
                (self._last(edit.document_id) + 1 + n, c.act, c.target)
                for n, c in enumerate(edit.changes)
            ]
            for edit in made
        }

    def _promised(
        self,
        kind: str,
        wanted: dict[str, Any],
        write: Callable[[], object],
        unread: Sequence[str] = (),
    ) -> None:
        """``unread``: ids of articles of which a run is let go of, as their furniture changes."""
        self._begin(kind, decisions=wanted, unread=unread)
        write()
        self._done(kind, decisions=wanted, unread=unread)

    def _seen_afterwards(self, kind: str, gesture: Callable[[], object], **said: Any) -> None:
        """For what chooses its own articles: only afterwards is known what it did."""
        heads = {i: self._last(i) for i in self._articles()}
        zones = {i: self.session.source(i).zones for i in heads}
        self._begin(kind, **said)
        gesture()
        logs = {i: self.session._project.decisions.load(i)[n:] for i, n in heads.items()}
        done = {i: [(d.n, d.act, d.target) for d in log] for i, log in logs.items() if log}
        labels = [(label.id, label.name) for label in self.session.labels]
        unread = [i for i in done if self.session.source(i).zones != zones[i]]
        self._done(kind, decisions=done, labels=labels, unread=unread)

    def _begin(self, kind: str, **promise: Any) -> None:
        self._say("+" + json.dumps({"kind": kind, **promise}))

    def _done(self, kind: str, **promise: Any) -> None:
        self._say("=" + json.dumps({"kind": kind, **promise}))

    def _last(self, document_id: str) -> int:
        return self.session._project.decisions.last_n(document_id)

    def _any_article(self) -> str:
        return self._rng.choice(self._articles())

    def _articles(self) -> list[str]:
        """Those that are set aside, too."""
        return self.session._project.documents.ids()


def _other_furniture(change: Change) -> bool:
    before, after = change.before, change.after
    is_of_article = isinstance(before, Details) and isinstance(after, Details)
    return is_of_article and before.zones != after.zones


def _uses(item: Any) -> set[str]:
    return {mention.span for _, mention in item.mentions() if mention.span}
