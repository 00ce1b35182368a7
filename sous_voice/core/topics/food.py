"""How much of what is in it: a serving, in all, so far, of one food; and how sure that is."""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import meant
from sous_voice.core.doubts import doubts
from sous_voice.core.food_names import words_of
from sous_voice.core.foods import FoodBook, Match, millilitres
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard
from sous_voice.core.nutrients import NUTRIENTS, SALT, Nutrient, daily_of, read_nutrient
from sous_voice.core.nutrition import Sum, servings_of, so_far, total
from sous_voice.core.nutrition_words import (
    amount,
    coverage,
    facts,
    in_short,
    judged,
    listed,
    of_a_day,
    per_cent,
    reasons,
    sources,
)
from sous_voice.core.reading import lower_first
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Session
from sous_voice.core.topics import amounts
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import first_upper, ingredient_text

NO_TABLE = "My table of foods is not loaded, so I can't tell."


def nutrition(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How many calories a serving?", "how much protein so far?", "what are the nutrition facts?"."""
    book = kitchen.foods
    if book is None:
        return say(session, NO_TABLE)
    said = slot_text(intent, "nutrient")
    nutrient = read_nutrient(said) if said else None
    if said and nutrient is None and said not in _GROUPS:
        return say(
            session, f"I have no figures for {said}. I know calories, protein, fat, carbs, salt and vitamins."
        )
    name, scope = slot_text(intent, "ingredient", "food"), _scope(session, intent)
    if (spoon := _OF_IT.search(session.talk.last_heard.lower())) and session.recipe is not None:
        name, scope = "", spoon["measure"]
    if (
        name
        and session.recipe is not None
        and (_is_dish(name, session.recipe) or _is_piece(name, session.recipe))
    ):
        name = ""
    if name and not re.fullmatch(_THE_DISH, name):
        return of_food(kitchen, book, session, intent, name, nutrient)
    if session.recipe is None:
        return say(session, "Choose a recipe first, or ask for one food, such as butter.")
    if nutrient is not None and not scope and (name := _handful(session, nutrient)):
        amount_first = amounts.amount(kitchen, session, Intent("amount", {"ingredient": name}))
        return amount_first.then(
            lambda now: _of_recipe(kitchen, book, now, now.recipe or Recipe(""), nutrient, "serving", intent)
        )
    if said == "vitamins":
        return _vitamins(kitchen, book, session, session.recipe)
    if (
        nutrient is None
        and scope == "much"
        and not _MORE.fullmatch(session.talk.last_heard.lower().strip(" ?.!"))
    ):
        return _in_short(kitchen, book, session, session.recipe)
    return _of_recipe(kitchen, book, session, session.recipe, nutrient, scope or "serving", intent)


def _in_short(kitchen: Kitchen, book: FoodBook, session: Session, recipe: Recipe) -> Turn:
    """ "Is it healthy?": calories and what is high and low; the figures on asking for more."""
    found = total(book, recipe.ingredients, kitchen.habits.cups)
    if not found.grams:
        return say(session, "I can't tell: none of it has an amount that I can weigh.", *doubts(found))
    divided, per = _divisor(recipe, found, "serving")
    calories = amount(found, NUTRIENTS["energy_kcal"], divided)
    levels = in_short(found, divided, kitchen.habits.daily_values)
    return say(
        session,
        f"{per} {calories}. {levels} Say more for the figures.",
        coverage(found),
        *doubts(found, servings_of(recipe)),
    )


_OF_IT = re.compile(
    r"\b(?P<measure>tablespoon|teaspoon|cup)(?:ful)? of "
    r"(?:it|this|that|the (?:dish|soup|sauce|stew|dip|dough|batter))\b"
)
"""A spoon of the dish itself."""
_GROUPS = ("vitamins", "macros", "nutrients", "nutrition")
_THE_DISH = (
    r"(?:it|this|that|(?:per |for )?(?:the |a |one |each )?"
    r"(?:recipe|dish|meal|lot|pot|batch|serving|portion|bowl|plate|slice|piece|person|head|helping)|"
    r"every(?:one|body)|each of us|us|all of us)"
)


def _is_dish(name: str, recipe: Recipe) -> bool:
    """Whether "one pancake" is the dish itself, and none of its ingredients."""
    plain = words_of(re.sub(r"^(?:a|an|one|the|each)\s+", "", name))
    title = words_of(recipe.title)[-len(plain) :] if plain else ()
    same = (
        title[:-1] == plain[:-1] and bool(title) and title[-1].endswith(plain[-1])
    )  # "bread" for a flatbread
    return same and not meant(recipe, " ".join(plain))


_PIECE = re.compile(r"(?:an? |one |each |per )?(?:biscuit|cookie|bun|muffin|square|wedge|roll|cake|ball)s?")


def _is_piece(name: str, recipe: Recipe) -> bool:
    """Whether "one biscuit" is what the dish is cut or shaped into, by another word than its title's."""
    return bool(_PIECE.fullmatch(name)) and not meant(recipe, name)


def _handful(session: Session, nutrient: Nutrient) -> str:
    """ "How much salt?" at the stove may ask for a spoon as well as for a figure: the recipe's salt or sugar."""
    words = session.talk.last_heard.lower().strip(" ?.!")
    plain = re.match(
        r"(?:and |so )?how much (salt|sugar|water|oil|fat)\b(?! (?:is|are|per|in|does|so|do we|have))", words
    )
    if plain is None or session.recipe is None or nutrient.name.rstrip("s") not in plain[1]:
        return ""
    return plain[1] if meant(session.recipe, plain[1]) else ""


def _vitamins(kitchen: Kitchen, book: FoodBook, session: Session, recipe: Recipe) -> Turn:
    """The three vitamins of which a serving brings most of a day's worth."""
    found = total(book, recipe.ingredients, kitchen.habits.cups)
    divided, per = _divisor(recipe, found, "serving")
    shares = []
    for nutrient in NUTRIENTS.values():
        daily = daily_of(nutrient, kitchen.habits.daily_values)
        if nutrient.key.startswith(("vit_", "thiamin", "ribo", "niacin", "folate_dfe")) and daily:
            shares.append((found.figure(nutrient).value / divided / daily, nutrient.name))
    best = [pair for pair in sorted(shares, reverse=True)[:3] if pair[0] >= 0.05]
    if not best or not found.grams:
        return say(session, f"{per} hardly any vitamins that I know of.", coverage(found))
    told = listed(f"{name}, {per_cent(min(share, 0.99)) if share < 1 else 'all'}" for share, name in best)
    return say(session, f"{per} most of a day's worth is {told}. Cooking takes some of it.", coverage(found))


def _scope(session: Session, intent: Intent) -> str:
    """serving, all, so_far, hundred_grams, daily, much or source; from the slot, else from the words.

    Empty where nothing tells, which means a serving.
    """
    scope = slot_text(intent, "scope")
    words = session.talk.last_heard.lower()
    if scope:
        return scope
    for key, pattern in (
        ("much", r"\b(?:is|how)\b.*\b(?:fatty|greasy|salty|sugary)\b"),
        ("source", r"\bwhich part\b|\bwhat makes\b"),
        ("source", r"\bwhere\b|\bcomes? from\b|\bmost of the\b|\bwhich ingredient\b|\bthe most\b"),
        ("much", r"\b(?:is|isn't) (?:it|this|that)\b.*\b(?:much|a lot|high|low|rich|healthy|fattening)\b"),
        ("much", r"\bhow (?:healthy|fattening)\b|\b(?:a lot of|much) .*\bin it\b|\bhave (?:a lot|much)\b"),
        ("daily", r"\bdaily\b|\b(?:of|for) (?:my|the|a|one) day\b|\bper ?cent\b"),
        ("so_far", r"\bso far\b|\balready\b|\bup to now\b"),
        ("hundred_grams", r"\bhundred grams\b|\b100 ?g"),
        (
            "all",
            r"\bin all\b|\b(?:in|of) the (?:lot|pot|batch)\b|\baltogether\b|\bin total\b|"
            r"\bwhole (?:recipe|dish|thing|pot)\b",
        ),
    ):
        if re.search(pattern, words):
            return key
    return ""


def _of_recipe(
    kitchen: Kitchen,
    book: FoodBook,
    session: Session,
    recipe: Recipe,
    nutrient: Nutrient | None,
    scope: str,
    intent: Intent,
) -> Turn:
    ingredients = so_far(recipe, session.cooking.done) if scope == "so_far" else recipe.ingredients
    found = total(book, ingredients, kitchen.habits.cups)
    if scope == "so_far" and not ingredients:
        return say(session, "Nothing so far: you have not told me of any step with food that is done.")
    if not found.grams:
        return say(session, "I can't tell: none of it has an amount that I can weigh.", *doubts(found))
    if scope == "source":
        heavy = re.search(r"fatten|unhealth|heavy|rich|fatti|calor", session.talk.last_heard.lower())
        asked = nutrient or (NUTRIENTS["energy_kcal"] if heavy else SALT)
        return say(session, sources(found, asked), coverage(found))
    divided, per = _divisor(recipe, found, scope, kitchen.habits.cups)
    if scope == "share" and (part := slot_number(intent, "share")):
        divided, per = 1 / part, f"{_SHARES.get(round(part, 2), 'That part')} of it all has"
    if (count := slot_number(intent, "portions")) and scope in ("serving", "much") and servings_of(recipe):
        divided, per = divided / count, f"{'Half a serving' if count == 0.5 else f'{count:g} servings'}:"
    custom = kitchen.habits.daily_values
    if nutrient is None and scope == "daily":
        nutrient = NUTRIENTS["energy_kcal"]
    if nutrient is None:
        answer = f"{per} {facts(found, divided)}."
    else:
        share = of_a_day(found, nutrient, divided, custom) if scope == "daily" else ""
        answer = f"{per} {amount(found, nutrient, divided)}{share}."
    if limit := slot_number(intent, "limit"):
        held = found.figure(nutrient or NUTRIENTS["energy_kcal"]).value / divided
        answer = f"{'Yes' if (held < limit) == (slot_text(intent, 'side') != 'over') else 'No'}: {lower_first(answer)}"
    if scope == "much":
        answer += f" {judged(found, nutrient, divided, custom) if nutrient else _LIMITS}"
    return say(session, answer[0].upper() + answer[1:], coverage(found), *doubts(found, servings_of(recipe)))


_LIMITS = "They are of the raw ingredients, and no medical advice."
_MORE = re.compile(
    r"(?:say |tell me |and )?more(?: figures| about (?:it|that)| please)?|(?:all )?the figures(?: please)?"
)
_HEALTHY = re.compile(r"\b(?:health|fattening|bad for|good for|heavy is|light is)")
"""A question of the whole, to which a short answer was given."""


_SHARES = {0.5: "Half", 0.33: "A third", 0.25: "A quarter", 0.67: "Two thirds", 0.75: "Three quarters", 0.1: "A tenth",
           0.2: "A fifth"}  # fmt: skip


_SPOONED = ("tablespoon", "teaspoon", "cup")
"""Measures of a dish; it weighs about as much as water: moist dishes differ by a few per cent, and dry ones are not
eaten so."""


def _divisor(recipe: Recipe, found: Sum, scope: str, customs: str = "us") -> tuple[float, str]:
    """What to divide the sum by, and how that is said; a cup and a spoon by the kitchen's custom."""
    servings = servings_of(recipe)
    if scope == "hundred_grams":
        return found.grams / 100, "A hundred grams, before cooking, have"
    if scope in _SPOONED and (grams := millilitres(scope, customs)) is not None:
        return found.grams / grams, f"A {scope}, about {grams:.0f} grams, before cooking, has"
    if scope == "so_far":
        return 1.0, "So far, in all:"
    if scope == "all" or servings is None:
        unsaid = "" if scope == "all" else " The recipe does not say how many it serves."
        return 1.0, f"{unsaid} In all:".strip()
    number = f"{servings.numerator}" if servings.denominator == 1 else f"about {round(servings)}"
    return float(servings), f"One serving of {number}:" if servings != 1 else "The one serving:"


def of_food(
    kitchen: Kitchen, book: FoodBook, session: Session, intent: Intent, name: str, nutrient: Nutrient | None
) -> Turn:
    """A spoon of oil, an egg, an ingredient of the recipe, or any food by the hundred grams."""
    single = re.match(r"(?:a|an|one|1) (?!hundred)(.+)", name)
    number = slot_number(intent, "amount")
    name = single[1] if single else name
    if number is not None or single:
        said = _measured(kitchen, book, intent, name, number or 1.0, nutrient)
        if said:
            return say(session, said)
    recipe = session.recipe
    names = meant(recipe, name) if recipe else ()
    if recipe is not None and names:
        lines = [item for item in recipe.ingredients if item.name in names]
        found = total(book, lines, kitchen.habits.cups)
        if found.grams:
            what = amount(found, nutrient) if nutrient else facts(found)
            return say(session, f"The {listed(names)} in this recipe: {what}.", coverage(found))
    match = book.find(name)
    if match is None and re.search(rf"\b{re.escape(name)} of \w+", session.talk.last_heard.lower()):
        return say(session, f"I don't know the measure {name}. Say it in spoons, cups or grams.")
    if match is None:
        return say(session, f"I don't know the figures of {name}.")
    known = total(book, [_hundred_grams(name)])
    what = amount(known, nutrient) if nutrient else facts(known)
    return say(session, f"A hundred grams of {_as_taken(match, name)}: {what}.")


def _measured(
    kitchen: Kitchen, book: FoodBook, intent: Intent, name: str, number: float, nutrient: Nutrient | None
) -> str:
    """The figures of an amount that was said, or "" where its weight is not known."""
    quantity = Quantity(Fraction(number).limit_denominator(64), unit=slot_text(intent, "unit"))
    asked = Ingredient(name, quantity)
    found = total(book, [asked], kitchen.habits.cups)
    if not found.grams:
        return ""
    what = amount(found, nutrient) if nutrient else facts(found)
    return f"{first_upper(ingredient_text(asked))}: {what}."


def _hundred_grams(name: str) -> Ingredient:
    return Ingredient(name, Quantity(Fraction(100), unit="gram"), "peeled")


def _as_taken(match: Match, name: str) -> str:
    return f"{match.taken_as}, the nearest I know to {name}," if match.near else name


# ---------------------------------------------------------------- how sure


def how_sure(kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "How sure are you?": what the figures rest on."""
    if kitchen.foods is None:
        return say(session, NO_TABLE)
    if session.recipe is None:
        return say(
            session, "Figures of single foods come from the USDA's table, release 28; real food varies."
        )
    found = total(kitchen.foods, session.recipe.ingredients, kitchen.habits.cups)
    if not found.grams:
        return say(session, "Not at all: nothing in this recipe has an amount that I can weigh.")
    return say(session, *reasons(found))


# ---------------------------------------------------------------- one more question of the same kind

_FOLLOW = re.compile(
    r"(?:and|what about|how about|(?:(?:and|is (?:there|that)|does it have) )?(?:any )?(?:more|less|much))(?: the)? "
    r"(?P<thing>[a-z0-9 ]{2,20}?)(?: than (?:that|this|it|what))?[?.! ]*$"
)


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """ "And protein?" after a question of figures: the same question of something else."""
    asked = _FOLLOW.match(heard.understanding.text.strip().lower())
    before = session.talk.heard_before.lower()
    plain = heard.understanding.text.lower().strip(" ?.!")
    if (
        not heard.partial
        and _MORE.fullmatch(plain)
        and _HEALTHY.search(before)
        and session.recipe is not None
    ):
        return replace(nutrition(kitchen, session, Intent("nutrition", {"scope": "much"})), rest=())
    nutrient = read_nutrient(asked["thing"]) if asked is not None and not heard.partial else None
    words = re.findall(r"[a-z]+", before)
    if nutrient is None or not any(read_nutrient(word) for word in words):
        return Turn(session)
    scope = _scope(replace(session, talk=replace(session.talk, last_heard=before)), Intent("nutrition"))
    again = Intent("nutrition", {"nutrient": asked["thing"], "scope": scope or "serving"})  # type: ignore[index]
    return replace(nutrition(kitchen, session, again), rest=())


TOPIC = Topic("food", handlers={"nutrition": nutrition, "how_sure": how_sure}, hear=hear)
