"""Files that a person wrote by hand, damaged: named with the reason, and all else goes on."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import assets
from annotator import settings as settings_file
from annotator.core.errors import BadInput
from annotator.exchange.furniture_files import load_furniture
from annotator.exchange.label_files import load_label_set
from annotator.exchange.scale_files import load_known
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.word_lists import load_word_lists
from tests.badinput.powers import without_root
from tests.exchange.test_scale_files import SCALE
from tests.samples import TEXT

BODIES = """
[[inspectorates]]
id = "crumb-council"
name = "National Crumb Council"
short = "NCC"
aliases = ["National Crumb Council", "NCC"]
countries = ["England"]
remit = ["bakery"]
scales = ["tidiness3"]
"""
WORDS = """
[[kinds]]
id = "bakery"
naming = "area"
suffixes = ["Bakery"]
nouns = ["bakery"]
[people]
bakery = ["baker"]
"""
PLACES = 'towns = ["Dunmere", "Ashcombe"]\n'
#: What is damaged: name of the file -> how it is when it is sound.
SOUND = {"mine.toml": SCALE, "council.toml": BODIES, "services.toml": WORDS, "places.toml": PLACES}
SETTINGS = {
    "analyst": "Ruth Hale",
    "theme": "dark",
    "analysts": ["anna"],
    "last_project": "/x.annotator",
    "recent": [{"path": "/x.annotator", "articles": 3, "complete": 1, "at": "2024-05-01"}],
    "text_size": 20,
    "keys": {"confirm": "Ctrl+1"},
    "guideline": "/x.md",
    "warned": ["/x"],
    "exports": {"/x": {"out": "/y.jsonl", "format": "jsonl", "outs": {"jsonl": "/y.jsonl"}}},
    "layout": {"geometry": "AdnQywAD", "columns": [1, 2, 3], "hidden": ["entities"]},
}
TOKENS = (
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\n", b'"', b"'''", b"[", b"[[", b"]"),
    *(b"{", b"}", b"=", b",", b"#", b"[" * 3000, b"{a=" * 2000, b"9" * 5000, b"-1", b"1e999"),
    *(b"nan", b"true", b"2020-01-01", b"0x", b'""', b'"\\u0000"', b'"\\uD800"', b'"("', b'"*"'),
    *(b'["a", 1]', b"[]", b"{}", b"null", b'"\xe2\x80\xae"', b'"' + b"x" * 9000 + b'"', b"code"),
    *(b"points", b"[inspectorates]", b"kinds", b".", "😀".encode(), "a = 1".encode("utf-16")),
)
_PLACE = st.floats(0, 1, exclude_max=True)
_CUTS = st.lists(
    st.tuples(
        _PLACE, st.integers(0, 40), st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4))
    ),
    min_size=1,
    max_size=4,
)
_LIMIT = st.one_of(st.none(), _PLACE)
_HOW = settings(suppress_health_check=list(HealthCheck), database=None, print_blob=True)
#: Instead of a file: what else may have its name.
OTHERS = ("folder", "pipe", "locked", "device", "dangling", "loop", "huge")


def damaged(sound: str, cuts: list[tuple[float, int, bytes]], end: float | None) -> bytes:
    """Bytes replaced by others, and the end cut off."""
    out = bytearray(sound.encode())
    for place, length, token in cuts:
        at = int(place * len(out))
        out[at : at + length] = token
    return bytes(out if end is None else out[: int(end * len(out))])


def put(path: Path, other: str) -> None:
    """Something that is no file of TOML."""
    if other == "folder":
        path.mkdir()
    elif other == "pipe":
        os.mkfifo(path)
    elif other == "locked":
        path.touch(0o000)
    elif other == "huge":
        with path.open("wb") as file:
            file.truncate(1 << 40)
    else:
        path.symlink_to({"device": "/dev/zero", "dangling": "gone", "loop": path.name}[other])


def check(folder: Path, name: str) -> None:
    """The other files serve, and what is wrong is one sentence that names the file."""
    with without_root():
        loaded = load_known([folder])
        words = load_word_lists([folder])
    for sentence in (*loaded.sentences, *words.complaints):
        assert "is left out" in sentence
        assert sentence.isprintable() or "\u202e" not in sentence, sentence
        assert "\n" not in sentence
        assert len(sentence) < 700, sentence
    if name != "mine.toml":
        assert loaded.registry.find("tidiness3") is not None or name == "council.toml"
    if not loaded.sentences and not words.complaints:  # damaged, and still of the right shape
        pipeline = Pipeline(loaded.registry, "blank", words)
        pipeline.extract(TEXT + " The Dunmere Bakery was rated tidy.", ())


def damage_and_check(name: str, cuts: list[tuple[float, int, bytes]], end: float | None) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for other, sound in SOUND.items():
            (folder / other).write_text(sound, encoding="utf-8")
        (folder / name).write_bytes(damaged(SOUND[name], cuts, end))
        check(folder, name)


@pytest.mark.parametrize("name", SOUND)
@settings(_HOW, max_examples=6)
@given(cuts=_CUTS, end=_LIMIT)
def test_damaged_scales_and_words(
    name: str, cuts: list[tuple[float, int, bytes]], end: float | None
) -> None:
    damage_and_check(name, cuts, end)


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("name", SOUND)
def test_what_else_may_have_the_name(tmp_path: Path, name: str, other: str) -> None:
    for another, sound in SOUND.items():
        if another != name:
            (tmp_path / another).write_text(sound, encoding="utf-8")
    put(tmp_path / name, other)
    check(tmp_path, name)


@settings(_HOW, max_examples=100)
@given(cuts=_CUTS, end=_LIMIT)
def test_damaged_settings(cuts: list[tuple[float, int, bytes]], end: float | None) -> None:
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "settings.json"
        raw = damaged(json.dumps(SETTINGS, indent=1), cuts, end)
        path.write_bytes(raw)
        found, said = settings_file.load(path)
        if said is not None:
            assert said.isprintable()
            assert len(said) < 500
            assert path.with_name("settings.broken.json").read_bytes() == raw
        assert found.analyst_name.isprintable()
        settings_file.save(path, found)
        again, said = settings_file.load(path)
        assert said is None
        assert again == found


@pytest.mark.parametrize("load", [load_label_set, lambda path: load_furniture([path])])
@settings(_HOW, max_examples=30)
@given(cuts=_CUTS, end=_LIMIT)
def test_damaged_labels_and_furniture(load, cuts, end) -> None:
    sound = assets.resource("label_sets", "inspection-news.toml")
    if load is not load_label_set:
        sound = assets.resource("extraction", "furniture.toml")
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "own.toml"
        path.write_bytes(damaged(sound.read_text("utf-8"), cuts, end))
        said = "own.toml"
        try:
            load(path)
        except BadInput as error:
            said = error.what
        assert "own.toml" in said
        assert len(said) < 700


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", SOUND)
@settings(_HOW, max_examples=60)
@given(cuts=_CUTS, end=_LIMIT)
def test_scales_and_words_damaged_many_times(
    name: str, cuts: list[tuple[float, int, bytes]], end: float | None
) -> None:
    damage_and_check(name, cuts, end)
