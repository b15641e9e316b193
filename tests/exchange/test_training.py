"""spaCy's own commands on what we export."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.cli.init_config import init_config

from annotator.core.gold import GoldLine
from annotator.exchange.readers import read_file
from tests.exchange.test_formats import write

GOLD = Path(__file__).parents[1] / "gold" / "dev.jsonl"

#: Enough to see that it trains.
FEW = {
    "training.max_steps": "3",
    "training.eval_frequency": "3",
    "components.tok2vec.model.encode.depth": "1",
    "components.tok2vec.model.embed.rows": "[200,200,200,200]",
}


def spacy(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "spacy", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def lines() -> list[GoldLine]:
    return [line for line in read_file(GOLD) if isinstance(line, GoldLine)][:12]


def test_spacy_trains_on_it(lines: list[GoldLine], tmp_path: Path) -> None:
    train, dev, config = (tmp_path / name for name in ("train.spacy", "dev.spacy", "tiny.cfg"))
    write("docbin", lines[:8], train)
    write("docbin", lines[8:], dev)
    init_config(pipeline=["ner", "spancat"]).to_disk(config)
    few = [word for name, value in FEW.items() for word in (f"--{name}", value)]
    said = spacy("train", config, "--paths.train", train, "--paths.dev", dev, *few)
    assert re.search(r"^ +\d+ +3 ", said, re.M), said


def test_spacy_converts_it(lines: list[GoldLine], tmp_path: Path) -> None:
    write("conll", lines, tmp_path / "gold.conll")
    said = spacy("convert", tmp_path / "gold.conll", tmp_path, "-c", "ner")
    assert f"Generated output file ({len(lines)} documents)" in said
