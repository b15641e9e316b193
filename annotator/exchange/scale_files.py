"""Rating scales and inspectorates from TOML files: the packaged ones and a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotator import assets
from annotator.core.scales import Inspectorate, Scale, ScalePoint, ScaleRegistry
from annotator.exchange.toml_files import bad_key, read_toml, toml_files

#: A user's file with this table holds inspectorates; every other one is a scale.
_BODIES = "inspectorates"


def load_registry(extra: Sequence[Path] = ()) -> ScaleRegistry:
    """The packaged scales and inspectorates and those of further folders.

    Args:
        extra: folders with a user's own ``*.toml``. A scale with a known ``code@version`` and an
            inspectorate with a known id replace the packaged one.

    Raises:
        BadInput: names file, key and reason.
    """
    packaged = [assets.resource("scales"), assets.resource("inspectorates")]
    scales: dict[str, tuple[Scale, Path]] = {}
    bodies: dict[str, tuple[Inspectorate, Path]] = {}
    for folder in (packaged, list(extra)):
        _read_into(folder, scales, bodies)
    _check_links(scales.values(), bodies)
    return ScaleRegistry([s for s, _ in scales.values()], [b for b, _ in bodies.values()])


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


def _read_into(
    folders: list[Path],
    scales: dict[str, tuple[Scale, Path]],
    bodies: dict[str, tuple[Inspectorate, Path]],
) -> None:
    """Adds what the folders hold; within them no id may stand twice."""
    seen: dict[str, Path] = {}
    for path in toml_files(folders):
        if _holds_bodies(path):
            for body in read_inspectorates(path):
                _once(seen, f"inspectorate {body.id}", path, "id")
                bodies[body.id] = (body, path)
        else:
            scale = read_scale(path)
            _once(seen, scale.id, path, "code")
            scales[scale.id] = (scale, path)


def _holds_bodies(path: Path) -> bool:
    return "[[inspectorates]]" in path.read_text(encoding="utf-8-sig", errors="replace")


def _once(seen: dict[str, Path], name: str, path: Path, key: str) -> None:
    if name in seen:
        raise bad_key(path, key, f"“{name}” is already given by {seen[name].name}")
    seen[name] = path


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


def _check_links(
    scales: Iterable[tuple[Scale, Path]], bodies: dict[str, tuple[Inspectorate, Path]]
) -> None:
    codes: set[str] = set()
    for scale, path in scales:
        codes.add(scale.code)
        for body_id in scale.bodies:
            if body_id not in bodies:
                raise bad_key(path, "bodies", f"there is no inspectorate “{body_id}”")
    for body, path in bodies.values():
        for code in body.scales:
            if code not in codes:
                raise bad_key(path, f"inspectorate {body.id}: scales", f"no scale “{code}”")
