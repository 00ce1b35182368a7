"""Who cannot have what: asked of a recipe, warned of when it is chosen and before the step that adds it."""

import re
from dataclasses import replace

from sous_voice.core.allergens import read_allergens
from sous_voice.core.alter import meant
from sous_voice.core.claims import claim, of_food
from sous_voice.core.diets import (
    DIETS,
    LOW_SODIUM,
    Diner,
    Verdict,
    allergens_in,
    check_food,
    check_recipe,
    look_up,
    read_diet,
)
from sous_voice.core.finding import best_titles
from sous_voice.core.food_names import words_of
from sous_voice.core.guest_names import is_given_name, one_alike
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Say
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session, unask
from sous_voice.core.topics.diet_warnings import (
    diners_of,
    few,
    label_of,
    meant_by,
    names_of,
    on_recipe,
    on_step,
    reasons,
    warning_for,
)
from sous_voice.core.topics.guests import asking_who, person_of, taught
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import spoken_list

EVERYBODY = {
    "everybody",
    "everyone",
    "all of us",
    "we all",
    "anybody",
    "anyone",
    "all my guests",
    "the whole family",
    "one",
    "people",
}


# ---------------------------------------------------------------- asking


_OF_DISH = re.compile(
    r"\b(?:eat|have|try|in) (?P<dish>(?:the|my|our|those|these) [a-z -]+?)(?: too| as well| then)?\W*$"
)


def _other_dish(kitchen: Kitchen, session: Session) -> Recipe | None:
    """The dish that is asked about, where it is another than the one in hand: "can she eat the pancakes"."""
    found = _OF_DISH.search(session.talk.last_heard.lower())
    if found is None:
        return None
    here = session.recipe
    if here is not None and (meant(here, found["dish"]) or best_titles(found["dish"], [here])):
        return None
    named = best_titles(found["dish"], kitchen.recipes)
    return named[0] if len(named) == 1 else None


def diet_check(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is it vegan?", "does it have nuts?", "can Ana eat it?", "who can't eat this?"."""
    other = _other_dish(kitchen, session)
    if other is None:
        return _checked(kitchen, session, intent)
    about = Intent(intent.name, {key: value for key, value in intent.slots.items() if key != "ingredient"})
    turn = _checked(kitchen, replace(session, recipe=other), about)
    now = replace(turn.session, recipe=session.recipe)
    return replace(turn, session=now, effects=(Say(f"{other.title}:"), *turn.effects))


def _checked(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The answer about the recipe in hand, or about one food."""
    said, diet = slot_text(intent, "allergen"), slot_text(intent, "diet")
    one = re.sub(r"^(?:a|an|the)$", "", slot_text(intent, "ingredient"))
    if session.recipe is None and not one:
        return say(session, "Choose a recipe first, then I can look.")
    if (
        one
        and session.recipe
        and not meant(session.recipe, one)
        and set(words_of(one)) <= set(words_of(session.recipe.title))
    ):
        one = ""  # the dish itself
    names = meant(session.recipe, one) if one and session.recipe else ()
    names = names or ((one,) if one else names_of(session))
    if said and not read_allergens(said):
        return say(session, _on_food(kitchen, names, said))
    whats = (read_diet(diet),) if read_diet(diet) else read_allergens(said or diet)
    if whats:
        return say(session, *(_verdict_on(kitchen, session, names, what) for what in whats))
    if diet and session.recipe is not None:
        return say(session, claim(kitchen, session.recipe, diet) or _no_list(diet))
    allergens = "allerg" in session.talk.last_heard.lower() or intent.slots.get("overview")
    if allergens and not slot_text(intent, "person"):
        return say(session, _overview(kitchen, names))
    return _for_people(kitchen, session, intent)


def _no_list(diet: str) -> str:
    known = spoken_list(label_of(diet) for diet in DIETS[:5])
    return f"I have no list for {label_of(diet)}. I know {known} and more."


def _overview(kitchen: Kitchen, names: tuple[str, ...]) -> str:
    """ "Which allergens are in it?": what it contains, what it may, what is unknown."""
    sure, may = allergens_in(kitchen.knowledge.diets, names)
    parts = [f"It contains {spoken_list(map(label_of, sure))}." if sure else "I know of no allergen in it."]
    if may:
        parts.append(f"It may contain {spoken_list(map(label_of, may))}: check the labels.")
    unknown = [name for name in names if check_recipe(kitchen.knowledge.diets, [name], "milk")[:1]
               and check_recipe(kitchen.knowledge.diets, [name], "milk")[0].verdict is Verdict.UNKNOWN]  # fmt: skip
    if unknown:
        parts.append(f"I don't know {few(unknown)}.")
    return " ".join(parts)


def _on_food(kitchen: Kitchen, names: tuple[str, ...], food: str) -> str:
    """ "Does it have pork?": where, or where perhaps, or that it is not named."""
    findings = check_food(kitchen.knowledge.diets, names, food)
    by = {v: [f for f in findings if f.verdict is v] for v in Verdict}
    if by[Verdict.CONTAINS]:
        return f"Yes: {reasons(by[Verdict.CONTAINS])}."
    text = f"I see no {food} in it."
    if by[Verdict.MAY]:
        text = f"It may contain {food}: check the label of {reasons(by[Verdict.MAY])}."
    if by[Verdict.UNKNOWN]:
        text += f" I don't know {reasons(by[Verdict.UNKNOWN])}."
    return text


def _for_people(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """One person, or everybody we know of."""
    said, name = slot_text(intent, "person"), person_of(intent)
    care = next((text for pattern, text in _CARE if re.search(pattern, said)), "")
    if care:
        return say(session, care)
    people = diners_of(kitchen, session)
    if said and said not in EVERYBODY:
        people = meant_by(taught(session, said) or name, people)
        if not people and re.fullmatch(r"(?:small |the )?(?:children|kids|child)", said):
            return say(session, _FOR_CHILDREN)
        if not people and _may_be_none(kitchen, session, name):
            known = [diner.name for diner in diners_of(kitchen, session) if diner.name]
            return say(
                asking_who(session, said, "", intent), "Who is meant?", f"I know of {spoken_list(known)}."
            )
        if not people:
            who = name or "you"
            hint = f"{name or 'I'} can't have nuts"
            known = [diner.name for diner in diners_of(kitchen, session) if diner.name]
            told = f"I know of {spoken_list(known)}." if known and name else f"Tell me, for example: {hint}."
            return say(session, f"I don't know what {who} can't have. {told}")
    if not people:
        text = "Nobody has told me what they can't have. Say, for example: Ana can't have nuts."
        if said or re.search(r"\bwho\b|\bus\b|any(?:one|body)\b", session.talk.last_heard.lower()):
            return say(session, text)
        return say(session, "For which diet or food? Ask, for example: is it vegan?")
    warning = warning_for(kitchen, session, people)
    clear = [diner for diner in people if not warning_for(kitchen, session, (diner,))]
    told = f"I find nothing in it against {spoken_list(map(_list_of, clear))}. Check the labels too."
    return say(session, warning, told if clear else "")


def _may_be_none(kitchen: Kitchen, session: Session, name: str) -> bool:
    """Whether what was heard for a name is none, where people are known who may be meant."""
    known = any(diner.name for diner in diners_of(kitchen, session))
    kin = name.startswith("your ")
    return known and bool(name) and not session.talk.typed and not kin and not is_given_name(name)


_CARE = (
    (
        r"pregnan",
        "I can't judge that. Raw or runny eggs, raw fish and soft cheese are usually left out; ask a doctor.",
    ),
    (
        r"\b(?:bab(?:y|ies)|infants?|toddlers?)\b",
        "I can't judge that. No honey in the first year, little salt, no whole nuts; ask a doctor.",
    ),
    (
        r"\b(?:dogs?|cats?|pets?)\b",
        "I only know what people eat. Onion, garlic, grapes and chocolate harm dogs.",
    ),
)
"""Eaters for whom no list of allergens speaks → what is known to everybody, and who to ask."""


_FOR_CHILDREN = (
    "Children mostly can. Leave out chilli and alcohol, go easy on salt, and give small ones no whole nuts."
)


def _list_of(diner: Diner) -> str:
    return f"{diner.name}'s list" if diner.name else "your list"


def _verdict_on(kitchen: Kitchen, session: Session, names: tuple[str, ...], what: str) -> str:
    """One of the three answers, with the reasons, unknown foods named."""
    if what == LOW_SODIUM:
        return claim(
            kitchen, session.recipe if session.recipe and len(names) != 1 else of_food(names[0]), what
        )
    findings = check_recipe(kitchen.knowledge.diets, names, what)
    label, by = label_of(what), {v: [f for f in findings if f.verdict is v] for v in Verdict}
    diet = what in DIETS
    parts = []
    spare = {i.name for i in session.recipe.ingredients if i.optional} if session.recipe else set()
    if by[Verdict.CONTAINS] and all(f.ingredient in spare for f in by[Verdict.CONTAINS]):
        reason = reasons(by[Verdict.CONTAINS])
        parts.append(f"Not with the optional {reason}; without it, I know of nothing that is not {label}."
                     if diet else f"Only the optional {reason} has {label}.")  # fmt: skip
    elif by[Verdict.CONTAINS]:
        reason = reasons(by[Verdict.CONTAINS])
        yes = "Yes, it" if _ASKS_WHETHER.match(session.talk.last_heard.lower()) else "It"
        parts.append(f"No, it is not {label}: {reason}." if diet else f"{yes} contains {label}: {reason}.")
    if by[Verdict.MAY]:
        head = (
            "Also check the label of"
            if parts
            else f"It may {'not be' if diet else 'contain'} {label}: check the label of"
        )
        parts.append(f"{head} {reasons(by[Verdict.MAY])}.")
    if not parts:
        parts.append(
            f"I know of nothing in it that is not {label}." if diet else f"I know of no {label} in it."
        )
    if by[Verdict.UNKNOWN]:
        parts.append(f"I don't know {reasons(by[Verdict.UNKNOWN])}.")
    return " ".join(parts)


_ASKS_WHETHER = re.compile(
    r"\W*(?:and |so |but )?(?:does|do|has|have|is there|are there|are any|is any|any)\b"
)
"""Questions that a yes answers truly; "is it safe for somebody with an allergy" is none of them."""


_FOLLOW = re.compile(
    r"(?:and|what about|how about|also)(?: for| with| the)? (?P<thing>[a-z' -]{2,30}?)[?.! ]*$"
)
_DIETARY = re.compile(
    r"\b(?:eat|have|has|contain|allerg\w*|vegan|vegetarian|free|halal|kosher|ok|okay|safe|in it)\b"
)


_SOMEBODY = re.compile(
    r"\b(?:can|may) (?:my )?\w+ (?:eat|have)\b|\b(?:ok|okay|safe|fine|good) for (?:my )?\w+$|"
    r"^(?:and|what about|how about) (?:for )?(?:my )?\w+\W*$"
)


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """ "What about Ben?", "and gluten?": the same question once more, of somebody or something else."""
    asked = _FOLLOW.match(heard.understanding.text.strip().lower())
    if asked is None or heard.partial or session.recipe is None:
        return Turn(session)
    thing = asked["thing"].strip()
    people = {diner.name.lower() for diner in diners_of(kitchen, session)}
    near = one_alike(thing, people) if not session.talk.typed and not is_given_name(thing) else ""
    if near or thing in people or f"your {thing.removeprefix('my ')}" in people:
        thing = near or thing
        return _instead(kitchen, session, Intent("diet_check", {"person": thing.removeprefix("my ")}))
    before = session.talk.heard_before.lower()
    food = read_diet(thing) or read_allergens(thing) or look_up(kitchen.knowledge.diets, thing)
    if _SOMEBODY.search(before) and re.fullmatch(r"(?:my )?[a-z]+", thing) and not food:
        return _instead(kitchen, session, Intent("diet_check", {"person": thing.removeprefix("my ")}))
    if not _DIETARY.search(before):
        return Turn(session)
    if read_diet(thing):
        return _instead(kitchen, session, Intent("diet_check", {"diet": thing}))
    if len(thing.split()) <= 2 and food:
        return _instead(kitchen, session, Intent("diet_check", {"allergen": thing}))
    return Turn(session)


def _instead(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    return replace(diet_check(kitchen, unask(session), intent), rest=())


TOPIC = Topic("diets", handlers={"diet_check": diet_check}, hear=hear, on_step=on_step, on_recipe=on_recipe)
