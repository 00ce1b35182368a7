"""The hazard table as scenarios: one function a row, run on the controller as an object and on its program
on a pty.

Each returns the seconds from the fault to power off where there are such, and is held to ``within``. Rows
that are the assistant's show here what the controller makes of them when the assistant fails.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sous_voice.stove.firmware import wire

from .rig import Rig


@dataclass(frozen=True)
class Hazard:
    """One scenario."""

    row: int
    name: str
    run: Callable[[Rig], float | None]
    within: float
    zones: str = ""
    enable: bool = False


HAZARDS: list[Hazard] = []


def hazard(row: int, within: float = 0.0, zones: str = "", enable: bool = False):
    """Enter a scenario for a row of the table."""

    def enter(run):
        HAZARDS.append(Hazard(row, run.__name__, run, within, zones, enable))
        return run

    return enter


LEASE = 3.15
"""Three seconds and what a step and a beat's phase add."""


@hazard(1, within=LEASE)
def cable_out(rig: Rig) -> float:
    """Both directions cut: the lease ends the heat, and nothing resumes with the cable."""
    rig.cook()
    rig.stove.fault("cut")
    seconds = _silence(rig)
    rig.stove.fault("clear")
    rig.run(3.0)
    assert rig.power() == 0.0
    return seconds


def _silence(rig: Rig) -> float:
    rig.beating = False
    seconds = rig.until_off(6.0)
    assert seconds > 2.0, "an honest lease is not cut short"
    return seconds


@hazard(2, within=LEASE)
def wire_to_the_stove_broken(rig: Rig) -> float:
    """The host hears but is not heard: the lease ends the heat."""
    rig.cook()
    rig.stove.fault("half_link tx")
    return rig.until_off(6.0)


@hazard(2, within=LEASE + 1.5)
def wire_from_the_stove_broken(rig: Rig) -> float:
    """The host is heard but hears nothing: its echo goes stale, then the lease ends."""
    rig.cook()
    rig.stove.fault("half_link rx")
    return rig.until_off(6.0)


@hazard(3)
def garbled_bytes(rig: Rig) -> None:
    """Every single-bit and two-byte corruption of a confirmation, and hostile bytes: never heat."""
    rig.hello()
    rig.run(0.6)
    answer = rig.offer()
    rig.run(1.0)
    good = wire.frame(rig.sid, rig.seq + 1, "C", answer[1], 0, 50)
    # the right words under a wrong CRC first: everything after it also has wrong words
    rig.stove.write(good[:-2] + bytes([good[-2] ^ 1]) + b"\n")
    rig.run(0.3)
    assert rig.power() == 0.0
    for at in range(1, len(good) - 1):
        for bit in (0, 3, 6):
            bad = bytearray(good)
            bad[at] ^= 1 << bit
            if bad[at] not in (0x3A, 0x18):
                rig.stove.write(bytes(bad))
    rig.stove.write(bytes(range(0x20, 0x7F)) * 3 + b":::" + good[:20] + b"\x01" + good[20:])
    rig.run(0.5)
    assert rig.power() == 0.0
    assert rig.stove.state()["switch_ons"] == 0


@hazard(4, within=5.0)
def noisy_line(rig: Rig) -> float:
    """At a tenth of the bytes wrong no beat arrives: off by the lease; at a thousandth it goes on."""
    rig.cook()
    rig.stove.fault("garble 0.001")
    rig.run(5.0)
    assert rig.power() > 0.0 or not rig.frames, "a thousandth is bearable"
    rig.stove.fault("garble 0.3")
    return rig.until_off(8.0)


@hazard(5)
def replay_within_the_session(rig: Rig) -> None:
    """The whole session once more, its confirmation included: the zone that was switched off stays off."""
    rig.cook()
    rig.send("O", "ALL")
    rig.run(0.3)
    ons = rig.stove.state()["switch_ons"]
    for data in list(rig.sent):
        rig.stove.write(data)
    rig.run(2.0)
    assert rig.power() == 0.0
    assert rig.stove.state()["switch_ons"] == ons


@hazard(5)
def confirmation_twenty_times(rig: Rig) -> None:
    """Duplicates of one confirmation get the same answer and act once."""
    rig.cook(level=30)
    confirm = [data for data in rig.sent if b",C," in data][-1]
    answers = [rig.raw(confirm) for _ in range(20)]
    assert all(any(frame[2] == "+" for frame in answer) for answer in answers)
    rig.send("D", 0, 10)
    rig.raw(confirm)
    rig.run(0.3)
    assert rig.watts(0) < 250.0
    assert rig.stove.state()["switch_ons"] == 1


@hazard(6)
def frames_of_an_old_session(rig: Rig) -> None:
    """A new session refuses every frame of the one before with SID."""
    rig.cook()
    old = [data for data in rig.sent if b",C," in data or b",A," in data]
    rig.hello(nonce="0BADF00D")
    rig.run(0.6)
    assert rig.power() == 0.0, "a new session begins with everything off"
    rig.offer()
    rig.run(1.0)
    for data in old:
        answers = rig.raw(data)
        assert any(frame[2] == "-" and frame[3] == ["SID"] for frame in answers)
    rig.run(0.5)
    assert rig.power() == 0.0


@hazard(7, within=0.3)
def controller_restarts(rig: Rig) -> float:
    """A restart begins with everything off, remembers nothing, and refuses the old session."""
    rig.cook()
    frames = list(rig.sent)
    rig.stove.fault("brown_out")
    rig.beating = False
    seconds = rig.until_off(1.0)
    rig.run(0.3)
    assert any(frame[2] == "BOOT" for frame in rig.frames)
    for data in frames:
        # a replayed greeting makes a session of another number: the rest of the recording fits no more
        rig.stove.write(data)
    rig.run(1.0)
    assert rig.power() == 0.0
    return seconds


@hazard(8, within=0.3)
def controller_freezes(rig: Rig) -> float:
    """With the program frozen the dynamic drive drops; when it runs on it distrusts itself."""
    rig.cook()
    rig.stove.fault("freeze")
    rig.beating = False
    seconds = rig.until_off(1.0)
    rig.run(1.5)
    rig.stove.fault("unfreeze")
    rig.run(0.5)
    assert rig.power() == 0.0
    assert rig.last()[1] != "heating"
    return seconds


@hazard(9, within=0.15)
def assistant_dies_and_its_port_closes(rig: Rig) -> float:
    """The line's hang-up switches off at once."""
    rig.cook()
    rig.beating = False
    rig.stove.hang_up()
    return rig.until_off(1.0)


@hazard(9, within=LEASE)
def assistant_dies_without_a_hang_up(rig: Rig) -> float:
    """Silence alone ends the heat by the lease."""
    rig.cook()
    return _silence(rig)


@hazard(10, within=LEASE)
def part_of_the_assistant_hangs(rig: Rig) -> float:
    """Heartbeats that do not swear to every part do not renew the lease."""
    rig.cook()
    rig.nibble = "E"
    return rig.until_off(6.0)


@hazard(10, within=LEASE + 1.5)
def heartbeats_that_do_not_read(rig: Rig) -> float:
    """A host that beats but does not follow telemetry is a dead host."""
    rig.cook()
    rig.reading = False
    return rig.until_off(6.0)


@hazard(11)
def assistant_is_slow(rig: Rig) -> None:
    """A stall of 2.4 s is borne, one that outlives the lease is not, and nothing resumes after it."""
    rig.cook()
    rig.beating = False
    rig.run(2.2)
    rig.beating = True
    rig.run(1.0)
    assert rig.power() > 0.0
    rig.beating = False
    rig.run(3.3)
    rig.beating = True
    rig.run(1.0)
    assert rig.power() == 0.0


@hazard(13, within=0.3)
def sensor_open(rig: Rig) -> float:
    """Three readings that cannot be: everything cut, second switch open, latched."""
    rig.cook()
    rig.stove.fault("sensor_open front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() == "SENSOR"
    assert not rig.stove.state()["contactor"]
    rig.stove.fault("clear")
    rig.run(0.6)
    assert rig.offer()[:2] == ["-", "FAULT"]
    return seconds


@hazard(14, within=0.3)
def sensor_short(rig: Rig) -> float:
    """A shorted sensor reads beyond the range: the same."""
    rig.cook()
    rig.stove.fault("sensor_short front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() == "SENSOR"
    return seconds


@hazard(15, within=60.5)
def sensor_frozen(rig: Rig) -> float:
    """Readings that do not move at all for a minute of quarter power, or sooner above, are no readings."""
    rig.cook(level=25)
    rig.run(1.0)
    rig.stove.fault("sensor_stuck front_left")
    seconds = rig.until_off(65.0)
    rig.run(0.6)
    assert rig.fault_code() == "FROZEN"
    return seconds


@hazard(16, within=90.0)
def sensors_swapped(rig: Rig) -> float:
    """The zone that is heated stays cold and another warms up: the wrong sensor is believed no longer."""
    rig.stove.fault("sensor_swap front_left front_right")
    rig.stove.fault("load front_right empty")
    rig.cook(level=60)
    seconds = rig.until_off(100.0)
    rig.run(0.6)
    assert rig.fault_code() == "SWAP"
    assert max(rig.stove.state()["pan"]) < 270.0
    return seconds


@hazard(17, within=2.6)
def relay_welded(rig: Rig) -> float:
    """Power that flows two seconds after off opens the second switch, with siren and latch."""
    rig.cook()
    rig.run(2.0)
    rig.stove.fault("weld front_left")
    rig.send("O", "ALL")
    seconds = rig.until_off(4.0)
    rig.run(0.6)
    assert seconds > 1.5
    assert rig.fault_code() == "WELD"
    assert rig.stove.state()["siren"]
    return seconds


@hazard(18)
def relay_and_contactor_welded(rig: Rig) -> None:
    """Nothing of ours can cut it: the stove says so, loudly, until a hand is at the breaker."""
    rig.cook()
    rig.stove.fault("double_weld front_left")
    rig.send("O", "ALL")
    rig.run(6.0)
    assert rig.power() > 0.0
    assert rig.fault_code() == "DWELD"
    assert rig.stove.state()["siren"]


@hazard(19, within=60.0)
def boiled_dry(rig: Rig) -> float:
    """A plateau and then a rise: that zone off, softly latched, until a person clears it."""
    rig.stove.fault("load front_left water 0.15 90")
    rig.cook(level=70)
    for _ in range(600):
        rig.run(1.0)
        if rig.events_of("DRY") or rig.stove.state()["pan"][0] > 200.0:
            break
    seconds = rig.until_off(20.0)
    assert rig.events_of("DRY")
    assert rig.stove.state()["pan"][0] < 200.0
    rig.run(0.6)
    assert rig.offer()[:2] == ["-", "FAULT"]
    answer = rig.send("R", "-")
    rig.run(1.0)
    assert rig.send("C", answer[1], "L", 0)[:1] == ["+"]
    rig.run(0.6)
    assert rig.offer()[0] == "OF"
    assert rig.power() == 0.0
    return seconds


@hazard(20)
def oil_overheats(rig: Rig) -> None:
    """Half a kilogram of oil at full power never comes near the 320 °C of the stove-guard test."""
    rig.stove.fault("load front_left oil 0.5")
    rig.cook(level=90)
    rig.run(240.0, each=0.1)
    state = rig.stove.state()
    assert rig.events_of("HOT")
    assert max(state["pan"]) < 290.0
    assert max(state["food"]) < 270.0
    assert rig.offer(0, 100)[0] == "-", "a pan that hot is not heated more"


@hazard(20, zones="left=coil:2100:glass:20")
def oil_on_cast_iron_and_a_coil(rig: Rig) -> None:
    """The slow sensor and the heavy pan of the stove test: cut with lead, before 320 °C."""
    rig.stove.fault("pan left cast_iron")
    rig.stove.fault("load left oil 0.25")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(60):
        rig.run(15.0, each=0.1)
        hottest = max(hottest, *rig.stove.state()["food"])
    assert 200.0 < hottest < 320.0
    assert not rig.stove.state()["ignited"]


@hazard(21, within=3.0)
def power_runs_away(rig: Rig) -> float:
    """More power than ordered for two seconds: the second switch opens."""
    rig.cook(level=30)
    rig.run(1.0)
    rig.stove.fault("runaway front_left")
    seconds = rig.until_off(4.0)
    rig.run(0.6)
    assert rig.fault_code() == "RUNAWAY"
    return seconds


@hazard(21, within=0.8, zones="gas=gas:2000:pan:1")
def temperature_over_the_limit(rig: Rig) -> float:
    """Where no current tells of a runaway, the temperature does."""
    rig.stove.fault("load gas oil 0.5")
    rig.cook(level=60)
    rig.run(2.0)
    rig.stove.fault("sensor_offset gas 300")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() in ("OVERTEMP", "SENSOR")
    return seconds


@hazard(22, within=0.2)
def pan_lifted(rig: Rig) -> float:
    """No pan, no power; after ten seconds the consent is gone with it."""
    rig.cook()
    rig.stove.fault("pan_off front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.3)
    assert rig.stove.state()["ordered"][0] == 0, "the coil is not driven without a pan"
    rig.run(11.0)
    rig.stove.fault("pan_on front_left")
    rig.run(1.0)
    assert rig.power() == 0.0
    return seconds


@hazard(22)
def pan_lifted_for_a_moment(rig: Rig) -> None:
    """Tossing the pan for three seconds is cooking: what was agreed still holds."""
    rig.cook()
    rig.stove.fault("pan_off front_left")
    rig.run(3.0)
    assert rig.power() == 0.0
    rig.stove.fault("pan_on front_left")
    rig.run(0.5)
    assert rig.power() > 0.0


@hazard(23)
def empty_pan_on_high(rig: Rig) -> None:
    """An empty pan at full power is cut before it reaches 290 °C."""
    rig.stove.fault("load front_left empty")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(90):
        rig.run(1.0)
        hottest = max(hottest, rig.stove.state()["pan"][0])
    assert rig.power() == 0.0
    assert hottest < 270.0
    assert rig.fault_code() == "EMPTY"


@hazard(23, zones="left=ind:3700:glass:20")
def empty_pan_over_a_slow_sensor(rig: Rig) -> None:
    """3.7 kW and a sensor that lags 20 s: without lead compensation the pan would reach 384 °C."""
    rig.stove.fault("load left empty")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(90):
        rig.run(1.0)
        hottest = max(hottest, rig.stove.state()["pan"][0])
    assert rig.power() == 0.0
    assert hottest < 300.0


@hazard(24, within=901.0)
def nobody_attends(rig: Rig) -> float:
    """Full power without a sign of a person: told at 80 % of the time, siren for 15 s, then off."""
    rig.stove.fault("load front_left water 5")
    rig.cook(level=100)
    rig.run(700.0, each=0.1)
    assert not rig.events_of("ATTEND")
    rig.run(50.0, each=0.1)
    assert rig.events_of("ATTEND")
    rig.run(134.0, each=0.1)
    assert not rig.stove.state()["siren"]
    rig.run(8.0, each=0.1)
    assert rig.stove.state()["siren"]
    seconds = 892.3 + rig.until_off(20.0, each=0.1)
    assert rig.events_of("ATTENDOFF")
    return seconds


@hazard(24)
def a_person_attends(rig: Rig) -> None:
    """A sign of a person starts the time anew; a heartbeat is none."""
    rig.stove.fault("load front_left water 5")
    rig.cook(level=100)
    rig.run(800.0, each=0.1)
    assert rig.send("P", "voice")[:1] == ["+"]
    rig.run(200.0, each=0.1)
    assert rig.power() > 0.0


@hazard(25, within=130.0, zones="left=ind:1800:none")
def asleep_over_a_stove_without_sensors(rig: Rig) -> float | None:
    """Without a sensor high power comes in slices of two minutes between signs of a person, and never
    full."""
    rig.hello()
    rig.run(0.6)
    assert rig.offer(0, 80) == ["-", "SENSOR"]
    rig.cook(level=70)
    rig.run(110.0)
    assert rig.watts(0) > 1200.0
    rig.run(15.0)
    assert rig.events_of("SLICE")
    assert rig.watts(0) < 750.0


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


@hazard(40, within=LEASE)
def wall_clock_jumps(rig: Rig) -> float:
    """The controller has no wall clock: the lease is its own, to the tenth of a second."""
    rig.cook()
    return _silence(rig)


@hazard(44)
def opening_resets_the_board(rig: Rig) -> None:
    """A board that starts anew when its port is opened says BOOT, and works after a new greeting."""
    rig.hello()
    rig.stove.fault("reboot")
    rig.run(0.3)
    assert any(frame[2] == "BOOT" for frame in rig.frames)
    assert rig.send("P", "voice")[:2] == ["-", "SID"]
    assert rig.hello() == "WE"


@hazard(46, within=0.15)
def other_version(rig: Rig) -> float:
    """Another major version gets no session and no heat; off works with any."""
    rig.cook()
    rig.beating = False
    assert rig.hello(major=2) == "VER"
    seconds = rig.until_off(1.0)
    assert rig.offer()[:2] == ["-", "SID"]
    assert any(frame[2] == "+" for frame in rig.raw(wire.encode("00000000,0000,O,ALL")))
    return seconds


@hazard(47, zones="a=ind:3700,b=ind:3700,c=ind:3700")
def too_much_at_once(rig: Rig) -> None:
    """7.4 kW in all: the order that would exceed it is refused."""
    rig.cook(0, 100)
    rig.run(20.0)
    rig.cook(1, 99)
    assert rig.offer(2, 10) == ["-", "BUDGET"]


@hazard(48, within=4.3, zones="gas=gas:2000")
def gas_does_not_light(rig: Rig) -> float:
    """No flame for four seconds: the valve shuts and stays shut."""
    rig.hello()
    rig.run(0.6)
    rig.stove.fault("no_flame gas")
    rig.cook(0, 50)
    seconds = 0.3 + rig.until_off(6.0)
    rig.run(0.6)
    assert rig.fault_code() == "NOLIGHT"
    assert rig.send("R", "-") == ["-", "LOCAL"]
    return seconds


@hazard(49, zones="back=rad:1800:glass:8")
def still_hot_after_off(rig: Rig) -> None:
    """A zone is told as hot until it is below 60 °C, long after it is off."""
    rig.stove.fault("load back oil 0.5")
    rig.cook(level=70)
    rig.run(300.0, each=0.1)
    rig.send("O", "ALL")
    rig.run(1.0)
    assert rig.power() == 0.0
    assert "H" in rig.last()[5].split("/")[3]
    rig.run(30.0, each=0.1)
    assert "H" in rig.last()[5].split("/")[3]


@hazard(50)
def telemetry_tells_the_truth(rig: Rig) -> None:
    """What flows is told, not what was ordered: a welded relay shows its watts after off."""
    rig.cook()
    rig.stove.fault("double_weld front_left")
    rig.send("O", "ALL")
    rig.run(1.2)
    level, watts = rig.last()[5].split("/")[:2]
    assert level == "0"
    assert int(watts) > 1000


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


@hazard(52, within=0.2)
def short_circuit(rig: Rig) -> float:
    """A dip of the supply: everything off, siren, latched, before and after the breaker trips."""
    rig.cook()
    rig.stove.fault("short_circuit")
    seconds = rig.until_off(2.0)
    rig.run(1.0)
    assert rig.fault_code() == "SUPPLY"
    assert rig.stove.state()["siren"]
    return seconds
