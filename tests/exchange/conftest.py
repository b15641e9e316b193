"""One conversion process for all tests of a module, as an import has one for all its files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.conversion.converter import Converter
from annotator.exchange.readers import read_lines
from annotator.exchange.readers.incoming import Options

Read = Callable[..., list[GoldLine | BadInput]]
COMMAND = [sys.executable, "-m", "annotator", "convert"]


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter(COMMAND) as made:
        yield made


@pytest.fixture
def read(tmp_path: Path, converter: Converter) -> Read:
    """Write bytes under a name and read what is in them."""

    def read_bytes(name: str, raw: bytes, **said: object) -> list[GoldLine | BadInput]:
        path = tmp_path / name
        path.write_bytes(raw)
        return list(read_lines(path, Options(converter=converter, **said)))  # type: ignore[arg-type]

    return read_bytes
