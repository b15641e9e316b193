"""What a person prefers: declared once, stored sparsely, repaired where the file is broken."""

from __future__ import annotations

import getpass
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from annotator.core.wording import shortened, written_out

THEMES = ("system", "light", "dark")
_MOST_ANALYSTS = 20
#: A settings file of more bytes is none.
_MOST_BYTES = 5_000_000
#: No screen is wider, in pixels.
_FAR = 100_000
#: name -> smallest and largest value that can be used.
_LIMITS = {
    "text_size": (8, 4000),
    "measure": (8, 4000),
    "interface_scale": (100, 200),
    "doubt_below": (0, 100),
    "workers": (1, 16),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    Attributes:
        analyst: who decides; "" means that nobody has said so: the name of the account.
        analysts: names that were used here, the last one first.
        last_project: opened when the program starts without one.
        recent: projects that were open, the last one first: path, and how far each was.
        text_size, measure: of the article, in pixels.
        interface_scale: size of everything else, in per cent.
        doubt_below: a suggestion less sure than this many per cent counts as doubtful.
        workers: how many extraction processes may read at the same time.
        second_opinion: a smaller model checks the doubtful names; reading takes longer.
        keys: command -> its key, where the analyst changed it.
        warned: projects of which was said that they lie on a drive that is not safe.
        exports: project -> its last export: file, choices, how many, when.
        guideline: a Markdown file shown instead of the usual guideline.
        layout: widths of the panels and the window's geometry, as the window keeps them.
    """

    analyst: str = ""
    theme: str = "system"
    analysts: list[str] = field(default_factory=list)
    last_project: str = ""
    recent: list[dict[str, Any]] = field(default_factory=list)
    text_size: int = 18
    measure: int = 680
    serif: bool = True
    reduced_motion: bool = False
    interface_scale: int = 100
    doubt_below: int = 80
    workers: int = 1
    second_opinion: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    guideline: str = ""
    warned: list[str] = field(default_factory=list)
    exports: dict[str, dict[str, Any]] = field(default_factory=dict)
    layout: dict[str, Any] = field(default_factory=dict)

    @property
    def analyst_name(self) -> str:
        return analyst_name(self.analyst) or account_name()


def account_name() -> str:
    """The name of the person's account, "analyst" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a bare container; a Windows without USERNAME
        return "analyst"


def load(path: Path) -> tuple[Settings, str | None]:
    """The settings, and a sentence where something in the file could not be used."""
    try:
        data = _read(path)
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, RecursionError):
        said = f"{path.name} could not be read; the usual settings are used."
        return Settings(), said + _put_aside(path)
    if not isinstance(data, dict):
        said = f"{path.name} is not a settings file; the usual settings are used."
        return Settings(), said + _put_aside(path)
    good = {f.name: data[f.name] for f in fields(Settings) if _fits(f.name, data)}
    bad = ", ".join(written_out(shortened(name, 40)) for name in sorted(data.keys() - good.keys()))
    said = f"These settings could not be used: {shortened(bad, 300)}."
    return Settings(**good), said + _put_aside(path) if bad else None


def _read(path: Path) -> Any:
    """What a settings file holds.

    Raises:
        OSError, ValueError, RecursionError: it is no such file, or no JSON.
    """
    if path.exists() and not path.is_file():
        raise ValueError("no plain file; a pipe would be waited for")
    with path.open("rb") as file:
        raw = file.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_BYTES} bytes")
    return json.loads(raw.decode("utf-8-sig"))


def _put_aside(path: Path) -> str:
    """Copy a file that is about to be written anew without what could not be used; says where."""
    copy = path.with_suffix(".broken.json")
    try:
        if not path.is_file():
            return ""
        copy.write_bytes(path.read_bytes())
    except OSError:
        return ""
    return f" The file as it was is kept as {copy.name}."


def save(path: Path, settings: Settings) -> None:
    """Store the values that differ from the defaults; a failure to do so is not worth a stop."""
    usual = asdict(Settings())
    data = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part")
        temporary.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        os.replace(temporary, path)  # noqa: PTH105 - atomic on every system


def changed(settings: Settings, **values: Any) -> Settings:
    """The settings with some values replaced; an analyst's name joins those that are known."""
    name = values.get("analyst")
    if name:
        others = [other for other in settings.analysts if other != name]
        values["analysts"] = [name, *others][:_MOST_ANALYSTS]
    return replace(settings, **values)


def analyst_name(typed: str) -> str:
    """A name as it is written into the decision log; "" where nothing was typed."""
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())[:60]


def _fits(name: str, data: dict[str, Any]) -> bool:
    usual = getattr(Settings(), name)
    if name not in data or type(data[name]) is not type(usual):
        return False
    value = data[name]
    if name == "theme":
        return value in THEMES
    if name in _LIMITS:
        smallest, largest = _LIMITS[name]
        return bool(smallest <= value <= largest)
    if name == "layout":
        return all(_is_plain(one) for one in value.values())
    if name in ("analysts", "recent", "warned"):
        kind = dict if name == "recent" else str
        return all(isinstance(one, kind) for one in value)
    kinds = {"keys": str, "exports": dict}
    return name not in kinds or all(isinstance(one, kinds[name]) for one in value.values())


def _is_plain(value: object) -> bool:
    """A word, a number of pixels, or a list of them."""
    if isinstance(value, list):
        return all(isinstance(one, int | str) and _is_plain(one) for one in value)
    return isinstance(value, str) or (isinstance(value, int) and -_FAR <= value <= _FAR)
