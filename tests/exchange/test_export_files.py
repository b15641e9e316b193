"""What an export writes: everything or nothing, and over nothing that is not its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core.errors import KnownError
from annotator.exchange.files import Files, manifest_path, replacing, sha256_of


def write(files: Files, words: bytes = b"first") -> None:
    files.main().write(words)
    files.beside(".offsets").write(words)


def write_folder(files: Files, words: bytes = b"first") -> None:
    (files.folder() / "a1.txt").write_bytes(words)


def keep_manifest(out: Path) -> None:
    """As the export does it."""
    beside = out.with_name(out.name + ".offsets")
    said = {"file": out.name, "sha256": sha256_of(out)}
    if beside.exists():
        said["beside"] = {beside.name: sha256_of(beside)}  # type: ignore[assignment]
    manifest_path(out).write_text(json.dumps(said))


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("writer", [write, write_folder])
def test_a_former_export_is_replaced_and_what_was_changed_is_not(
    tmp_path: Path, writer: type[None]
) -> None:
    out = tmp_path / "gold.out"
    with replacing([out]) as (files,):
        writer(files)  # type: ignore[call-arg]
    keep_manifest(out)
    with replacing([out]) as (files,):
        writer(files, b"second")  # type: ignore[call-arg]
    assert set(everything(tmp_path).values()) - {manifest_path(out).read_bytes()} == {b"second"}
    before = everything(tmp_path)
    with (
        pytest.raises(KnownError, match="was changed after it was exported"),
        replacing([out]) as (files,),
    ):
        writer(files, b"third")  # type: ignore[call-arg]
    assert everything(tmp_path) == before


def test_a_folder_of_somebody_is_no_target(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "diary.txt").write_bytes(b"words")
    with pytest.raises(KnownError, match="no export"), replacing([out]) as (files,):
        write_folder(files)
    assert everything(tmp_path) == {"mine/diary.txt": b"words"}


def test_several_outputs_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    outs = [tmp_path / "train", tmp_path / "test"]
    with pytest.raises(RuntimeError), replacing(outs) as (train, test):
        write(train)
        write_folder(test)
        raise RuntimeError
    assert everything(tmp_path) == {}
    assert list(tmp_path.glob(".*")) == []


def test_a_place_without_a_name_is_no_target() -> None:
    with pytest.raises(KnownError, match="is a folder"), replacing([Path()]):
        pass


def test_of_several_files_it_is_said_which_are_new_where_one_cannot_be_renamed(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "train.txt", tmp_path / "test.txt"
    with (
        pytest.raises(
            KnownError, match=r"test\.txt could not .* Only train\.txt is of this export"
        ),
        replacing([first, second]) as (one, two),
    ):
        one.main().write(b"one")
        two.main().write(b"two")
        second.mkdir()  # as on Windows, where another program has it open
    assert first.read_bytes() == b"one"
    assert not list(tmp_path.glob(".*.part"))
