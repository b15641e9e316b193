"""Reading files as analysts have them: whatever they are called, and however they were saved."""

from __future__ import annotations

import codecs
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.readers import read_file, read_lines
from annotator.exchange.readers.encodings import decode

NEWS = "Dunmere Prison – “the Mere” – isn’t good.\r\nIt cost £3m.\r"


def read(path: Path) -> list[GoldLine | BadInput]:
    return list(read_file(path))


def only(path: Path) -> GoldLine:
    (line,) = read(path)
    assert isinstance(line, GoldLine)
    return line


def written(folder: Path, raw: bytes | str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(raw.encode("utf-8") if isinstance(raw, str) else raw)
    return path


def jsonl(folder: Path, *lines: object) -> Path:
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return written(folder, "\n".join(text) + "\n", "export.jsonl")


def test_a_byline_above_the_headline_is_no_title(tmp_path: Path) -> None:
    page = "Dunmere Mail\n\nBy our reporter in Dunmere\nTwo wards close after a fire\n\nIt burned."
    assert only(written(tmp_path, page)).document.title == "Two wards close after a fire"


@pytest.mark.parametrize(
    "raw",
    [
        NEWS.encode("utf-8"),
        codecs.BOM_UTF8 + NEWS.encode("utf-8"),
        codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        NEWS.encode("utf-16-le"),
        NEWS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"),
        NEWS.encode("cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, raw: bytes) -> None:
    line = only(written(tmp_path, raw))
    assert line.document.text == NEWS
    assert line.document.id == "report.txt"
    assert line.document.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert line.document.sha256 == hashlib.sha256(NEWS.encode("utf-8")).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_utf8_comes_back_to_the_letter(text: str) -> None:
    """No line end is translated, and only a mark at the very start is dropped."""
    assert decode(text.encode("utf-8"), "x") == text.removeprefix("\ufeff")
    assert decode(codecs.BOM_UTF8 + text.encode("utf-8"), "x") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_sentence(raw: bytes) -> None:
    try:
        found = decode(raw, "x.bin")
    except BadInput as error:
        found = str(error).removeprefix("x.bin ")
    assert "\x00" not in found
    found.encode("utf-8")


def test_windows_signs_are_not_taken_for_letters() -> None:
    for text in ("A £200 fine.", "Siân’s café…", "It’s “fine” – 50% · €5"):
        assert decode(text.encode("cp1252"), "x") == text


def test_other_alphabets_are_left_to_statistics() -> None:
    text = "Тюрьма признана непригодной для содержания заключённых, говорится в отчёте. " * 4
    assert decode(text.encode("koi8-r"), "x") == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture, not a text"),
        (b"%PDF-1.7\n...", "is a PDF, not a text"),
        (b"PK\x03\x04rest", "is damaged: it cannot be unpacked"),
        (b"SQLite format 3\x00" + bytes(80), "is a database"),
        (b"\xd0\xcf\x11\xe0" + "__properties_version1.0".encode("utf-16-le"), "save it as .eml"),
        (b"\xfd7zXZ\x00", "is a compressed file; unpack it"),
        (b"rated\x00good", "holds NUL characters"),
        (codecs.BOM_UTF16_LE + "good\x00".encode("utf-16-le"), "holds NUL characters"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x\x00", "is damaged: it is not valid utf-16-le"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "is damaged: it is not valid utf-8"),
        (b"\x81\x00\xff", "is not a text in any encoding"),
    ],
)
def test_what_is_no_text_says_so(tmp_path: Path, raw: bytes, words: str) -> None:
    path = written(tmp_path, raw)
    with pytest.raises(BadInput, match=words):
        read(path)
    (error,) = read_lines(path)
    assert isinstance(error, BadInput)
    assert str(error).startswith("report.txt ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.txt cannot be read: No such file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        read(tmp_path)


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    assert only(written(tmp_path, b"")).document.text == ""


def test_ten_megabytes(tmp_path: Path) -> None:
    text = "Dunmere was rated good by inspectors on a wet day.\r\n" * 200_000
    line = only(written(tmp_path, text))
    assert len(line.document.text) == len(text) > 10_000_000


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    raw_name = bytes(tmp_path) + b"/r\xe9port.txt"
    Path(raw_name.decode("utf-8", "surrogateescape")).write_text("Rated good.")
    (path,) = tmp_path.glob("r*port.txt")
    assert only(path).document.id == "r\ufffdport.txt"


def test_title_and_zones_are_found(tmp_path: Path) -> None:
    line = only(written(tmp_path, "Dunmere Prison was rated good by inspectors\n\nIt is."))
    assert line.document.title == "Dunmere Prison was rated good by inspectors"
    assert only(written(tmp_path, "", "empty.txt")).document.title == "empty.txt"


# --- JSON lines ---


def test_a_plain_line_with_what_it_says_of_itself(tmp_path: Path) -> None:
    given = {
        **{"id": 7, "text": NEWS, "title": "Mere", "outlet": "Post", "url": "https://example.org"},
        **{"published": {"value": "2024", "precision": "year"}, "other": [1]},
    }
    line = only(jsonl(tmp_path, given))
    document = line.document
    assert (document.id, document.title, document.outlet) == ("7", "Mere", "Post")
    assert (document.text, document.published.value) == (NEWS, "2024")
    assert line.line_sha256 is None


def test_a_line_without_id_is_named_after_its_place(tmp_path: Path) -> None:
    lines = read(jsonl(tmp_path, {"text": "One."}, "", {"text": "Two."}, {"id": "", "text": "3"}))
    ids = [line.document.id for line in lines if isinstance(line, GoldLine)]
    assert ids == ["export.jsonl-1", "export.jsonl-3", "export.jsonl-4"]


def test_broken_lines_among_good_ones(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"id": "a", "text": "Rated good."},
        '{"id": "b", "text": "Rat',
        "[1, 2]",
        {"id": "c"},
        {"id": "d", "text": 5},
        {"id": "e", "text": "x\x00"},
        '{"id": "f", "text": "half \\ud83d of it"}',
        '{"id": "\\ud800", "text": "x"}',
        '{"id": "g", "text": "x", "title": "\\udc00"}',
        '{"schema": "annotator-gold/1", "article": {}}',
        "[" * 100_000,
        '{"id": "h", "text": "both halves \\ud83d\\ude00"}',
    )
    lines = read(path)
    good = [line.document.id for line in lines if isinstance(line, GoldLine)]
    assert good == ["a", "h"]
    assert [str(line) for line in lines if isinstance(line, BadInput)] == [
        "export.jsonl, line 2: this is not JSON.",
        "export.jsonl, line 3: this is not a JSON object.",
        "export.jsonl, line 4: there is no “text”.",
        "export.jsonl, line 5: there is no “text”.",
        "export.jsonl, line 6: its text holds NUL characters, so it is not a text.",
        "export.jsonl, line 7: it holds half a character (a lone surrogate).",
        "export.jsonl, line 8: it holds half a character (a lone surrogate).",
        "export.jsonl, line 9: it holds half a character (a lone surrogate).",
        "export.jsonl, line 10: The key 'id' is missing.",
        "export.jsonl, line 11: this is not JSON.",
    ]


def test_the_manifest_of_an_export_is_no_article(tmp_path: Path) -> None:
    manifest = json.dumps({"schema": "annotator-manifest/1", "file": "gold.jsonl"}, indent=1)
    (line,) = read_lines(written(tmp_path, manifest, "gold.txt"))
    assert str(line) == "gold.txt is the manifest of an export, not an article."


def test_the_kind_is_found_from_the_content_unless_the_name_promises_jsonl(tmp_path: Path) -> None:
    assert only(written(tmp_path, '{"text": "Rated good."}', "a.txt")).document.text == (
        "Rated good."
    )
    prose = "{Editor’s note} Rated good."
    assert only(written(tmp_path, prose, "b.txt")).document.text == prose
    braces = '{"colour": "red"}'
    assert only(written(tmp_path, braces, "c.txt")).document.text == braces


def test_line_ends_of_windows_between_the_lines(tmp_path: Path) -> None:
    path = written(tmp_path, '{"text": "One."}\r\n{"text": "Two\\r\\n."}\r\n', "x.jsonl")
    texts = [line.document.text for line in read(path) if isinstance(line, GoldLine)]
    assert texts == ["One.", "Two\r\n."]


@pytest.mark.parametrize("line", ['{"broken": ', '{"foo": 1}', "not json"])
def test_a_file_named_jsonl_never_becomes_an_article_of_its_own_text(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (problem,) = read_lines(path)
    assert isinstance(problem, BadInput)
