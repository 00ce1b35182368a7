"""Sound cards run in real time, and so does a busy machine: who is not heard says it again, twice at most."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of this folder fails only if it fails three times; the reruns are told in the summary."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=2))
