"""The files that come with the program keep their schemas, as they are not checked at its start."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from annotator import assets
from annotator.core.errors import BadInput
from annotator.exchange.toml_files import check, read_toml

SCHEMAS = {
    "scales/*.toml": "scale",
    "inspectorates/*.toml": "inspectorates",
    "label_sets/*.toml": "label_set",
    "label_aliases.toml": "label_aliases",
    "extraction/furniture.toml": "furniture",
}


@pytest.mark.parametrize("pattern", SCHEMAS)
def test_packaged_files_keep_their_schemas(pattern: str) -> None:
    files = list(assets.resource().glob(pattern))
    assert files
    for file in files:
        check(file, tomllib.loads(file.read_text(encoding="utf-8")), SCHEMAS[pattern])


def test_a_persons_own_file_is_checked_when_it_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('code = "tidiness3"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"own\.toml: key"):
        read_toml(own, "scale")
