"""Who eats with us: what they cannot have, what they eat, what they dislike; set, asked and forgotten by voice."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sous_voice.core.allergens import read_allergens
from sous_voice.core.claims import claim
from sous_voice.core.diets import DIETS, Diner, read_diet
from sous_voice.core.guest_names import SOMEBODY, is_given_name, is_no_name
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard
from sous_voice.core.session import Question, Session, ask, open_question, unask
from sous_voice.core.topics.changes import heard_name
from sous_voice.core.topics.diet_warnings import diners_of, label_of, meant_by, warning_for
from sous_voice.core.topics.diets import diet_check
from sous_voice.core.topics.guests import (
    RIGHT,
    UNHEARD,
    WHO,
    as_name,
    asking_right,
    asking_who,
    is_a_name,
    person_of,
    read_correction,
    read_name,
    renamed,
    taught,
    teach,
)
from sous_voice.core.turn import Topic, Turn, say, slot_text, words_of
from sous_voice.core.wording import first_upper, spoken_list


def _diner(kitchen: Kitchen, session: Session, intent: Intent) -> Diner:
    """Who was named: known by that name, by what it was once heard as, by its sound, or nobody yet."""
    name, every = person_of(intent), diners_of(kitchen, session)
    name = taught(session, slot_text(intent, "person")) or name
    known = [diner for diner in every if diner.name.lower() == name.lower()]
    if not known and name and not session.talk.typed and not is_given_name(name):
        known = list(meant_by(name, every))  # "Bend" is Ben, where Ben eats along
    return known[0] if known else Diner(name)


def _seat(session: Session, diner: Diner) -> Session:
    others = tuple(d for d in session.table.diners if d.name.lower() != diner.name.lower())
    return replace(session, table=replace(session.table, diners=(*others, diner), warned=()))


_SEVERAL = frozenset("kids children parents guests friends twins boys girls sons daughters others".split())


def _one(name: str) -> bool:
    """Whether the verb takes its s: for "Ana" and "your wife", not for "you" and "your kids"."""
    return bool(name) and name.lower().split()[-1] not in _SEVERAL


def _who(name: str) -> str:
    return first_upper(name) or "You"


# ---------------------------------------------------------------- telling


def _misheard(session: Session, intent: Intent, diner: Diner) -> bool:
    """Whether what was heard for a name may be none: it is asked for before anybody is noted under it."""
    if slot_text(intent, "person") == UNHEARD:
        return True
    return _is_new(session, diner) and not is_given_name(diner.name)


def _is_new(session: Session, diner: Diner) -> bool:
    """Whether somebody was named by ear of whom nothing is known."""
    named = bool(diner.name) and not diner.name.startswith("your ") and diner.name != SOMEBODY
    return named and diner == Diner(diner.name) and not session.talk.typed


def _note(
    kitchen: Kitchen,
    session: Session,
    intent: Intent,
    add: Callable[[Diner], Diner],
    told: Callable[[str], str],
) -> Turn:
    """What was told of somebody, kept and said back. Where the name is in doubt it is kept for the whole table.

    Args:
        kitchen: for the warnings.
        session: before it.
        intent: that told of it.
        add: puts it on a list.
        told: how it is said of somebody: "Ana can't have nuts".
    """
    diner, heard = _diner(kitchen, session, intent), slot_text(intent, "person")
    if _misheard(session, intent, diner) or intent.slots.get("unsure"):
        nobody = next((one for one in session.table.diners if one.name == SOMEBODY), Diner(SOMEBODY))
        session = _seat(session, add(nobody))
        if intent.slots.get("unsure") and heard != UNHEARD:
            asked = f"{told(diner.name)}, is that right? Until you say so, I keep it for everybody."
            return say(asking_right(session, diner.name, SOMEBODY, heard), asked)
        told_name = f"I heard {person_of(intent)}." if heard != UNHEARD else ""
        asked = re.sub(r"^\S+", "Who", told("Somebody"))
        return say(asking_who(session, heard), f"{asked}?", told_name, "Say, for example: the name is Maria.")
    kept = next((one for one in session.table.diners if one.name == SOMEBODY), None)
    if kept is not None and add(kept) == kept and open_question(session) is not None:
        session = renamed(session, SOMEBODY, diner.name)  # the same told once more, now with the name
    added = add(next((one for one in session.table.diners if one.name == diner.name), diner))
    return _said_back(kitchen, _seat(session, added), diner, added, f"Noted: {told(diner.name)}.", heard)


def _said_back(
    kitchen: Kitchen, session: Session, before: Diner | None, diner: Diner, noted: str, heard: str = ""
) -> Turn:
    """A note with its warnings; a name that is new is said back at the end, to be mended.

    ``before``: the same person before it; None where the name is known to be right.
    """
    warning = warning_for(kitchen, session, (diner,))
    if before is None or not _is_new(session, before):
        return say(session, noted, warning)
    session = asking_right(session, diner.name, diner.name, heard)
    return say(session, noted, warning, f"{diner.name}, right?")


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """The name that was asked for, or the right one for a name that was said back."""
    question, text = open_question(session), heard.understanding.text
    if question is None or heard.partial or question.key not in (WHO, RIGHT):
        return Turn(session)
    data, intents = dict(question.data), heard.understanding.intents
    # these very words were the reason to ask; and what is urgent is no name
    if data["text"] == text or any(intent.risk is Risk.R0 for intent in intents):
        return Turn(session)
    known = [diner.name for diner in diners_of(kitchen, session) if diner.name]
    if question.key == RIGHT:
        name = read_correction(text, known, data["name"])
        return _named(kitchen, session, data, name) if name else Turn(session)
    name = read_name(text, known)
    if is_no_name(name) and name != "me" and not heard.typed:
        again = (
            f"I heard {name}. Once more: say the name is, and then the name. Or spell it, letter by letter."
        )
        return replace(say(ask(session, question), again), rest=())
    if not name or any(intent.name in _NO_ANSWERS for intent in intents):
        return Turn(session)
    if not (heard.typed or is_a_name(text, name, known)) and any(i.confidence >= CLEARLY for i in intents):
        return Turn(session)
    return _named(kitchen, session, data, name)


CLEARLY = 0.8
"""Confidence from which other words than a name are what they mean."""
_NO_ANSWERS = frozenset(
    "allergy_set set_profile choose_option find_recipe timer_start next_step diet_check".split()
)
"""Never an answer to "who?"."""


def _named(
    kitchen: Kitchen, session: Session, data: Mapping[str, str], said: str, *, sure: bool = False
) -> Turn:
    """The name is known: the list is theirs, and what it was heard as is remembered."""
    session = unask(session)
    if data.get("intent"):
        name, slots = json.loads(data["intent"])
        session = teach(session, str(slots.get("person", "")), as_name(said))
        return replace(diet_check(kitchen, session, Intent(name, slots | {"person": said})), rest=())
    kept = next((one for one in session.table.diners if one.name == data["kept_as"]), None)
    if said == UNHEARD or kept is None:
        session = _seat(session, Diner(data["kept_as"]))
        return replace(say(session, "All right, nobody then: I have dropped it."), rest=())
    if said == SOMEBODY.lower():
        session = renamed(session, kept.name, SOMEBODY)
        return replace(say(session, "All right, then I watch for it for everybody here."), rest=())
    name = as_name("" if said == "me" else said)
    before = _diner(kitchen, session, Intent("allergy_set", {"person": said}))
    name = before.name or name
    session = teach(renamed(_seat(session, before), kept.name, name), data["heard"], name)
    diner = next(one for one in session.table.diners if one.name.lower() == name.lower())
    noted = f"Noted: {_profile(diner)}"
    return replace(_said_back(kitchen, session, None if sure else before, diner, noted, said), rest=())


def _right(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """ "Yes", or "no" alone, to a name that was said back."""
    data = dict(question.data)
    if intent.name != "negate":
        if data["kept_as"] == data["name"]:
            return say(session, "Good.")
        return replace(_named(kitchen, session, data, data["name"].lower(), sure=True), rest=None)
    session = renamed(session, data["kept_as"], SOMEBODY)
    again = "Who is it then? Say the name is, and then the name. Or spell it, letter by letter."
    return say(asking_who(session, data["heard"]), again)


def allergy_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ana can't have nuts": kept for tonight, checked against the recipe at once."""
    said = slot_text(intent, "allergen", "ingredient")
    if not said:
        return say(session, "Which food? Say, for example: Ana can't have nuts.")
    more = [slot_text(intent, slot) for slot in ("second", "third")]
    codes = tuple(dict.fromkeys(code for one in (said, *more) if one for code in read_allergens(one)))
    words = frozenset(one for one in (said, *more) if one and not read_allergens(one))
    if slot_text(intent, "forget") or "not allergic" in session.talk.last_heard.lower():
        return _not_any_more(kitchen, session, _diner(kitchen, session, intent), said, codes)
    every = spoken_list([*(label_of(code) for code in codes), *sorted(words)])
    strange = f". {first_upper(spoken_list(sorted(words)))} is no allergen I know; I watch for the word"

    def add(diner: Diner) -> Diner:
        return replace(diner, allergens=diner.allergens | set(codes), dislikes=diner.dislikes | words)

    asked = not session.talk.typed and (_misheard(session, intent, _diner(kitchen, session, intent)))
    food = said if asked else f"{every}{strange if words else ''}"
    return _note(kitchen, session, intent, add, lambda name: f"{_who(name)} can't have {food}")


def _not_any_more(
    kitchen: Kitchen, session: Session, diner: Diner, said: str, codes: tuple[str, ...]
) -> Turn:
    free = {diet for code in codes for diet in _FREE_OF.get(code, ())}
    if diner.diets & free:
        diner = replace(diner, diets=diner.diets - free, dislikes=diner.dislikes | {said})
    if not (diner.allergens & set(codes) or said in diner.dislikes):
        return say(session, f"I had no {said} on {_whose(diner.name)} list.")
    less = replace(diner, allergens=diner.allergens - set(codes), dislikes=diner.dislikes - {said})
    return say(_seat(session, less), f"All right, I have taken {said} off {_whose(diner.name)} list.")


_FREE_OF = {"milk": ("lactose_free", "dairy_free"), "gluten": ("gluten_free",), "wheat": ("gluten_free",),
            "nut": ("nut_free",), "peanut": ("nut_free",), "egg": ("egg_free",)}  # fmt: skip
"""Diets that fall with what they leave out: whoever can have milk after all no longer eats lactose free."""


def _whose(name: str) -> str:
    return f"{name}'s" if name else "your"


_NO_LIST = frozenset({"diabetic", "keto", "paleo", "low_carb", "low_fat", "sugar_free", "low_calorie"})


def set_profile(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ben is vegan", "Clara hates celery", "what can't Ana eat", "forget about Ben"."""
    if slot_text(intent, "forget"):
        return _forget(kitchen, session, intent)
    heard = words_of(session, intent)
    if slot_text(intent, "dislike"):
        return _dislike(kitchen, session, intent)
    said = slot_text(intent, "diet")
    if not said and ("celiac" in heard or "coeliac" in heard):
        said = "gluten_free"
    diet = read_diet(said)
    if not said:
        return _show(kitchen, session, intent)
    if not diet:
        return say(session, _unlisted(kitchen, session, said))

    def eats(name: str) -> str:
        return f"{_who(name)} eat{'s' if _one(name) else ''} {label_of(diet)}"

    return _note(kitchen, session, intent, lambda diner: replace(diner, diets=diner.diets | {diet}), eats)


def _unlisted(kitchen: Kitchen, session: Session, said: str) -> str:
    """A diet that no list of ingredients can answer: the figures, no advice."""
    if said.replace(" ", "_") in _NO_LIST:
        figure = claim(kitchen, session.recipe, said) if session.recipe is not None else ""
        return figure or f"I keep no list for {label_of(said)}, but I can tell you the figures of a serving."
    known = spoken_list(label_of(known) for known in DIETS[:5])
    return f"I don't know the diet {said}. I know {known} and others."


def _dislike(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    food = heard_name(slot_text(intent, "ingredient"), words_of(session, intent))
    if not food:
        return say(session, "Which food?")

    def dislikes(name: str) -> str:
        return f"{_who(name)} do{'es' if _one(name) else ''}n't like {food}"

    return _note(
        kitchen, session, intent, lambda diner: replace(diner, dislikes=diner.dislikes | {food}), dislikes
    )


def _forget(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    known = _diner(kitchen, session, intent)
    if known == Diner(known.name):
        return say(session, f"I know nothing of {known.name or 'you'}.")
    return say(_seat(session, Diner(known.name)), f"All right, I have forgotten {_whose(known.name)} list.")


# ---------------------------------------------------------------- asking


def _show(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """What we know of one person, or of everybody."""
    people = diners_of(kitchen, session)
    if slot_text(intent, "person") and slot_text(intent, "person").removeprefix("the ") not in _EVERY:
        name = person_of(intent)
        people = tuple(diner for diner in people if diner.name.lower() == name.lower())
        if not people:
            hint = f"{name or 'I'} can't have nuts"
            return say(session, f"I know nothing of {name or 'you'}. Say, for example: {hint}.")
    if not people:
        return say(session, "Nobody has told me anything. Say, for example: Ana can't have nuts.")
    return say(session, *map(_profile, people))


_EVERY = frozenset({"guests", "my guests", "everybody", "everyone", "people", "us", "all", "anybody"})


def _profile(diner: Diner) -> str:
    third = _one(diner.name)
    parts = []
    if diner.allergens:
        parts.append(f"can't have {spoken_list(map(label_of, sorted(diner.allergens)))}")
    if diner.diets:
        parts.append(f"eat{'s' if third else ''} {spoken_list(map(label_of, sorted(diner.diets)))}")
    if diner.dislikes:
        parts.append(f"do{'es' if third else ''}n't like {spoken_list(sorted(diner.dislikes))}")
    return f"{_who(diner.name)} {spoken_list(parts)}."


TOPIC = Topic(
    "diners",
    handlers={"allergy_set": allergy_set, "set_profile": set_profile},
    answers={RIGHT: _right},
    hear=hear,
)
