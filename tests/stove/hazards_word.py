"""Hazards of words, voices and hands."""

from sous_voice.stove.firmware import wire

from .hazard_table import hazard
from .rig import Rig


@hazard(26)
def level_misheard(rig: Rig) -> None:
    """A confirmation that names another level than the offer heats nothing and burns the offer."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer(0, 50)
    rig.run(1.0)
    assert rig.send("C", answer[1], 0, 60) == ["-", "MISMATCH"]
    assert rig.send("C", answer[1], 0, 50) == ["-", "NOOFFER"]
    for level in (0, 101, 999, -1, "5O", ""):
        assert rig.offer(0, level)[:2] == ["-", "RANGE"]
    rig.run(0.3)
    assert rig.power() == 0.0


@hazard(27)
def zone_misheard(rig: Rig) -> None:
    """A confirmation for another zone heats neither."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer(0, 50)
    rig.run(1.0)
    assert rig.send("C", answer[1], 1, 50) == ["-", "MISMATCH"]
    assert rig.offer(9, 50)[:2] == ["-", "RANGE"]
    rig.run(0.3)
    assert rig.power() == 0.0


@hazard(28, within=0.15)
def off_in_every_form(rig: Rig) -> float:
    """Off needs no session, no number, no zone that exists; an off that cannot be read is off for
    everything."""
    slowest = 0.0
    for body in ("O,ALL", "O,0", "O", "O,77", "O,x,y"):
        rig.cook()
        rig.raw(wire.encode(f"DEADBEEF,1234,{body}"))
        slowest = max(slowest, rig.until_off(1.0))
        rig.run(25.0)
    return slowest


def _nothing_heats_without(rig: Rig, *orders: tuple) -> None:
    rig.hello()
    rig.run(0.6)
    for order in orders:
        rig.send(*order)
        rig.run(0.3)
    assert rig.power() == 0.0
    assert rig.stove.state()["switch_ons"] == 0


@hazard(29)
def own_voice_says_yes(rig: Rig) -> None:
    """A confirmation while the offer is still being read is too early, and burns it."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer()
    rig.run(0.5)
    assert rig.send("C", answer[1], 0, 50) == ["-", "EARLY"]
    rig.run(1.0)
    assert rig.send("C", answer[1], 0, 50) == ["-", "NOOFFER"]
    assert rig.power() == 0.0


@hazard(30)
def television_commands(rig: Rig) -> None:
    """Orders without a confirmation only ever make offers."""
    _nothing_heats_without(rig, ("A", 0, 50, 600), ("A", 1, 100, 600), ("P", "voice"), ("X",))


@hazard(31)
def television_says_yes(rig: Rig) -> None:
    """A confirmation without an offer of this session is none, whatever its token."""
    _nothing_heats_without(rig, *[("C", f"{token:04X}", 0, 50) for token in range(0, 4000, 401)])


@hazard(32)
def child_lock(rig: Rig) -> None:
    """Locked: no raise, not even of an offer made before; off and down work; only a hand unlocks."""
    rig.cook(1, 30)
    answer = rig.offer(0, 50)
    rig.run(1.0)
    assert rig.send("K", 1)[:1] == ["+"]
    assert rig.send("C", answer[1], 0, 50)[0] == "-"
    assert rig.offer(0, 50) == ["-", "LOCK"]
    assert rig.send("K", 0) == ["-", "LOCAL"]
    assert rig.send("D", 1, 10)[:1] == ["+"]
    assert rig.send("O", "1")[:1] == ["+"]
    rig.stove.fault("unlock")
    rig.run(0.5)
    assert rig.offer(0, 50)[0] == "OF"


@hazard(33, enable=True)
def voice_not_enabled(rig: Rig) -> None:
    """Without a press on the stove no voice raises; the window closes 30 minutes later, or two after the
    last off."""
    rig.hello()
    rig.run(0.6)
    assert rig.offer() == ["-", "NOENABLE"]
    rig.stove.fault("enable")
    rig.run(0.5)
    rig.cook(0, 50)
    rig.send("O", "ALL")
    rig.run(119.0)
    assert rig.offer()[0] == "OF"
    rig.run(3.0)
    assert rig.offer() == ["-", "NOENABLE"]


@hazard(34)
def offers_by_the_dozen(rig: Rig) -> None:
    """Three offers a minute, no more."""
    rig.hello()
    rig.run(0.6)
    answers = [rig.offer()[:2] for _ in range(5)]
    assert [answer[0] for answer in answers[:3]] == ["OF"] * 3
    assert answers[3:] == [["-", "RATE"]] * 2
    rig.run(61.0)
    assert rig.offer()[0] == "OF"


@hazard(35)
def two_orders_at_once(rig: Rig) -> None:
    """One offer stands at a time: the second replaces the first, and an off takes both away."""
    rig.hello()
    rig.run(0.6)
    first = rig.offer(0, 50)
    second = rig.offer(1, 50)
    rig.run(1.0)
    assert rig.send("C", first[1], 0, 50) == ["-", "MISMATCH"]
    second = rig.offer(1, 50)
    rig.run(1.0)
    rig.send("O", "0")
    assert rig.send("C", second[1], 1, 50) == ["-", "NOOFFER"]
    assert rig.power() == 0.0


@hazard(36)
def correction_in_mid_confirmation(rig: Rig) -> None:
    """A cancelled offer cannot be confirmed."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer()
    rig.run(1.0)
    assert rig.send("X")[:1] == ["+"]
    assert rig.send("C", answer[1], 0, 50) == ["-", "NOOFFER"]


@hazard(37)
def late_yes(rig: Rig) -> None:
    """At 19.9 s an offer holds, at 20.1 s it is gone."""
    rig.hello()
    rig.run(0.6)
    for wait, expected in ((19.7, "+"), (20.3, "-")):
        answer = rig.offer(0, 50)
        rig.run(wait)
        got = rig.send("C", answer[1], 0, 50)
        assert got[0] == expected, (wait, got)
    assert got[1] == "EXPIRED"


@hazard(38)
def confirmation_at_machine_speed(rig: Rig) -> None:
    """At 0.7 s it is a machine's, at 0.9 s it may be a person's."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer()
    rig.run(0.7)
    assert rig.send("C", answer[1], 0, 50) == ["-", "EARLY"]
    answer = rig.offer()
    rig.run(0.9)
    assert rig.send("C", answer[1], 0, 50)[0] == "+"


@hazard(39)
def confirmation_for_another_offer(rig: Rig) -> None:
    """The token of the offer before last confirms nothing."""
    rig.hello()
    rig.run(0.6)
    old = rig.offer(0, 50)
    new = rig.offer(0, 50)
    rig.run(1.0)
    assert old[1] != new[1]
    assert rig.send("C", old[1], 0, 50) == ["-", "MISMATCH"]
    rig.run(0.3)
    assert rig.power() == 0.0


@hazard(51)
def hard_fault_cleared_by_voice(rig: Rig) -> None:
    """A hard fault needs a hand, and a stove below 60 °C; a voice is told LOCAL."""
    rig.stove.fault("load front_left water 0.3 85")
    rig.cook(level=60)
    rig.run(20.0)
    rig.stove.fault("sensor_open front_left")
    rig.run(1.0)
    rig.stove.fault("clear")
    assert rig.send("R", "SENSOR") == ["-", "LOCAL"]
    rig.stove.fault("reset")
    rig.run(0.6)
    assert rig.fault_code() == "SENSOR", "too hot to be reset"
    rig.stove.fault("load front_left water 1 15")
    rig.run(60.0, each=0.1)
    rig.stove.fault("reset")
    rig.run(0.6)
    assert rig.fault_code() == "-"
    assert rig.power() == 0.0


@hazard(51, within=0.15)
def emergency_stop_in_bytes(rig: Rig) -> float:
    """Two raw bytes in the middle of a frame latch the stove; a person clears it through an offer."""
    rig.cook()
    half = wire.frame(rig.sid, rig.seq + 1, "A", 0, 90, 600)[:15]
    rig.raw(half + b"\x18\x18")
    seconds = rig.until_off(1.0)
    assert rig.offer() == ["-", "FAULT"]
    rig.run(0.6)
    assert rig.last()[1] == "estop"
    answer = rig.send("R", "ESTOP")
    assert answer[:1] == ["OF"]
    assert rig.send("C", answer[1], "L", 0) == ["-", "EARLY"]
    answer = rig.send("R", "ESTOP")
    rig.run(1.0)
    assert rig.send("C", answer[1], "L", 0)[:1] == ["+"]
    rig.run(0.6)
    assert rig.last()[1] == "ready"
    assert rig.power() == 0.0
    return seconds


@hazard(51, within=0.15)
def emergency_button(rig: Rig) -> float:
    """The button on the stove latches hard."""
    rig.cook()
    rig.stove.fault("estop")
    seconds = rig.until_off(1.0)
    assert rig.send("R", "ESTOP") == ["-", "LOCAL"]
    return seconds
