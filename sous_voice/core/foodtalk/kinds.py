"""A question whose kind is known, and no sentence fits: which foods, nutrients, people it names, as an intent.

The kinds are those of the reader of questions (``language/food_kinds.py``), which knows the shape of a question and not
its names. Each kind has a filler that finds what it needs, or finds nothing and leaves the question to the others.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.figures import NAMES_NUTRIENT, figures, nutrient_named
from sous_voice.core.foodtalk.fitness import (
    adapted,
    allergen_of,
    diet_of,
    of_dish,
    of_little_ones,
    of_somebody,
)
from sous_voice.core.foodtalk.instead import instead, words_same
from sous_voice.core.foodtalk.lore import oven, seasons, terms
from sous_voice.core.foodtalk.said import Named, Said, as_lack, number_of
from sous_voice.core.foodtalk.suggesting import suggesting
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.seasons import MONTHS, find
from sous_voice.core.technique import find_advice, find_form, find_reason, find_remedy, find_term, named_by
from sous_voice.core.topics.supposing import SUPPOSED

Found = tuple[Intent, ...]
Filler = Callable[[Said], Found]


def own_foods(said: Said) -> list[Named]:
    """The foods of the recipe that are named."""
    return [food for food in said.foods() if food.own]


def _nutrient(said: Said) -> str:
    found = re.search(rf"\b(?:{NAMES_NUTRIENT})\b", said.text)
    return nutrient_named(found[0]) if found else ""


# ---------------------------------------------------------------- figures


def _figures(said: Said) -> Found:
    """How much of a nutrient: as the readers of figures find it, else of a serving."""
    found, nutrient = figures(said), _nutrient(said)
    if said.session.recipe is None and not (found and found[0].slots.get("ingredient")):
        return ()
    if found:
        return found
    return (Intent("nutrition", {"scope": "serving", **({"nutrient": nutrient} if nutrient else {})}),)


def _scoped(scope: str) -> Filler:
    def fill(said: Said) -> Found:
        nutrient = _nutrient(said)
        if said.session.recipe is None:
            return ()
        return (Intent("nutrition", {"scope": scope, **({"nutrient": nutrient} if nutrient else {})}),)

    return fill


def _compared(said: Said) -> Found:
    nutrient = _nutrient(said)
    foods = [food for food in said.foods() if food.words != nutrient]
    if len(foods) < 2:
        return ()
    slots: dict[str, Slot] = {"first": foods[0].words, "second": foods[1].words}
    return (Intent("nutrition_compare", slots | ({"nutrient": nutrient} if nutrient else {})),)


def _lighter(said: Said) -> Found:
    sweet = re.search(r"\b(sweet|salty|fatty|greasy|rich)\b", said.text)
    named = {"sweet": "sugar", "salty": "salt", "fatty": "fat", "greasy": "fat", "rich": "fat"}
    nutrient = _nutrient(said) or (named[sweet[1]] if sweet else "calories")
    return (Intent("diet_suggest", {"nutrient": nutrient, "way": "less"}),)


def _richer(said: Said) -> Found:
    nutrient = _nutrient(said) or ("protein" if said.has("filling|full") else "")
    return (Intent("diet_suggest", {"nutrient": nutrient, "way": "more"}),) if nutrient else ()


# ---------------------------------------------------------------- one food for another


def _news(said: Said) -> list[Named]:
    """The foods that the recipe has not, or has of another kind."""
    return [food for food in said.foods() if not food.own or not words_same(food.words, food.own)]


def _instead(said: Said) -> Found:
    """What stands in for a food of the recipe; where none is named, for what somebody cannot have."""
    found = instead(said)
    if found and found[0].name == "substitute" and found[0].slots.get("ingredient"):
        return found
    own = own_foods(said)
    diet = diet_of(said)
    more: dict[str, Slot] = {"diet": diet} if diet else {}
    if own:
        new = [food for food in _news(said) if not food.own and food.end < own[0].start]
        if new and said.has("instead|rather|for|not"):
            return (
                Intent("substitute", {"ingredient": own[0].own, "replacement": new[0].words, "asked": True}),
            )
        if said.has(_CANNOT_HAVE):
            more["avoid"] = own[0].own
        return (Intent("substitute", {"ingredient": own[0].own, **more}),)
    if diet or allergen_of(said):
        return adapted(said)
    foods = said.foods()
    return (Intent("substitute", {"ingredient": foods[0].words}),) if foods else ()


def _alike(said: Said, name: str) -> str:
    """The recipe's food of which another names a kind: its ginger, for "ginger powder"."""
    recipe = said.session.recipe
    found = (meant(recipe, word) for word in name.split()) if recipe is not None else ()
    return next((names[0] for names in found if names), "")


_FOR_ANOTHER = "swap|replace|exchange|substitute|trade|change"


_CANNOT_HAVE = r"allerg\w+|intoleran\w+|react\w*|can not (?:have|eat|stand)|must not (?:have|eat)|hives|rash"


def _will_do(said: Said) -> Found:
    """Whether another food does in its place."""
    own, news = own_foods(said), _news(said)
    if form := _form(said):
        return form
    if not news:
        return (Intent("substitute", {"ingredient": own[0].own}),) if own else ()
    new = next((food for food in news if not food.own), news[-1] if said.has(_FOR_ANOTHER) else news[0])
    old = next((food.own for food in own if food is not new), new.own) or _alike(said, new.words)
    slots: dict[str, Slot] = {"replacement": new.words, "asked": True}
    return (Intent("substitute", {**slots, **({"ingredient": old} if old else {})}),)


_FORMS = (
    r"salted|unsalted|frozen|dried|tinned|canned|fresh|homemade|home made|wholemeal|whole wheat|leftover|"
    r"bought|cooked"
)


def _form(said: Said) -> Found:
    """The recipe's own food in another form: "frozen broccoli", "homemade stock": what that changes."""
    recipe = said.session.recipe
    for food in said.foods() if recipe is not None else ():
        before = said.words[food.start - 1] if food.start else ""
        behind = said.words[food.end] if food.end < len(said.words) else ""
        words = [before, *food.words.split(), behind]
        form = next((word for word in words if re.fullmatch(_FORMS, word)), "")
        bare = " ".join(word for word in food.words.split() if word != form)
        own = food.own or next(iter(meant(recipe, bare)), "") if recipe is not None and bare else ""
        if form and own and form not in own.lower():
            rest = " ".join(word for word in own.lower().split() if not re.fullmatch(_FORMS, word))
            text = f"{form} {rest} {bare}"
            if find_form(said.kitchen.knowledge.handbook, text) is not None:
                return (Intent("how_to", {"about": "form", "thing": text}),)
    found = said.has("frozen|dried|tinned|canned|fresh")
    if found and said.has("veg|veggies|vegetables?|fruits?|berries"):
        return (Intent("how_to", {"about": "form", "thing": found[0]}),)
    return ()


def _lack(said: Said) -> Found:
    own = own_foods(said)
    return (Intent("lack_ingredient", {"ingredient": own[0].own}),) if own else _instead(said)


def _short(said: Said) -> Found:
    found = instead(said)
    return found if found and found[0].name == "lack_ingredient" else _lack(said)


def _left_out(said: Said) -> Found:
    """The dish without it, for the sake of the question; what it is for, where that was asked and is known."""
    own, other = own_foods(said), [food for food in said.foods() if not food.own]
    if other and said.session.recipe is not None and said.has("needs?|necessary|any"):
        return (Intent("diet_check", {"allergen": other[0].words}),)
    if not own or said.session.recipe is None:
        return ()
    role = said.has(r"what (?:does|is)\b.*\b(?:do|for|doing|deal)|deal with|why")
    if role and (found := _reason(said)):
        return found
    if role and (term := _term(said, own[0].own)):
        return (Intent("define", {"thing": term}),)
    return (Intent("change", {"ingredient": own[0].own, "direction": "no", SUPPOSED: True}),)


def _more_less(said: Said) -> Found:
    own = own_foods(said)
    ways = (
        ("half", "half|halve"),
        ("double", "double|twice"),
        ("less", "less|fewer|reduce|little"),
        ("more", "more|extra"),
    )
    way = next((name for name, pattern in ways if said.has(pattern)), "")
    if not own or not way:
        return ()
    return (Intent("change", {"ingredient": own[0].own, "direction": way, SUPPOSED: True}),)


def _added(said: Said) -> Found:
    """Whether something may be put in besides."""
    foods = _news(said) or list(said.foods())
    if foods and (diet := diet_of(said)):
        return (Intent("substitute", {"ingredient": foods[0].words, "diet": diet}),)
    return (Intent("add_extra", {"ingredient": foods[0].words, "asked": True}),) if foods else ()


# ---------------------------------------------------------------- done, kept


def _done(said: Said) -> Found:
    own, part = own_foods(said), said.has("dough|batter|pastry|crust|topping|filling|sauce|syrup|gravy")
    food = own[0].own if own else part[0] if part else ""
    return (Intent("doneness", {"food": food} if food else {}),)


def _inside(said: Said) -> Found:
    foods = own_foods(said) or list(said.foods())
    if not foods:
        return (Intent("doneness"),)
    return (Intent("temperature", {"thing": foods[0].own or foods[0].words}),)


_CONTAINERS = frozenset("fridge leftovers leftover freezer counter lunch box dough batter".split())


_SURELY_KEEPS = re.compile(r"\b(?:mix|mixture)\b")


def _kept(verb: str) -> Filler:
    """How long it keeps and the like: the kind is asked of, whatever words were used."""

    def fill(said: Said) -> Found:
        foods = [food for food in said.foods() if food.words not in _CONTAINERS]
        part = next((word for word in said.words if word in ("dough", "batter", "pastry", "filling")), "")
        part = part or ("batter" if _SURELY_KEEPS.search(said.text) else "")
        thing = foods[0].words if foods else part
        named: dict[str, Slot] = {"verb": verb} if verb != "keep" else {}
        return (Intent("how_to", {"keep": True, **named, **({"thing": thing} if thing else {})}),)

    return fill


# ---------------------------------------------------------------- words, reasons, trouble


def _term(said: Said, text: str) -> str:
    row = find_term(said.kitchen.knowledge.handbook, text)
    return row.name if row is not None else ""


_ASKING = frozenset(
    """what does do is are the a an of it mean means meaning meant by please exactly again you recipe i we how should
    can could would explain define describe to with when say they that word never heard not know in here for so this
    properly correctly right best way""".split()
)


def _defined(said: Said) -> Found:
    if found := terms(said):
        return found
    rest = " ".join(word for word in said.words if word not in _ASKING)
    term = _term(said, rest)
    if not term and not said.foods():
        return ()
    return (Intent("define", {"thing": term or rest}),)


def _how_to(said: Said) -> Found:
    return _advised(said) or (
        (Intent("define", {"thing": name}),) if (name := _term(said, said.text)) else ()
    )


def _why(said: Said) -> Found:
    """A reason that is known; else what the word for it means."""
    if found := _reason(said):
        return found
    return (Intent("how_to", {"why": True, "thing": _act(said)}),)


def _reason(said: Said) -> Found:
    text = f"why {said.text}"
    row = find_reason(said.kitchen.knowledge.handbook, text)
    return (Intent("how_to", {"about": "reason", "thing": text}),) if row is not None else ()


def _act(said: Said) -> str:
    """The way of cooking that is named: "toast", in "why do I toast the rice"."""
    foods = {at for food in said.foods() for at in range(food.start, food.end)}
    words = [word for at, word in enumerate(said.words) if at not in foods and word not in _ASKING]
    return next((name for word in words if (name := _term(said, word))), "")


def _trouble(said: Said) -> Found:
    book, recipe = said.kitchen.knowledge.handbook, said.session.recipe
    remedy, other = find_remedy(book, said.text), find_advice(book, said.text)
    if other is not None and (remedy is None or named_by(other, said.text) > named_by(remedy, said.text)):
        return (Intent("how_to", {"about": "advice", "thing": said.text}),)
    beside = f"{said.text} {recipe.title.lower()}" if recipe is not None else said.text
    nearer = find_remedy(book, beside)
    if nearer is not None and nearer is not remedy and named_by(nearer, said.text) >= 1:
        return (Intent("problem", {"text": beside}),)
    if remedy is None and not own_foods(said) and not said.has(_OF_DISH):
        return ()
    return (Intent("problem", {"text": said.text}),)


_OF_DISH = (
    r"it|they|mine|everything|dough|batter|pastry|crust|topping|filling|sauce|dish|pan|pot|this|top|bottom|"
    r"edge|rim|skin"
)
"""What a trouble is of, where no food is named."""


def _advised(said: Said) -> Found:
    text = as_lack(said.text)
    row = find_advice(said.kitchen.knowledge.handbook, text)
    return (Intent("how_to", {"about": "advice", "thing": text}),) if row is not None else ()


def _no_tool(said: Said) -> Found:
    lacking = as_lack(said.text)
    for text in (lacking, f"no {lacking}", f"without {lacking}"):
        if find_advice(said.kitchen.knowledge.handbook, text) is not None:
            return (Intent("how_to", {"about": "advice", "thing": text}),)
    return (Intent("how_to", {"unknown": "tool"}),)


def _lore(said: Said) -> Found:
    return _advised(said) or _reason(said) or (Intent("how_to", {"unknown": "lore"}),)


# ---------------------------------------------------------------- the recipe's own words


def _tool(said: Said) -> Found:
    recipe = said.session.recipe
    tools = [item.name.lower() for item in recipe.cookware] if recipe is not None else []
    named = next((word for word in said.words if any(name.split()[-1] == word for name in tools)), "")
    return (Intent("tool", {"tool": named} if named and not said.has("which|what") else {}),)


def _oven(said: Said) -> Found:
    return oven(said) or (Intent("temperature", {"thing": "oven"}),)


def _pan(said: Said) -> Found:
    return (Intent("temperature", {"thing": "pan"}),)


def _amount(said: Said) -> Found:
    own = own_foods(said)
    return (Intent("amount", {"ingredient": own[0].own}),) if own and said.session.recipe is not None else ()


def _so_many(said: Said) -> Found:
    """The amount for so many people, or for half of it; of everything where no food is named."""
    own = own_foods(said)
    part = next(
        (value for word, value in (("half|halve", 0.5), ("double|twice", 2.0)) if said.has(word)), 0.0
    )
    words = [word for at, word in enumerate(said.words) if not any(f.start <= at < f.end for f in own)]
    numbers = [value for word in words if word not in ("a", "an") and (value := number_of(word))]
    whole = [int(value) for value in numbers if value.denominator == 1 and 1 <= value <= 200]
    if said.session.recipe is None or not (whole or part):
        return _amount(said)
    slots: dict[str, Slot] = {"servings": whole[-1]} if whole else {"factor": part}
    scaled = Intent("scale", {**slots, SUPPOSED: True})
    return (scaled, Intent("amount", {"ingredient": own[0].own})) if own else (scaled,)


def _portions(said: Said) -> Found:
    return (Intent("recipe_overview", {"about": "servings"}),)


def _when_in(said: Said) -> Found:
    own = own_foods(said)
    slots: dict[str, Slot] = {"when": True}
    if len(own) > 1:
        slots["second"] = own[1].own
    return (Intent("duration", {"ingredient": own[0].own, **slots}),) if own else ()


def _time(said: Said) -> Found:
    if said.has("oven") and not own_foods(said):
        return (Intent("duration", {"action": "oven"}),)
    own = own_foods(said)
    act = _act(said)
    if act or own:
        return (Intent("duration", {"action": act or own[0].own}),)
    return (Intent("duration"),)


def _total(said: Said) -> Found:
    return (Intent("recipe_overview", {"about": "time"}),)


# ---------------------------------------------------------------- seasons, wishes, the table


def _month(said: Said) -> dict[str, Slot]:
    names = (*MONTHS, "spring", "summer", "autumn", "fall", "winter")
    return next(({"month": name} for name in names if said.has(name)), {})


def _season(said: Said) -> Found:
    if found := seasons(said):
        return found
    produce = said.kitchen.knowledge.produce
    grown = next((food.words for food in said.foods() if find(produce, food.words) is not None), "")
    grown = grown or next(
        (word for word in said.words if len(word) > 3 and find(produce, word) is not None), ""
    )
    return (Intent("in_season", {"ingredient": grown, **_month(said)}),) if grown else _in_season(said)


def _in_season(said: Said) -> Found:
    if found := seasons(said):
        return found
    produce = said.kitchen.knowledge.produce
    grown = next((food.words for food in said.foods() if find(produce, food.words) is not None), "")
    if grown:
        return (Intent("in_season", {"ingredient": grown, **_month(said)}),)
    fruit, veg = said.has("fruits?"), said.has("veg|veggies|vegetables?|greens")
    if not (fruit or veg or said.has("market|grows?|growing|buy|in season|seasonal")):
        return ()
    kind = {"kind": "fruit"} if fruit and not veg else {"kind": "vegetable"} if veg and not fruit else {}
    return (Intent("in_season", {**_month(said), **kind}),)


def _suggested(said: Said) -> Found:
    found = suggesting(said)
    if (
        found
        or said.session.recipe is not None
        or not said.has("cook|make|eat|dinner|lunch|recipes?|dish|inspire|hungry|meal")
    ):
        return found
    return (Intent("find_recipe"),)


def _paired(said: Said) -> Found:
    foods = _news(said)
    return (Intent("how_to", {"pairing": True, **({"thing": foods[0].words} if foods else {})}),)


_FILLERS: Mapping[str, tuple[Filler, str]] = MappingProxyType(
    {
        "figures": (_figures, "nutrition scale change"),
        "healthy": (_scoped("much"), "nutrition"),
        "source": (_scoped("source"), "nutrition"),
        "daily": (_scoped("daily"), "nutrition"),
        "compare": (_compared, "nutrition_compare nutrition"),
        "lighter": (_lighter, "diet_suggest"),
        "richer": (_richer, "diet_suggest"),
        "diet": (of_dish, "diet_check allergy_set set_profile"),
        "diet_who": (of_somebody, "diet_check allergy_set set_profile"),
        "care": (of_little_ones, "diet_check how_to"),
        "adapt": (adapted, "diet_suggest substitute"),
        "instead": (_instead, "substitute lack_ingredient diet_suggest"),
        "will_do": (_will_do, "substitute lack_ingredient how_to"),
        "lack": (_lack, "lack_ingredient substitute"),
        "short": (_short, "lack_ingredient scale substitute"),
        "leave_out": (_left_out, "change define how_to substitute lack_ingredient"),
        "more_less": (_more_less, "change"),
        "add": (_added, "add_extra nutrition"),
        "done": (_done, "doneness"),
        "inside": (_inside, "temperature doneness"),
        "keep": (_kept("keep"), "how_to"),
        "freeze": (_kept("freeze"), "how_to"),
        "reheat": (_kept("reheat"), "how_to"),
        "ahead": (_kept("made ahead"), "how_to"),
        "left_out": (_kept("left out"), "how_to problem"),
        "thaw": (_kept("thaw"), "how_to"),
        "define": (_defined, "define how_to"),
        "how_to": (_how_to, "how_to define"),
        "why": (_why, "how_to define problem change"),
        "trouble": (_trouble, "problem how_to"),
        "tool": (_tool, "tool how_to"),
        "no_tool": (_no_tool, "how_to"),
        "appliance": (_no_tool, "how_to temperature"),
        "oven": (_oven, "temperature"),
        "pan_heat": (_pan, "temperature"),
        "amount": (_amount, "amount scale"),
        "cut": (_amount, "amount how_to"),
        "kind": (_amount, "amount define"),
        "so_many": (_so_many, "scale amount"),
        "portions": (_portions, "recipe_overview"),
        "when_in": (_when_in, "duration goto_step"),
        "time": (_time, "duration"),
        "total_time": (_total, "recipe_overview when_ready duration"),
        "season": (_season, "in_season"),
        "whats_in_season": (_in_season, "in_season"),
        "suggest": (_suggested, "find_recipe"),
        "pairing": (_paired, "how_to find_recipe"),
        "lore": (_lore, "how_to problem"),
    }
)  # fmt: skip
"""Kind → what finds its intent, and the intents that other readers may have found for the same kind."""


def fits(kind: str, intent: Intent) -> bool:
    """Whether what others read is of this kind."""
    return kind in _FILLERS and intent.name in _FILLERS[kind][1].split()


def of_kind(said: Said, kind: str) -> Found:
    """The intents of a question of this kind; empty where what it is about is not found."""
    return _FILLERS[kind][0](said) if kind in _FILLERS else ()
