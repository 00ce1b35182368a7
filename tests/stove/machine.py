"""Any evening at the stove, in any order: a hypothesis machine over the controller, and what must hold all along.

A person, an honest host, and everything that may go wrong between them. The ghosts know what the person agreed
to and when a host that lives was last heard; the claims are judged after every tick and every byte:

    never above what the person agreed to, zone by zone
    never hot for longer than the lease after the host last swore that it lives, or last followed telemetry
    never hot, and the second switch open, while a fault or an emergency stop is latched
"""

import random
from collections import Counter
from types import ModuleType

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from sous_voice.stove.firmware import controller as firmware
from sous_voice.stove.firmware import wire

from .watched import Host, Watched

EACH = 0.1
SWORN = 3.0 + 2 * EACH
"""Seconds from the last heartbeat that swears to every part: the lease, and a tick on both sides."""
READ = SWORN + 1.5
"""The same from when the host last followed telemetry: three frames more."""

zones = st.integers(0, 1)
levels = st.integers(1, 100)
TWISTS = (
    "straight", "twice", "down", "lock", "pan", "early", "late", "level", "zone", "token", "cancel", "off",
    "hello", "estop", "silence",
)  # fmt: skip
HEATS = ("straight", "twice", "down")


class Evening(RuleBasedStateMachine):
    """One stove of two zones. ``counts`` gathers, over all evenings, what really happened."""

    module: ModuleType = firmware
    counts: Counter

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.agreed = [0, 0]
        self.latched = False
        self.offered: list | None = None
        self.old_tokens: list[str] = ["0000"]
        self.noise = random.Random(seed)
        self.was_on = 0
        self.stove = Watched(self.module, self.judge)
        self.rig = Host(self.stove)
        self.hello()

    # ------------------------------------------------------------ the claims

    @property
    def controller(self):
        return self.stove.bench.board.controller

    def judge(self) -> None:
        """Every claim, on what is really driven."""
        hobs, now = self.stove.bench.plant.hobs, self.stove.bench.now
        for n, hob in enumerate(hobs):
            assert hob.order <= self.agreed[n], f"zone {n} at {hob.order}, agreed {self.agreed[n]}"
            # what went down stays down: an end is an end, whoever brought it about
            self.agreed[n] = min(self.agreed[n], self.controller.zones[n].level)
        if any(hob.order for hob in hobs):
            assert now - self.rig.sworn <= SWORN, "hot without a host that lives"
            assert now - self.rig.read <= READ, "hot with a host that does not read"
            assert not self.latched, "hot in a fault"
        if self.latched:
            assert not self.stove.bench.plant.contactor, "the second switch is closed in a fault"

    def yes(self, zone: int, level: int) -> None:
        self.agreed[zone] = max(self.agreed[zone], level)

    def settle(self) -> None:
        """What was not granted is not agreed."""
        self.agreed = [
            min(level, zone.level) for level, zone in zip(self.agreed, self.controller.zones, strict=True)
        ]
        on = self.stove.history.switch_ons
        self.counts["heat"] += on - self.was_on
        self.was_on = on

    def live(self) -> None:
        """An honest host in a session of this stove, which has time for another offer."""
        self.rig.beating, self.rig.nibble, self.rig.reading = True, "F", True
        self.controller.orders.offers_ago.clear()
        if self.rig.sid != self.controller.session.sid:
            self.hello()

    def make_offer(self, zone: int, level: int) -> str:
        """The token of an offer; "" where it is refused."""
        answer = self.rig.offer(zone, level)
        if self.offered:
            self.old_tokens.append(self.offered[0])
        self.offered = [answer[1], zone, level] if answer[:1] == ["OF"] else None
        return answer[1] if self.offered else ""

    # ------------------------------------------------------------ an honest host

    @rule()
    def hello(self) -> None:
        assert self.rig.hello(nonce=f"{self.noise.getrandbits(32):08X}") == "WE"
        assert not any(hob.order for hob in self.stove.bench.plant.hobs), "a new session begins off"
        self.offered = None
        self.rig.run(0.6, EACH)
        self.settle()

    @rule(zone=zones, level=levels)
    def arm(self, zone: int, level: int) -> None:
        self.make_offer(zone, level)

    @rule()
    def confirm(self) -> None:
        """The person says yes to what was offered."""
        if self.offered:
            token, zone, level = self.offered
            self.yes(zone, level)
            self.rig.send("C", token, zone, level)
            self.old_tokens.append(token)
            self.offered = None
            self.settle()

    @rule(seconds=st.sampled_from([0.3, 1.0, 5.0]))
    def alive(self, seconds: float) -> None:
        self.rig.beating, self.rig.nibble, self.rig.reading = True, "F", True
        self.rig.run(seconds, EACH)
        self.settle()

    @rule(zone=zones, level=levels)
    def cook(self, zone: int, level: int) -> None:
        self.cook_with(zone, level, "straight")

    @rule(zone=zones, level=levels)
    def cook_against_odds(self, zone: int, level: int) -> None:
        # not drawn by hypothesis, which likes to draw the same again: each of them has to come
        self.cook_with(zone, level, self.noise.choice(TWISTS))

    def cook_with(self, zone: int, level: int, twist: str) -> None:
        """Offer, pause, yes: the way by which anything gets hot, with one thing that may come between."""
        if self.latched:
            self.clear(True)
        self.live()
        token = self.make_offer(zone, level)
        if not token:
            self.counts["refused"] += 1
            return
        self.rig.run({"early": 0.4, "late": 20.5}.get(twist, 1.0), EACH)
        before = self.stove.bench.plant.hobs[zone].order
        named = self._twist(twist, token, zone, level)
        if twist in HEATS:
            self.yes(zone, level)
        answer = self.rig.send("C", *named)
        self.offered = None
        self.old_tokens.append(token)
        after = self.controller.zones[zone].level
        self.counts[twist] += 1
        assert (answer[:1] == ["+"]) == (twist in HEATS), (twist, answer)
        assert after == level if twist in HEATS else after <= before
        self._after(twist, zone, level, named)
        self.settle()
        self.rig.run(0.3, EACH)

    def _twist(self, twist: str, token: str, zone: int, level: int) -> tuple:
        """Do what comes between; what the confirmation will name."""
        rig = self.rig
        if twist == "lock":
            rig.send("K", 1)
            if self.noise.random() < 0.5:
                assert rig.offer(zone, level)[0] == "-"
            else:
                # unlocked again: what was offered before the lock stays void
                self.stove.fault("unlock")
                rig.run(0.4, EACH)
        elif twist == "pan":
            self.stove.fault(f"pan_off {zone}")
            rig.run(0.2, EACH)
            self.counts["pan lifted"] += 1
        elif twist in ("cancel", "off", "hello"):
            {"cancel": lambda: rig.send("X"), "off": lambda: self.off(zone, "0BADF00D"), "hello": self.hello}[
                twist
            ]()
        elif twist == "estop":
            self.estop(True)
        elif twist == "silence":
            rig.beating = False
            rig.run(3.4, EACH)
        wrong = {
            "level": (token, zone, level % 100 + 1),
            "zone": (token, 1 - zone, level),
            "token": (self.old_tokens[-1], zone, level),
        }
        return wrong.get(twist, (token, zone, level))

    def _after(self, twist: str, zone: int, level: int, named: tuple) -> None:
        rig = self.rig
        if twist == "twice":
            last = rig.sent[-1]
            assert rig.send("C", *named)[0] == "-", "an offer counts once"
            rig.send("D", zone, max(level // 2, 1))
            self.settle()
            rig.raw(last)
        elif twist in ("early", "level", "zone", "token"):
            rig.run(1.0, EACH)
            assert rig.send("C", self.old_tokens[-1], zone, level)[0] == "-", "a wrong answer burns the offer"
        elif twist == "down":
            assert rig.send("D", zone, level)[:2] == ["-", "NOTDOWN"]
            assert rig.send("D", zone, min(level + 1, 100))[:2] == ["-", "NOTDOWN"]
            if level > 1:
                assert rig.send("D", zone, level - 1)[0] == "+"
        elif twist == "pan":
            self.stove.fault(f"pan_on {zone}")
        elif twist == "lock":
            self.stove.fault("unlock")
            rig.run(0.4, EACH)

    # ------------------------------------------------------------ what goes wrong

    @rule(token=st.integers(0, 0xFFFF), zone=zones, level=levels, old=st.booleans())
    def rogue_confirm(self, token: int, zone: int, level: int, old: bool) -> None:
        """A confirmation of no offer that stands, also with the words of the one that does."""
        word = self.noise.choice(self.old_tokens) if old else f"{token:04X}"
        if self.offered:
            if word == self.offered[0]:
                return
            _, zone, level = self.offered
        assert self.rig.send("C", word, zone, level)[:1] != ["+"]
        self.offered = None

    @rule(share=st.floats(0.1, 1.0))
    def replay(self, share: float) -> None:
        """What was sent before, the last of it or much of it, once more."""
        sent = [data for data in self.rig.sent[-80:] if self.noise.random() < share]
        for data in sent:
            self.stove.write(data)
            self.rig.take(self.stove.read())
        if any(b",C," in data for data in sent):
            self.counts["replayed confirmation"] += 1
        # a greeting among them took the session away, an order the numbers
        self.rig.seq = self.controller.session.seq
        self.rig.run(0.2, EACH)
        self.settle()

    @rule(how=st.sampled_from(["flip", "crc", "lose", "double", "swap"]))
    def corrupt(self, how: str) -> None:
        """A confirmation of a standing offer that nobody gave, spoilt on the wire."""
        self.live()
        if not self.make_offer(self.noise.randrange(2), self.noise.randrange(1, 101)):
            return
        self.rig.run(1.0, EACH)
        good = wire.frame(self.rig.sid, self.rig.seq + 1, "C", *self.offered)
        bad = bytearray(good)
        at = self.noise.randrange(1, len(bad) - 2)
        if how in ("flip", "crc"):
            bad[at if how == "flip" else -2 - self.noise.randrange(8)] ^= 1 << self.noise.randrange(4)
        elif how == "lose":
            del bad[at : at + 2]
        elif how == "double":
            bad[at:at] = bad[at : at + 1]
        else:
            bad[at], bad[at + 1] = bad[at + 1], bad[at]
        if bytes(bad) != good:
            self.rig.raw(bytes(bad))
            self.counts["corrupt"] += 1

    @rule(data=st.binary(max_size=60))
    def garbage(self, data: bytes) -> None:
        self.rig.raw(data.replace(b"\x18", b"\x19"))

    @rule(seconds=st.sampled_from([1.0, 3.4]))
    def silence(self, seconds: float) -> None:
        self._hang(seconds, beating=False)

    @rule(seconds=st.sampled_from([1.0, 3.4]))
    def hung_beating(self, seconds: float) -> None:
        """A thread beats on while a part of the assistant hangs, and says so."""
        self._hang(seconds, nibble="E")

    @rule(seconds=st.sampled_from([1.0, 5.0]))
    def hung_not_reading(self, seconds: float) -> None:
        """A thread beats on and follows nothing."""
        self._hang(seconds, reading=False)

    def _hang(self, seconds: float, beating: bool = True, nibble: str = "F", reading: bool = True) -> None:
        hot = any(hob.order for hob in self.stove.bench.plant.hobs)
        self.rig.beating, self.rig.nibble, self.rig.reading = beating, nibble, reading
        self.rig.run(seconds, EACH)
        self.counts["hung while hot"] += hot and seconds > 3.0
        self.settle()

    @rule(zone=st.sampled_from(["0", "1", "ALL", "x", ""]), sid=st.sampled_from(["00000000", "0BADF00D"]))
    def off(self, zone: object, sid: str) -> None:
        """Off, from anybody, in any number."""
        body = f"{sid},{self.noise.randrange(65536):04X},O" + (f",{zone}" if zone != "" else "")
        self.rig.raw(wire.encode(body))
        for n in [int(zone)] if str(zone) in "01" and zone != "" else [0, 1]:
            assert self.stove.bench.plant.hobs[n].order == 0
        self.offered = None
        self.settle()

    @rule(zone=zones, how=st.sampled_from(["open", "short"]))
    def sensors(self, zone: int, how: str) -> None:
        """A sensor breaks: over heat that is a hard fault at once; it is mended, and a hand resets."""
        if not self.controller.zones[zone].level:
            zone = 1 - zone
        hot = self.controller.zones[zone].level > 0
        self.stove.fault(f"sensor_{how} {zone}")
        self.rig.run(0.5, EACH)
        self.settle()
        assert not self.controller.zones[zone].wanted(), "hot over a broken sensor"
        if hot and self.controller.fault:
            self.latched = True
            self.counts["sensor fault"] += 1
            assert self.rig.send("R", "-")[:1] != ["OF"], "a broken sensor is cleared by a hand alone"
        self.rig.run(0.5, EACH)
        self.offered = None
        self.latched = False
        self.stove.fault("clear")
        for hob in self.stove.bench.plant.hobs:
            hob.burner.fill("water", 1.0)
            hob.burner.pan_celsius = hob.sensed = 20.0
        self.rig.run(20.0, EACH)
        self.stove.fault("reset")
        self.rig.run(0.6, EACH)
        self.settle()

    @rule(soft=st.booleans())
    def estop(self, soft: bool) -> None:
        """The emergency stop, by bytes or by the button; latched until a person clears it."""
        if soft:
            self.rig.raw(b"\x18\x18")
        else:
            self.stove.fault("estop")
            self.rig.run(0.2, EACH)
        self.latched = True
        self.offered = None
        self.settle()
        self.rig.run(0.4, EACH)
        self.counts["stopped"] += 1
        assert self.rig.offer(0, 10)[0] == "-", "an offer in a latched stop"

    @rule(by_hand=st.booleans())
    def clear(self, by_hand: bool) -> None:
        """Somebody clears the stop; nothing heats by it."""
        if not self.latched:
            return
        self.live()
        hard = self.controller.hard
        answer = self.rig.send("R", "-")
        if by_hand or hard:
            assert not hard or answer == ["-", "LOCAL"]
            self.latched = False
            self.stove.fault("reset")
            self.rig.run(0.5, EACH)
        elif answer[:1] == ["OF"]:
            self.rig.run(1.0, EACH)
            self.latched = False
            assert self.rig.send("C", answer[1], "L", 0)[:1] == ["+"]
        self.offered = None
        assert not any(hob.order for hob in self.stove.bench.plant.hobs)
        self.latched = bool(self.controller.fault)

    @rule()
    def reboot(self) -> None:
        self.stove.fault("brown_out")
        self.latched = False
        self.offered = None
        self.rig.run(0.3, EACH)
        self.settle()


def machine(module: ModuleType = firmware) -> type[Evening]:
    """An ``Evening`` over this controller, with counts of its own."""
    return type("Evening", (Evening,), {"module": module, "counts": Counter()})
