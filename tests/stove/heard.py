"""Sound against an open offer: the whole ear, without the echo filter, and what the session does with what it
heard."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sous_voice.core.context import context_of
from sous_voice.core.decide import decide
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    ConfirmHeat,
    Effect,
    Heard,
    RequestHeat,
    RequestOff,
    Say,
    SpeechBegan,
    SpeechEnded,
    StoveOffered,
    StoveReported,
)
from sous_voice.core.session import Session
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneReport
from sous_voice.core.topics import TOPICS, heat_says
from sous_voice.hearing.endpointing import Silero
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import Floats, Resampler
from sous_voice.language.parser import Parser
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.listening import Moment
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.voice import open_voice, synthesise

ZONES = ("front_left", "front_right", "back_left", "back_right")
KITCHEN = Kitchen(zones=ZONES)
ACTS = (ConfirmHeat, RequestHeat, RequestOff)
"""What our own voice, or noise, must never bring about: consent, a new wish, a stop."""
FILLING = {"zone": "front left", "level": "five", "zones": "front left, front right and back left"}
BLOCK = 1600
PARSER = Parser()
VOICE = open_voice()


def prompts() -> list[str]:
    """Every sentence of ``heat_says``, found by reflection and filled in, in a fixed order."""
    found: set[str] = set()
    for name in filter(str.isupper, dir(heat_says)):
        value = getattr(heat_says, name)
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        found |= {text.format(**FILLING) for text in texts if isinstance(text, str) and text}
    found |= {
        "Front left to medium, five of nine, about 900 watts. " + heat_says.HOW,
        "Hot oil: stay beside it. That is high, nine of nine, about 1800 watts. " + heat_says.BOTH,
        "Front left is on at five.",
        "Front left is off.",
        "Front left is at five, 95 °C; back left is not heating, but still hot.",
        "Nothing is heating.",
        "No pan on front left. It is paused.",
    }
    return sorted(found)


def with_an_offer(at: float, level: int = 5) -> Session:
    """A session in which front left stands on offer, read to the cook to its end: the answer window is open."""
    session = Session()
    zones = tuple(ZoneReport(name, 0, 0.0, 30.0, False, True) for name in ZONES)

    def send(event: object) -> tuple[Effect, ...]:
        nonlocal session
        turn = decide(KITCHEN, session, event)  # type: ignore[arg-type]
        session = turn.session
        return turn.effects

    send(StoveReported(at - 4.0, StoveReport("ready", zones)))
    reading = PARSER.understand("front left to five" if level == 5 else "front left to nine")
    send(Heard(at - 3.0, reading, at - 3.5))
    said = send(StoveOffered(at - 2.5, HeatOffer("t1", "front_left", level, 900.0, 1800.0, at + 17.0)))
    (offer,) = (effect for effect in said if isinstance(effect, Say))
    send(SpeechBegan(at - 2.4, offer.id))
    send(SpeechEnded(at - 0.5, offer.id, len(offer.text), True))
    assert session.heat.pending is not None and session.heat.pending.read_at is not None
    return session


class Act(NamedTuple):
    """What was heard, and what the session would do."""

    heard: Heard
    effect: Effect

    @property
    def raises(self) -> bool:
        """Whether it consents to heat or asks for it."""
        return not isinstance(self.effect, RequestOff)


class Hearer:
    """The real endpointing, recogniser and parser, as an offer's moment has them."""

    def __init__(self) -> None:
        self.engine = open_engine("whisper")
        context = context_of(KITCHEN, with_an_offer(100.0), TOPICS)
        assert context.pending, context
        self.moment = Moment(context=context)

    def events(self, sound: Floats, own: str = "") -> Iterator[Heard]:
        """What is heard in a sound that a second of silence follows; ``own``: our words that are in it."""
        ear = Ear(self.engine, PARSER, Silero(), said_between=lambda began, ended: own)
        ear.tell(self.moment)
        sound = np.concatenate([sound, np.zeros(RATE, np.float32)])
        for start in range(0, sound.size, BLOCK):
            block = sound[start : start + BLOCK]
            yield from (e for e in ear.take(block, (start + block.size) / RATE) if isinstance(e, Heard))
        yield from (e for e in ear.finish(sound.size / RATE) if isinstance(e, Heard))

    def acts(self, sound: Floats, own: str = "") -> list[Act]:
        """What the session would do about heat, were an offer open whenever something is heard."""
        found = []
        for heard in self.events(sound, own):
            for level in (5, 9):
                # every utterance meets an offer that was read to its end just before
                later = replace(heard, at=heard.at + 1000.0, began=heard.began + 1000.0)
                turn = decide(KITCHEN, with_an_offer(later.began - 0.1, level), later)
                found += [Act(heard, effect) for effect in turn.effects if isinstance(effect, ACTS)]
        return found


def spoken(text: str) -> Floats:
    """A sentence in the assistant's own voice, as the recogniser gets it."""
    pcm = synthesise(VOICE, VOICE.written(text), 1.0)
    return Resampler(SPOKEN_RATE).take(pcm.astype(np.float32) / 32768.0, last=True)
