"""Who cannot have what: asked of a recipe, warned of when it is chosen and before the step that adds it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.allergens import ALLERGENS, read_allergens
from sous_voice.core.alter import meant
from sous_voice.core.claims import claim, of_food
from sous_voice.core.diets import (
    DIETS,
    LOW_SODIUM,
    Diner,
    Finding,
    Verdict,
    against,
    against_all,
    allergens_in,
    check_food,
    check_recipe,
    look_up,
    read_diet,
)
from sous_voice.core.food_names import is_plural, words_of
from sous_voice.core.guest_names import SOMEBODY, is_given_name, one_alike
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Kind, Say
from sous_voice.core.potluck import shown_name
from sous_voice.core.reading import lower_first
from sous_voice.core.session import Session, unask
from sous_voice.core.topics.guests import asking_who, person_of, taught
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import first_upper, spoken_list

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
_NAMED = 3  # ingredients named one by one; more are counted


def diners_of(kitchen: Kitchen, session: Session) -> tuple[Diner, ...]:
    """The people of the settings, then those told of by voice; a name told again replaces the older."""
    people = {diner.name.lower(): diner for diner in kitchen.knowledge.diners}
    people.update({diner.name.lower(): diner for diner in session.table.diners})
    return tuple(diner for diner in people.values() if diner.allergens or diner.diets or diner.dislikes)


def meant_by(name: str, people: Iterable[Diner]) -> tuple[Diner, ...]:
    """The person of that name; else the only one whose name sounds like it: "Ban" for Ben."""
    every = tuple(people)
    exact = tuple(diner for diner in every if diner.name.lower() == name.lower())
    near = one_alike(name, (diner.name for diner in every if diner.name)) if name else ""
    return exact or tuple(diner for diner in every if near and diner.name == near)


def label_of(what: str) -> str:
    """An allergen or diet as it is spoken."""
    return ALLERGENS.get(what) or what.replace("_", " ")


def names_of(session: Session) -> tuple[str, ...]:
    """The recipe's ingredients by name."""
    return tuple(i.name for i in session.recipe.ingredients) if session.recipe else ()


# ---------------------------------------------------------------- asking


def diet_check(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is it vegan?", "does it have nuts?", "can Ana eat it?", "who can't eat this?"."""
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
    if "allerg" in session.talk.last_heard.lower() and not slot_text(intent, "person"):
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
        parts.append(f"I don't know {_few(unknown)}.")
    return " ".join(parts)


def _on_food(kitchen: Kitchen, names: tuple[str, ...], food: str) -> str:
    """ "Does it have pork?": where, or where perhaps, or that it is not named."""
    findings = check_food(kitchen.knowledge.diets, names, food)
    by = {v: [f for f in findings if f.verdict is v] for v in Verdict}
    if by[Verdict.CONTAINS]:
        return f"Yes: {_reasons(by[Verdict.CONTAINS])}."
    text = f"I see no {food} in it."
    if by[Verdict.MAY]:
        text = f"It may contain {food}: check the label of {_reasons(by[Verdict.MAY])}."
    if by[Verdict.UNKNOWN]:
        text += f" I don't know {_reasons(by[Verdict.UNKNOWN])}."
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
        reason = _reasons(by[Verdict.CONTAINS])
        parts.append(f"Not with the optional {reason}; without it, I know of nothing that is not {label}."
                     if diet else f"Only the optional {reason} has {label}.")  # fmt: skip
    elif by[Verdict.CONTAINS]:
        reason = _reasons(by[Verdict.CONTAINS])
        yes = "Yes, it" if _ASKS_WHETHER.match(session.talk.last_heard.lower()) else "It"
        parts.append(f"No, it is not {label}: {reason}." if diet else f"{yes} contains {label}: {reason}.")
    if by[Verdict.MAY]:
        head = (
            "Also check the label of"
            if parts
            else f"It may {'not be' if diet else 'contain'} {label}: check the label of"
        )
        parts.append(f"{head} {_reasons(by[Verdict.MAY])}.")
    if not parts:
        parts.append(
            f"I know of nothing in it that is not {label}." if diet else f"I know of no {label} in it."
        )
    if by[Verdict.UNKNOWN]:
        parts.append(f"I don't know {_reasons(by[Verdict.UNKNOWN])}.")
    return " ".join(parts)


_ASKS_WHETHER = re.compile(
    r"\W*(?:and |so |but )?(?:does|do|has|have|is there|are there|are any|is any|any)\b"
)
"""Questions that a yes answers truly; "is it safe for somebody with an allergy" is none of them."""


def _reasons(findings: list[Finding]) -> str:
    return _few([finding.ingredient for finding in findings])


def _few(found: list[str]) -> str:
    names = list(dict.fromkeys(found))
    extra = len(names) - _NAMED
    return spoken_list([*names[:_NAMED], f"{extra} more"]) if extra > 0 else spoken_list(names)


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


# ---------------------------------------------------------------- warning


def warning_for(kitchen: Kitchen, session: Session, people: tuple[Diner, ...]) -> str:
    """What this recipe brings that these people cannot have; empty where nothing is known or doubtful."""
    sentences = []
    for diner in people:
        found = against_all(kitchen.knowledge.diets, names_of(session), diner)
        sentences += _sentences(diner, list(found))
        if LOW_SODIUM in diner.diets and session.recipe is not None:
            sentences.append(f"For {diner.name or 'you'}: {claim(kitchen, session.recipe, LOW_SODIUM)}")
    return " ".join(sentences)


def _sentences(diner: Diner, found: list[Finding]) -> list[str]:
    sure = {f.ingredient for f in found if f.verdict is Verdict.CONTAINS}
    by = {
        v: [f for f in found if f.verdict is v and (v is Verdict.CONTAINS or f.ingredient not in sure)]
        for v in Verdict
    }
    who = lower_first(diner.name) if diner.name == SOMEBODY else diner.name or "you"
    out = []
    if by[Verdict.CONTAINS]:
        out.append(f"Careful, not for {who}: {_with_causes(by[Verdict.CONTAINS])}.")
    if by[Verdict.MAY]:
        out.append(f"For {who}, check the label of {_with_causes(by[Verdict.MAY])}.")
    if by[Verdict.UNKNOWN]:
        out.append(f"For {who}, I don't know {_reasons(by[Verdict.UNKNOWN])}.")
    return out


def _with_causes(findings: list[Finding]) -> str:
    """ "Sesame seeds, and soy sauce, because of gluten": each food with its own cause, those alike together."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_because([finding]), []).append(finding)
    if len(groups) == 1 or len(findings) > _NAMED:
        return f"{_reasons(findings)}{_because(findings)}"
    return ", and ".join(f"{_reasons(groups[cause])}{cause}" for cause in sorted(groups))


def _because(findings: list[Finding]) -> str:
    """ ", because of soy": the allergen, where the food's name does not tell it."""
    hidden = [
        label_of(finding.what)
        for finding in findings
        if finding.what in ALLERGENS and finding.what not in finding.ingredient.lower()
    ]
    return f", because of {spoken_list(dict.fromkeys(hidden))}" if hidden else ""


def shown(session: Session, name: str) -> str:
    """Before guests and classes nobody is named without their leave."""
    if name == SOMEBODY:
        return lower_first(name)
    if session.workshop or session.potluck.claims:
        return shown_name(session.potluck.named, name)
    return name


def on_recipe(kitchen: Kitchen, session: Session) -> Turn:
    """The warning when a recipe is chosen; what was said of the last one is forgotten."""
    session = replace(session, table=replace(session.table, warned=(), told=()))
    people = tuple(replace(diner, name=shown(session, diner.name)) for diner in diners_of(kitchen, session))
    warning = warning_for(kitchen, session, people)
    return Turn(session, (Say(warning, Kind.SAFETY),) if warning else ())


def on_step(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """The warning again before the step that adds it."""
    if session.recipe is None:
        return Turn(session)
    effects: list[Say] = []
    for diner in diners_of(kitchen, session):
        names = dict.fromkeys(i.name for i in session.recipe.steps[index].ingredients)
        found = [f for name in names for f in against(kitchen.knowledge.diets, name, diner)]
        sure = [f for f in found if f.verdict is Verdict.CONTAINS]
        may = [f for f in found if f.verdict is Verdict.MAY]
        key = f"{index}|{diner.name}"
        if not (sure or may) or key in session.table.warned:
            continue
        session = replace(session, table=replace(session.table, warned=(*session.table.warned, key)))
        who = shown(session, diner.name) or "you"
        foods = list(dict.fromkeys(finding.ingredient for finding in sure))
        comes = "come" if len(foods) > 1 or is_plural(foods[-1] if foods else "") else "comes"
        text = f"Careful: {_reasons(sure)} {comes} now, not for {who}." if sure else (
            f"For {who}, check the label of {_reasons(may)} first."
        )  # fmt: skip
        effects.append(Say(first_upper(text), Kind.SAFETY))
    return Turn(session, tuple(effects))


TOPIC = Topic("diets", handlers={"diet_check": diet_check}, hear=hear, on_step=on_step, on_recipe=on_recipe)
