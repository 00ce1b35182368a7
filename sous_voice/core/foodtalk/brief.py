"""Short talk about food, read by what its words stand for: "subs for eggs", "sans garlic, okay?", "salt per head".

No sentence pattern: which topics are named (keeping, swapping, lacking, a diet, a nutrient, the season), which foods,
and which relation between them. Talk with any other word in it is left to the other readers.
"""

import re

from sous_voice.core.allergens import read_allergens
from sous_voice.core.foodtalk.marks import KINDS_BY_WORD, Marks, read_marks
from sous_voice.core.foodtalk.said import Named, Said
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.seasons import find
from sous_voice.core.session import open_question
from sous_voice.core.technique import find_doneness
from sous_voice.core.topics.supposing import SUPPOSED

MOST = 7
"""Words of short talk."""


def brief(said: Said) -> tuple[Intent, ...]:
    """What short talk asks; empty where it is no question, or not all of it is understood."""
    question = open_question(said.session)
    if not 0 < len(said.words) <= MOST or (question is not None and question.kind == "choice"):
        return ()
    marks = read_marks(said)
    if marks is None:
        return ()
    rules = (
        _lacking,
        _kept,
        _swapped,
        _one_for_another,
        _free_of,
        _left_out,
        _for_so_many,
        _eaten,
        _figured,
        _cooked,
        _grown,
    )
    return next((found for rule in rules if (found := rule(said, marks))), ())


def _lacking(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Ginger, none", "eggs gone"."""
    gone = said.has("none|gone|missing") is not None
    if not gone or len(said.words) > 3 or len(marks.own) != 1 or len(marks.foods) != 1 or marks.nutrient:
        return ()
    return (Intent("lack_ingredient", {"ingredient": marks.own[0].own}),)


def _kept(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Keeps?", "fridge life?", "leftovers: how long", "reheat how"."""
    word = next((w for w in said.words if w.startswith(_STORED)), "")
    asked = word not in ("", "keep", "keeping", "freeze", "reheat") or marks.kinds & {"long", "how", "fine"}
    if "keep" not in marks.kinds and not _next_day(said, marks):
        return ()
    if not asked or marks.nutrient or marks.allergen or said.has("in the (?:fridge|freezer)$|put|now"):
        return ()
    slots: dict[str, Slot] = {"action": word or "keep", "keep": True}
    foods = [food for food in marks.foods if food.words not in ("fridge", "leftovers")]
    if "part" in marks.kinds and not foods:
        slots["thing"] = next(word for word in said.words if KINDS_BY_WORD.get(word) == "part")
    return (Intent("how_to", slots | ({"thing": foods[0].words} if foods else {})),)


_STORED = (
    "keep",
    "fridge",
    "freez",
    "frozen",
    "leftover",
    "storage",
    "storable",
    "overnight",
    "reheat",
    "refrig",
)


def _next_day(said: Said, marks: Marks) -> bool:
    return said.has("next day|tomorrow|shelf life") is not None and bool(marks.kinds & {"fine", "long"})


def _swapped(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Subs for eggs", "tahini alternatives", "oat milk instead?", "egg-free version?"."""
    if "swap" not in marks.kinds or marks.nutrient or (marks.kinds & {"all", "each"}):
        return ()
    news = [food for food in marks.foods if not food.own or _another_kind(food)]
    olds = [food for food in marks.own if food not in news]
    if "free" in marks.kinds and not olds:
        freed = said.food(" ".join(said.words[: said.words.index("free")]))
        olds = [freed] if freed is not None and freed.own else []
    bare = said.has("instead") is not None and not news
    if bare or len(olds) > 1 or len(news) > 1 or not (olds or news):
        return ()
    slots: dict[str, Slot] = {"ingredient": olds[0].own} if olds else {}
    if news and (olds or said.has("instead")):
        slots |= {"replacement": news[0].words, "asked": True}
    elif news:
        slots["ingredient"] = news[0].words
    return (Intent("substitute", slots),)


def _one_for_another(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Butter for oil?": the one that the recipe has is replaced."""
    match = re.search(r"^(?P<new>[a-z ]+) for (?P<old>[a-z ]+)$", said.text)
    if match is None or len(marks.foods) != 2 or marks.nutrient or marks.number:
        return ()
    new, old = marks.foods
    if not old.own or old.start <= len(match["new"].split()) - 1 or (new.own and not _another_kind(new)):
        return ()
    return (Intent("substitute", {"ingredient": old.own, "replacement": new.words, "asked": True}),)


def _another_kind(food: Named) -> bool:
    """ "Oat milk" where the recipe has buttermilk or milk: another food, however the recipe's is named."""
    words, own = set(food.words.split()), set(food.own.split())
    return len(words) > 1 and not words <= own and not own <= words


def _free_of(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Wine-free?": what would go in its place."""
    if "free" not in marks.kinds or marks.diet or marks.allergen or len(marks.own) != 1:
        return ()
    own = marks.own[0].own
    return (Intent("substitute", {"ingredient": own, "avoid": own}),)


def _left_out(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Sans garlic, okay?", "minus the salt, sodium?": the dish without it, for the sake of the question."""
    if "lack" not in marks.kinds or not marks.own or said.session.recipe is None:
        return ()
    nutrient = marks.nutrient
    left = [food for food in marks.own if food.words != nutrient]
    if len(left) != 1 or len(marks.foods) != 1 or not (nutrient or "fine" in marks.kinds):
        return ()
    change = Intent("change", {"ingredient": left[0].own, "direction": "no", SUPPOSED: True})
    return (change, *((_figure(marks, ""),) if nutrient else ()))


def _for_so_many(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "For two, beans?", "protein for six?": the amount for so many."""
    if not marks.number or said.session.recipe is None or not (marks.nutrient or len(marks.own) == 1):
        return ()
    scale = Intent("scale", {"servings": marks.number, SUPPOSED: True})
    if marks.nutrient:
        return (scale, _figure(marks, ""))
    return (scale, Intent("amount", {"ingredient": marks.own[0].own}))


def _eaten(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Gluten?", "nuts in this?", "pasta: gluten?", "vegan-safe?", "allergens?", "any fish"."""
    if said.session.recipe is None or marks.kinds & _NO_DIET or "not" in said.words:
        return ()
    itself = any(food.own for food in said.foods() if food.words == marks.allergen)
    if itself and not said.has(r"any|in|contains?|has|have|hidden|anywhere|where|free|fine|ok|safe"):
        return ()  # the recipe's own meat or mustard may be meant for itself
    own = [food for food in marks.own if food.words != marks.allergen]
    one: dict[str, Slot] = {"ingredient": own[0].own} if len(own) == 1 else {}
    if marks.diet:
        return (Intent("diet_check", {"diet": marks.diet, **one}),)
    if "veg" in marks.kinds and "fine" in marks.kinds:
        return (Intent("diet_check", {"diet": "vegetarian"}),)
    alone = len(said.words) == 1 and len(marks.foods) == 1 and not marks.foods[0].own
    if (
        marks.foods
        and (alone or marks.allergen.startswith("allerg"))
        and read_allergens(marks.foods[0].words)
    ):
        return (Intent("diet_check", {"allergen": marks.foods[0].words}),)
    if marks.allergen.startswith("allerg"):
        return (Intent("diet_check", one),)
    if marks.allergen:
        return (Intent("diet_check", {"allergen": marks.allergen, **one}),)
    return ()


_NO_DIET = frozenset("lack swap how when all each done heat keep long now".split())


def _figured(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Fat, total", "salt per head", "cals per spoonful", "fibre high?", "syrup, how sugary"."""
    if not marks.nutrient or "swap" in marks.kinds or "lack" in marks.kinds or marks.diet:
        return ()
    plain = marks.nutrient in ("salt", "sugar", "fat", "water", "alcohol")
    if plain and not marks.kinds & {"all", "each", "daily", "level", "source"}:
        return ()
    if said.session.recipe is None and not marks.foods:
        return ()
    name = marks.foods[0].own or marks.foods[0].words if len(marks.foods) == 1 else ""
    return (_figure(marks, name),)


def _figure(marks: Marks, name: str) -> Intent:
    slots: dict[str, Slot] = {"nutrient": marks.nutrient}
    if name and marks.measure:
        slots |= {"amount": 1.0, "unit": marks.measure}
    elif marks.measure:
        slots["scope"] = marks.measure
    elif name and "source" not in marks.kinds:
        pass
    else:
        scopes = (
            ("daily", "daily"),
            ("all", "all"),
            ("each", "serving"),
            ("source", "source"),
            ("level", "much"),
        )
        slots |= next(({"scope": scope} for kind, scope in scopes if kind in marks.kinds), {})
    if name:
        slots["ingredient"] = name
    return Intent("nutrition", slots)


def _cooked(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Done when", "safe temp", "temp inside?"."""
    food: dict[str, Slot] = {"food": marks.own[0].own} if len(marks.own) == 1 else {}
    asked = said.has("when|how(?! (?:long|much|many))")
    if said.has("is|are|will|be|do|does|was"):
        return ()
    if "done" in marks.kinds and asked and "keep" not in marks.kinds:
        return (Intent("doneness", food),)
    if "heat" in marks.kinds and marks.kinds & {"inside", "done"}:
        flesh = slot if (slot := str(food.get("food", ""))) else _cooked_through(said)
        return (Intent("temperature", {"thing": flesh}) if flesh else Intent("doneness"),)
    return ()


def _cooked_through(said: Said) -> str:
    """The recipe's food that has a safe temperature inside; empty where none has."""
    recipe, book = said.session.recipe, said.kitchen.knowledge.handbook
    names = [item.name for item in recipe.ingredients] if recipe is not None else []
    rows = ((name, find_doneness(book, name)) for name in names)
    return next((name for name, row in rows if row is not None and row.celsius is not None), "")


def _grown(said: Said, marks: Marks) -> tuple[Intent, ...]:
    """ "Leeks now?", "plums, when?"."""
    if (
        not marks.kinds & {"now", "when"}
        or len(marks.foods) != 1
        or marks.kinds & {"lack", "done", "swap", "all"}
    ):
        return ()
    word = marks.foods[0].words
    seasonal = said.session.recipe is None or said.has("season|seasonal") is not None
    known = seasonal and find(said.kitchen.knowledge.produce, word) is not None
    return (Intent("in_season", {"ingredient": word}),) if known else ()
