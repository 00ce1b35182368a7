"""One evening on the board that is not there, run by MicroPython or CPython: ``evening.py PACKAGE_FOLDER``.

Its clock is moved by hand. Prints what happened, one fact a line.
"""

import sys

FOLDER = __file__[: __file__.rfind("/")]
sys.path.insert(0, sys.argv[1])
sys.path.insert(0, FOLDER)
import pretend_machine as fake  # noqa: E402

sys.modules["machine"] = fake


class Clock:
    """Stands for ``time`` in the program."""

    now = (1 << 30) - 3000

    def ticks_ms(self):
        return self.now % (1 << 30)

    def ticks_diff(self, one, other):
        return (one - other + (1 << 29)) % (1 << 30) - (1 << 29)


from firmware import rp2040_main, wire  # noqa: E402

clock = Clock()
rp2040_main.time = clock
rp2040_main.boots = lambda: 7
board = rp2040_main.Board()
PUMP = {2: 0, 3: 0, 4: 0}
state = {"sid": "00000000", "seq": 0, "counter": "0000", "frames": [], "toggles": 0, "on": 0, "beat": True}
reader = wire.Reader()


def run(ms):
    """Let time pass; the relay behind pin 2 follows its charge pump and the contactor's."""
    for _ in range(ms // 10):
        before = fake.PINS[2], fake.PINS[4]
        clock.now += 10
        board.step()
        state["toggles"] += fake.PINS[2] != before[0]
        PUMP[2] = 200 if fake.PINS[2] != before[0] else max(PUMP[2] - 10, 0)
        PUMP[4] = 200 if fake.PINS[4] != before[1] else max(PUMP[4] - 10, 0)
        on = PUMP[2] > 0 and PUMP[4] > 0
        state["on"] += on
        fake.PINS[10] = 0 if on else 1
        listen()
        if state["beat"] and state["sid"] != "00000000" and clock.now % 500 < 10:
            send("H", state["counter"], "F", "00")


def listen():
    out, fake.LINE["out"] = fake.LINE["out"], b""
    for body in reader.feed(out):
        sid, _seq, verb, fields = wire.split(body)
        state["frames"].append((verb, fields))
        if verb == "WE":
            state["sid"] = sid
        elif verb == "T":
            state["counter"] = fields[0]


def send(*fields):
    state["seq"] += 1
    fake.LINE["in"] += wire.frame(state["sid"], state["seq"], *fields)


def last(verb):
    return [fields for one, fields in state["frames"] if one == verb][-1]


def on_for(ms):
    """Share of the time in which mains is at the coil, in per cent."""
    state["on"] = 0
    run(ms)
    return state["on"] * 1000 // ms


fake.PINS[17] = 0  # a host holds DTR
run(200)
print("boot", last("BOOT"))
fake.LINE["in"] += wire.frame("00000000", 0, "HI", 1, "12345678")
run(700)
send("A", 0, 50, 600)
run(100)
print("not enabled", last("-"))
fake.PINS[12] = 0
run(100)
fake.PINS[12] = 1
send("A", 0, 50, 600)
run(1000)
offer = last("OF")
send("C", offer[0], 0, 50)
run(1000)
print(
    "watts offered",
    offer[3],
    "share",
    40 <= on_for(10000) <= 70,
    "state",
    last("T")[1],
    last("T")[5].split("/")[2],
)
fake.OHMS[26] = 1100.0
state["beat"] = False
run(3600)
print("silence", on_for(1000), last("T")[1])
state["sid"], state["seq"], state["beat"] = "00000000", 0, True
fake.LINE["in"] += wire.frame("00000000", 0, "HI", 1, "12345679")
run(700)
send("A", 0, 100, 600)
run(1000)
offer = last("OF")
send("C", offer[0], 0, 100)
run(2000)
print("full", on_for(2000) > 95)
fake.OHMS[26] = None
run(700)
print("open sensor", on_for(1000), last("T")[1], last("T")[3])
print("watchdog fed", len(fake.FED) > 400)
