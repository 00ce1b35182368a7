"""Several intents of one utterance that are really one, and those that the whole utterance tells."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sous_voice.core.intents import Intent, Slot
from sous_voice.core.place import Place
from sous_voice.core.session import Session, open_question
from sous_voice.core.turn import slot_number

_WITH = re.compile(
    r"\b(?:with|using|from|have) (?P<foods>.+?)"
    r"(?: in (?:under )?(?:a |an |half|\d|\w+ (?:min|hour))| within | for (?!the)|[?.!]|$)"
)


_SO_MUCH = re.compile(r"(?:lots|plenty|loads|much|little|less|more|a lot|very little|low|high)\b")
_TIMER_WORDS = re.compile(r"\b(?:timers?|alarm|remind|count|clock|ring)\b")


def searched(intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """Looking for a recipe "with chicken and rice in half an hour" starts no timer and ends no step."""
    found = next((intent for intent in intents if intent.name == "find_recipe"), None)
    if found is None:
        return intents
    slots: dict[str, Slot] = dict(found.slots)
    foods = _WITH.search(text)
    plain = "ingredient" in slots and not {"second", "third", "person", "without"} & set(slots)
    ranked = "rank" in slots or "limit" in slots  # "with lots of protein" is no food
    if ranked and _SO_MUCH.match(str(slots.get("ingredient", ""))):
        del slots["ingredient"]
    if foods and not ranked and (plain or _nothing_named(slots)):  # "something, maybe with chocolate"
        slots["ingredient"] = foods["foods"].strip()
    kept = []
    for intent in intents:
        if intent.name == "timer_start" and not _TIMER_WORDS.search(text):
            slots.setdefault("duration", intent.slots.get("duration", 0))
        elif intent.name not in ("mark_done", "have_ingredient", "affirm", "find_recipe") or intent is found:
            kept.append(intent)
    made = Intent("find_recipe", slots, found.confidence, None)
    return tuple(made if intent is found else intent for intent in kept)


def without_echo(session: Session, intents: list[Intent], text: str) -> tuple[Intent, ...]:
    """Pieces of one question that the parser heard as two of them."""
    names = [intent.name for intent in intents]
    if "amount" in names and "convert" in names and not _number_in(intents, "convert"):
        food = next(intent for intent in intents if intent.name == "amount")
        intents = [_filled(i, food) if i.name == "convert" else i for i in intents if i.name != "amount"]
    if set(names) - _BESIDE_A_CHOICE and not _choosing(session):
        intents = [_whole(intent, text) for intent in intents if not _title_in_passing(intent)]
    if "timer_start" in names:
        intents = [i for i in intents if i.name != "mark_done" or not _SETTING.match(words_of(i, text))]
    if {"set_profile", "allergy_set"} & set(names):  # who eats along is answered with what is not for them
        intents = [intent for intent in intents if intent.name != "check_understanding"]
    if "next_ingredient" in names:
        intents = [intent for intent in intents if intent.name != "start_gather"]
    intents = _without_lead(intents, names, text)
    if "where_am_i" in names and not _TIMER_WORDS.search(text) and not session.timers.all:
        intents = [intent for intent in intents if intent.name != "timer_query"]
    if "next_step" in names and "recipe_overview" in names and session.step is not None:
        intents = [
            Intent("duration") if i.name == "recipe_overview" and "long" in text else i for i in intents
        ]
    return tuple(intents)


def _without_lead(intents: list[Intent], names: list[str], text: str) -> list[Intent]:
    """What only led up to the request: coming back, having gathered, "hold on"."""
    if "resume" in names:  # which says where we are
        intents = [intent for intent in intents if intent.name != "where_am_i"]
    if {"start_cooking", "goto_step"} <= set(names):  # "start with step one"
        intents = [intent for intent in intents if intent.name != "start_cooking"]
    if "start_cooking" in names:  # who begins has gathered
        intents = [i for i in intents if i.name not in ("have_ingredient", "mark_done", "next_ingredient")]
    if "repeat_last" in names and {"repeat_slower", "repeat_simpler", "repeat_shorter", "repeat_part"} & set(
        names
    ):
        intents = [intent for intent in intents if intent.name != "repeat_last"]
    if "repeat_last" in names and len(intents) > 1:
        intents = [i for i in intents if i.name != "repeat_last" or not _PARDON.match(words_of(i, text))]
    if "help_now" in names:  # "I've never cooked before, can you help me"
        intents = [
            i for i in intents if i.name not in ("mark_done", "check_understanding", "have_ingredient")
        ]
    if {"choose_option", "find_recipe", "switch_dish"} & set(names):  # "no, I'd prefer the soup"
        intents = [i for i in intents if i.name not in ("affirm", "negate")]
    converted = [i for i in intents if i.name == "convert"]
    if len(converted) > 1 and any(i.slots for i in converted):
        intents = [i for i in intents if i.name != "convert" or i.slots]
    if "pause" in names and _ASKED & set(names):
        intents = [i for i in intents if i.name != "pause" or _REALLY.search(words_of(i, text))]
    return intents


_PARDON = re.compile(r"(?:i beg your pardon|(?:so )?sorry|excuse me|pardon(?: me)?)\W*$")
"""Said before a request it asks for nothing to be repeated."""
_ASKED = frozenset(
    "amount duration doneness temperature tool repeat_last repeat_part goto_step next_step previous_step how_to define "
    "substitute where_am_i check_understanding convert use_all timer_query timer_list recap undo".split()
)
"""Questions and moves: "hold on, how much butter?" waits for an answer, not for a rest."""
_REALLY = re.compile(r"\b(?:pause|break|phone|door|call)\b")


def _nothing_named(slots: Mapping[str, Slot]) -> bool:
    dish = str(slots.get("dish", "something"))
    return dish in ("something", "anything") and not {"ingredient", "course", "name"} & set(slots)


_SETTING = re.compile(r"(?:set|start|make|put|add)\b")


def _choosing(session: Session) -> bool:
    question = open_question(session)
    return session.place is Place.CHOOSING or (question is not None and question.kind == "choice")


_BESIDE_A_CHOICE = frozenset(
    "choose_option find_recipe affirm negate acknowledge greeting cancel_flow start_cooking start_gather "
    "switch_dish both stop_talking".split()
)
"""Intents beside which a title is really a choice: "yes, the risotto"."""


def _title_in_passing(intent: Intent) -> bool:
    """ "I've added the tomatoes" chooses no tomato soup."""
    return intent.name == "choose_option" and "dish" in intent.slots


def _whole(intent: Intent, text: str) -> Intent:
    """A report that something is done, with what was said of it: no bare "done"."""
    if intent.name != "mark_done" or intent.slots or len(text.split()) < 4:
        return intent
    told = re.match(
        r"(?:i|we)(?:'ve| have)? (?!am\b|'m\b|did\b|done\b|finished\b|got\b)\w+ (?:the|all|some)\b", text
    )
    return replace(intent, slots={"step": text}) if told else intent


def _number_in(intents: list[Intent], name: str) -> bool:
    return any(slot_number(intent, "amount", "n") is not None for intent in intents if intent.name == name)


def _filled(intent: Intent, other: Intent) -> Intent:
    """``intent`` with the slots of ``other`` that it lacks."""
    return replace(intent, slots={**other.slots, **intent.slots}, span=None)


SOMETHING_ELSE = re.compile(r"\b(?:cook|make|bake|prepare|have) (?:something|anything) (?:else|different)\b")


def words_of(intent: Intent, text: str) -> str:
    if intent.span is None or intent.span[1] <= intent.span[0]:
        return text
    return text[slice(*intent.span)] or text
