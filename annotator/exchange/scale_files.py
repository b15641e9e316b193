"""Rating scales and inspectorates from TOML files: the packaged ones and a user's own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator import assets
from annotator.core.errors import BadInput
from annotator.core.scales import Inspectorate, Scale, ScalePoint, ScaleRegistry
from annotator.exchange.toml_files import bad_key, content, read_toml, toml_files

#: A user's file with this table holds inspectorates; every other one is a scale.
_BODIES = "inspectorates"
#: What scale a packaged file holds, without reading all of it: its first two lines say so.
_ID = re.compile(rb'^code = "(\w+)"\nversion = (\d+)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a person's files came to.

    Attributes:
        complaints: why files were left out, each with file, key and reason.
    """

    registry: ScaleRegistry
    complaints: tuple[BadInput, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The complaints as people read them."""
        return tuple(f"{error.what} The file is left out." for error in self.complaints)


def load_registry(extra: Sequence[Path] = ()) -> ScaleRegistry:
    """As ``load_known``, for those who want all or nothing.

    Raises:
        BadInput: names file, key and reason.
    """
    loaded = load_known(extra)
    if loaded.complaints:
        raise loaded.complaints[0]
    return loaded.registry


def load_known(extra: Sequence[Path] = ()) -> Loaded:
    """The packaged scales and inspectorates and those of further folders, as far as they are sound.

    Args:
        extra: folders with a user's own ``*.toml``. A scale with a known ``code@version`` and an
            inspectorate with a known id replace those of the folders before, and the packaged ones.
            A file named like one of resources/extraction/ holds words and is not read here.
    """
    scales = _Scales()
    bodies = {
        body.id: body
        for path in toml_files([assets.resource("inspectorates")])
        for body in read_inspectorates(path)
    }
    own: list[_File] = []
    complaints: list[BadInput] = []
    for folder in extra:
        seen: dict[str, Path] = {}
        try:
            found = toml_files([folder])
        except BadInput as error:
            complaints.append(error)
            continue
        for path in found:
            if assets.resource("extraction", path.name).is_file():
                continue
            try:
                file = _read(path)
                _check_once(seen, file)
            except BadInput as error:
                complaints.append(_placed(path, error))
            else:
                own.append(file)
    while (broken := _broken_link(own, scales, bodies)) is not None:
        file, fault = broken
        own.remove(file)
        complaints.append(_placed(file.path, fault))
    for file in own:
        for scale in file.scales:
            scales.put(scale)
    bodies |= {body.id: body for file in own for body in file.bodies}
    return Loaded(ScaleRegistry(scales, bodies.values()), tuple(complaints))


class _Scales(Mapping[str, Scale]):
    """Scales by id; a packaged one is read when it is first asked for, as a start needs but few."""

    def __init__(self) -> None:
        self._read: dict[str, Scale] = {}
        packaged = toml_files([assets.resource("scales")])
        self._from: dict[str, Path | None] = {_id_in(path): path for path in packaged}

    def put(self, scale: Scale) -> None:
        """Add a scale, or replace the one with its id."""
        self._read[scale.id] = scale
        self._from[scale.id] = None

    def __getitem__(self, scale_id: str) -> Scale:
        path = self._from[scale_id]
        if path is not None and scale_id not in self._read:
            self._read[scale_id] = read_scale(path)
        return self._read[scale_id]

    def __contains__(self, scale_id: object) -> bool:
        return scale_id in self._from

    def __iter__(self) -> Iterator[str]:
        return iter(self._from)

    def __len__(self) -> int:
        return len(self._from)


def _id_in(path: Path) -> str:
    found = _ID.search(path.read_bytes())
    return f"{found[1].decode()}@{found[2].decode()}" if found else read_scale(path).id


def read_scale(path: Path) -> Scale:
    """One scale file.

    Raises:
        BadInput: names file, key and reason.
    """
    data = read_toml(path, "scale")
    points = tuple(_point(item) for item in data.get("points", ()))
    _check_points(path, points, data["kind"])
    first, last = data.get("valid_from"), data.get("valid_to")
    if first and last and last < first:
        raise bad_key(path, "valid_to", f"{last} lies before valid_from {first}")
    return Scale(
        code=data["code"],
        version=data["version"],
        name=data["name"],
        kind=data["kind"],
        bodies=tuple(data["bodies"]),
        points=points,
        categories={code: tuple(words) for code, words in data["categories"].items()},
        triggers=tuple(data.get("triggers", ())),
        valid_from=first,
        valid_to=last,
        open_categories=data.get("open_categories", False),
        replaces=tuple(data.get("replaces", ())),
    )


def read_inspectorates(path: Path) -> list[Inspectorate]:
    """One file of inspectorates.

    Raises:
        BadInput: names file, key and reason.
    """
    out: dict[str, Inspectorate] = {}
    for number, item in enumerate(read_toml(path, "inspectorates")[_BODIES]):
        if item["id"] in out:
            raise bad_key(path, f"{_BODIES}[{number}].id", f"“{item['id']}” stands there twice")
        lists = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
        out[item["id"]] = Inspectorate(**{**item, **lists})
    return list(out.values())


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    scales: tuple[Scale, ...] = ()
    bodies: tuple[Inspectorate, ...] = ()


def _read(path: Path) -> _File:
    """A file of either kind."""
    if f"[[{_BODIES}]]".encode() in content(path):
        return _File(path, bodies=tuple(read_inspectorates(path)))
    return _File(path, scales=(read_scale(path),))


def _placed(path: Path, error: BadInput) -> BadInput:
    """The same, with the folder: files of one name may lie in several."""
    return BadInput(f"{path.parent.name}/{error.what}", todo=error.todo)


def _check_once(seen: dict[str, Path], file: _File) -> None:
    """Within one folder nothing may be given twice."""
    names = [(scale.id, "code") for scale in file.scales]
    names += [(f"inspectorate {body.id}", "id") for body in file.bodies]
    for name, key in names:
        if name in seen:
            raise bad_key(file.path, key, f"“{name}” is already given by {seen[name].name}")
    seen.update((name, file.path) for name, _ in names)


def _point(item: dict[str, Any]) -> ScalePoint:
    return ScalePoint(
        code=item["code"],
        name=item["name"],
        rank=item.get("rank"),
        polarity=item["polarity"],
        synonyms=tuple(word.lower() for word in item.get("synonyms", ())),
    )


def _check_points(path: Path, points: tuple[ScalePoint, ...], kind: str) -> None:
    codes: set[str] = set()
    words: dict[str, str] = {}
    for number, point in enumerate(points):
        if kind == "ordered" and point.rank != number + 1:
            reason = f"ranks count 1, 2, 3 from the worst point: {number + 1} is due here"
            raise bad_key(path, f"points[{number}].rank", reason)
        if point.code in codes:
            raise bad_key(path, f"points[{number}].code", f"“{point.code}” stands there twice")
        codes.add(point.code)
        for word in {point.name.lower(), *point.synonyms}:
            if words.setdefault(word, point.code) != point.code:
                reason = f"“{word}” already means {words[word]}"
                raise bad_key(path, f"points[{number}].synonyms", reason)


def _broken_link(
    files: list[_File], packaged: Mapping[str, Scale], bodies: Container[str]
) -> tuple[_File, BadInput] | None:
    """The last file that names a scale or an inspectorate that is not there, and what it lacks.

    Args:
        files: a person's own; what is packaged is sound, as the tests say.
        packaged: scales by id. bodies: ids of packaged inspectorates.
    """
    codes = {scale.code for file in files for scale in file.scales}
    codes |= {scale_id.partition("@")[0] for scale_id in packaged}
    ids = {body.id for file in files for body in file.bodies}
    for file in reversed(files):
        path = file.path
        for scale in file.scales:
            for body_id in scale.bodies:
                if body_id not in ids and body_id not in bodies:
                    reason = f"there is no inspectorate “{body_id}”"
                    return file, bad_key(path, "bodies", reason)
            for code in scale.replaces:
                if code not in codes:
                    return file, bad_key(path, "replaces", f"there is no scale “{code}”")
        for body in file.bodies:
            for code in body.scales:
                if code not in codes:
                    key = f"inspectorate {body.id}: scales"
                    return file, bad_key(path, key, f"no scale “{code}”")
    return None
