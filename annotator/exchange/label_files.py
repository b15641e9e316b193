"""Label sets from TOML files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from annotator import assets
from annotator.core.labels import Label, LabelColours, LabelSet
from annotator.exchange.toml_files import bad_key, read_toml


def load_label_set(path: Path | None = None) -> LabelSet:
    """The label set of a file; the packaged ``inspection-news`` without one.

    Raises:
        BadInput: names file, key and reason.
    """
    path = path or assets.resource("label_sets", "inspection-news.toml")
    data = read_toml(path, "label_set")
    labels = tuple(_label(item) for item in data["labels"])
    ids: set[str] = set()
    keys: set[str] = set()
    for number, label in enumerate(labels):
        if label.id in ids:
            raise bad_key(path, f"labels[{number}].id", f"“{label.id}” stands there twice")
        if label.key and label.key in keys:
            raise bad_key(path, f"labels[{number}].key", f"“{label.key}” is already taken")
        ids.add(label.id)
        keys.add(label.key)
    return LabelSet(f"{data['name']}@{data['version']}", labels)


def _label(item: dict[str, Any]) -> Label:
    return Label(
        id=item["id"],
        name=item.get("name", item["id"]),
        key=item.get("key", ""),
        description=item["description"],
        light=LabelColours(**item["light"]),
        dark=LabelColours(**item["dark"]),
    )


@cache
def load_aliases() -> dict[str, str]:
    """What other tools call our labels (``plain_name`` of it) -> the label's id."""
    data = read_toml(assets.resource("label_aliases.toml"), "label_aliases")
    return {
        plain_name(name): label_id
        for label_id, names in data["labels"].items()
        for name in (label_id, *names)
    }


def plain_name(name: str) -> str:
    """A label's name without letter case, spaces and signs."""
    return re.sub(r"[\W_]+", "", name).casefold()
