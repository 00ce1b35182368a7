"""Who cannot have what: set by voice, asked of a recipe, warned of before the step that adds it."""

from dataclasses import replace

from sous_voice.core.diets import (
    ALLERGENS,
    DIETS,
    LOW_SODIUM,
    Diner,
    Finding,
    Verdict,
    against,
    check_recipe,
    read_allergens,
    read_diet,
)
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import spoken_list

_MYSELF = {"", "i", "me", "my", "myself"}
_NAMED = 3  # ingredients named one by one; more are counted


def diners_of(kitchen: Kitchen, session: Session) -> tuple[Diner, ...]:
    """The people of the settings, then those told of by voice; a name told again replaces the older."""
    people = {diner.name.lower(): diner for diner in kitchen.knowledge.diners}
    people.update({diner.name.lower(): diner for diner in session.table.diners})
    return tuple(people.values())


def _person(intent: Intent) -> str:
    name = slot_text(intent, "person", "name")
    return "" if name in _MYSELF else name.title()


def _diner(kitchen: Kitchen, session: Session, name: str) -> Diner:
    known = [diner for diner in diners_of(kitchen, session) if diner.name.lower() == name.lower()]
    return known[0] if known else Diner(name)


def _seat(session: Session, diner: Diner) -> Session:
    others = tuple(d for d in session.table.diners if d.name.lower() != diner.name.lower())
    return replace(session, table=replace(session.table, diners=(*others, diner)))


def _who(name: str) -> str:
    return name or "You"


def _label(what: str) -> str:
    return ALLERGENS.get(what) or what.replace("_", " ")


# ---------------------------------------------------------------- telling


def allergy_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ana can't have nuts": kept for tonight, checked against the recipe at once."""
    said, name = slot_text(intent, "allergen", "ingredient"), _person(intent)
    if not said:
        return say(session, "Which food? Say, for example: Ana can't have nuts.")
    diner = _diner(kitchen, session, name)
    codes = read_allergens(said)
    if codes:
        diner = replace(diner, allergens=diner.allergens | set(codes))
        noted = f"Noted: {_who(name)} can't have {spoken_list(_label(code) for code in codes)}."
    else:
        diner = replace(diner, dislikes=diner.dislikes | {said})
        noted = f"Noted: {_who(name)} can't have {said}. It is no allergen I know; I watch for the word."
    return _check_now(kitchen, _seat(session, diner), diner, noted)


def set_profile(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ben is vegan": kept for tonight."""
    said, name = slot_text(intent, "diet"), _person(intent)
    diet = read_diet(said)
    if not diet:
        known = spoken_list(_label(known) for known in DIETS[:5])
        return say(session, f"I don't know the diet {said or 'you mean'}. I know {known} and others.")
    diner = _diner(kitchen, session, name)
    diner = replace(diner, diets=diner.diets | {diet})
    return _check_now(
        kitchen, _seat(session, diner), diner, f"Noted: {_who(name)} eat{'s' if name else ''} {_label(diet)}."
    )


def _check_now(kitchen: Kitchen, session: Session, diner: Diner, noted: str) -> Turn:
    warning = warning_for(kitchen, session, (diner,))
    return say(session, noted, warning) if warning else say(session, noted)


# ---------------------------------------------------------------- asking


def _names(session: Session) -> tuple[str, ...]:
    return tuple(i.name for i in session.recipe.ingredients) if session.recipe else ()


def diet_check(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is it vegan?", "does it have nuts?", "can Ana eat it?"."""
    if session.recipe is None:
        return say(session, "Choose a recipe first, then I can look.")
    whats = _asked_of(intent)
    name = _person(intent)
    if whats:
        return say(session, *(_verdict_on(kitchen, session, what) for what in whats))
    people = [d for d in diners_of(kitchen, session) if not name or d.name.lower() == name.lower()]
    if name and not people:
        return say(
            session, f"I don't know what {name} can't have. Tell me, for example: {name} can't have nuts."
        )
    if not people:
        return say(session, "For which diet or food? Ask, for example: is it vegan?")
    warning = warning_for(kitchen, session, tuple(people))
    return say(
        session,
        warning
        or f"I find nothing in it against {spoken_list(_of(d) for d in people)}. Check the labels too.",
    )


def _of(diner: Diner) -> str:
    return f"{diner.name}'s list" if diner.name else "your list"


def _asked_of(intent: Intent) -> tuple[str, ...]:
    diet = read_diet(slot_text(intent, "diet"))
    if diet:
        return (diet,)
    return read_allergens(slot_text(intent, "allergen", "ingredient", "diet"))


def _verdict_on(kitchen: Kitchen, session: Session, what: str) -> str:
    """One of the three answers, with the reasons, unknown foods named."""
    if what == LOW_SODIUM:
        return "Ask me how much sodium is in a serving; up to 140 milligrams counts as low."
    findings = check_recipe(kitchen.knowledge.diets, _names(session), what)
    label, by = _label(what), {v: [f for f in findings if f.verdict is v] for v in Verdict}
    diet = what in DIETS
    parts = []
    if by[Verdict.CONTAINS]:
        reason = _reasons(by[Verdict.CONTAINS])
        parts.append(f"No, it is not {label}: {reason}." if diet else f"Yes, it contains {label}: {reason}.")
    if by[Verdict.MAY]:
        head = (
            "Also check the label of"
            if parts
            else f"It may {'not be' if diet else 'contain'} {label}: check the label of"
        )
        parts.append(f"{head} {_reasons(by[Verdict.MAY])}.")
    if not parts:
        parts.append(
            f"Nothing in it that I know is against {label}." if diet else f"I know of no {label} in it."
        )
    if by[Verdict.UNKNOWN]:
        parts.append(f"I don't know {_reasons(by[Verdict.UNKNOWN])}.")
    return " ".join(parts)


def _reasons(findings: list[Finding]) -> str:
    names = list(dict.fromkeys(finding.ingredient for finding in findings))
    extra = len(names) - _NAMED
    return spoken_list([*names[:_NAMED], f"{extra} more"]) if extra > 0 else spoken_list(names)


# ---------------------------------------------------------------- warning


def warning_for(kitchen: Kitchen, session: Session, people: tuple[Diner, ...]) -> str:
    """What this recipe brings that these people cannot have; empty where nothing is known or doubtful."""
    sentences = []
    for diner in people:
        found = [f for name in _names(session) for f in against(kitchen.knowledge.diets, name, diner)]
        sentences += _sentences(diner, found)
    return " ".join(sentences)


def _sentences(diner: Diner, found: list[Finding]) -> list[str]:
    sure = {f.ingredient for f in found if f.verdict is Verdict.CONTAINS}
    by = {
        v: [f for f in found if f.verdict is v and (v is Verdict.CONTAINS or f.ingredient not in sure)]
        for v in Verdict
    }
    who = diner.name or "you"
    out = []
    if by[Verdict.CONTAINS]:
        out.append(f"Careful, not for {who}: {_reasons(by[Verdict.CONTAINS])}.")
    if by[Verdict.MAY]:
        out.append(f"For {who}, check the label of {_reasons(by[Verdict.MAY])}.")
    if by[Verdict.UNKNOWN]:
        out.append(f"For {who}, I don't know {_reasons(by[Verdict.UNKNOWN])}.")
    return out


def on_recipe(kitchen: Kitchen, session: Session) -> Turn:
    """The warning when a recipe is chosen; what was said of the last one is forgotten."""
    session = replace(session, table=replace(session.table, warned=(), told=()))
    warning = warning_for(kitchen, session, diners_of(kitchen, session))
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
        key = f"{index}|{diner.name}"
        if sure and key not in session.table.warned:
            session = replace(session, table=replace(session.table, warned=(*session.table.warned, key)))
            effects.append(
                Say(f"Careful: {_reasons(sure)} comes now, not for {diner.name or 'you'}.", Kind.SAFETY)
            )
    return Turn(session, tuple(effects))


TOPIC = Topic(
    "diets",
    handlers={"allergy_set": allergy_set, "set_profile": set_profile, "diet_check": diet_check},
    on_step=on_step,
    on_recipe=on_recipe,
)
