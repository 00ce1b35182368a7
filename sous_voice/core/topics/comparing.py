"""Two foods side by side: the hundred grams of each, and a spoon of each."""

import re
from fractions import Fraction

from sous_voice.core.food_names import is_plural
from sous_voice.core.foods import Match, weigh
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import NUTRIENTS, Nutrient, amount_words, read_nutrient
from sous_voice.core.nutrition import per_100g
from sous_voice.core.recipe import Quantity
from sous_voice.core.session import Session
from sous_voice.core.technique import find_term
from sous_voice.core.topics.food import NO_TABLE
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import first_upper


def nutrition_compare(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Oil or butter?": the hundred grams of each, and what differs most."""
    book = kitchen.foods
    if book is None:
        return say(session, NO_TABLE)
    names = _two_names(intent)
    if "difference" in session.talk.last_heard.lower():
        terms = [find_term(kitchen.knowledge.handbook, name) for name in names]
        if len(terms) == 2 and all(terms):
            return say(session, *(f"{first_upper(t.name)}: {t.meaning}" for t in terms if t is not None))
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
    return f"{first_upper(name)} {'have' if is_plural(name) else 'has'} {a}, {other} {b}."


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


TOPIC = Topic("comparing", handlers={"nutrition_compare": nutrition_compare})
