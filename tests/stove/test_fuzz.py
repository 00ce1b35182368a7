"""Hostile bytes against the controller; the same program on CPython and MicroPython."""

import random

from sous_voice.stove.firmware import wire

from .rig import Direct, Pty, Rig
from .test_hazards import HAS_MICROPYTHON

SIZE = 200_000
"""Bytes here; ``benchmarks/stove.py`` sends ten million."""
VERBS = ("A", "C", "D", "H", "HI", "K", "O", "P", "Q", "R", "X", "", "Z")


def hostile(noise: random.Random, sid: str) -> bytes:
    """Random bytes, frames of random words with a right CRC, and frames cut or spliced; no confirmation of
    an offer."""
    kind = noise.randrange(3)
    if kind == 0:
        return noise.randbytes(60).replace(b"\x18", b"\x19")
    fields = [
        str(noise.choice((0, 1, 50, 101, -1, "FFFF", "", "ALL", 10**9))) for _ in range(noise.randrange(5))
    ]
    body = ",".join(
        [noise.choice((sid, "00000000", "0")), f"{noise.randrange(9):04X}", noise.choice(VERBS), *fields]
    )
    data = wire.encode(body)
    return data if kind == 1 else data[: noise.randrange(len(data))] + data[noise.randrange(len(data)) :]


def fuzz(rig: Rig, size: int, seed: int) -> int:
    """Send about ``size`` hostile bytes; how often it was switched on."""
    noise = random.Random(seed)
    sent = 0
    while sent < size:
        if noise.random() < 0.2:
            # an attacker in a session gets further than one without
            rig.hello(nonce=f"{noise.getrandbits(32):08X}")
            rig.offer(noise.randrange(4), noise.randrange(1, 101))
        chunk = b"".join(hostile(noise, rig.sid) for _ in range(20))
        sent += len(chunk)
        rig.take_sid(rig.stove.write(chunk) or rig.stove.step(0.05, 0.05))
    return int(rig.stove.state()["switch_ons"])


def test_hostile_bytes_never_heat() -> None:
    """Whatever comes without a person's confirmation, nothing heats and the controller lives on."""
    rig = Rig(Direct())
    assert fuzz(rig, SIZE, 1) == 0
    assert rig.stove.bench.board.controller.reader.bad > 500, "the bytes arrived"
    assert any(verb == "OF" for _sid, _seq, verb, _fields in rig.frames), "some got as far as an offer"
    rig.run(5.0)
    rig.hello()
    rig.run(65.0)
    assert rig.offer()[0] in ("OF", "-")


def test_cpython_and_micropython_agree() -> None:
    """One script of orders, the same answers, telemetry and power on both interpreters."""
    if not HAS_MICROPYTHON:
        return
    traces = []
    for interpreter in ("python", "micropython"):
        stove = Pty(interpreter)
        rig = Rig(stove)
        try:
            rig.cook(0, 40)
            rig.run(20.0)
            rig.send("D", 0, 20)
            rig.run(5.0)
            rig.cook(1, 60, 7200, 950, "w")
            rig.run(60.0)
            rig.stove.fault("sensor_short front_right")
            rig.run(3.0)
            frames = [
                (verb, fields) for _sid, _seq, verb, fields in rig.frames if verb in ("T", "E", "+", "-")
            ]
            traces.append((frames, stove.state()["pan"]))
        finally:
            stove.close()
    assert traces[0] == traces[1]
    assert len(traces[0][0]) > 200
