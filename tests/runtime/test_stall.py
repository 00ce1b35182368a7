"""After a stall the stove is asked before anything that was said: an old "confirm" raises nothing."""

from queue import Queue

from sous_voice.core.context import context_of
from sous_voice.core.intents import Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, StoveLost, StoveOffered, StoveReported
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneInfo, ZoneReport
from sous_voice.core.topics import TOPICS
from sous_voice.language.heat import read_heat
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.hands import StoveHands
from sous_voice.runtime.live import LiveSession

ZONE = "front_left"
KITCHEN = Kitchen(zones=(ZONE,))


class Stove:
    """A stove that tells what it is given to tell, and notes what it is sent."""

    def __init__(self):
        self.zones, self.ready = (ZoneInfo(ZONE, "ind", 1800.0, "pan", 270.0),), True
        self.told, self.sent = [], []

    def poll(self, at):
        told, self.told = self.told, []
        return tuple(told)

    def tell(self, at, level=0):
        zone = ZoneReport(ZONE, level, 180.0 * level, 30.0, False, True)
        self.told.append(StoveReported(at, StoveReport("ready", (zone,))))

    def write(self, permit):
        self.sent.append(("write", permit.level, permit.token))

    def off(self, zone="all", emergency=False):
        self.sent.append(("off", zone))

    def request(self, *words):
        self.sent.append(("request", *words))

    def __getattr__(self, name):
        return lambda *words: None


class Inbox(Queue):
    """Where a live session waits, and so where it is mostly stopped: behind it the clock is later."""

    def __init__(self, wait):
        super().__init__()
        self.wait = wait

    def get(self, block=True, timeout=None):
        if block:
            self.wait()
        return super().get(block=False)


class Evening:
    """A live session over that stove, whose clock is ours; one ``turn`` of its loop at a time."""

    def __init__(self):
        self.stove, self.now, self.stall, self.turned = Stove(), 10.0, 0.0, True
        self.inbox = Inbox(self.wait)
        self.conductor = Conductor(KITCHEN, (), hands=StoveHands(self.stove))
        self.live = LiveSession(
            self.conductor, self.inbox, lambda: self.now, (), finished=lambda: self.turned
        )

    def wait(self):
        self.now += self.stall
        self.turned = True

    def turn(self, seconds=0.1):
        self.stall, self.turned = seconds, False
        self.live.run()

    def hear(self, text, at):
        reading = read_heat(text, context_of(KITCHEN, self.conductor.session, TOPICS))
        said = Understanding(text, reading.intents, reading.frames, reading.clarify)
        self.inbox.put(Heard(at, said, at, typed=True))

    def offer(self):
        self.stove.tell(self.now)
        self.turn()
        self.hear("front left to medium", self.now)
        self.turn()
        offer = HeatOffer("t1", ZONE, 5, 900.0, 1800.0, self.now + 20.0)
        self.stove.tell(self.now)
        self.stove.told.append(StoveOffered(self.now, offer))
        self.turn()
        for _ in range(15):
            self.stove.tell(self.now)
            self.turn()
        assert self.conductor.session.heat.pending is not None

    @property
    def raises(self):
        return [sent for sent in self.stove.sent if sent[0] == "write" and sent[2]]


def test_without_a_stall_the_confirmation_goes_out():
    """The control: the words that carry the offer back reach the stove as a permit."""
    evening = Evening()
    evening.offer()
    evening.hear("confirm five", evening.now)
    evening.turn()
    assert evening.raises == [("write", 5, "t1")]


def test_what_was_said_before_a_stall_raises_nothing_after_it():
    """Given a confirmation that waits while we are stopped, when the stove was lost meanwhile, then no permit is
    made of it."""
    evening = Evening()
    evening.offer()
    evening.hear("confirm five", evening.now)
    evening.stove.told.append(StoveLost(evening.now + 5.0, "The stove ended the session."))
    evening.turn(seconds=12.0)
    assert evening.raises == []
    assert evening.conductor.session.heat.pending is None


def test_what_was_said_before_a_stall_of_both_raises_nothing():
    """The same where the link stood still as well, and has nothing to tell yet: the time that went by is enough."""
    evening = Evening()
    evening.offer()
    evening.hear("confirm five", evening.now)
    evening.turn(seconds=12.0)
    assert evening.raises == []


def test_an_off_that_waits_is_sent_after_a_stall():
    """Down is never held up by any of this."""
    evening = Evening()
    evening.offer()
    evening.hear("everything off", evening.now)
    evening.stove.told.append(StoveLost(evening.now + 5.0, "The stove ended the session."))
    evening.turn(seconds=12.0)
    assert ("off", "all") in evening.stove.sent
