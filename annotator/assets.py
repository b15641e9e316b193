"""The one module that finds packaged files: resources/ and seeds/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(name: str) -> Path:
    """In a wheel the folder lies inside the package, in a checkout beside it."""
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """A file or folder of resources/; it may be missing."""
    return _root("resources").joinpath(*parts)


def is_resource(path: Path) -> bool:
    """Does a file come with the program, so that its tests have checked it?"""
    return path.is_relative_to(_root("resources"))


def seed(*parts: str) -> Path:
    """A file or folder of seeds/; it may be missing."""
    return _root("seeds").joinpath(*parts)
