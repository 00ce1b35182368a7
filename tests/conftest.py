"""What every test may use: the project's root, and the data that lies beside a development checkout."""

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Measured data for development; not part of the project, so tests without it are skipped."""
    place = ROOT.parent / "shared" / "data"
    if not place.is_dir():
        pytest.skip("the development data (../shared/data) is not on this machine")
    return place


@pytest.fixture(scope="session", autouse=True)
def nobodys_kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What somebody keeps on this machine (market list, notes) is nothing to a test, nor does a test touch it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUS_VOICE_DATA", str(tmp_path_factory.mktemp("kept")))
        yield
