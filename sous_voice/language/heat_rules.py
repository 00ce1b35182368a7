"""A read clause → a heat command, or the decision that it is none, or that it must be asked back.

Whatever could raise heat has to be a plain order to the stove: a named zone, or "it" and "the heat"
with a verb that only a control obeys. Recipe register ("increase heat to high", "put it on low heat",
"simmer for ten minutes") is asked back at most, never ready to be carried out.
"""

from dataclasses import replace

from sous_voice.language.heat_frames import FRAGMENT, HOTTEST_CELSIUS, SIDES, Command
from sous_voice.language.heat_reading import Clause

_CONTROL_VERBS = {
    "turn",
    "turning",
    "set",
    "setting",
    "switch",
    "switching",
    "adjust",
    "change",
    "crank",
    "dial",
}
_CONTROL_VERBS |= {"bump", "nudge", "knock", "tweak", "run", "ramp", "kick", "notch", "flip", "push"}
_OFF_WITH_IT = {
    "kill",
    "killing",
    "shut",
    "shutting",
    "douse",
    "extinguish",
    "power",
    "disable",
    "deactivate",
    "snuff",
}
_BARE_DIR = {
    "hotter",
    "lower",
    "higher",
    "turn",
    "less",
    "cooler",
    "a",
    "up",
    "down",
    "more",
    "bump",
    "crank",
    "little",
}
_BARE_DIR |= {
    "slightly",
    "dial",
    "reduce",
    "not",
    "number",
    "one",
    "two",
    "raise",
    "increase",
    "warmer",
    "gentler",
    "just",
    "bit",
    "heat",
    "gas",
    "flame",
}
_COOKING_WORDS = {
    "put",
    "putting",
    "keep",
    "keeping",
    "leave",
    "hold",
    "maintain",
    "take",
    "let",
    "bring",
    "use",
    "get",
}
_PLACE_VERBS = {
    "cool",
    "slow",
    "calm",
    "settle",
    "tame",
    "back",
    "hit",
    "try",
    "use",
    "do",
    "grab",
    "shove",
    "chuck",
    "drag",
}
_COOLEST_OIL = 40
"""A number from here on, said of what is in the pan, is a temperature."""
_FORMAL_DOWN = {"lower", "reduce", "decrease", "lowering", "reducing"}
"""How recipes write it: without a zone such a clause only ever lowers."""


def command_of(clause: Clause) -> Command | None:
    """The command of a clause; None where it is no heat command."""
    op, level = _op(clause)
    if op is None:
        return None
    if clause.current == "dish":
        if not _about_a_dish(op, clause, level):
            return None
        clause = replace(clause, current="thing")
    level = "" if clause.either else level
    if clause.current == "thing" and level.startswith("n:") and float(level[2:]) >= _COOLEST_OIL:
        level = f"degrees:{level[2:]}"  # "keep the oil at one seventy"
    command = Command(
        op=op,
        zones=clause.zones,
        pointed=clause.current,
        level=level if op in ("set", "lower") else "",
        by=clause.by if op in ("raise", "lower") else None,
        for_s=clause.for_s,
        in_s=clause.in_s,
        when=clause.when,
        until=clause.until,
        clause=clause,
    )
    if op in ("raise", "lower") and not level:
        command = replace(command, by=clause.by or 1)
    if op == "off" and clause.for_s is not None and clause.in_s is None:
        command = replace(command, in_s=clause.for_s, for_s=None)
    return _judged(command)


def _about_a_dish(op: str, clause: Clause, level: str) -> bool:
    """A named burner and a level, or a plain way down."""
    if op == "set" and level:
        return bool(clause.zones)
    turned = clause.verb_word in _CONTROL_VERBS
    if clause.zones:
        return op == "lower" or (op in ("raise", "off") and turned)
    return op == "lower" and turned


def _op(clause: Clause) -> tuple[str | None, str]:
    """The op and the level. None where the words do not go together."""
    shut_down = (
        clause.verb_word in ("shut", "power", "shutting") and clause.dir == "down" and clause.by is None
    )
    if clause.off or (clause.verb == "off" and not clause.level and (shut_down or not clause.dir)):
        return _off(clause), ""
    if clause.by is not None and not clause.dir:
        return None, ""
    if clause.level:
        return _set(clause)
    if clause.verb == "same":
        return ("set" if clause.zones and not clause.on else None), ""
    if clause.dir:
        return ("raise" if clause.dir == "up" else "lower"), ""
    if clause.verb in ("simmer", "warm"):
        return "set", clause.verb
    if clause.verb == "on" or clause.on:
        return "on", ""
    if clause.verb == "off":
        return None, ""
    later = clause.verb == "heat" and clause.in_s is not None
    return ("set" if clause.verb and (later or not clause.timed) else ""), ""


def _set(clause: Clause) -> tuple[str | None, str]:
    level = clause.level
    if clause.by is not None and clause.dir:
        return None, ""
    if level == "n:0":
        return "set", level
    idiom = clause.verb_word in _FORMAL_DOWN and not clause.zones and not level.startswith("n:")
    return ("lower" if idiom else "set"), level


def _off(clause: Clause) -> str | None:
    if clause.level or (clause.dir and clause.verb != "off"):
        return None
    return None if clause.verb in ("keep", "on", "up", "down") else "off"


def _judged(command: Command) -> Command | None:
    """None where it is no order to the stove; with ``doubt`` where it has to be asked back."""
    if command.op == "off":
        if not _plain_off(command):
            return None
        return replace(command, doubt="zone" if any(zone in SIDES for zone in command.zones) else "")
    if command.op == "":
        return command
    for rule in (
        _fragment,
        _number_first,
        _idle_words,
        _not_ours,
        _incomplete,
        _unclear_zone,
        _unclear_level,
        _recipe_register,
        _no_zone_to_light,
    ):
        verdict = rule(command)
        if verdict == "none":
            return None
        if verdict:
            return replace(command, doubt=verdict)
    return command


def _plain_off(command: Command) -> bool:
    clause = command.clause
    if clause.verb_word == "goes":
        return False
    if clause.current == "thing" and not clause.zones:
        return clause.off and clause.verb_word in ("turn", "switch", "shut")
    if clause.device == "them" and not clause.off:
        return clause.verb_word in _OFF_WITH_IT
    if clause.verb != "off" or clause.off:
        return True
    if clause.zones or clause.current == "noun":
        return clause.verb_word not in ("close", "end", "quit", "begin") or bool(clause.zones)
    return clause.verb_word in _OFF_WITH_IT and clause.current == "it"


def _fragment(command: Command) -> str:
    """A level with nothing else."""
    clause = command.clause
    if command.zones or clause.device or clause.verb not in ("", "simmer", "warm") or command.op != "set":
        return ""
    if (
        clause.current == "noun"
        and clause.current_word != "heat"
        and clause.first == clause.current_word
        and clause.marked
    ):
        return ""  # "flame to low"
    if clause.current == "it" and clause.marked and clause.first != "number" and not clause.verb:
        return ""  # "(I want) that on medium"
    return "zone" if clause.current == "noun" and clause.article and clause.first != "number" else FRAGMENT


def _idle_words(command: Command) -> str:
    """Verbs that say nothing about heat where no place of the stove is named."""
    clause = command.clause
    if clause.verb_word == "goes" and command.op != "set":
        return "none"  # "the front left goes down" tells, it does not ask
    if clause.device and clause.current and command.op in ("on", "set"):
        return "none"  # "set it on the stove"
    if clause.verb_word == "drop" and command.by == 1 and clause.by is None and clause.current == "it":
        return "none"  # "drop it"
    if clause.verb_word in _PLACE_VERBS and not clause.zones:
        return "none"  # "slow it down" is about my voice
    if clause.verb_word == "go" and set(clause.zones) & SIDES and not clause.side_noun and not clause.by:
        return "none"  # "go up to the front"
    thing_alone = clause.current == "thing" and not clause.verb
    return "none" if thing_alone and command.op in ("raise", "lower") else ""  # "stew gently"


def _number_first(command: Command) -> str:
    """ "five on the front row", "keep the back left on": no order."""
    clause = command.clause
    if command.op == "on" and clause.verb == "keep" and clause.for_s is None and not clause.until:
        return "none"
    number = clause.first == "number" and clause.level.startswith("n:")
    return "none" if clause.zones and number and not clause.verb and not clause.on else ""


def _not_ours(command: Command) -> str:
    """Words that are heat talk only by their form, where no zone and no "the heat" was said."""
    clause = command.clause
    if clause.zones or clause.current == "noun":
        both = clause.current in ("it", "thing") and command.op == "on" and clause.zones
        return "none" if both else ""
    if command.op == "on":
        return "" if clause.on and clause.verb_word in _CONTROL_VERBS and clause.current else "none"
    if command.op in ("raise", "lower"):
        return _bare_direction(command)
    if clause.verb_word == "let" or clause.verb in ("heat", "on") or not command.level:
        return "none"
    if clause.verb_word == "cut":
        return "none"
    cooking = bool(clause.verb) and clause.verb_word not in _CONTROL_VERBS
    return "none" if cooking and not clause.current else ""


def _bare_direction(command: Command) -> str:
    """ "hotter", "up two" are orders; "more", "raise" alone are not."""
    clause = command.clause
    if clause.verb == "heat" and clause.dir == "down":
        return ""  # "heat down a bit"
    if clause.verb in ("heat", "on") or clause.verb_word == "cut":
        return "none"
    if clause.current:
        return ""
    if clause.first not in _BARE_DIR:
        return "none"
    weak = clause.first in ("up", "more", "raise", "increase") and clause.by is None
    return "none" if weak and command.op == "raise" else ""


def _unclear_zone(command: Command) -> str:
    clause = command.clause
    bare_side = bool(command.zones) and command.zones[0] in SIDES and not clause.side_noun
    framed = clause.verb or clause.article or clause.marked or command.op != "set"
    if bare_side and (clause.first == "number" or not framed):
        return "none"
    return "zone" if any(zone in SIDES for zone in command.zones) else ""


def _unclear_level(command: Command) -> str:
    if command.clause.loose:
        return "time"
    kind, _, number = command.level.partition(":")
    if kind == "n" and (float(number) > 9 or float(number) != int(float(number))):
        return "level"
    if kind == "percent" and float(number) > 100:
        return "level"
    if kind == "degrees":
        return "" if float(number) > HOTTEST_CELSIUS else "scale"
    return "level" if command.by is not None and command.by > 4 else ""


def in_range(command: Command) -> Command:
    """A merged command whose level the stove does not have is asked back."""
    if command.doubt or command.op not in ("set", "on") or not command.level:
        return command
    told = replace(command, clause=replace(command.clause, loose=False))
    return replace(command, doubt=_unclear_level(told))


def _recipe_register(command: Command) -> str:
    """Sentences that stand in recipes: they name no zone and tell how to cook, not what to switch."""
    clause = command.clause
    if clause.device:
        return "" if command.op == "lower" else "zone" if clause.verb_word in _CONTROL_VERBS else "none"
    if command.zones or command.op not in ("set", "raise"):
        return ""
    if clause.current == "thing" and command.op == "set":
        return "zone" if clause.verb_word in _CONTROL_VERBS | _COOKING_WORDS else "none"
    if command.op == "raise":
        return "zone" if clause.verb == "up" and clause.current == "noun" and not clause.article else ""
    if clause.verb in ("heat", "simmer", "warm", "up") and (command.level or not clause.article):
        return "none" if not clause.current or clause.current == "it" else "zone"
    if command.op == "set" and clause.verb_word in _COOKING_WORDS:
        return "zone"
    told = not clause.verb and clause.marked and clause.current_word != "heat"  # "flame to low"
    if clause.current == "noun" and not clause.article and not told:
        return "zone"
    if clause.verb_word == "make" and clause.current == "it":
        return ""
    if clause.level_noun or clause.current == "":
        return "zone"
    return ""


def _no_zone_to_light(command: Command) -> str:
    return "zone" if command.op == "on" and not command.zones else ""


def _incomplete(command: Command) -> str:
    if command.clause.either:
        told = command.zones or command.pointed in ("it", "noun")
        return "level" if told and command.clause.verb_word not in _COOKING_WORDS else "none"
    if command.op == "set" and not command.level:
        clause = command.clause
        if clause.verb == "same":
            return "same"
        if any(zone in SIDES for zone in command.zones) and not clause.side_noun:
            return "none"
        if clause.verb_word == "go":
            return "none"
        the_heat = clause.current == "noun" and clause.article and clause.verb_word in _CONTROL_VERBS
        return "level" if the_heat or (command.zones and command.zones != ("all",)) else "none"
    return ""
