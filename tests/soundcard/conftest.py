"""The virtual cards; and reruns: they run in real time, beside whatever else the machine does."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from card import VirtualCard  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of this folder fails only if it fails three times; the reruns are told in the summary."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=2))


def started(card: VirtualCard) -> Iterator[VirtualCard]:
    card.start()
    yield card
    card.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the sound server keeps its files."""
    if not all(shutil.which(tool) for tool in ("pulseaudio", "paplay", "parec", "pactl")):
        pytest.skip("PulseAudio is not on this machine")
    return tmp_path


@pytest.fixture
def card(folder: Path) -> Iterator[VirtualCard]:
    """A microphone that hears nothing of the loudspeaker, as with headphones."""
    yield from started(VirtualCard(folder))


@pytest.fixture
def room(folder: Path) -> Iterator[VirtualCard]:
    """A microphone that hears the loudspeaker as well as the cook."""
    yield from started(VirtualCard(folder, echo=True))
