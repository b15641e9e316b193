"""Every reader with files that were damaged at random: an article or a sentence, nothing else."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange import gate
from annotator.exchange.conversion.converter import Converter
from annotator.exchange.readers import read_lines
from annotator.exchange.readers.incoming import Options
from annotator.exchange.scale_files import load_registry
from tests.exchange import given_files

_SEEDS = {name: make() for name, make in (given_files.ALL | given_files.MARKED).items()}
SCALES = load_registry()
_TOKENS = st.sampled_from(
    [
        *(
            b"\x00",
            b"\xff",
            b"<",
            b">",
            b"\xed\xa0\x80",
            b"&a;",
            b"\n",
            b'"',
            b"[",
            b"{",
            b"PK\x03\x04",
        ),
        *(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"<div>" * 3000, b"[" * 3000),
        *(b"4294967295", b"-1", b"0 R", b"endstream", b"/Kids [2 0 R]", b"/Length 99999999"),
        *(
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
            b"=?utf-8?b?/////?=",
            b"charset=hex",
        ),
        *(
            "\ud83d".encode("utf-16-le", "surrogatepass"),
            b"\\ud83d",
            b"1e999",
            b"../../x",
            b"x" * 9000,
        ),
    ]
)
_PLACES = st.floats(0, 1, exclude_max=True)
#: Where, how many bytes go, and what comes instead.
_CUTS = st.tuples(_PLACES, st.integers(0, 60), st.one_of(_TOKENS, st.binary(max_size=8)))
_DAMAGE = st.tuples(
    st.lists(_CUTS, min_size=1, max_size=6),
    st.one_of(st.none(), _PLACES),  # cut off here
    st.booleans(),  # damage the parts of an archive rather than the archive
)
Damage = tuple[list[tuple[float, int, bytes]], float | None, bool]


@pytest.fixture(scope="module")
def options() -> Iterator[Options]:
    command = [sys.executable, "-m", "annotator", "convert"]
    with Converter(command, most_silence=60) as converter:
        yield Options(converter=converter)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def damaged(raw: bytes, damage: Damage) -> bytes:
    cuts, end, in_parts = damage
    if in_parts and raw.startswith(b"PK"):
        return _damaged_parts(raw, damage)
    out = bytearray(raw)
    for place, length, token in cuts:
        at = int(place * len(out))
        out[at : at + length] = token
    return bytes(out if end is None else out[: int(end * len(out))])


def _damaged_parts(raw: bytes, damage: Damage) -> bytes:
    cuts, end, _ = damage
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = names[int(cuts[0][0] * 997) % len(names)]
        for name in names:
            part = old.read(name)
            new.writestr(name, damaged(part, (cuts, end, False)) if name == hit else part)
    return out.getvalue()


def check(folder: Path, name: str, damage: Damage, options: Options) -> None:
    path = folder / name
    for left in folder.iterdir():  # of an example that failed
        left.unlink()
    path.write_bytes(damaged(_SEEDS[name], damage))
    for line in read_lines(path, options):
        if isinstance(line, BadInput):
            assert "brought" not in line.what, line.what
            assert "too long" not in line.what, line.what
            line.what.encode("utf-8")
        else:
            assert isinstance(line, GoldLine)
            assert "\x00" not in line.document.text
            f"{line.document.text}{line.document.details}{line.document.id}".encode()
            text = line.document.text
            is_exact = all(span.exact == text[span.start : span.end] for span in line.spans)
            # What our own lines quote is the gate's to compare, where they are taken in.
            assert is_exact or (name == "gold.jsonl" and any(gate.problems(line, SCALES)))
            assert all(0 <= z.start < z.end <= len(line.document.text) for z in line.document.zones)
    assert [p.name for p in folder.iterdir()] == [name]
    path.unlink()


_HOW = settings(
    deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, database=None
)


@pytest.mark.parametrize("name", _SEEDS)
@settings(_HOW, max_examples=8)
@example(damage=([(0.07294630282064651, 0, b"<")], None, False))  # a quote that is not the text
@given(damage=_DAMAGE)
def test_damaged(folder: Path, options: Options, name: str, damage: Damage) -> None:
    check(folder, name, damage, options)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", _SEEDS)
@settings(_HOW, max_examples=500)
@given(damage=_DAMAGE)
def test_damaged_thousands_of_times(
    folder: Path, options: Options, name: str, damage: Damage
) -> None:
    check(folder, name, damage, options)
