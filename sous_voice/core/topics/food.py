"""How much of what is in it, so far or in all, compared, made lighter; and how sure that is."""

import re
from fractions import Fraction

from sous_voice.core.alter import find_ingredient, same_food
from sous_voice.core.diets import Diner, Verdict, check_recipe, read_diet
from sous_voice.core.foods import FoodBook, Match, weigh
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.lighter import LIMITS, suggestions
from sous_voice.core.nutrients import NUTRIENTS, SALT, Nutrient, amount_words, read_nutrient
from sous_voice.core.nutrition import Sum, doubts, per_100g, servings_of, so_far, total
from sous_voice.core.nutrition_words import amount, coverage, facts, listed, per_cent, reasons
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Session
from sous_voice.core.substitutes import find, for_everybody
from sous_voice.core.turn import Topic, Turn, say, slot_text

_NO_TABLE = "My table of foods is not loaded, so I can't tell."
_SOURCES = 3


def nutrition(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How many calories a serving?", "how much protein so far?", "what are the nutrition facts?"."""
    book = kitchen.foods
    if book is None:
        return say(session, _NO_TABLE)
    said = slot_text(intent, "nutrient")
    nutrient = read_nutrient(said) if said else None
    if said and nutrient is None and said not in ("vitamins", "macros", "nutrients", "nutrition"):
        return say(
            session, f"I have no figures for {said}. I know calories, protein, fat, carbs, salt and vitamins."
        )
    name, scope = slot_text(intent, "ingredient", "food"), _scope(session, intent)
    if name and not re.fullmatch(r"(?:it|this|that|the (?:recipe|dish|meal)|recipe|dish|meal)", name):
        return _of_one(kitchen, book, session, name, nutrient)
    if session.recipe is None:
        return say(session, "Choose a recipe first, or ask for one food, such as butter.")
    return _of_recipe(kitchen, book, session, session.recipe, nutrient, scope)


def _scope(session: Session, intent: Intent) -> str:
    """serving, all, so_far, hundred_grams, daily or source; from the slot, else from the words themselves."""
    scope = slot_text(intent, "scope")
    words = session.talk.last_heard.lower()
    if scope:
        return scope
    for key, pattern in (
        ("source", r"\bwhere\b|\bcomes? from\b|\bmost of the\b"),
        ("daily", r"\bdaily\b|\bof (?:my|the|a) day\b|\bper ?cent\b"),
        ("so_far", r"\bso far\b|\balready\b|\bup to now\b"),
        ("hundred_grams", r"\bhundred grams\b|\b100 ?g"),
        ("all", r"\bin all\b|\baltogether\b|\bin total\b|\bwhole (?:recipe|dish|thing|pot)\b"),
    ):
        if re.search(pattern, words):
            return key
    return "serving"


def _of_recipe(
    kitchen: Kitchen, book: FoodBook, session: Session, recipe: Recipe, nutrient: Nutrient | None, scope: str
) -> Turn:
    ingredients = so_far(recipe, session.cooking.done) if scope == "so_far" else recipe.ingredients
    found = total(book, ingredients, kitchen.habits.cups)
    if scope == "so_far" and not ingredients:
        return say(session, "Nothing so far: you have not told me of any step that is done.")
    if not found.grams:
        return say(session, "I can't tell: none of it has an amount that I can weigh.", *doubts(found))
    if scope == "source":
        return say(session, _sources(found, nutrient or SALT), coverage(found))
    divided, per = _divisor(recipe, found, scope)
    if nutrient is None:
        answer = f"{per} {facts(found, divided)}."
    else:
        answer = f"{per} {amount(found, nutrient, divided)}{_of_a_day(found, nutrient, divided, scope)}."
    return say(session, answer[0].upper() + answer[1:], coverage(found), *doubts(found))


def _divisor(recipe: Recipe, found: Sum, scope: str) -> tuple[float, str]:
    """What to divide the sum by, and how that is said."""
    servings = servings_of(recipe)
    if scope == "hundred_grams":
        return found.grams / 100, "A hundred grams, before cooking, have"
    if scope == "so_far":
        return 1.0, "So far, in all:"
    if scope == "all" or servings is None:
        unsaid = "" if scope == "all" else " The recipe does not say how many it serves."
        return 1.0, f"{unsaid} In all:".strip()
    number = f"{servings.numerator}" if servings.denominator == 1 else f"{float(servings):g}"
    return float(servings), f"One serving of {number}:" if servings != 1 else "The one serving:"


def _of_a_day(found: Sum, nutrient: Nutrient, divided: float, scope: str) -> str:
    """The share of a daily value, where it was asked for and there is one."""
    if scope != "daily" or nutrient.daily is None:
        return "" if scope != "daily" else "; there is no daily value for it"
    share = found.figure(nutrient).value / divided / nutrient.daily
    kind = "most for a day" if nutrient.limit else "daily value"
    return f", {max(1, round(100 * share))} per cent of the {kind}"


def _sources(found: Sum, nutrient: Nutrient) -> str:
    parts = found.sources(nutrient)
    if not parts:
        return f"I find no {nutrient.name} in it."
    named = [
        f"{line.ingredient.name}, {per_cent(share)}" for line, share in parts[:_SOURCES] if share >= 0.03
    ]
    verb = "come" if nutrient.name.endswith(("calories", "sugars")) else "comes"
    return f"Most of the {nutrient.name} {verb} from {listed(named)}."


def _of_one(kitchen: Kitchen, book: FoodBook, session: Session, name: str, nutrient: Nutrient | None) -> Turn:
    """One ingredient of the recipe, or any food by the hundred grams."""
    recipe = session.recipe
    ingredient = find_ingredient(recipe, name) if recipe else None
    if recipe is not None and ingredient is not None:
        found = total(
            book, [i for i in recipe.ingredients if same_food(i.name, ingredient.name)], kitchen.habits.cups
        )
        if found.grams:
            what = amount(found, nutrient) if nutrient else facts(found)
            return say(session, f"The {ingredient.name} in this recipe: {what}.")
    match = book.find(name)
    if match is None:
        return say(session, f"I don't know the figures of {name}.")
    known = total(book, [_hundred_grams(name)])
    what = amount(known, nutrient) if nutrient else facts(known)
    return say(session, f"A hundred grams of {_as_taken(match, name)}: {what}.")


def _hundred_grams(name: str) -> Ingredient:
    return Ingredient(name, Quantity(Fraction(100), unit="gram"), "peeled")


def _as_taken(match: Match, name: str) -> str:
    return f"{match.taken_as}, the nearest I know to {name}," if match.near else name


# ---------------------------------------------------------------- two foods


def nutrition_compare(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Oil or butter?": the hundred grams of each, and what differs most."""
    book = kitchen.foods
    if book is None:
        return say(session, _NO_TABLE)
    names = _two_names(intent)
    if len(names) < 2:
        return say(session, "Which two foods? Say, for example: oil or butter.")
    found = [book.find(name) for name in names]
    for name, match in zip(names, found, strict=True):
        if match is None:
            return say(session, f"I don't know the figures of {name}.")
    first, second = (match for match in found if match is not None)
    asked = read_nutrient(slot_text(intent, "nutrient"))
    wanted = [asked] if asked else [NUTRIENTS["energy_kcal"], *_differing(first, second)]
    sentences = [
        sentence for nutrient in wanted if (sentence := _against(names[0], first, names[1], second, nutrient))
    ]
    if not sentences:
        return say(session, "The table does not say, for one of them.")
    return say(session, "By the hundred grams: " + " ".join(sentences), _by_spoon(names, (first, second)))


def _two_names(intent: Intent) -> list[str]:
    names = [slot_text(intent, "first"), slot_text(intent, "second")]
    if not all(names):
        value = intent.slots.get("ingredient")
        names = (
            list(value)
            if isinstance(value, tuple)
            else re.split(r"\s+(?:or|and|versus|vs)\s+", slot_text(intent, "ingredient"))
        )
    return [name.strip().lower() for name in names if name.strip()][:2]


def _differing(first: Match, second: Match) -> list[Nutrient]:
    """The two nutrients in which the foods differ most, as a share of a day."""
    shares = []
    for key in ("sat_fat_g", "fat_g", "sugars_g", "protein_g", "fibre_g", "sodium_mg", "carb_g"):
        nutrient = NUTRIENTS[key]
        one, two = per_100g(first.food, nutrient), per_100g(second.food, nutrient)
        if one is not None and two is not None:
            shares.append((abs(one - two) / (nutrient.daily or 50.0), nutrient))
    shares.sort(key=lambda pair: -pair[0])
    return [nutrient for _, nutrient in shares[:2]]


def _against(name: str, first: Match, other: str, second: Match, nutrient: Nutrient) -> str:
    one, two = per_100g(first.food, nutrient), per_100g(second.food, nutrient)
    if one is None or two is None:
        return ""
    a, b = amount_words(nutrient, one), amount_words(nutrient, two)
    if a == b:
        return f"Both have {'about ' if one else ''}{a}."
    return f"{name[0].upper()}{name[1:]} has {a}, {other} {b}."


def _by_spoon(names: list[str], matches: tuple[Match, Match]) -> str:
    """Where both are measured by the spoon, the calories of one."""
    energy = NUTRIENTS["energy_kcal"]
    said = []
    for name, match in zip(names, matches, strict=True):
        spoon = weigh(match.food, Quantity(Fraction(1), unit="tablespoon"))
        value = per_100g(match.food, energy, spoon.grams) if spoon else None
        if spoon is None or value is None or spoon.grams < 3:
            return ""
        said.append(f"{amount_words(energy, value)} of {name}")
    return f"A tablespoon is {said[0]}, or {said[1]}."


# ---------------------------------------------------------------- lighter, and how sure


def diet_suggest(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Make it lower in salt", "make it lighter", "make it vegan"."""
    recipe = session.recipe
    if recipe is None:
        return say(session, "Choose a recipe first, then I look for a lighter way.")
    asked = slot_text(intent, "diet", "nutrient", "goal", "how").replace("_", " ")
    diet = read_diet(asked) if asked else ""
    wanted = _limit(asked, session.talk.last_heard.lower())
    if diet and diet != "low_sodium" and wanted is None:
        return _for_diet(kitchen, session, recipe, diet)
    if kitchen.foods is None:
        return say(session, _NO_TABLE)
    nutrient = wanted or NUTRIENTS["energy_kcal"]
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    servings = float(servings_of(recipe) or 1)
    ideas = suggestions(kitchen.foods, found, nutrient, servings, kitchen.habits.cups)
    if not ideas:
        return say(session, f"I see nothing in it that brings much {nutrient.name}.")
    return say(session, _sources(found, nutrient), *ideas, "Say less, or swap, and I change the recipe.")


def _limit(asked: str, heard: str) -> Nutrient | None:
    """Which nutrient shall be less; calories for "lighter"."""
    for word, nutrient in LIMITS:
        if re.search(rf"\b{word}", asked) or (not asked and re.search(rf"\b{word}", heard)):
            return nutrient
    return None


def _for_diet(kitchen: Kitchen, session: Session, recipe: Recipe, diet: str) -> Turn:
    """What stands in the way of a diet, and what could take its place."""
    table = kitchen.knowledge.diets
    label = diet.replace("_", " ")
    findings = check_recipe(table, [item.name for item in recipe.ingredients], diet)
    contains = [finding.ingredient for finding in findings if finding.verdict is Verdict.CONTAINS]
    unsure = [finding.ingredient for finding in findings if finding.verdict is not Verdict.CONTAINS]
    if not contains:
        doubt = f" Check the label of {listed(unsure)}." if unsure else ""
        return say(session, f"I find nothing in it against {label}.{doubt}")
    said = []
    for name in dict.fromkeys(contains):
        fits = for_everybody(
            find(kitchen.knowledge.substitutions, name), table, [Diner("", diets=frozenset({diet}))]
        )
        said.append(
            f"instead of {name}, {fits[0].row.substitute}"
            if fits
            else f"for {name} I know nothing, leave it out"
        )
    return say(
        session, f"For {label}: {listed(said, 4)}.", "Say swap and the ingredient, and I change the recipe."
    )


def how_sure(kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "How sure are you?": what the figures rest on."""
    if kitchen.foods is None:
        return say(session, _NO_TABLE)
    if session.recipe is None:
        return say(
            session, "Figures of single foods come from the USDA's table, release 28; real food varies."
        )
    found = total(kitchen.foods, session.recipe.ingredients, kitchen.habits.cups)
    if not found.grams:
        return say(session, "Not at all: nothing in this recipe has an amount that I can weigh.")
    return say(session, *reasons(found))


TOPIC = Topic(
    "food",
    handlers={
        "nutrition": nutrition,
        "nutrition_compare": nutrition_compare,
        "diet_suggest": diet_suggest,
        "how_sure": how_sure,
    },
)
