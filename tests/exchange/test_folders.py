"""Which files of a folder are meant."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.folders import files_in


def test_files_named_and_files_of_folders(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    kept = ["a.txt", "b/index.html", "b/page.txt", "gold.jsonl", "my_files/c.txt"]
    left_out = [
        ".hidden.txt",
        ".git/config",
        "b/.cache/x.txt",
        "gold.jsonl.manifest.json",
        "ratings.csv",  # exported: a manifest lies beside it
        "ratings.csv.manifest.json",
        "train.iob",
        "train.iob.manifest.json",
        "train.iob.offsets.jsonl",
        "b/index_files/frame/advert.html",
        "b/style.css",
        "b/~$release.docx",
        "news.annotator",
        "news.annotator-wal",
        "news.annotator.before-m002",
        "news.backups/20240531T123000.000Z-opening.annotator",
    ]
    for name in (*kept, *left_out):
        path = saved / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    project = saved / "news.annotator"
    assert files_in([saved], project) == [saved / name for name in kept]
    named = [saved / ".hidden.txt", tmp_path / "gone.txt", project]
    assert files_in(named, project) == named[:2]
    inside_hidden = saved / "b" / ".cache"
    assert files_in([inside_hidden], project) == [inside_hidden / "x.txt"]
