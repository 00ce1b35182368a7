"""Heat commands as intents of the catalogue, with the slots of docs/understanding.md."""

from sous_voice.core.intents import Intent, Slot
from sous_voice.language.heat_frames import Command, shown_level

_HOLDING_WORDS = {"hold", "keep", "maintain", "keeping"}


def intents_of(command: Command, span: tuple[int, int], text: str) -> tuple[Intent, ...]:
    """One intent a command; several zones stand in one ``burner`` slot, comma-separated."""
    slots: dict[str, Slot] = {}
    if command.zones:
        slots["burner"] = ",".join(command.zones)
    level = shown_level(command.level)
    if level:
        slots["level"] = level
    if command.by is not None:
        slots["by"] = command.by
    for name, value in (("duration", command.for_s), ("in", command.in_s)):
        if value is not None:
            slots[name] = value
    for name, words in (("when", command.when), ("until", command.until)):
        if words:
            slots[name] = words
    if command.doubt:
        slots["unclear"] = command.doubt
    return (Intent(_name(command), slots, 1.0 if not command.doubt else 0.5, span),)


def _name(command: Command) -> str:
    if command.op == "off":
        clause = command.clause
        everything = command.zones == ("all",) or (clause.verb_word == "kill" and not command.zones)
        return "emergency_stop" if everything else "heat_off"
    if command.op == "lower":
        return "heat_down"
    if command.op == "raise":
        return "heat_up_relative"
    if command.op == "set" and command.clause.dir == "down":
        return "heat_down"
    if command.clause.verb_word in ("preheat", "pre"):
        return "preheat_pan"
    if (
        command.level.startswith(("celsius", "fahrenheit", "degrees"))
        and command.clause.verb_word in _HOLDING_WORDS
    ):
        return "hold_temperature"
    return "heat_for_duration" if command.for_s is not None else "heat_set"
