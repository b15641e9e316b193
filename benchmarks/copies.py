"""Near copies: recall on edits that agencies make, false alarms on other stories, cost of import.

Takes articles of seeds/ and of the development gold in tests/gold, makes copies of each as
outlets do (another headline, cut, words changed, an update on top) and twins: the same wording
about another service, other people and another place. Prints the share that is called a near copy
and the share that the index finds; then imports generated articles with and without comparing.
The last line is JSON. ``--quick`` imports a tenth. No number here is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.core import copies
from annotator.core.copies import Story
from annotator.core.documents import Source
from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.exchange.readers import read_file
from annotator.session import Session
from annotator.session.near_copies import NearCopies, slots_of

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "seeds/gold.jsonl",
    "tests/gold/dev.jsonl",
    "tests/gold/dev2.jsonl",
    "tests/gold/dev3.jsonl",
    "tests/gold/dev4.jsonl",
)
LENGTH = 400  # words of a generated article
WORDS = [f"word{n}" for n in range(5000)]
WEIGHTS = [1 / (n + 1) for n in range(5000)]  # few are common, most are rare, as in any text
RENAMED = frozenset({"SERVICE", "PERSON", "GPE"})
_WORD = re.compile(r"[^\W_]+")


class Maker:
    """Makes copies and twins of articles, the same ones on every run."""

    def __init__(self, lines: list[GoldLine]) -> None:
        self._rng = random.Random(3)
        self._lines = lines
        words = [w for line in lines for w in _WORD.findall(line.document.text)]
        self._plain = [word for word in words if word.islower()]
        self._names: dict[str, list[str]] = {}
        for line in lines:
            for span in line.spans:
                self._names.setdefault(span.label, []).append(span.exact)

    def copies(self, text: str) -> Iterator[tuple[str, str]]:
        """(what was done, the copy)"""
        parts = _paragraphs(text)
        headline = _paragraphs(self._rng.choice(self._lines).document.text)[0]
        update = self._rng.choice(_paragraphs(self._rng.choice(self._lines).document.text)[1:])
        half = parts[: max(2, round(len(parts) / 2))]
        third = parts[: max(2, round(len(parts) / 3))]
        yield "new headline", _joined([headline, *parts[1:]])
        yield "cut to a half", _joined(half)
        yield "cut to a third", _joined(third)
        yield "cut, headline", _joined([headline, *half[1:]])
        for share in (0.05, 0.1, 0.2):
            yield f"{share:.0%} reworded", self._reworded(text, share)
        yield "cut, 10% reworded", self._reworded(_joined(half), 0.1)
        yield "update on top", _joined([parts[0], update, *parts[1:]])
        yield "update, 10% reworded", self._reworded(_joined([parts[0], update, *parts[1:]]), 0.1)

    def others(self, line: GoldLine) -> Iterator[tuple[str, str]]:
        """(what it is, another story)"""
        yield "twin", self._twin(line, frozenset(self._names) - {"RATING", "INSPECTORATE", "ROLE"})
        yield "twin, same dates", self._twin(line, RENAMED)
        yield "any other", self._rng.choice([o for o in self._lines if o is not line]).document.text

    def _reworded(self, text: str, share: float) -> str:
        """So much of the plain words replaced by others; an editor leaves the names alone."""

        def change(match: re.Match[str]) -> str:
            plain = match.group().islower() and self._rng.random() < share
            return self._rng.choice(self._plain) if plain else match.group()

        return _WORD.sub(change, text)

    def _twin(self, line: GoldLine, labels: frozenset[str]) -> str:
        text, before = line.document.text, len(line.document.text)
        names: dict[Span | tuple[str, str], str] = {}
        for span in sorted(line.spans, key=lambda s: -s.start):
            if span.label not in labels or span.end > before:
                continue
            others = [n for n in self._names[span.label] if n != span.exact]
            name = names.setdefault((span.label, span.exact), self._rng.choice(others))
            text, before = text[: span.start] + name + text[span.end :], span.start
        return text


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"[\r\n]+", text) if part.strip()]


def _joined(parts: list[str]) -> str:
    return "\n\n".join(parts)


def _story(text: str) -> Story:
    return Story(Source(text))


def judge() -> dict[str, float]:
    """Share called near copies of each kind of copy and of other story."""
    lines = [a for name in FILES for a in read_file(ROOT / name) if isinstance(a, GoldLine)]
    maker = Maker(lines)
    called: dict[str, list[tuple[bool, bool]]] = {}
    for line in lines:
        own = _story(line.document.text)
        for kinds in (maker.copies(line.document.text), maker.others(line)):
            for kind, text in kinds:
                other = _story(text)
                if len(other.words) < copies.MIN_WORDS:
                    continue
                shared = sum(a == b for a, b in zip(slots_of(own), slots_of(other), strict=True))
                near = copies.likeness(own, other).is_near_copy
                called.setdefault(kind, []).append((near, shared >= NearCopies.AT_LEAST))
    shares = {}
    for kind, found in called.items():
        shares[kind] = sum(near for near, _ in found) / len(found)
        indexed = sum(candidate for _, candidate in found) / len(found)
        both = sum(near and candidate for near, candidate in found) / len(found)
        print(f"{kind:20} called {shares[kind]:.3f}, in the index {indexed:.3f}, found {both:.3f}")
        shares[kind] = both
    return shares


def cost(articles: int) -> float:
    """Processor time of an import with comparing, as a multiple of one without."""
    rng = random.Random(7)
    texts = (" ".join(rng.choices(WORDS, WEIGHTS, k=LENGTH)) for _ in range(articles))
    lines = (json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts))
    times = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("\n".join(lines), encoding="utf-8")
        for compares in (False, True):
            path = Path(folder) / f"{compares}.annotator"
            with closing(Session(path, create=True)) as session, _comparing(compares):
                begin = time.process_time()
                for done in session.import_files([file]):
                    assert done.outcome == "added", done
                times.append(time.process_time() - begin)
            print(
                f"import of {articles:,}, comparing {compares}: {times[-1]:.1f} s of processor time"
            )
    return times[1] / times[0]


@contextmanager
def _comparing(compares: bool) -> Iterator[None]:
    take_in = NearCopies.take_in
    if not compares:
        NearCopies.take_in = lambda *_, **__: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        NearCopies.take_in = take_in  # type: ignore[method-assign]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    articles = 1_000 if parser.parse_args().quick else 10_000
    shares = judge()
    real = [v for k, v in shares.items() if not k.startswith(("twin", "any"))]
    false = {k: v for k, v in shares.items() if k.startswith(("twin", "any"))}
    ratios = {"recall": sum(real) / len(real), "worst_recall": min(real), **false}
    print(
        json.dumps({k: round(v, 3) for k, v in (ratios | {"import_ratio": cost(articles)}).items()})
    )


if __name__ == "__main__":
    main()
