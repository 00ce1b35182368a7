"""The simulated stove as a session uses it."""

from types import SimpleNamespace

from sous_voice.core.messages import StoveLost, StoveOffered, StoveRefused, StoveReported
from sous_voice.stove.simulated import SimulatedStove


def permit(zone: str, level: int, expires: float, token: str = "") -> SimpleNamespace:
    """What the kernel hands out, as far as the line reads it."""
    return SimpleNamespace(zone=zone, level=level, expires=expires, token=token)


def heat(stove: SimulatedStove, zone: str = "front_left", level: int = 5, lives: float = 1e6) -> None:
    """Offer, wait as a person would, confirm."""
    stove.request(zone, level)
    offers = [e.offer for e in stove.poll(stove.now + 2.0) if isinstance(e, StoveOffered)]
    stove.write(permit(zone, level, stove.now + lives, offers[-1].token))


def last_report(stove: SimulatedStove, seconds: float):
    """The newest report after this many seconds."""
    return [e.report for e in stove.poll(stove.now + seconds) if isinstance(e, StoveReported)][-1]


def test_a_confirmed_offer_heats_and_is_reported() -> None:
    """Heat follows offer and confirmation, and the report shows level and watts."""
    stove = SimulatedStove()
    heat(stove)
    zone = last_report(stove, 2.0).zones[0]
    assert (zone.name, zone.level) == ("front_left", 5)
    assert 850 < zone.watts < 950


def test_an_expired_permit_switches_off() -> None:
    """The line switches a zone off when its Permit runs out, without being asked."""
    stove = SimulatedStove()
    heat(stove, lives=4.0)
    assert last_report(stove, 3.0).zones[0].watts > 0
    assert last_report(stove, 2.0).zones[0].watts == 0


def test_a_renewal_cannot_raise() -> None:
    """A Permit without a token holds or lowers; asking more is refused and changes nothing."""
    stove = SimulatedStove()
    heat(stove, level=3)
    stove.write(permit("front_left", 6, 1e6))
    events = stove.poll(stove.now + 2.0)
    assert [e.code for e in events if isinstance(e, StoveRefused)] == ["NOOFFER"]
    assert last_report(stove, 1.0).zones[0].level == 3


def test_the_cable_comes_out_in_mid_heat_and_back() -> None:
    """Out: lost is told, the stove is off within its lease. Back: nothing restarts by itself."""
    stove = SimulatedStove()
    heat(stove)
    stove.poll(stove.now + 5.0)
    stove.fault("unplug")
    assert any(isinstance(e, StoveLost) for e in stove.poll(stove.now + 0.1))
    stove.poll(stove.now + 3.2)
    assert stove.plant.total() == 0.0
    stove.fault("replug")
    report = last_report(stove, 3.0)
    assert report.state == "ready"
    assert all(zone.level == 0 for zone in report.zones)


def warnings(stove: SimulatedStove, seconds: float) -> list[str]:
    """All that the stove's reports warn of in this time."""
    events = stove.poll(stove.now + seconds)
    return [w for e in events if isinstance(e, StoveReported) for w in e.report.warnings]


def test_a_bad_line_is_told_once() -> None:
    """Row 4. Where more than a tenth has to be repeated the cook is told to look at the cable, and only once; a line
    with a wrong byte in a thousand is good enough."""
    good, bad = SimulatedStove(seed=3), SimulatedStove(seed=3)
    good.fault("garble 0.001")
    assert warnings(good, 240.0) == []
    bad.fault("garble 0.004")
    assert warnings(bad, 240.0) == ["LINK"]
