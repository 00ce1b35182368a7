"""The kernel holds its edges, and every seeded fault in it is caught by them."""

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import sous_voice
from sous_voice.safety import kernel
from tests.safety.edges import EDGES, ZONES
from tests.safety.mutants import MUTANTS

SOURCE = Path(kernel.__file__).read_text(encoding="utf-8")
PACKAGE = Path(sous_voice.__file__).parent


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


def test_permits_are_made_in_the_kernel_alone():
    """No other module calls Permit or touches the kernel's seal."""
    for path in PACKAGE.rglob("*.py"):
        if path.name == "kernel.py" and path.parent.name == "safety":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                assert name != "Permit", path
            assert getattr(node, "attr", "") != "_SEAL", path


class Evening(RuleBasedStateMachine):
    """Any order of events: never a permit above what was agreed, never one after off, latch or silence."""

    def __init__(self):
        super().__init__()
        self.guard = kernel.Guard(None, ZONES)
        self.at = 0.0
        self.offer = None
        self.agreed = {}
        self.heard = -100.0
        self.latched = False

    @rule(step=st.sampled_from([0.1, 0.5, 1.0, 3.0, 700.0]))
    def time(self, step):
        self.at += step
        for order in self.guard.tick(self.at):
            if isinstance(order, kernel.Permit):
                assert order.level <= self.agreed.get(order.zone, 0)
                assert order.expires <= self.at + 3.0
                assert self.at - self.heard <= 2.0 and not self.latched
            elif isinstance(order, kernel.Off):
                self._off(order.zone)

    @rule(celsius=st.sampled_from([20.0, 100.0, 231.0, 251.0, 271.0]), follows=st.booleans())
    def report(self, celsius, follows):
        self.heard = self.at
        seen = [
            kernel.Seen(
                z.name, self.agreed.get(z.name, 0) if follows else 0, 0.0, celsius if z.sensor else None
            )
            for z in ZONES
        ]
        for order in self.guard.report(self.at, seen):
            if isinstance(order, kernel.Off):
                self._off(order.zone)
                self.latched = self.latched or order.zone == "all"
            elif isinstance(order, kernel.Down):
                self.agreed[order.zone] = min(order.level, self.agreed.get(order.zone, 0))

    @rule(zone=st.sampled_from([z.name for z in ZONES]), level=st.integers(0, 11))
    def cook(self, zone, level):
        """Offer, wait, confirm: the composite rule without which nothing would ever get hot."""
        self.report(20.0, True)
        self.guard.offered(self.at, "t", zone, level, 100.0, (self.at + 20, self.at + 3600))
        self.at += 1.0
        answer = self.guard.ask(self.at, zone, level, "t", "confirm")
        if isinstance(answer, kernel.Permit):
            assert 1 <= level <= 9 and not self.latched
            self.agreed[zone] = level

    @rule(zone=st.sampled_from([z.name for z in ZONES]), level=st.integers(1, 9), token=st.text(max_size=2))
    def rogue(self, zone, level, token):
        assert isinstance(self.guard.ask(self.at, zone, level, token, "confirm"), kernel.Refusal)

    @rule(zone=st.sampled_from(["all", *(z.name for z in ZONES)]))
    def off(self, zone):
        self.guard.off(self.at, zone)
        self._off(zone)

    @rule()
    def latch(self):
        self.guard.latch(self.at, "test")
        self._off("all")
        self.latched = True

    @rule()
    def clear(self):
        if self.guard.unlatch(self.at):
            self.latched = False

    def _off(self, zone):
        for name in [z.name for z in ZONES] if zone == "all" else [zone]:
            self.agreed.pop(name, None)

    @invariant()
    def never_above_what_was_agreed(self):
        for zone, level in self.guard.granted.items():
            assert level <= self.agreed.get(zone, 0)


Evening.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestEvening = Evening.TestCase
