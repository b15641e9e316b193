"""The two type families that ship with the program, and fonts of the right weight.

Both are variable fonts. Qt draws their weights only through the ``wght`` axis (a plain
``setWeight(600)`` stays regular and 700 is smeared), and a QTextCharFormat cannot carry an axis.
So the article's body is set in a fixed copy of the family, made in memory, which ignores the axis
that its document's default font holds for the title.
"""

from __future__ import annotations

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

INTERFACE = "Inter"
READING = "Source Serif 4"

_FILES = {
    INTERFACE: ("fontpkg_inter", "Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"),
    READING: (
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "SourceSerif4-Italic[opsz,wght].ttf",
    ),
}
_FALLBACK = {
    INTERFACE: ["Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans"],
    READING: ["Source Serif Pro", "Georgia", "Noto Serif", "DejaVu Serif"],
}
_HINT = {INTERFACE: QFont.StyleHint.SansSerif, READING: QFont.StyleHint.Serif}
_VARIATION_TABLES = {b"fvar", b"gvar", b"avar", b"HVAR", b"VVAR", b"MVAR", b"STAT", b"cvar"}


@cache
def register() -> tuple[str, ...]:
    """Make the shipped families known to Qt, once; needs a QGuiApplication.

    Returns:
        The families that could be registered. Fonts of a missing one fall back to the system's.
    """
    return tuple(name for name in _FILES if _add(_path(name, 1)))


def interface_font(size: float, weight: int = 400) -> QFont:
    """Font of the interface; ``size`` in pixels, ``weight`` from 100 to 900."""
    return _font(INTERFACE, size, weight)


def reading_font(size: float, weight: int = 400, *, serif: bool = True) -> QFont:
    """Font of the article; ``size`` in pixels."""
    return _font(READING if serif else INTERFACE, size, weight)


def article_fonts(size: float, title_size: float, *, serif: bool = True) -> tuple[QFont, QFont]:
    """Default font of the article's document, and the families and size of its title.

    The default font carries the title's weight as an axis, but its first family has no axes.
    """
    for name in _FILES:  # both at once: Qt draws some glyphs no more once a font is added later
        _fixed_copy(name)
    family = READING if serif else INTERFACE
    title = _font(family, title_size, 620)
    body = _font(family, size, 620)
    fixed = _fixed_copy(family)
    if fixed is None:  # then the title is emboldened by Qt, which is less fine but legible
        title.setWeight(QFont.Weight.Bold)
        return _font(family, size, 400), title
    body.setFamilies([fixed, family, *_FALLBACK[family]])
    return body, title


def _font(family: str, size: float, weight: int) -> QFont:
    shipped = family in register()
    font = QFont([family, *_FALLBACK[family]])
    font.setStyleHint(_HINT[family])
    font.setPixelSize(max(1, round(size)))
    if shipped:
        font.setVariableAxis(QFont.Tag("wght"), weight)
    else:
        font.setWeight(QFont.Weight(weight))
    return font


def _path(family: str, which: int) -> Path | None:
    package, *names = _FILES[family]
    found = find_spec(package)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).with_name("files") / names[which - 1]


def _add(path: Path | None) -> bool:
    return path is not None and QFontDatabase.addApplicationFont(str(path)) >= 0


@cache
def _fixed_copy(family: str) -> str | None:
    """Register the family's default instance without axes; returns its family name."""
    path = _path(family, 1)
    if family not in register() or path is None:
        return None
    name = family[:-1] + "_"  # of the same length, so that the name table keeps its layout
    data = without_axes(path.read_bytes(), family, name)
    number = QFontDatabase.addApplicationFontFromData(data)
    return name if name in QFontDatabase.applicationFontFamilies(number) else None


def without_axes(data: bytes, family: str, name: str) -> bytes:
    """A TrueType file as its default instance under another name of the same length."""
    kept: list[tuple[bytes, int, bytes]] = []
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, checksum, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        table = data[start : start + length]
        if tag == b"name":
            for coding in ("utf-16-be", "ascii"):
                table = table.replace(family.encode(coding), name.encode(coding))
        if tag not in _VARIATION_TABLES:
            kept.append((tag, checksum, table))
    power = len(kept).bit_length() - 1
    wide = 16 << power
    head = data[:4] + struct.pack(">HHHH", len(kept), wide, power, 16 * len(kept) - wide)
    directory, body = b"", b""
    for tag, checksum, table in kept:
        start = 12 + 16 * len(kept) + len(body)
        directory += struct.pack(">4sIII", tag, checksum, start, len(table))
        body += table + bytes(-len(table) % 4)
    return head + directory + body
