"""For whom a dish is fit, where the question is known to ask that: the diet, the allergen and the people it names."""

import re

from sous_voice.core.allergens import read_allergens
from sous_voice.core.diets import read_diet
from sous_voice.core.foodtalk.eaters import ASKED_FOR_SOMEBODY, diet_in, diets_in, eaters, for_somebody
from sous_voice.core.foodtalk.said import Named, Said, person
from sous_voice.core.guest_names import KIN, is_given_name
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.topics.diet_warnings import diners_of

_LITTLE = r"bab(?:y|ies)|toddlers?|infants?|one year old|pregnan\w+|expecting|dogs?|cats?|small child"


_OVERVIEW = r"labels?|allerg\w+|warn|declare|ingredients?|contains?|risky|dangerous|watch out|careful|check"
"""Words of a question for all that anybody may be unable to have."""
_LESS = {
    "low_fat": "fat",
    "low_salt": "salt",
    "low_carb": "carbs",
    "low_calorie": "calories",
    "sugar_free": "sugar",
}
"""Diets that are a matter of figures."""


def diet_of(said: Said) -> str:
    """The diet that is named; empty for none."""
    return diet_in(said.text)


def allergen_of(said: Said) -> str:
    """What is asked of a dish only for somebody's sake, else a food that is an allergen."""
    found = re.search(rf"\b(?:{ASKED_FOR_SOMEBODY})\b", said.text)
    if found is not None:
        return found[0]
    return next((food.words for food in said.foods() if read_allergens(food.words)), "")


def of_dish(said: Said) -> tuple[Intent, ...]:
    """Whether the dish, or one food of it, is fit for a diet or free of something."""
    if len(every := diets_in(said.text)) > 1 and said.session.recipe is not None:
        return tuple(Intent("diet_check", {"diet": diet}) for diet in every)
    found = for_somebody(said) or eaters(said)
    if found:
        return found
    diet = diet_of(said) or ("vegan" if said.has("animals?") else "")
    own = [food for food in said.foods() if food.own]
    one: dict[str, Slot] = {"ingredient": own[0].own} if len(own) == 1 else {}
    if diet:
        return (Intent("diet_check", {"diet": diet, **one}),)
    if allergen := allergen_of(said):
        itself = {food.own for food in own if food.words == allergen}
        named = {} if one and one["ingredient"] in itself else one
        return (Intent("diet_check", {"allergen": allergen, **named}),)
    if food := _asked_food(said):
        return (Intent("diet_check", {"allergen": food.words}),)
    whole = said.session.recipe is not None and said.has(_OVERVIEW)
    return (Intent("diet_check", {"overview": True, **one}),) if whole else ()


def of_somebody(said: Said) -> tuple[Intent, ...]:
    """Whether somebody by name, or everybody, can eat it."""
    if said.has(_LITTLE):
        return of_little_ones(said)
    if diet_of(said) or said.has(ASKED_FOR_SOMEBODY):
        return of_dish(said)
    if said.session.recipe is None:
        return ()
    who = _somebody(said)
    if not who and (allergen := allergen_of(said)):
        return (Intent("diet_check", {"allergen": allergen}),)
    return (Intent("diet_check", {"person": who} if who else {}),)


def of_little_ones(said: Said) -> tuple[Intent, ...]:
    """A baby, somebody pregnant, a dog."""
    if said.has("spicy|mild|chill?i"):
        return (Intent("diet_check", {"allergen": "chilli"}),)
    found = said.has(_LITTLE)
    who = "pregnant" if found and found[0].startswith("expect") else found[0] if found else ""
    who = "baby" if who == "one year old" or who == "small child" else who
    return (Intent("diet_check", {"person": who}),) if who else ()


def adapted(said: Said) -> tuple[Intent, ...]:
    """The dish made fit for a diet, or for somebody who cannot have something."""
    diet = diet_of(said)
    if diet in _LESS:
        return (Intent("diet_suggest", {"nutrient": _LESS[diet], "way": "less"}),)
    if not diet and (allergen := allergen_of(said)):
        diet = f"{allergen} free"
    return (Intent("diet_suggest", {"diet": diet}),) if diet and read_diet(diet) else ()


def _asked_food(said: Said) -> Named | None:
    """The one food that is asked of, where it is no part of the recipe: "is there basil in it"."""
    foods = [food for food in said.foods() if not food.own]
    return foods[0] if len(foods) == 1 else None


def _somebody(said: Said) -> str:
    known = [diner.name.lower() for diner in diners_of(said.kitchen, said.session) if diner.name]
    named = next((name for name in known if said.has(re.escape(name.removeprefix("your ")))), "")
    if named:
        return named.removeprefix("your ")
    kin = re.search(rf"\b(?:my|our) (?:{'|'.join(sorted(KIN))})(?: in law)?\b", said.text)
    if kin:
        return person(kin[0])
    name = next((word for word in said.words if is_given_name(word) and word not in ("will", "may")), "")
    if name:
        return name
    if said.has("children|kids|child"):
        return "children"
    return "everybody" if said.has("everybody|everyone|all of us|we all|all my guests|anybody|anyone") else ""
