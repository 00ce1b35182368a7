"""Potlucks, workshops, sharing: cooking with others."""

from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.bundle import YES
from sous_voice.core.finding import best_titles
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Remember, SetVoice, Share
from sous_voice.core.place import Place
from sous_voice.core.potluck import (
    Claim,
    Inside,
    Potluck,
    allergens_of_all,
    course_of,
    doubtful,
    gaps,
    missing,
    several,
)
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.story import chapters, may_hear
from sous_voice.core.topics import steps
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.turn import Topic, Turn, say, slot_text, words_of
from sous_voice.core.wording import spoken_list

_ARTICLES = ("the ", "an ", "a ", "some ")


def _put(session: Session, potluck: Potluck) -> Turn:
    data = tuple((f"{claim.person}|{claim.course}", claim.dish) for claim in potluck.claims)
    return Turn(replace(session, potluck=potluck), (Remember("potluck", (("title", potluck.title), *data)),))


def recipe_of(kitchen: Kitchen, session: Session, dish: str) -> Recipe | None:
    """The recipe of a dish that somebody brings; None where the shelf has none of that name."""
    current = (session.recipe,) if session.recipe else ()
    found = best_titles(dish, (*current, *kitchen.recipes))
    return found[0] if found else None


def _inside(kitchen: Kitchen, session: Session) -> Inside:
    def names(dish: str) -> tuple[str, ...]:
        recipe = recipe_of(kitchen, session, dish)
        return tuple(item.name for item in recipe.ingredients) if recipe else (dish,)

    return names


def _planned(kitchen: Kitchen, session: Session) -> Session:
    """The session with the plan of another day, where this one has none."""
    if session.potluck.claims or not kitchen.potluck.claims:
        return session
    return replace(session, potluck=replace(kitchen.potluck, named=session.potluck.named))


def potluck_plan(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Plan a potluck": begun, or looked over where one is planned. "Plan a new potluck" begins anew."""
    planned = _planned(kitchen, session)
    if planned.potluck.claims and "new" not in words_of(session, intent).split():
        return say(planned, *_overview(kitchen, planned))
    title = slot_text(intent, "title", "text", "time")
    begun = _put(session, Potluck(title or "potluck", named=session.potluck.named))
    return begun.then(lambda now: say(now, "Who brings what? Say, for example: Ana brings the salad."))


def _overview(kitchen: Kitchen, session: Session) -> tuple[str, ...]:
    potluck, people = session.potluck, diners_of(kitchen, session)
    diets, inside = kitchen.knowledge.diets, _inside(kitchen, session)
    lines = [_line(kitchen, session, claim) for claim in potluck.claims]
    lacking = missing(potluck)
    if lacking:
        lines.append(f"Nobody brings {_either(lacking)}.")
    lines += [
        f"Nobody brings a {diet.replace('_', ' ')} main." for diet in gaps(potluck, diets, people, inside)
    ]
    for dish, allergen in doubtful(potluck, diets, people, inside):
        lines.append(f"Careful: the {dish} has {allergen}, and somebody can't have it.")
    return tuple(lines)


def _line(kitchen: Kitchen, session: Session, claim: Claim) -> str:
    recipe = recipe_of(kitchen, session, claim.dish)
    told = any(may_hear(chapter, guests=True) for chapter in chapters(recipe)) if recipe else False
    return f"{claim.person or 'You'}: {claim.dish}{', and it has a story' if told else ''}."


def _either(courses: Iterable[str]) -> str:
    return spoken_list((f"a {course}" for course in courses), "or")


def _dish(text: str) -> str:
    for article in _ARTICLES:
        text = text.removeprefix(article)
    for ending in (" any more", " anymore", " after all", " now"):
        text = text.removesuffix(ending)
    return text.strip(" .")


def potluck_claim(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "I'll bring the salad", "Ana brings a walnut pie and Tom brings lemonade"."""
    wanted = slot_text(intent, "dish", "ingredient", "text")
    if not wanted:
        return say(session, "Which dish?")
    # a plan that was begun today is its own; else this goes on with the one on disk
    turn = Turn(session if session.potluck.title else _planned(kitchen, session))
    for person, dish in several(_named(slot_text(intent, "person")), wanted):
        turn = turn.then(
            lambda now, person=person, dish=dish: _claimed(kitchen, now, _named(person), _dish(dish))  # type: ignore[misc]
        )
    return turn


def _named(person: str) -> str:
    return "" if person.lower() in ("i", "me", "myself", "we") else person.title()


def _claimed(kitchen: Kitchen, session: Session, person: str, dish: str) -> Turn:
    others = tuple(c for c in session.potluck.claims if c.dish != dish)
    potluck = replace(session.potluck, claims=(*others, Claim(person, dish, course_of(dish))))
    people, diets = diners_of(kitchen, session), kitchen.knowledge.diets
    clash = [d for d in doubtful(potluck, diets, people, _inside(kitchen, session)) if d[0] == dish]
    warning = (
        f"Careful: somebody at the table can't have {spoken_list(a for _, a in clash)}." if clash else ""
    )
    return _put(session, potluck).then(
        lambda now: say(now, f"{person or 'You'} bring{'s' if person else ''} the {dish}.", warning)
    )


def potluck_unclaim(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ana does not bring the salad"."""
    dish, person = _dish(slot_text(intent, "dish", "text")), slot_text(intent, "person")
    gone = [
        claim
        for claim in session.potluck.claims
        if (dish and (dish in claim.dish or claim.course == dish))
        or (not dish and claim.person.lower() == person)
    ]
    if not gone:
        return say(session, f"Nobody brings {dish or 'that'}.")
    left = tuple(claim for claim in session.potluck.claims if claim not in gone)
    told = spoken_list(claim.dish for claim in gone)
    return _put(session, replace(session.potluck, claims=left)).then(
        lambda now: say(now, f"Then nobody brings the {told}.")
    )


def potluck_who_brings(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Who brings the salad?", "what does Ana bring?", "what is missing?"."""
    session = _planned(kitchen, session)
    dish, person = _dish(slot_text(intent, "dish")), slot_text(intent, "person")
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
    """ "What allergies are there?": all together; a name only where that person allows it."""
    people = diners_of(kitchen, session)
    all_of_them = allergens_of_all(people)
    if not all_of_them:
        return say(session, "Nobody has told me of an allergy. Ask everybody once more.")
    named = [
        f"{diner.name} can't have {spoken_list(allergens_of_all([diner]))}."
        for diner in people
        if diner.name.lower() in session.potluck.named and diner.allergens
    ]
    return say(session, f"At this table, watch for {spoken_list(all_of_them)}.", *named)


def potluck_name(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "You may name Ana", "don't name Ana": whose allergy it is, is told with their leave alone."""
    person = slot_text(intent, "person")
    if not person:
        return say(session, "Whom may I name? Say, for example: you may name Ana.")
    refused = any(word in words_of(session, intent).split() for word in ("don't", "not", "never"))
    others = tuple(name for name in session.potluck.named if name != person)
    named = others if refused else (*others, person)
    told = f"I {'do not name' if refused else 'may name'} {person.title()}."
    return say(replace(session, potluck=replace(session.potluck, named=named)), told)


# ---------------------------------------------------------------- workshops

_SLOWEST, _FASTEST = 0.7, 1.4


def workshop_start(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Start the workshop": nobody goes on before all are ready. "End the workshop"."""
    if any(
        word in words_of(session, intent).split()
        for word in ("end", "finish", "stop", "close", "over", "off")
    ):
        return say(replace(session, workshop=False), "The workshop is over.")
    session = replace(session, workshop=True)
    return say(session, "Good. I wait after each step until you say everyone is ready.")


def workshop_hold(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Wait for the class"."""
    return say(replace(session, workshop=True), "I wait. Say everyone is ready when we go on.")


def workshop_pace(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Slower for the class", "this is too fast for the group"."""
    said = f"{words_of(session, intent)} {slot_text(intent, 'speed')}"
    faster = any(word in said for word in ("faster", "speed up", "too slow", "to fast", "quick"))
    slower = any(word in said for word in ("slower", "slow down", "too fast", "to slow"))
    if faster == slower:
        return say(session, f"I speak at {round(100 * session.voice.rate)} percent of my usual speed.")
    rate = max(_SLOWEST, min(_FASTEST, session.voice.rate * (1.1 if faster else 0.9)))
    session = replace(session, voice=replace(session.voice, rate=rate))
    told = say(session, f"I go {'faster' if faster else 'slower'}.")
    return replace(told, effects=(SetVoice(rate, session.voice.volume), *told.effects))


def everyone_ready(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Everyone is ready" where no recipe is on."""
    return say(session, "Then choose a recipe, and we begin.")


def hear(_kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """ "Everyone is ready" goes on to the next step; in a workshop "next" alone is asked back."""
    intents = heard.understanding.intents
    names = {intent.name for intent in intents}
    if session.recipe is None:
        return Turn(session)
    if "everyone_ready" in names:
        return Turn(session, rest=tuple(_as_next(intent) for intent in intents))
    waits = session.workshop and session.place is Place.COOKING and session.step is not None
    if not waits or names != {"next_step"} or steps.unread(session):
        return Turn(session)
    question = Question("workshop_ready", "yes_no", lives=120.0)
    return replace(say(ask(session, question), "Is everyone ready?"), rest=())


def ready_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes goes on; no waits."""
    if intent.name in YES:
        return steps.next_step(kitchen, session, Intent("next_step"))
    return say(session, "I wait. Say everyone is ready when we go on.")


def _as_next(intent: Intent) -> Intent:
    return replace(intent, name="next_step") if intent.name == "everyone_ready" else intent


# ---------------------------------------------------------------- sharing


def share_recipe(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Send it to the group": written to a file that holds nothing private. "Make table cards"."""
    said = f"{words_of(session, intent)} {slot_text(intent, 'target', 'text')}"
    if "card" in said and session.potluck.claims and ("cards" in said or "potluck" in said):
        return say(session, "I write a table card for each dish.").plus(Share("menu", session.potluck.title))
    if session.recipe is None:
        return say(session, "Choose a recipe first.")
    card = "card" in said
    told = (
        "I write a table card." if card else "I write it to a file to be shared. What is private stays here."
    )
    return say(session, told).plus(Share("card" if card else "export", session.recipe.title))


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
        "potluck_unclaim": potluck_unclaim,
        "potluck_name": potluck_name,
        "potluck_who_brings": potluck_who_brings,
        "potluck_allergies": potluck_allergies,
        "workshop_start": workshop_start,
        "workshop_hold": workshop_hold,
        "workshop_pace": workshop_pace,
        "everyone_ready": everyone_ready,
        "share_recipe": share_recipe,
        "import_recipe": import_recipe,
    },
    answers={"workshop_ready": ready_answered},
    hear=hear,
)
