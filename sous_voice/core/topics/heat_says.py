"""What the assistant says about the stove: at most twenty words, first what is true, then what to do.

No sentence here may confirm, stop or order anything if our own microphone hears it; a test reads them all.
"""

import re

from sous_voice.core.heat import HELD_CELSIUS, Heat, Pending, level_words, zone_words
from sous_voice.core.policy import Tier
from sous_voice.core.quantity import duration_text
from sous_voice.core.timer_words import twice
from sous_voice.core.wording import spoken_list

HOW = "Please say confirm, and the number."
BOTH = "Please say confirm, with the place and the number."
EXPIRED = "That offer ran out. Ask me again if you still want heat."
MISMATCH = "That did not match. I have not changed anything."
DROPPED = "All right. I have not changed anything."
NOTHING = "There is nothing on offer."
LOST = "I lost the stove. It should go dark by itself within five seconds. Please look."
LOST_DARK = "I lost the stove. Nothing was heating. I cannot work it until it is back."
UNSEEN = "I sent that, but I cannot see the stove. Please end the heat by hand too."
BACK = "The stove is back, with no heat anywhere. Nothing restarts by itself."
UNKNOWN = "I cannot see the stove, so I will not say that it is dark. Please check."
WAKING = "The stove has told me nothing yet. Ask me again in a moment."
NO_STOVE = "I have no stove to work with. The heat is in your hands."
WITHOUT = "We go on without a stove: the heat is in your hands."
NO_STOVE_OFF = "I cannot reach your stove. Please do that by hand, now."
DARK_ALL = "Nothing is heating."
STOP_TOO = "I took the heat down. If you want to keep it, say no. Else it ends in a moment."
STAYS = "{zone} stays as it is."
STAYS_LOW = "Good, it stays low."
STOP_UNANSWERED = "I heard no answer, so I ended the heat."
CUTTING = "I am cutting all heat."
URGENT = "If something burns: no water. If it grows, get out and close the door."
FIRE = (
    "No water. Slide a lid over it if you can do that safely.",
    "If it grows, get out, close the door, and call the fire service.",
)
FIRE_ELECTRIC = (
    "No water. If you can reach it safely, pull the plug or the breaker.",
    "If it grows, get out, close the door, and call the fire service.",
)
FIRE_OUT = "Good. Leave the lid on, and open a window. When it is safe, ask me to clear it."
GAS = "Open a window, touch no switch, and leave if it is strong."
FAULT = "Do not touch it. Pull the breaker if it sparks or hums."
SMOKE = "A lid on it, no water, and step back. If the smell grows, get out and close the door."
LOCKING = "I lock the stove. To open it, somebody has to press its lock button."
DARK = "{zone} is not heating."
TELL_END = "Tell me when it is so, and I take it down."
UNLOCK = "I do not do that by voice. Somebody has to press its lock button."
CUT = "All heat is cut, and stays so. When it is safe, ask me to clear it."
CLEAR_OFFER = "Nothing is heating. To let the stove heat again, say confirm, and then the word clear."
CLEAR_HOW = "Please say confirm, and then the word clear."
CLEARED = "The stove may heat again. Nothing is heating now."
NOTHING_TO_CLEAR = "Nothing needs to be cleared."
CLEAR_BY_HAND = "That needs a hand: press the reset button on the stove, once it is cool."
CLEAR_OFTEN = "It was cleared twice already. Now it needs a hand: press the reset button, once it is safe."
AWAY = "I hold it low while you are away. If I do not hear you for long, I end it."
GONE = "Nothing is heating. See you soon."
STILL_THERE = "Are you still there? {zone} is heating. Answer me, or I take it down in two minutes."
TAKEN_DOWN = "Nobody answered, so I took {zone} down. Talk to me if you are there."
SILENT = "The stove did not answer, so nothing changed."
TIME_UP = "The time is up for {zone}. I told the stove."
ONE_AT_A_TIME = "One burner at a time. Which one?"
WHICH_ZONE = "Which burner?"
WHICH_LEVEL = "To which level, one to nine?"
MEANT = "Which burner, and what shall I do there?"
SAME_AS = "The same as what? Tell me the burner and the level."
WHEN_TOLD = "I cannot see that. Tell me when it happens, and I take {zone} down."
AT_TIMER = "Good. When the timer rings, I end the heat on {zone}."
DOWN_AT_TIMER = "Good. When the timer rings, I take {zone} down."
END_WHEN_TOLD = "I cannot see that. Tell me when it happens, and I end the heat on {zone}."
LATER = "I do not start heat later by myself. Ask me when the time has come."
REFUSED = "I do not do that by voice. Please use the knob."
REFUSED_AT = "I do not do that by voice. The knob is at the {zone}."
NO_SENSOR = "Nothing feels that pan, so by voice I go to six at most. More is for the knob."
NO_OIL = "Nothing feels the oil there, so hot oil is for the knob, with you beside it."
FAILED = "We misunderstood each other twice. Please use the knob for this one, or ask again slowly."
WAS_DARK = "Nothing was heating. I told the stove all the same."
ALREADY = "{zone} is at {level} already."
NO_WATTS = "I do not know the watts of that burner. Please give me a level, one to nine."
HANDS_ON = "Hands-on mode: the knobs are yours. I offer no heat, and only take it away when you ask."
HANDS_ON_REFUSED = "In hands-on mode the knob is yours. Leave that mode first, then ask me again."
HANDS_ON_ENDED = "Hands-on mode is over. Ask me for heat, and I read it back before anything happens."
UNANSWERED = "I asked whether you are there. First say that you are, then ask me again for heat."
NO_ZONE = "The stove has no such place. It has {zones}."
NO_TEMPERATURE = "I cannot hold that temperature there. Please give me a level, one to nine."

CODES = {
    "TIME": "The time for {zone} is up. I told the stove.",
    "ATTENDANCE": "Nobody was heard for too long, so I ended the heat on {zone}.",
    "ENERGY": "{zone} has used all the heat you agreed to, so it ends.",
    "STALE": "I have not heard from the stove, so I ended the heat. Please look.",
    "CLOCK": "My clock jumped, so I ended the heat. Please look.",
    "UNASKED": "{zone} was hotter than we agreed, so I ended it. Please look.",
    "SENSOR": "I cannot feel {zone} any more, so the heat ended. Use the knob today.",
    "FROZEN": "The sensor of {zone} is stuck, so the heat ended. Use the knob today.",
    "SWAP": "The sensor of {zone} feels something else, so the heat ended. Use the knob today.",
    "WELDED": "{zone} does not obey. Main power is cut. Use the wall switch now.",
    "WELD": "{zone} does not obey. Main power is cut. Use the wall switch now.",
    "DWELD": "{zone} does not obey at all. Pull the breaker for the stove now.",
    "HOT": "{zone} is smoking hot. I took it down.",
    "TOO HOT": "{zone} is too hot. Its heat is cut. Keep the lid near. No water.",
    "OVERTEMP": "{zone} is too hot. The heat is cut. Keep the lid near. No water.",
    "RUNAWAY": "{zone} took more power than I ordered. Main power is cut. Use the wall switch now.",
    "DRY": "{zone} has boiled dry. Its heat is cut. Do not add water; let it cool.",
    "EMPTY": "The pan on {zone} is empty. Its heat is cut. Do not add water; let it cool.",
    "ESTOP": CUT,
    "LATCHED": CUT,
    "FAULT": "The stove has a fault, so it may not heat. Press its reset button when it is cool.",
    "SOFT": "{zone} may not heat yet. When it is safe, ask me to clear it.",
    "LEASE": "I stalled, so the stove ended all heat. Sorry. Ask me again when you want it.",
    "SUPPLY": "The mains dipped. The heat is cut. Step back, and check the breaker.",
    "NOPAN": "There is no pan on {zone}.",
    "LOCK": "The stove is locked. Somebody has to press its lock button.",
    "NOENABLE": "Press the voice button on the stove first, then ask me again.",
    "BUDGET": "That is more than the line can carry. Take another one down first.",
    "RATE": "The stove makes three offers a minute. Ask again in half a minute. Taking heat down always works.",
    "EMERGENCY": "",
    "STOP": "",
    "EXPIRED": EXPIRED,
    "NOOFFER": EXPIRED,
    "EARLY": MISMATCH,
    "MISMATCH": MISMATCH,
    "WORDS": MISMATCH,
    "BOOST": REFUSED,
    "LOCAL": "The knob of {zone} is in use. It goes before my voice.",
    "NOTDOWN": "",
    "NOLIGHT": "The flame of {zone} did not come, and the valve is closed. Please look.",
}

WARNINGS = {
    "LEASE": CODES["LEASE"],
    "STALL": "The stove froze for a moment, so it ended all heat. Ask me again when you want it.",
    "TIME": "The time for {zone} is up. The stove ended it.",
    "NOPAN": "The pan was away too long, so {zone} ended. Ask me again when you want it.",
    "ATTENDOFF": "Nobody was heard for too long, so the stove ended {zone}.",
    "ENERGY": "{zone} has nearly used all the heat you agreed to.",
    "ENERGYOFF": CODES["ENERGY"],
    "SLICE": "I cannot feel {zone}, so after two minutes it went down by itself.",
    "LINK": "The line to the stove is bad. Please look at the cable.",
}
"""What the stove did or saw by itself, by the code in its report; what latches comes as a fault in its place."""


def first(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def without(why: str) -> str:
    """Why this session has no stove and what helps. A port's path tells the ear nothing, so it is left out."""
    cause = re.sub(r"/\S*[^\s.,]", "that port", re.sub(r"port /\S*[^\s.,]", "port of that name", why))
    return f"{first(cause)} {WITHOUT}".strip()


def for_code(code: str, zone: str) -> str:
    """What a refusal, an order of the kernel or a fault of the stove means to the cook."""
    if zone == "latch" and code.upper() in ("LOCAL", "FAULT", "RATE"):
        return CLEAR_BY_HAND if code.upper() != "RATE" else CLEAR_OFTEN
    words = zone_words(zone) if zone not in ("", "all", "latch") else "the stove"
    text = CODES.get(code.upper(), "The stove refused that, so nothing changed.")
    return first(text.format(zone=words))


def for_warning(warning: str) -> str:
    """What the cook hears of a warning, ``CODE`` or ``CODE zone``; "" where a fault or the kernel tells it."""
    code, _, zone = warning.partition(" ")
    return first(WARNINGS.get(code, "").format(zone=zone_words(zone) if zone else "the stove"))


WHY = {
    "nobody feels the pan": NO_SENSOR,
    "nobody feels the oil": NO_OIL,
    "two read-backs failed": FAILED,
    "heat later, or from elsewhere": LATER,
    "nobody answers": UNANSWERED,
    "hands-on mode": HANDS_ON_REFUSED,
}
"""Why the policy refuses, by the name of its row or escalation."""


def refusal(why: str, zone: str, state: str) -> str:
    """A refusal by the policy, with what can be done instead."""
    if why == "lost or in fault":
        return CUT if state == "estop" else CODES["FAULT"] if state == "fault" else UNKNOWN
    plain = REFUSED_AT.format(zone=zone_words(zone)) if zone else REFUSED
    return WHY.get(why.lower(), plain)


def which(names: tuple[str, ...]) -> str:
    """Ask for the burner; of two that it may be, both are named."""
    if len(names) != 2:
        return WHICH_ZONE
    return f"{first(zone_words(names[0]))}, or {zone_words(names[1])}?"


def for_how_long(seconds: float | None) -> str:
    """ ", for 10 minutes"; a number with a twin in two forms; empty without a time."""
    if seconds is None:
        return ""
    return f", for {twice(seconds) or duration_text(seconds)}"


_STEPS = {
    "simmer": "This step wants a simmer.",
    "warm": "This step wants its pan kept warm.",
    "max": "This step wants full heat.",
    "boil": "This step is to boil.",
}


def proposal(level: str, zone: str, down: bool) -> str:
    """What a step of the recipe wants, as a question: with the burner used last, or without."""
    text = _STEPS.get(level, f"This step wants {level.replace('_', ' ')} heat.")
    if not zone:
        return f"{text} {WHICH_ZONE}"
    place = zone_words(zone)
    high = "High heat on the " if level == "boil" else ""
    return f"{text} Shall I take the {place} down to it?" if down else f"{text} {first(high + place)}?"


def by_hand(level: str) -> str:
    """What a step of the recipe wants, in hands-on mode."""
    text = _STEPS.get(level, f"This step wants {level.replace('_', ' ')} heat.")
    return f"{text[:-1]}; the knob is yours."


def offer_text(pending: Pending) -> str:
    """The read-back, made from the stove's offer; at T3 the place is left out."""
    offer, asked = pending.offer, pending.asked
    level = f"{level_words(offer.level)} of nine"
    named = "" if asked.words in ("", level_words(offer.level)) else f"{asked.words.replace('_', ' ')}, "
    if asked.method:
        named = f"{asked.words.replace('_', ' ')}, held at {HELD_CELSIUS[asked.method]:.0f} °C, up to "
    watts = round(offer.watts, -2) if offer.watts >= 100 else offer.watts
    what = f"{named}{level}, about {watts:.0f} watts{for_how_long(asked.seconds)}."
    oil = "Hot oil: stay beside it. " if asked.oil else ""
    if asked.tier >= Tier.T3:
        return f"{oil}That is {what} {BOTH}"
    return f"{oil}{first(zone_words(offer.zone))} to {what} {HOW}"


def left_on(heat: Heat) -> str:
    """Goodbye with heat on."""
    names = spoken_list(zone_words(zone.name) for zone in heat.on)
    if len(heat.on) == 1:
        return f"Before you go: {names} still heats at {level_words(heat.on[0].level)}. Shall I end it?"
    return f"Before you go: {names} still heat. Shall I end that?"


def status(heat: Heat, zone: str) -> str:
    """What is on, from the stove's own report."""
    shown = [z for z in heat.report.zones if zone in ("", z.name)] if heat.report else []
    parts = []
    for one in shown:
        name = zone_words(one.name)
        if one.level > 0 or one.watts > 0:
            warm = f", {one.celsius:.0f} °C" if one.celsius is not None else ""
            paused = ", but paused: there is no pan" if one.pan is False and one.level > 0 else ""
            state = (
                f"is at {level_words(one.level)}{_left(heat, one.name)}"
                if one.level > 0
                else "draws power that nobody ordered"
            )
            parts.append(f"{name} {state}{warm}{paused}")
        elif one.hot:
            parts.append(f"{name} is not heating, but still hot")
        elif zone:
            parts.append(f"{name} is not heating")
    if not zone and not heat.on:
        return f"Nothing is heating.{_still_hot(heat)}"
    return first("; ".join(parts)) + "." if parts else "Nothing is heating."


def _left(heat: Heat, zone: str) -> str:
    """ " for 8 more minutes": where its end is planned."""
    ends = [p.at for p in heat.planned if p.zone == zone and p.level == 0 and p.at is not None]
    left = min(ends) - heat.report_at if ends else 0.0
    return f" for another {duration_text(60.0 * max(round(left / 60.0), 1))}" if left > 30.0 else ""


def all_off(heat: Heat) -> str:
    """ "Is everything off?", where the stove shows that it is."""
    return f"Everything is off.{_still_hot(heat)}"


def _still_hot(heat: Heat) -> str:
    hot = [zone_words(zone.name) for zone in heat.report.zones if zone.hot] if heat.report else []
    return f" {first(spoken_list(hot))} {'is' if len(hot) == 1 else 'are'} still hot." if hot else ""
