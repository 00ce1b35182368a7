"""Kernel and stove as one: nothing is told twice, old news is no present, a latched stove can answer."""

from sous_voice.core.messages import (
    ClearLatch,
    ConfirmHeat,
    RequestHeat,
    RequestOff,
    StoveOffered,
    StoveRefused,
    StoveReported,
)
from sous_voice.runtime.hands import LATCH, StoveHands
from sous_voice.stove.simulated import SimulatedStove


class Kitchen:
    """Hands on a simulated stove, and all that they told."""

    def __init__(self):
        self.hands, self.at, self.news = StoveHands(SimulatedStove()), 0.0, []
        self.wait(1.0)

    def wait(self, seconds, step=0.2):
        end = self.at + seconds
        while self.at < end:
            self.at = min(self.at + step, end)
            self.news += self.hands.poll(self.at)

    def do(self, effect, seconds=1.5):
        self.hands.carry_out(effect, self.at)
        self.wait(seconds)

    def heat(self):
        self.do(RequestHeat("front_left", 5))
        offer = next(one.offer for one in reversed(self.news) if isinstance(one, StoveOffered))
        self.do(ConfirmHeat(offer.token, "front_left", 5, "confirm five"))
        assert self.level == 5

    @property
    def report(self):
        return next(one.report for one in reversed(self.news) if isinstance(one, StoveReported))

    @property
    def level(self):
        return self.report.zones[0].level

    @property
    def refusals(self):
        return [one.code for one in self.news if isinstance(one, StoveRefused)]


def test_an_emergency_is_cleared_through_an_offer():
    """Given an emergency stop, when the offer to clear is confirmed, then the stove may heat again."""
    kitchen = Kitchen()
    kitchen.heat()
    kitchen.do(RequestOff("all", True), 3.0)
    assert kitchen.report.fault == "ESTOP" and kitchen.level == 0
    assert kitchen.refusals == [], "the cook ordered it, and the stove reports it: nothing else is told"
    kitchen.do(ClearLatch())
    offer = next(one.offer for one in reversed(kitchen.news) if isinstance(one, StoveOffered))
    assert offer.zone == LATCH
    kitchen.do(ConfirmHeat(offer.token, LATCH, 0, "confirm clear"))
    assert kitchen.report.fault == "" and kitchen.level == 0
    kitchen.heat()


def test_a_fault_of_the_stove_is_told_by_its_report_alone():
    """A broken sensor comes as one report, not as a refusal of the kernel besides."""
    kitchen = Kitchen()
    kitchen.heat()
    kitchen.hands.fault("sensor_open front_left")
    kitchen.wait(3.0)
    assert kitchen.report.fault == "SENSOR" and kitchen.level == 0
    assert kitchen.refusals == []


def test_late_news_at_an_idle_stove_is_no_jump_of_the_clock():
    """After a long pause with nothing on, several reports come at once and nothing is told."""
    kitchen = Kitchen()
    kitchen.wait(30.0, step=10.0)
    assert kitchen.refusals == []
