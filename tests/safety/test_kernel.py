"""The kernel holds its edges, and every seeded fault in it is caught by them."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from sous_voice.safety import kernel
from tests.safety.edges import EDGES
from tests.safety.mutants import MUTANTS

SOURCE = Path(kernel.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.__name__)
def test_edge(edge):
    """Each limit holds on both sides of its edge."""
    edge(kernel)


def _mutant(old: str, new: str, number: int) -> ModuleType:
    assert SOURCE.count(old) >= 1, f"the kernel does not say {old!r} any more"
    module = ModuleType(f"kernel_mutant_{number}")
    sys.modules[module.__name__] = module
    exec(compile(SOURCE.replace(old, new, 1), f"mutant {number}", "exec"), module.__dict__)
    return module


def _caught(module: ModuleType) -> bool:
    for edge in EDGES:
        try:
            edge(module)
        except Exception:  # noqa: BLE001 (a mutant may fail in any way)
            return True
    return False


@pytest.mark.parametrize("number", range(len(MUTANTS)))
def test_seeded_fault_is_caught(number):
    """No fault seeded into the kernel goes unnoticed."""
    old, new = MUTANTS[number]
    module = _mutant(old, new, number)
    try:
        assert _caught(module), f"survived: {old!r} -> {new!r}"
    finally:
        del sys.modules[module.__name__]


def test_control_run_is_clean():
    """The unchanged source passes all edges, so that a caught fault means something."""
    assert len(MUTANTS) >= 20
    assert not _caught(_mutant("class Guard:", "class Guard:", 999))
