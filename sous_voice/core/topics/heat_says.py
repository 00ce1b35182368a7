"""What the assistant says about the stove: at most twenty words, first what is true, then what to do.

No sentence here may confirm, stop or order anything if our own microphone hears it; a test reads them all.
"""

from sous_voice.core.heat import Heat, Pending, level_words, zone_words
from sous_voice.core.policy import Tier

HOW = "Please say confirm, and the number."
BOTH = "Please say confirm, with the place and the number."
EXPIRED = "That offer ran out. Ask me again if you still want heat."
MISMATCH = "That did not match. I have not changed anything."
DROPPED = "All right. I have not changed anything."
NOTHING = "There is nothing on offer."
LOST = "I lost the stove. It should go dark by itself within five seconds. Please look."
BACK = "The stove is back, with no heat anywhere. Nothing restarts by itself."
UNKNOWN = "I cannot see the stove, so I will not say that it is dark. Please check."
NO_STOVE = "I have no stove to work with. The heat is in your hands."
NO_STOVE_OFF = "I cannot reach your stove. Please do that by hand, now."
URGENT = "I am cutting all heat. If something burns: no water."
FIRE = (
    "I am cutting all heat. No water. Slide a lid over it if you can do that safely.",
    "If it grows, get out, close the door, and call the fire service.",
)
FIRE_ELECTRIC = (
    "I am cutting all heat. No water. If you can reach it safely, pull the plug or the breaker.",
    "If it grows, get out, close the door, and call the fire service.",
)
GAS = "I am cutting all heat. Open a window, touch no switch, and leave if it is strong."
FAULT = "I am cutting all heat. Do not touch it. Pull the breaker if it sparks or hums."
SMOKE = "I am cutting all heat. Look at the pan, and tell me what you see."
LOCKED = "The stove is locked. Somebody has to press its lock button."
UNLOCK = "I do not do that by voice. Somebody has to press its lock button."
STILL_THERE = "Are you still there? {zone} is heating. Answer me, or I take it down in two minutes."
TAKEN_DOWN = "Nobody answered, so I took {zone} down. Talk to me if you are there."
TIME_UP = "The time is up for {zone}. I told the stove."
WHICH_ZONE = "Which burner?"
WHICH_LEVEL = "To which level, one to nine?"
TELL_ME = "I cannot see that myself. Tell me when it happens, and I will do it."
LATER = "I do not start heat later by myself. Ask me when the time has come."
REFUSED = "I do not do that by voice. Please use the knob."
FAILED = "We misunderstood each other twice. Please use the knob for this one, or ask again slowly."
WAS_DARK = "Nothing was heating. I told the stove all the same."
ALREADY = "{zone} is at {level} already."
NO_ZONE = "The stove has no such place. It has {zones}."
NO_TEMPERATURE = "I cannot hold that temperature there. Please give me a level, one to nine."
LOWERED_HERE = "Before you go: {zone} still heats at {level}. Shall I end it?"

CODES = {
    "TIME": "The time for {zone} is up. I told the stove.",
    "ATTENDANCE": "Nobody was heard for too long, so {zone} goes down.",
    "ATTEND": "Nobody was heard for too long, so {zone} goes down.",
    "ENERGY": "{zone} has used all the heat you agreed to, so it ends.",
    "STALE": "I have not heard from the stove, so I ended the heat. Please look.",
    "CLOCK": "My clock jumped, so I ended the heat. Please look.",
    "UNASKED": "{zone} was hotter than we agreed, so I ended it. Please look.",
    "SENSOR": "I cannot feel {zone} any more, so the heat ended. Use the knob today.",
    "FROZEN": "The sensor of {zone} is stuck, so the heat ended. Use the knob today.",
    "SWAP": "The sensor of {zone} feels something else, so the heat ended. Use the knob today.",
    "WELDED": "{zone} does not obey. Main power is cut. Use the wall switch now.",
    "WELD": "{zone} does not obey. Main power is cut. Use the wall switch now.",
    "DWELD": "The stove does not obey. Pull the breaker now.",
    "HOT": "{zone} is smoking hot. I took it down.",
    "TOO HOT": "{zone} is too hot. Its heat is cut. Keep the lid near. No water.",
    "OVERTEMP": "{zone} is too hot. The heat is cut. Keep the lid near. No water.",
    "RUNAWAY": "{zone} ran too hot. The heat is cut. Keep the lid near. No water.",
    "DRY": "{zone} has boiled dry. Its heat is cut. Do not add water; let it cool.",
    "EMPTY": "The pan on {zone} is empty. Its heat is cut.",
    "ESTOP": "All heat is cut, and stays so until somebody clears it.",
    "LATCHED": "All heat is cut, and stays so until somebody clears it.",
    "FAULT": "The stove has a fault, so it may not heat. Press its reset button when it is cool.",
    "LEASE": "I stalled, so the stove ended all heat. Sorry. Ask me again when you want it.",
    "SUPPLY": "The mains dipped. The heat is cut. Step back, and check the breaker.",
    "NOPAN": "There is no pan on {zone}.",
    "LOCK": "The stove is locked. Somebody has to press its lock button.",
    "NOENABLE": "Press the voice button on the stove first, then ask me again.",
    "BUDGET": "That is more than the line can carry. Take another one down first.",
    "RATE": "That was too many wishes in a minute. Please wait a little.",
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
    "STALL": "The stove stood still for a moment, so it ended all heat. Ask me again when you want it.",
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


def for_code(code: str, zone: str) -> str:
    """What a refusal, an order of the kernel or a fault of the stove means to the cook."""
    words = zone_words(zone) if zone not in ("", "all", "latch") else "the stove"
    text = CODES.get(code.upper(), "The stove refused that, so nothing changed.")
    return first(text.format(zone=words))


def for_warning(warning: str) -> str:
    """What the cook hears of a warning, ``CODE`` or ``CODE zone``; "" where a fault or the kernel tells it."""
    code, _, zone = warning.partition(" ")
    return first(WARNINGS.get(code, "").format(zone=zone_words(zone) if zone else "the stove"))


def offer_text(pending: Pending) -> str:
    """The read-back, made from the stove's offer; at T3 the place is left out."""
    offer, asked = pending.offer, pending.asked
    level = level_words(offer.level)
    named = "" if asked.words in ("", level) else f"{asked.words.replace('_', ' ')}, "
    watts = round(offer.watts, -2) if offer.watts >= 100 else offer.watts
    oil = "Hot oil: stay beside it. " if asked.oil else ""
    if asked.tier >= Tier.T3:
        return f"{oil}That is {named}{level} of nine, about {watts:.0f} watts. {BOTH}"
    return f"{oil}{first(zone_words(offer.zone))} to {named}{level} of nine, about {watts:.0f} watts. {HOW}"


def status(heat: Heat, zone: str) -> str:
    """What is on, from the stove's own report."""
    shown = [z for z in heat.report.zones if zone in ("", z.name)] if heat.report else []
    parts = []
    for one in shown:
        name = zone_words(one.name)
        if one.level > 0 or one.watts > 0:
            warm = f", {one.celsius:.0f} °C" if one.celsius is not None else ""
            parts.append(f"{name} is at {level_words(one.level)}{warm}")
        elif one.hot:
            parts.append(f"{name} is not heating, but still hot")
        elif zone:
            parts.append(f"{name} is not heating")
    return first("; ".join(parts)) + "." if parts else "Nothing is heating."
