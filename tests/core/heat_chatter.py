"""Talk that must never raise heat: played against an open offer and at an idle stove, in pure code.

``sentences`` makes random talk out of the words of heat commands, answers, numbers and fillers, from a seed.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from sous_voice.core.context import context_of
from sous_voice.core.decide import decide
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import ConfirmHeat, Heard, RequestHeat, StoveOffered, StoveReported
from sous_voice.core.session import Session
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneReport
from sous_voice.core.topics import TOPICS
from sous_voice.language.heat import read_heat

ZONES = ("front_left", "front_right", "back_left", "back_right")
KITCHEN = Kitchen(zones=ZONES)
_PARTS = (
    "confirm|confirmed|confirming|i confirm|can confirm|confirm that|please confirm",
    "yes|yeah|ok|okay|sure|alright|right|fine|good|great|do it|go ahead|go on|please|thanks|now|then|so|well|um|uh",
    "no|not|wait|don't|stop|never|cancel|actually|i mean|sorry|hold on|what|why|how|when|if|is it|should i|can you",
    "front left|front right|back left|back right|front|back|left|right|the big one|center|all|everything|it|that one",
    "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|fifty|thirteen|half|a bit|two notches|5|50",
    "low|medium|high|medium high|max|simmer|warm|off|on|up|down|hotter|lower|to|at|on the|the heat|the burner|level",
    "turn|set|put|keep|make|turn up|turn down|turn on|turn off|light|heat|raise|lower|kill",
    "for ten minutes|in five minutes|when it boils|until it boils|and|then|next|the onions|the pan|the sauce|a timer",
)
_WORDS = tuple(word for part in _PARTS for word in part.split("|"))
_POLITE = set(
    "yes yeah ok okay sure alright right fine please thanks now then so well um uh i and yep".split()
)
_CARRIES = set(
    "five 5 level medium heat front left burner the to at on of nine out it is set that flame".split()
)


def sentences(count: int, seed: int) -> Iterator[str]:
    """``count`` sentences of one to seven pieces."""
    dice = random.Random(seed)
    for _ in range(count):
        yield " ".join(dice.choice(_WORDS) for _ in range(dice.randint(1, 7)))


def idle() -> Session:
    """Nothing heats, nothing is on offer."""
    zones = tuple(ZoneReport(name, 0, 0.0, 30.0, False, True) for name in ZONES)
    return decide(
        KITCHEN, replace(Session(), at=100.0), StoveReported(100.0, StoveReport("ready", zones))
    ).session


def offered() -> Session:
    """Front left to five is on offer, read out a moment ago."""
    asked = hear(idle(), "front left to medium").session
    return decide(
        KITCHEN, asked, StoveOffered(102.0, HeatOffer("t1", "front_left", 5, 900.0, 1800.0, 122.0))
    ).session


def hear(session: Session, text: str, extra: tuple[str, ...] = ()):
    """The turn that these words make, typed: no acoustic doubt comes to the rescue."""
    reading = read_heat(text, context_of(KITCHEN, session, TOPICS))
    intents = (*reading.intents, *(Intent(name) for name in extra))
    said = Understanding(text, intents, reading.frames, reading.clarify, abstained=not intents)
    return decide(KITCHEN, session, Heard(session.at + 2.0, said, session.at + 1.0, typed=True))


def confirmed(turn) -> bool:
    """Whether the turn asks the kernel for a permit."""
    return any(isinstance(effect, ConfirmHeat) for effect in turn.effects)


def requested(turn) -> bool:
    """Whether the turn asks the stove for an offer, which heats nothing yet."""
    return any(isinstance(effect, RequestHeat) for effect in turn.effects)


def carries_back(text: str) -> bool:
    """An independent look: the word, at least the number or the place of the offer, and nothing else."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    heard = [word for word in words if word in ("confirm", "confirmed", "confirming")]
    rest = [word for word in words if word not in heard and word not in _POLITE]
    named = {"five", "5", "medium"} & set(rest) or {"front", "left"} <= set(rest)
    return bool(heard and named and set(rest) <= _CARRIES)
