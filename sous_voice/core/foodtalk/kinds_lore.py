"""Questions of a known kind about kitchen lore: done, kept, words, reasons, trouble, tools that are missing."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sous_voice.core.foodtalk.lore import terms
from sous_voice.core.foodtalk.said import Said, as_lack, own_foods
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.technique import find_advice, find_reason, find_remedy, find_term, named_by

Found = tuple[Intent, ...]
Filler = Callable[[Said], Found]


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


def term_named(said: Said, text: str) -> str:
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
    term = term_named(said, rest)
    if not term and not said.foods():
        return ()
    return (Intent("define", {"thing": term or rest}),)


def _how_to(said: Said) -> Found:
    return _advised(said) or (
        (Intent("define", {"thing": name}),) if (name := term_named(said, said.text)) else ()
    )


def _why(said: Said) -> Found:
    """A reason that is known; else what the word for it means."""
    if found := reason_for(said):
        return found
    return (Intent("how_to", {"why": True, "thing": act_named(said)}),)


def reason_for(said: Said) -> Found:
    text = f"why {said.text}"
    row = find_reason(said.kitchen.knowledge.handbook, text)
    return (Intent("how_to", {"about": "reason", "thing": text}),) if row is not None else ()


def act_named(said: Said) -> str:
    """The way of cooking that is named: "toast", in "why do I toast the rice"."""
    foods = {at for food in said.foods() for at in range(food.start, food.end)}
    words = [word for at, word in enumerate(said.words) if at not in foods and word not in _ASKING]
    return next((name for word in words if (name := term_named(said, word))), "")


def _trouble(said: Said) -> Found:
    book, recipe = said.kitchen.knowledge.handbook, said.session.recipe
    remedy, other = find_remedy(book, said.text), find_advice(book, said.text)
    if other is not None and (remedy is None or named_by(other, said.text) > named_by(remedy, said.text)):
        return (Intent("how_to", {"about": "advice", "thing": said.text}),)
    beside = f"{said.text} {recipe.title.lower()}" if recipe is not None else said.text
    nearer = find_remedy(book, beside)
    if nearer is not None and nearer is not remedy and named_by(nearer, said.text) >= 1:
        return (Intent("problem", {"text": beside}),)
    if remedy is None and (_WENT_IN.search(said.text) or not (own_foods(said) or said.has(_OF_DISH))):
        return ()
    return (Intent("problem", {"text": said.text}),)


_WENT_IN = re.compile(r"\b(?:went|gone|is|are|came) (?:in|on|into|out of|still in) ?(?:the [a-z]+)?$")
"""A report of where something is, which is no trouble."""
_OF_DISH = (
    r"it|they|them|these|mine|everything|dough|batter|pastry|crust|topping|filling|sauce|dish|pan|pot|this|top|bottom|"
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
    return _advised(said) or reason_for(said) or (Intent("how_to", {"unknown": "lore"}),)


FILLERS: Mapping[str, tuple[Filler, str]] = MappingProxyType(
    {
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
        "no_tool": (_no_tool, "how_to"),
        "appliance": (_no_tool, "how_to temperature"),
        "lore": (_lore, "how_to problem"),
    }
)  # fmt: skip
"""Kind → what finds its intent, and the intents that other readers may have found for the same kind."""
