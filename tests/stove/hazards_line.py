"""Hazards of the line, of programs and of clocks."""

from sous_voice.stove.firmware import wire

from .hazard_table import LEASE, hazard, silence
from .rig import Rig


@hazard(1, within=LEASE)
def cable_out(rig: Rig) -> float:
    """Both directions cut: the lease ends the heat, and nothing resumes with the cable."""
    rig.cook()
    rig.stove.fault("cut")
    seconds = silence(rig)
    rig.stove.fault("clear")
    rig.run(3.0)
    assert rig.power() == 0.0
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
    return silence(rig)


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


@hazard(40, within=LEASE)
def wall_clock_jumps(rig: Rig) -> float:
    """The controller has no wall clock: the lease is its own, to the tenth of a second."""
    rig.cook()
    return silence(rig)


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


@hazard(42, within=LEASE)
def counter_of_milliseconds_wraps(rig: Rig) -> float:
    """Five seconds before the wrap as after it: an honest host heats on, a silent one is off in three seconds."""
    rig.stove.fault("wrap")
    rig.run(0.6)
    rig.cook()
    rig.run(8.0)
    assert rig.power() > 0.0
    return silence(rig)
