"""Questions of figures: which nutrient, of what, for how much of it."""

import re

from sous_voice.core.foodtalk.said import COUNT, Named, Said, number_of
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.nutrients import read_nutrient

ONLY_NUTRIENT = (
    r"calories?|cals?|kilocalories|kcals?|kj|energy|protein|carbs?|carbohydrates?|saturated(?: fat)?|saturates|"
    r"sat fats?|trans fat|cholesterol|fib(?:re|er)|roughage|sodium|iron|calcium|potassium|magnesium|zinc|folate|"
    r"vitamins?(?: [a-ek]| b ?\d+)?|macros|kilojoules|caffeine|omega three|iodine|selenium|phosphorus"
)
"""Words that name nothing but a nutrient."""
_ALSO_FOOD = r"salt|sugars?|fat|alcohol|water"
"""Nutrients that are ingredients as well: they need a word about eating beside them."""
NAMES_NUTRIENT = rf"{ONLY_NUTRIENT}|{_ALSO_FOOD}|sugary|salty|fatty"
"""Words of a nutrient, also those that are ingredients as well."""
_EATEN = (
    r"per|servings?|portions?|helpings?|slice|bowl|plate|piece|biscuit|cookie|pancake|each|daily|day|a day|healthy|"
    r"in (?:it|this|these|here|there|them)|content|grams? of|have i|did i|am i|(?:how|as) (?:sweet|"
    r"salty|fatty|rich)|comes? from|"
    r"hiding|worst|most|left|under|over|less than|more than|high|low|rich in|enough|eat|eating|eaten|"
    r"bring|brings|adds?|"
    r"happens to|all told|in total|in all|altogether|so far|all the|"
    r"(?:much|more|less) (?:salt|sugar|fat)|get|count(?:s)? as"
)
_UNHEALTHY = (
    r"healthy|unhealthy|fattening|bad (?:is (?:this|it)|for (?:me|you|us|my))|good for (?:me|you|us)|"
    r"heavy is (?:a|it|this|one)|naughty|sinful|light (?:is|meal)"
)
_SCOPES = (
    ("source", (
        r"which (?:bit|part|ingredient|one|thing)|where (?:is|does|do)|worst (?:thing|offender|bit|part)|what makes|"
        r"what (?:has|brings|gives|is behind)|most of the|comes? from|hiding|to blame|culprit"
    )),
    ("daily", r"daily|for (?:a|the|one) day|of (?:a|my|the) day|day is (?:worth|limit)|per ?cent|percentage"),
    ("so_far", r"so far|up to now|until now|already"),
    ("hundred_grams", r"(?:per|a|in a|for a|every) (?:hundred|100) ?(?:grams?|g)"),
    ("all", (
        r"in all|all told|altogether|in total|(?:the )?whole (?:thing|lot|recipe|dish|pot|batch|tray|pie|"
        r"cake)|all of it|overall|everything"
    )),
    ("much", (
        r"too much|a lot|good source|high in|low in|healthy|fattening|unhealthy|bad|good for|enough|is it (?:very|"
        r"too)|looking|rich in"
    )),
)  # fmt: skip
_SWEET = (
    ("sweet", "sugar"),
    ("salty", "salt"),
    ("fatty", "fat"),
    ("greasy", "fat"),
    ("rich", "fat"),
    ("heavy", "calories"),
)


def figures(said: Said) -> tuple[Intent, ...]:
    """What is asked of figures; empty where nothing is."""
    nutrient = _nutrient(said)
    if (shared := _share(said)) and (
        nutrient or said.has(r"did i (?:eat|have)|what did|how much did|calories")
    ):
        return (Intent("nutrition", {"nutrient": nutrient or "calories", "share": shared, "scope": "share"}),)
    if not nutrient and (measured := _adds(said)) is not None:
        return (measured,)
    if not nutrient:
        unhealthy = (
            said.has(_UNHEALTHY) and said.asks and not said.has(r"batter|burn|brown|lumps?|is that bad")
        )
        return (Intent("nutrition", {"scope": "much"}),) if unhealthy and not said.foods() else ()
    slots: dict[str, Slot] = {"nutrient": nutrient}
    if scope := next((key for key, pattern in _SCOPES if said.has(pattern)), ""):
        slots["scope"] = scope
    slots |= limit_of(said) | _portions(said)
    every = [nutrient_named(found[0]) for found in re.finditer(rf"\b(?:{NAMES_NUTRIENT})\b", said.text)]
    foods = [food for food in said.foods() if not any(_is_nutrient(food, one) for one in (nutrient, *every))]
    if len(foods) == 2 and said.has(r"or|than|versus|compared|difference|between"):
        return (
            Intent(
                "nutrition_compare", {"first": foods[0].words, "second": foods[1].words, "nutrient": nutrient}
            ),
        )
    if foods and scope not in ("source", "so_far"):
        slots |= _of_food(said, foods[0])
    return (Intent("nutrition", slots), *_and_another(said, nutrient, every, slots))


def _and_another(said: Said, nutrient: str, every: list[str], slots: dict[str, Slot]) -> tuple[Intent, ...]:
    """ "More sugar or more salt": the other nutrient as well."""
    other = next((name for name in every if name != nutrient), "")
    if not other or read_nutrient(other) is None or not said.has("or|and|than") or "ingredient" in slots:
        return ()
    return (Intent("nutrition", {**slots, "nutrient": other}),)


def _adds(said: Said) -> Intent | None:
    """ "An extra glug of olive oil adds what": calories, where a measured food is asked about."""
    foods = said.foods()
    if not foods or not said.asks or not said.has(r"adds?|costs?|bring|brings|mean|set me back|come to"):
        return None
    slots = _of_food(said, foods[0])
    return Intent("nutrition", {"nutrient": "calories", **slots}) if "amount" in slots else None


def _portions(said: Said) -> dict[str, Slot]:
    """ "Half a portion", "two bowls": so many servings."""
    match = re.search(
        rf"\b(?P<n>{COUNT}) (?:an? )?(?:servings?|portions?|helpings?|bowls?|plates?|slices?)\b", said.text
    )
    title = said.session.recipe.title.lower().split()[-1] if said.session.recipe is not None else ""
    match = match or re.search(
        rf"\b(?P<n>{COUNT}) (?:of (?:these|them|those)|{re.escape(title.rstrip('s'))}s|breads)\b", said.text
    )
    value = number_of(match["n"].removesuffix(" a")) if match else None
    return {"portions": float(value)} if value and value != 1 and 0 < value <= 50 else {}


def limit_of(said: Said) -> dict[str, Slot]:
    """ "Under five hundred calories": the number, and the side of it that was asked about."""
    match = re.search(
        rf"\b(?P<side>under|below|less than|at most|over|more than|above|at least) (?P<n>{COUNT})(?P<hundred> hundred)?"
        rf"(?: (?:and )?(?P<rest>{COUNT}))? (?:calories|grams?|kilocalories|milligrams?|per cent)\b",
        said.text,
    )
    value = number_of(match["n"]) if match else None
    if match is None or value is None:
        return {}
    rest = number_of(match["rest"]) if match["rest"] else None
    number = value * (100 if match["hundred"] else 1) + (rest or 0)
    return {
        "limit": float(number),
        "side": "over" if match["side"] in ("over", "more than", "above", "at least") else "under",
    }


def _nutrient(said: Said) -> str:
    found = said.has(ONLY_NUTRIENT)
    if found:
        return nutrient_named(found[0])
    for adjective, nutrient in _SWEET:
        if said.has(rf"(?:how|too|very|as|so) {adjective}(?: is| are| would| will|$)") or said.has(
            rf"how {adjective}"
        ):
            return nutrient
    found = said.has(_ALSO_FOOD)
    if (
        found
        and read_nutrient(found[0]) is not None
        and said.has(_EATEN)
        and not said.has(r"goes in|go in|add|do i put")
    ):
        return found[0]
    return ""


_SHORT_FOR = {"calorie": "calories", "cal": "calories", "cals": "calories", "kcals": "kcal", "vitamin": "vitamins",
              "sat fat": "saturated fat", "saturated": "saturated fat", "sat fats": "saturated fat", "kj": "kilojoules",
              "sugary": "sugar", "salty": "salt", "fatty": "fat", "sugars": "sugar"}  # fmt: skip


def nutrient_named(word: str) -> str:
    """The slot's value for a nutrient as it was said: "cals" → "calories"."""
    return _SHORT_FOR.get(word, word)


def _is_nutrient(food: Named, nutrient: str) -> bool:
    return set(food.words.split()) <= set(nutrient.split()) or food.words.rstrip("s") == nutrient.rstrip("s")


def _share(said: Said) -> float:
    """ "A third of the lot" as a number; 0 where no share is named."""
    match = re.search(
        (
            r"\b(?P<n>half|a third|a quarter|two thirds|three quarters|a tenth|a fifth)(?: of)? (?:it|the "
            r"(?:lot|whole|pot|dish|tray|pie|cake|batch|thing|bowl|recipe)|this|that|everything)\b"
        ),
        said.text,
    )
    if match is None:
        return 0.0
    special = {"a tenth": 0.1, "a fifth": 0.2}
    value = number_of(match["n"])
    return special.get(match["n"]) or (float(value) if value is not None else 0.0)


_UNITS = (
    r"spoonful|spoon|tablespoons?|teaspoons?|cups?|glug|grams?|ounces?|slices?|handful|pinch|litres?|"
    r"kilos?|pounds?"
)


def _of_food(said: Said, food: Named) -> dict[str, Slot]:
    """The food's name, and how much of it where that was said."""
    before = " ".join(said.words[: food.start])
    match = re.search(
        rf"\b(?P<n>{COUNT})(?: (?:extra|more|heaped|level|big))? (?P<unit>{_UNITS})(?: of)?(?: the)?$", before
    )
    if match is None:
        name = (
            f"{before.split()[-1]} {food.words}"
            if before.split()[-1:] in (["an"], ["one"])
            else food.own or food.words
        )
        return {"ingredient": name}
    value = number_of(match["n"])
    unit = {"spoonful": "tablespoon", "spoon": "tablespoon", "glug": "tablespoon"}.get(
        match["unit"], match["unit"]
    )
    return {"ingredient": food.own or food.words, "amount": float(value or 1), "unit": unit}
