"""Words that switch everything off whatever else is going on: emergency, fire, help.

They count only where the whole utterance is alarm: "emergency", "oh god fire fire", "help it's
burning", "the oil is on fire what do I do". In a story ("the barn was on fire") they do not.
"""

import re
from dataclasses import dataclass

from sous_voice.core.intents import HeatFrame, Intent
from sous_voice.language.heat_surroundings import _FRANTIC
from sous_voice.language.numbers import Token

ALL_OFF = HeatFrame("off", "all")


@dataclass(frozen=True, slots=True)
class Urgent:
    """What an alarm asks for."""

    frames: tuple[HeatFrame, ...]
    intents: tuple[Intent, ...]
    spans: tuple[tuple[int, int], ...]


_EMERGENCY = frozenset("emergency mayday sos panic abort".split())
_KINDS = {
    "oil": "oil grease fat fryer butter pan wok skillet deep",
    "electric": "plug cable socket wire outlet toaster cord stove hob cooker electrical electric",
    "cloth": "towel cloth sleeve shirt apron hair clothes tea",
}
_AROUND = _FRANTIC | frozenset(
    """emergency mayday sos panic abort stop off shutdown shut down turn switch kill everything all the stove heat
    button an it's what do i should can you me us call kitchen oven towel cloth grease fat fryer deep plug cable
    socket wire outlet toaster cord hob cooker electrical electric sleeve shirt apron hair clothes tea caught
    catching caught has just started in my there're big huge small wok skillet how put out to is cut power
    burner heat ring control""".split()
)
_OVER = re.compile(
    r"\b(?:fire|flames?)(?:'s| is| are| has| have)? (?:now |all |gone )?(?:out(?! of)|gone|over|under control|dead)\b|no (?:more )?(?:fire|flames)|not on fire|put the fire out"
)
"""The fire is out: no alarm any more."""
_AROUND_OFF = frozenset("please now quick quickly just hey ok okay no oh".split())
_BARE_OFFS = frozenset(
    {("shut", "off"), ("power", "off"), ("power", "down"), ("stop", "heating"), ("stop", "cooking")}
)
_STORY = frozenset("was were had when if once story grandma used book recipe about told said".split())


def read_urgent(words: list[str], tokens: list[Token]) -> Urgent | None:
    """The alarm, or None."""
    said = [word for word in words if word[0].isalnum()]
    if not said or len(said) > 30:
        return None
    span = (tokens[0].start, tokens[-1].end)
    fire = _fire(said)
    if fire is not None:
        asked = bool(_STORY & set(said))
        if asked and "if" not in said:
            return None
        frames = () if asked else (ALL_OFF,)
        slots = {"kind": fire} if fire else {}
        names = [Intent("fire_help", slots, 1.0, span)]
        if not asked:
            names.insert(0, Intent("emergency_stop", {"urgent": True}, 1.0, span))
        return Urgent(frames, tuple(names), (span,))
    if _alarm(said):
        return Urgent((ALL_OFF,), (Intent("emergency_stop", {"urgent": True}, 1.0, span),), (span,))
    if _hot(said) or _ended(said):
        return Urgent((HeatFrame("off", "current"),), (Intent("heat_off", {}, 1.0, span),), (span,))
    return None


def _alarm(said: list[str]) -> bool:
    """ "emergency", "fire", "help it's burning", "emergency stop": nothing but alarm."""
    inside = set(said)
    if not inside <= _AROUND or inside & {"don't", "not", "no't"}:
        return False
    if said == ["abort"]:
        return False  # alone it means what is being talked about
    if inside & _EMERGENCY:
        return inside & {"what", "how", "should", "can"} == set() or said[0] == "emergency"
    if "help" in inside and inside & {"burning", "smoking", "smoke", "flames", "burns", "fire"}:
        return True
    return said.count("help") >= 3


def _fire(said: list[str]) -> str | None:
    """The kind of a fire; empty where it was not said; None where nothing burns."""
    joined = " ".join(said)
    if _OVER.search(joined) and not set(said) & {"how", "what", "help", "can", "can't"}:
        return None
    inside = set(said)
    alone = inside <= _FRANTIC and "fire" in inside and "on" not in inside
    signs = (
        "on fire",
        "caught fire",
        "catching fire",
        "a fire",
        "grease fire",
        "oil fire",
        "in flames",
        "fire in the",
        "the fire is",
        "the fire out",
        "out the fire",
        "out of control",
    )
    signs += (
        "kitchen fire",
        "flames in",
        "flames are",
        "flames coming",
        "there are flames",
        "electrical fire",
    )
    if not alone and not any(sign in joined for sign in signs):
        return None
    if not alone and not (inside - _STORY <= _AROUND or joined.endswith("on fire")):
        return None
    if any(phrase in joined for phrase in ("fire up", "open fire", "on fire today")) or "not" in inside:
        return None
    for kind, words in _KINDS.items():
        if inside & set(words.split()):
            return kind
    return ""


def _ended(said: list[str]) -> bool:
    """ "Shut off!", "stop heating now": an off without an object is the whole utterance."""
    return tuple(word for word in said if word not in _AROUND_OFF) in _BARE_OFFS


def _hot(said: list[str]) -> bool:
    """ "hot!", "ow hot hot": a cry."""
    return (
        "hot" in said
        and set(said) <= {"hot", "ow", "ouch", "aah", "ah", "oh", "too", "shit"}
        and said[0] != "too"
    )
