"""A lighter way to cook the dish, or one that fits a diet: offered with what it saves, and put in on a yes."""

import re
from functools import partial

from sous_voice.core.bundle import YES
from sous_voice.core.diets import Diner, Verdict, against, check_recipe, read_diet
from sous_voice.core.dish_diets import diets_lost
from sous_voice.core.foods import FoodBook
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.lighter import LIMITS, suggestions
from sous_voice.core.nutrients import NUTRIENTS, Nutrient, read_nutrient
from sous_voice.core.nutrition import servings_of, total
from sous_voice.core.nutrition_words import amount, coverage, listed, sources
from sous_voice.core.recipe import Recipe
from sous_voice.core.richer import richer
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.topics.food import NO_TABLE
from sous_voice.core.topics.swaps import fits_for, put_in
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import first_upper


def diet_suggest(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Make it lower in salt", "make it lighter", "make it vegan"."""
    recipe = session.recipe
    if recipe is None:
        return say(session, "Choose a recipe first, then I look for a lighter way.")
    asked = slot_text(intent, "diet", "nutrient", "goal", "how").replace("_", " ")
    heard = session.talk.last_heard.lower()
    diet = read_diet(asked) if asked else ""
    wanted = _limit(asked, heard)
    if diet and diet != "low_sodium" and wanted is None:
        return _for_diet(kitchen, session, recipe, diet)
    if kitchen.foods is None:
        return say(session, NO_TABLE)
    way = slot_text(intent, "way")
    if way == "more" or (not way and _MORE.search(heard) and "healthier" not in heard):
        return _richer(kitchen, session, recipe, kitchen.foods, slot_text(intent, "nutrient") or asked)
    nutrient = wanted or NUTRIENTS["energy_kcal"]
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    if not found.grams:
        return say(session, "I can't tell: none of it has an amount that I can weigh.")
    number = servings_of(recipe)
    servings = float(number) if number else None
    allowed = partial(_allowed, kitchen, session)
    ideas = suggestions(kitchen.foods, found, nutrient, servings, kitchen.habits.cups, allowed=allowed)
    if not ideas:
        return say(session, f"I see nothing in it that brings much {nutrient.name}.", coverage(found))
    return say(
        session,
        sources(found, nutrient),
        *(idea.said for idea in ideas),
        coverage(found),
        f"Say {ideas[0].order}, and I change the recipe.",
    )


_MORE = re.compile(r"\b(?:higher|more|richer|boost|extra)\b")


def _allowed(kitchen: Kitchen, session: Session, name: str) -> bool:
    """Whether everybody at the table can have a food, and the dish stays as vegan as it is."""
    people, table = diners_of(kitchen, session), kitchen.knowledge.diets
    dish = [item.name for item in session.recipe.ingredients] if session.recipe is not None else []
    return not any(against(table, name, diner) for diner in people) and not diets_lost(table, dish, [name])


def _richer(kitchen: Kitchen, session: Session, recipe: Recipe, book: FoodBook, asked: str) -> Turn:
    """ "What could I add for more protein": what brings it, and how much there is now."""
    nutrient = read_nutrient(asked) or next((n for word in asked.split() if (n := read_nutrient(word))), None)
    if nutrient is None:
        return say(session, "More of what? Say, for example: more protein, or more fibre.")
    tags = [tag.strip(" []") for tag in recipe.metadata.get("tags", "").lower().split(",")]
    sweet = bool({"dessert", "breakfast"} & set(tags)) and "dinner" not in tags
    ideas = richer(book, nutrient, sweet=sweet, tags=tags, allowed=partial(_allowed, kitchen, session))
    found = total(book, recipe.ingredients, kitchen.habits.cups)
    servings = servings_of(recipe)
    now = (
        f"One serving has {amount(found, nutrient, float(servings))} now." if servings and found.grams else ""
    )
    if not ideas:
        return say(session, now, f"I know no food for it that brings much {nutrient.name}.")
    return say(session, now, *(idea.said for idea in ideas), "In all, not a serving. Taste as you go.")


def _limit(asked: str, heard: str) -> Nutrient | None:
    """Which nutrient shall be less; calories for "lighter"."""
    for word, nutrient in LIMITS:
        if re.search(rf"\b(?:{word})", asked) or (not asked and re.search(rf"\b(?:{word})", heard)):
            return nutrient
    return None


def _for_diet(kitchen: Kitchen, session: Session, recipe: Recipe, diet: str) -> Turn:
    """What stands in the way of a diet, what could take its place, and whether to put it in."""
    table = kitchen.knowledge.diets
    label = diet.replace("_", " ")
    findings = check_recipe(table, [item.name for item in recipe.ingredients], diet)
    contains = [finding.ingredient for finding in findings if finding.verdict is Verdict.CONTAINS]
    unsure = [finding.ingredient for finding in findings if finding.verdict is not Verdict.CONTAINS]
    doubt = f"Check the label of {listed(unsure)}." if unsure else ""
    if not contains:
        return say(session, f"I find nothing in it against {label}.", doubt)
    guest = (Diner("", diets=frozenset({diet})),)
    ways = {name: fits_for(kitchen, session, name, guest) for name in dict.fromkeys(contains)}
    good = [(name, fits[0]) for name, fits in ways.items() if fits]
    lost = [name for name, fits in ways.items() if not fits]
    told = listed((f"{fit.row.substitute} instead of {name}" for name, fit in good), 4)
    sorry = f"I know nothing in place of {listed(lost)}; leave it out if it is a small part." if lost else ""
    if not good:
        return say(session, sorry, doubt)
    question = Question("diet_swaps", data=(("diet", diet), *(("food", name) for name, _ in good)))
    return say(ask(session, question), f"For {label}: {told}.", sorry, doubt, "Shall I change the recipe?")


def answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes puts all of them in; no leaves the recipe as it is."""
    if intent.name not in YES:
        return say(session, "Then I leave it as it is.")
    diet = dict(question.data)["diet"]
    guest = (Diner("", diets=frozenset({diet})),)
    turn = Turn(session)
    for key, name in question.data:
        if key == "food":
            turn = turn.then(
                lambda now, name=name: _put_first(kitchen, now, name, guest)  # type: ignore[misc]
            )
    return turn if turn.effects else say(session, first_upper("then there is nothing to change."))


def _put_first(kitchen: Kitchen, session: Session, name: str, guest: tuple[Diner, ...]) -> Turn:
    fits = fits_for(kitchen, session, name, guest)
    return put_in(kitchen, session, name, fits[0]) if fits else Turn(session)


TOPIC = Topic("lighter", handlers={"diet_suggest": diet_suggest}, answers={"diet_swaps": answered})
