"""A worker that speaks the true protocol without a model: quick to start, and it dies on demand.

It finds ``inadequate`` as a RATING and ``Dunmere Prison`` as a SERVICE. A text with ``DIE ALWAYS``
kills it each time, one with ``DIE ONCE`` while the file named by its first argument is missing,
``LONG`` is read slowly and in parts, ``NONSENSE`` makes it answer with no JSON, ``SORRY`` with an
error.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from annotator.core.documents import PartialDate, Zone
from annotator.core.errors import KnownError
from annotator.core.explanations import Explanation
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction, OnProgress, Suggestion
from annotator.extraction.worker import run

_WORDS = (("inadequate", "RATING"), ("Dunmere Prison", "SERVICE"))


class SmallPipeline:
    model = "small-1"
    complaints = ()

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def extract(
        self,
        text: str,
        zones: tuple[Zone, ...],
        published: PartialDate,
        on_progress: OnProgress,
        explain: bool,
    ) -> Extraction:
        if "LONG" in text:
            for done in range(1, 2000):
                on_progress(done, 2000)
                time.sleep(0.01)
        if "DIE ALWAYS" in text or ("DIE ONCE" in text and not self._mark.exists()):
            self._mark.touch()
            os._exit(9)
        if "NONSENSE" in text:
            os.write(1, b"what?\n")
        if "SORRY" in text:
            raise KnownError("This one is beyond the small worker.")
        found = []
        for words, label in _WORDS:
            start = text.find(words)
            if start >= 0:
                number = len(found) + 1
                span = Span(f"s{number}", start, start + len(words), words, label)
                found.append(Suggestion(f"g{number}", span, self.model, "1.0", "small", 0.5))
        why = tuple(Explanation("small", 0.5) for _ in found) if explain else ()
        return Extraction(tuple(found), self.model, "1.0", why)


if __name__ == "__main__":
    sys.exit(run(sys.stdin, sys.stdout, lambda: SmallPipeline(Path(sys.argv[1]))))
