"""What every test shares: no real home, no real screen unless asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import chance

if TYPE_CHECKING:
    from annotator.session import Session

if not os.environ.get("ANNOTATOR_TEST_HEADED"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

# No test says anything about how fast the machine is.
settings.register_profile(
    "any speed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not chance.IS_HUNT,
)
settings.load_profile("any speed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs only where a marker expression asks for them (`make soak`)."""
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that nobody's settings or projects are touched."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(home))
    return home


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new project, empty, under the analyst anna."""
    from annotator.session import Session

    opened = Session(tmp_path / "news.annotator", create=True, analyst="anna")
    yield opened
    opened.close()


@pytest.fixture
def reviewed(session: Session, tmp_path: Path) -> Session:
    """The same with the sample article, open and with its suggestions."""
    from tests import samples

    samples.filled(session, tmp_path)
    return session
