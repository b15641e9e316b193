"""Files made to harm: a sentence at a bounded cost, and the next file is read as if nothing was."""

from __future__ import annotations

import io
import socket
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from pathlib import Path

import pytest

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.conversion.converter import Converter
from annotator.exchange.readers import incoming, read_lines
from annotator.exchange.readers.incoming import Options
from tests.exchange import given_files
from tests.exchange.conftest import COMMAND, Read

_ENTITIES = "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 1000}">' for n in range(10)
)
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [{_ENTITIES}]><x>&e9;</x>'
SPY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'


def said(found: list[GoldLine | BadInput]) -> str:
    """What the only problem of a file is."""
    (problem,) = found
    assert isinstance(problem, BadInput), problem
    return problem.what


def packed(*files: tuple[str, bytes], like: bytes | None = None) -> bytes:
    """An archive; ``like``: with all other parts of that Office file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [name for name, _ in files]
        if like is not None:
            with zipfile.ZipFile(io.BytesIO(like)) as old:
                for name in old.namelist():
                    if name not in names:
                        archive.writestr(name, old.read(name))
        for name, raw in files:
            archive.writestr(name, raw)
    return out.getvalue()


ZEROS = b"0" * 60_000_000


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.xlsx"])
def test_archives_that_burst(read: Read, name: str) -> None:
    like = given_files.ALL.get({"a.docx": "release.docx", "a.xlsx": "list.xlsx"}.get(name, ""))
    raw = packed(("zeros.txt", ZEROS), like=like() if like else None)
    assert "is made to burst" in said(read(name, raw))


def test_an_archive_whose_list_is_longer_than_memory(read: Read) -> None:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 90_000_000, 4, 0)
    raw = b"PK\3\4" + bytes(90_000_000) + end
    assert said(read("a.zip", raw)) == "a.zip is damaged: it cannot be unpacked."


def test_archives_in_archives_end_somewhere(read: Read) -> None:
    raw = given_files.text()
    for depth in range(4):
        raw = packed((f"{depth}.zip" if depth else "a.txt", raw))
    assert "lies too deep" in said(read("a.zip", raw))


def test_names_in_an_archive_are_only_labels(read: Read, tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/cron.d/x.txt", "C:\\Windows\\y.txt", "a\u202e\x07b.txt", "..txt"]
    found = read("a.zip", packed(*((name, name.encode()) for name in names)))
    ids = {line.document.id for line in found if isinstance(line, GoldLine)}
    assert ids == {"up.txt", "x.txt", "y.txt", "a??b.txt"}
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.zip"]


def test_an_archive_with_a_password_or_a_broken_file(read: Read) -> None:
    raw = bytearray(packed(("a.txt", b"Rated good."), ("b.txt", b"Rated poor. " * 9)))
    raw[raw.rindex(b"PK\1\2") + 8] |= 1
    assert "protected with a password" in said(read("a.zip", bytes(raw)))
    raw = bytearray(packed(("a.txt", b"Rated good."), ("b.txt", b"Rated poor. " * 9)))
    raw[raw.index(b"a.txt") + 6] ^= 0xFF
    first, second = read("b.zip", bytes(raw))
    assert isinstance(first, BadInput)
    assert first.what == "b.zip/a.txt is damaged: it cannot be unpacked."
    assert isinstance(second, GoldLine)


@pytest.mark.parametrize("xml", [BOMB, SPY])
def test_xml_that_defines_entities(read: Read, xml: str) -> None:
    evil = xml.encode()
    for name, part in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/worksheets/sheet1.xml")):
        like = given_files.word() if name == "a.docx" else given_files.excel()
        assert "defines XML entities" in said(read(name, packed((part, evil), like=like)))
        hidden = xml.encode("utf-16")  # where the words are not found, the parser has to refuse
        assert "damaged" in said(read(name, packed((part, hidden), like=like)))
    for line in read("a.xhtml", b'<?xml version="1.0"?>' + evil[21:] + given_files.page()):
        text = line.what if isinstance(line, BadInput) else line.document.text
        assert len(text) < 10_000
        assert socket.gethostname() not in text


def test_nothing_is_fetched_whatever_a_page_asks_for(read: Read) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = given_files.PAGE.replace("https://sedgeholm-echo.example", address).replace(
            "</head>",
            f'<base href="{address}/"><link rel="stylesheet" href="{address}/a.css">'
            f'<meta http-equiv="refresh" content="0; url={address}">'
            f'<!-- saved from url=(0014){address}/x --></head><img src="{address}/p.gif">'
            f'<iframe src="{address}/f"></iframe><script src="{address}/s.js"></script>',
        )
        evil = f'<!DOCTYPE html SYSTEM "{address}/x.dtd">' + page
        for raw in (page, evil, f"{address}/only-an-address", f"<p>{address}</p>"):
            assert read("a.html", raw.encode())
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "raw",
    [
        given_files.pdf().replace(b"/Kids [4 0 R", b"/Kids [2 0 R"),  # a page that holds itself
        given_files.pdf().replace(b"/Count 4", b"/Count 99999999"),
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<< >>\nendobj\n" % n for n in range(40_000)),
        b"%PDF-1.7\n" + b"[" * 500_000,
        given_files.pdf(1)[:-300],
    ],
    ids=["loop", "count", "objects", "nesting", "cut"],
)
def test_pdfs_that_lead_nowhere(read: Read, raw: bytes) -> None:
    assert len(read("a.pdf", raw)) == 1
    assert isinstance(read("good.pdf", given_files.pdf())[0], GoldLine)


def test_a_pdf_with_a_password(read: Read) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(given_files.pdf(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "is protected with a password" in said(read("a.pdf", out.getvalue()))


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that takes much longer to read than a test may take."""
    path = tmp_path_factory.mktemp("endless") / "endless.pdf"
    objects = (b"%d 0 obj\n<< /A %d 0 R >>\nendobj\n" % (n, n + 1) for n in range(1, 600_000))
    path.write_bytes(b"%PDF-1.7\n" + b"".join(objects))
    return path


def test_a_file_that_is_worked_on_for_ever_is_given_up(tmp_path: Path, endless: Path) -> None:
    good = tmp_path / "good.html"
    good.write_bytes(given_files.page())
    with Converter(COMMAND, most_silence=1) as converter:
        assert "takes too long" in said(list(read_lines(endless, Options(converter=converter))))
        converter._most_silence = 60
        assert isinstance(next(read_lines(good, Options(converter=converter))), GoldLine)


def test_cancelling_ends_what_is_worked_on(endless: Path) -> None:
    cancelled = threading.Event()
    with Converter(COMMAND, is_cancelled=cancelled.is_set) as converter:
        threading.Timer(1, cancelled.set).start()
        assert "was cancelled" in said(list(read_lines(endless, Options(converter=converter))))


def test_a_pdf_that_unpacks_without_end(read: Read) -> None:
    packer = zlib.compressobj()
    stream = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (
        len(stream),
        stream,
    )
    assert len(stream) < 400_000
    assert isinstance(read("a.pdf", given_files.pdf_of_contents(content))[0], BadInput)


@pytest.mark.parametrize(
    "command",
    [["/nonexistent/annotator"], [sys.executable, "-c", "print('hello')"]],
    ids=["missing", "nonsense"],
)
def test_without_the_process_a_file_fails_and_no_more(tmp_path: Path, command: list[str]) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(given_files.page())
    with Converter(command) as converter:
        assert said(list(read_lines(page, Options(converter=converter)))).startswith("a.html ")


@pytest.mark.parametrize(
    "act",
    [
        "open('left', 'w')",
        "os.open('left', os.O_WRONLY | os.O_CREAT)",
        "os.rename('here', 'left')",
        "os.system('touch left')",
        "subprocess.run(['touch', 'left'])",
        "socket.create_connection(('127.0.0.1', 9))",
        "urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_the_process_cannot_reach_beyond_the_file(tmp_path: Path, act: str) -> None:
    (tmp_path / "here").touch()
    code = (
        "import os, socket, subprocess, urllib.request\n"
        "from annotator.exchange.conversion import process\n"
        "process.forbid_the_outside()\n"
        f"try: {act}\n"
        "except OSError as error: print(repr(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert "is not for the conversion of files" in done.stdout, done.stderr
    assert not (tmp_path / "left").exists()


def test_lines_and_texts_have_an_end(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (incoming, sys.modules["annotator.exchange.readers.json_documents"]):
        monkeypatch.setattr(module, "MOST_BYTES", 3_000_000)
    endless = b"x" * 4_000_000
    first, rest = read("a.jsonl", b'{"text": "One."}\n{"text": "' + endless)
    assert isinstance(first, GoldLine)
    assert "was read up to line 2, which is longer than 3 million" in said([rest])
    assert "is larger than 3 MB, too much for one article" in said(read("a.txt", endless))
    assert "one object is too large" in said(read("a.json", b'[{"text": "' + endless))
    (problem,) = read("a.csv", b'text,title\n"' + endless)
    assert isinstance(problem, BadInput)


def test_what_only_claims_to_be_a_text(read: Read) -> None:
    assert (
        said(read("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99))) == "a.txt is a picture, not a text."
    )
    assert "save it as .docx" in said(read("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99)))
    assert "unpack it first" in said(read("a.csv.gz", b"\x1f\x8b" + bytes(99)))
    assert "half a character" in said(read("a.jsonl", b'{"text": "\\ud800"}'))
    assert "NUL" in said(read("a.csv", b"text,id\na\0b,1\n"))
