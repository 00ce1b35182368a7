"""Who eats with us: what they cannot have, what they eat, what they dislike; set, asked and forgotten by voice."""

import json
import re
from dataclasses import replace

from sous_voice.core.allergens import read_allergens
from sous_voice.core.claims import claim
from sous_voice.core.diets import DIETS, Diner, read_diet
from sous_voice.core.guest_names import is_given_name, is_no_name, one_alike
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard
from sous_voice.core.session import Session, ask, open_question, unask
from sous_voice.core.topics.changes import heard_name
from sous_voice.core.topics.diets import (
    asking_who,
    diet_check,
    diners_of,
    label_of,
    meant_by,
    person_of,
    warning_for,
)
from sous_voice.core.turn import Topic, Turn, say, slot_text, words_of
from sous_voice.core.wording import first_upper, spoken_list


def _diner(kitchen: Kitchen, session: Session, name: str) -> Diner:
    every = diners_of(kitchen, session)
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


UNHEARD = "?"
"""In place of a name that was not heard."""


def _misheard(session: Session, intent: Intent, diner: Diner) -> bool:
    """Whether what was heard for a name may be none: nobody is noted under it without being asked for."""
    if slot_text(intent, "person") == UNHEARD:
        return True
    stranger = diner == Diner(diner.name) and diner.name and not diner.name.startswith("your ")
    return bool(stranger and not session.talk.typed and not intent.slots.get("sure")) and not is_given_name(
        diner.name
    )


def _who_is_it(session: Session, intent: Intent, what: str) -> Turn:
    """ "Who can't have nuts? I heard Bend": the next words are the name, whatever they are."""
    heard = person_of(intent) if slot_text(intent, "person") != UNHEARD else ""
    told = f"I heard {heard}." if heard else ""
    return say(asking_who(session, intent), f"Who {what}?", told, "Say, for example: the name is Maria.")


_BEFORE_NAME = re.compile(
    r"^(?:(?:no|yes|it is|it's|that is|that's|i said|i mean|her name is|his name is|the name is|for) )+"
)


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """The name that was asked for."""
    question = open_question(session)
    if question is None or question.key != "who" or heard.partial:
        return Turn(session)
    data = dict(question.data)
    if data["text"] == heard.understanding.text:  # these very words were the reason to ask
        return Turn(session)
    said = _BEFORE_NAME.sub("", re.sub(r"[^a-z' ]", "", heard.understanding.text.lower()).strip())
    others = {intent.name for intent in heard.understanding.intents}
    if is_no_name(said) and not heard.typed:
        again = f"I heard {said}. Once more: say the name is, and then the name."
        return replace(say(ask(session, question), again), rest=())
    urgent = any(intent.risk is Risk.R0 for intent in heard.understanding.intents)
    if (
        urgent
        or not 0 < len(said.split()) <= MOST_NAME
        or others & {"negate", "cancel_flow", "allergy_set", "set_profile"}
    ):
        return Turn(session)
    name, slots = json.loads(data["intent"])
    known = [diner.name for diner in diners_of(kitchen, session) if diner.name]
    slots |= {"person": (one_alike(said, known) or said).lower(), "sure": True}
    answer = {"allergy_set": allergy_set, "set_profile": set_profile, "diet_check": diet_check}[name]
    return replace(answer(kitchen, unask(session), Intent(name, slots)), rest=())


MOST_NAME = 3
"""Words of a name."""


def allergy_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ana can't have nuts": kept for tonight, checked against the recipe at once."""
    said, name = slot_text(intent, "allergen", "ingredient"), person_of(intent)
    if not said:
        return say(session, "Which food? Say, for example: Ana can't have nuts.")
    diner = _diner(kitchen, session, name)
    if _misheard(session, intent, diner):
        return _who_is_it(session, intent, f"can't have {said}")
    more = [slot_text(intent, slot) for slot in ("second", "third")]
    codes = tuple(dict.fromkeys(code for one in (said, *more) if one for code in read_allergens(one)))
    words = frozenset(one for one in (said, *more) if one and not read_allergens(one))
    if slot_text(intent, "forget") or "not allergic" in session.talk.last_heard.lower():
        return _not_any_more(kitchen, session, diner, said, codes)
    diner = replace(diner, allergens=diner.allergens | set(codes), dislikes=diner.dislikes | words)
    every = spoken_list([*(label_of(code) for code in codes), *sorted(words)])
    noted = f"Noted: {_who(diner.name)} can't have {every}."
    if words:
        noted += f" {first_upper(spoken_list(sorted(words)))} is no allergen I know; I watch for the word."
    return _check_now(kitchen, _seat(session, diner), diner, noted)


def _not_any_more(
    kitchen: Kitchen, session: Session, diner: Diner, said: str, codes: tuple[str, ...]
) -> Turn:
    if not (diner.allergens & set(codes) or said in diner.dislikes):
        return say(session, f"I had no {said} on {_whose(diner.name)} list.")
    less = replace(diner, allergens=diner.allergens - set(codes), dislikes=diner.dislikes - {said})
    return say(_seat(session, less), f"All right, I have taken {said} off {_whose(diner.name)} list.")


def _whose(name: str) -> str:
    return f"{name}'s" if name else "your"


_NO_LIST = frozenset({"diabetic", "keto", "paleo", "low_carb", "low_fat", "sugar_free", "low_calorie"})


def set_profile(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ben is vegan", "Clara hates celery", "what can't Ana eat", "forget about Ben"."""
    if slot_text(intent, "forget"):
        return _forget(kitchen, session, person_of(intent))
    heard = words_of(session, intent)
    if slot_text(intent, "dislike"):
        return _dislike(kitchen, session, intent)
    said, name = slot_text(intent, "diet"), person_of(intent)
    if not said and ("celiac" in heard or "coeliac" in heard):
        said = "gluten_free"
    diet = read_diet(said)
    if not said:
        return _show(kitchen, session, intent)
    if not diet:
        return say(session, _unlisted(kitchen, session, said))
    diner = _diner(kitchen, session, name)
    if _misheard(session, intent, diner):
        return _who_is_it(session, intent, f"eats {label_of(diet)}")
    name, diner = diner.name, replace(diner, diets=diner.diets | {diet})
    noted = f"Noted: {_who(name)} eat{'s' if _one(name) else ''} {label_of(diet)}."
    return _check_now(kitchen, _seat(session, diner), diner, noted)


def _unlisted(kitchen: Kitchen, session: Session, said: str) -> str:
    """A diet that no list of ingredients can answer: the figures, no advice."""
    if said.replace(" ", "_") in _NO_LIST:
        figure = claim(kitchen, session.recipe, said) if session.recipe is not None else ""
        return figure or f"I keep no list for {label_of(said)}, but I can tell you the figures of a serving."
    known = spoken_list(label_of(known) for known in DIETS[:5])
    return f"I don't know the diet {said}. I know {known} and others."


def _dislike(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    food, name = heard_name(slot_text(intent, "ingredient"), words_of(session, intent)), person_of(intent)
    if not food:
        return say(session, "Which food?")
    diner = _diner(kitchen, session, name)
    if _misheard(session, intent, diner):
        return _who_is_it(session, intent, f"doesn't like {food}")
    name, diner = diner.name, replace(diner, dislikes=diner.dislikes | {food})
    noted = f"Noted: {_who(name)} do{'es' if _one(name) else ''}n't like {food}."
    return _check_now(kitchen, _seat(session, diner), diner, noted)


def _check_now(kitchen: Kitchen, session: Session, diner: Diner, noted: str) -> Turn:
    return say(session, noted, warning_for(kitchen, session, (diner,)))


def _forget(kitchen: Kitchen, session: Session, name: str) -> Turn:
    known = _diner(kitchen, session, name)
    if known == Diner(name):
        return say(session, f"I know nothing of {name or 'you'}.")
    return say(_seat(session, Diner(name)), f"All right, I have forgotten {_whose(name)} list.")


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


TOPIC = Topic("diners", handlers={"allergy_set": allergy_set, "set_profile": set_profile}, hear=hear)
