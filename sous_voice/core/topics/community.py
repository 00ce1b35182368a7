"""Potlucks, workshops, sharing: cooking with others."""

from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Remember, Share
from sous_voice.core.potluck import Claim, Potluck, allergens_of_all, course_of, doubtful, gaps, missing
from sous_voice.core.session import Session
from sous_voice.core.topics.diets import diners_of
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import spoken_list


def _put(session: Session, potluck: Potluck) -> Turn:
    data = tuple((f"{claim.person}|{claim.course}", claim.dish) for claim in potluck.claims)
    return Turn(replace(session, potluck=potluck), (Remember("potluck", (("title", potluck.title), *data)),))


def potluck_plan(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Plan a potluck": begun, or looked over where one is on."""
    if session.potluck.claims:
        return say(session, *_overview(kitchen, session))
    title = slot_text(intent, "title", "text", "time")
    begun = _put(session, Potluck(title or "potluck"))
    return begun.then(lambda now: say(now, "Who brings what? Say, for example: Ana brings the salad."))


def _overview(kitchen: Kitchen, session: Session) -> tuple[str, ...]:
    potluck, people = session.potluck, diners_of(kitchen, session)
    lines = [f"{claim.person or 'You'}: {claim.dish}." for claim in potluck.claims]
    lacking = missing(potluck)
    if lacking:
        lines.append(f"Nobody brings {_either(lacking)}.")
    lines += [
        f"Nobody brings a {diet.replace('_', ' ')} main."
        for diet in gaps(potluck, kitchen.knowledge.diets, people)
    ]
    for dish, allergen in doubtful(potluck, kitchen.knowledge.diets, people):
        lines.append(f"Careful: the {dish} has {allergen}, and somebody can't have it.")
    return tuple(lines)


def _either(courses: Iterable[str]) -> str:
    return spoken_list((f"a {course}" for course in courses), "or")


def potluck_claim(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "I'll bring the salad", "Ana brings a walnut pie"."""
    dish = slot_text(intent, "dish", "ingredient", "text").removeprefix("the ").removeprefix("a ")
    if not dish:
        return say(session, "Which dish?")
    person = slot_text(intent, "person").title()
    person = "" if person.lower() in ("i", "me", "myself") else person
    others = tuple(c for c in session.potluck.claims if c.dish != dish)
    potluck = replace(session.potluck, claims=(*others, Claim(person, dish, course_of(dish))))
    clash = [
        d for d in doubtful(potluck, kitchen.knowledge.diets, diners_of(kitchen, session)) if d[0] == dish
    ]
    warning = (
        f"Careful: somebody at the table can't have {spoken_list(a for _, a in clash)}." if clash else ""
    )
    return _put(session, potluck).then(
        lambda now: say(now, f"{person or 'You'} bring{'s' if person else ''} the {dish}.", warning)
    )


def potluck_who_brings(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Who brings the salad?", "what does Ana bring?", "what is missing?"."""
    dish, person = slot_text(intent, "dish"), slot_text(intent, "person")
    claims = session.potluck.claims
    if not claims:
        return say(session, "Nobody has said yet what they bring.")
    if dish:
        found = [c for c in claims if dish in c.dish or course_of(dish) == c.course]
        names = spoken_list(c.person or "you" for c in found)
        return say(session, f"The {dish}: {names}." if found else f"Nobody brings {dish}.")
    if person:
        found = [c for c in claims if c.person.lower() == person]
        return say(session, f"{person.title()} brings {spoken_list(c.dish for c in found) or 'nothing yet'}.")
    return say(session, *_overview(kitchen, session))


def potluck_allergies(kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "What allergies are there?": all together, nobody named."""
    all_of_them = allergens_of_all(diners_of(kitchen, session))
    if not all_of_them:
        return say(session, "Nobody has told me of an allergy. Ask everybody once more.")
    return say(session, f"At this table, watch for {spoken_list(all_of_them)}.")


# ---------------------------------------------------------------- workshops


def workshop_start(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Start the workshop": nobody goes on before all are ready."""
    session = replace(session, workshop=True)
    return say(session, "Good. I wait after each step until you say everyone is ready.")


def workshop_hold(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Wait for the class"."""
    return say(replace(session, workshop=True), "I wait. Say everyone is ready when we go on.")


def workshop_pace(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Slower for the class"."""
    slower = slot_text(intent, "speed") not in ("faster", "up", "fast")
    rate = max(0.7, min(1.4, session.voice.rate * (0.9 if slower else 1.1)))
    session = replace(session, voice=replace(session.voice, rate=rate))
    return say(session, f"I go {'slower' if slower else 'faster'}.")


def everyone_ready(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Everyone is ready" where no recipe is on."""
    return say(session, "Then choose a recipe, and we begin.")


def hear(_kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """ "Everyone is ready" goes on to the next step, like "next"."""
    intents = heard.understanding.intents
    if session.recipe is None or all(intent.name != "everyone_ready" for intent in intents):
        return Turn(session)
    return Turn(session, rest=tuple(_as_next(intent) for intent in intents))


def _as_next(intent: Intent) -> Intent:
    return replace(intent, name="next_step") if intent.name == "everyone_ready" else intent


# ---------------------------------------------------------------- sharing


def share_recipe(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Send it to the group": written to a file that holds nothing private."""
    if session.recipe is None:
        return say(session, "Choose a recipe first.")
    card = "card" in slot_text(intent, "target", "text")
    action = "card" if card else "export"
    told = (
        "I write a table card." if card else "I write it to a file to be shared. What is private stays here."
    )
    return say(session, told).plus(Share(action, session.recipe.title))


def import_recipe(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Import the recipe": from a file or an address that was given in writing."""
    target = slot_text(intent, "target", "text", "dish")
    if not target:
        return say(session, "Type the file or the address, and I read it in.")
    return say(session, f"I look for {target}.").plus(Share("import", target))


TOPIC = Topic(
    "community",
    handlers={
        "potluck_plan": potluck_plan,
        "potluck_claim": potluck_claim,
        "potluck_who_brings": potluck_who_brings,
        "potluck_allergies": potluck_allergies,
        "workshop_start": workshop_start,
        "workshop_hold": workshop_hold,
        "workshop_pace": workshop_pace,
        "everyone_ready": everyone_ready,
        "share_recipe": share_recipe,
        "import_recipe": import_recipe,
    },
    hear=hear,
)
