"""Questions of a known kind about one food for another: what stands in, whether it does, without it, less of it."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.fitness import adapted, allergen_of, diet_of
from sous_voice.core.foodtalk.instead import instead, words_same
from sous_voice.core.foodtalk.kinds_lore import reason_for, term_named
from sous_voice.core.foodtalk.said import Named, Said, own_foods
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.technique import find_form
from sous_voice.core.topics.supposing import SUPPOSED

Found = tuple[Intent, ...]
Filler = Callable[[Said], Found]


def news_of(said: Said) -> list[Named]:
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
        new = [food for food in news_of(said) if not food.own and food.end < own[0].start]
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
    own, news = own_foods(said), news_of(said)
    if form := other_form(said):
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


def other_form(said: Said) -> Found:
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


_WITHOUT_IT = (
    r"leave|leaves|left|skip|skipping|omit|drop|bin|without|sans|minus|no|out|off|free|needs?|needed|necessary|must|"
    r"optional|essential|important|matters?|have to|has to|there|use|works?|suffer|for|do|does|doing|deal|why|hates?|"
    r"miss|notice|rather not|do not|touch|point|good"
)
"""Words of a question for the dish without a food; "is chicken skin bad for you" is none."""


def _left_out(said: Said) -> Found:
    """The dish without it, for the sake of the question; what it is for, where that was asked and is known."""
    own, other = own_foods(said), [food for food in said.foods() if not food.own]
    if other and said.session.recipe is not None and said.has("needs?|necessary|any"):
        return (Intent("diet_check", {"allergen": other[0].words}),)
    if not own or said.session.recipe is None or not said.has(_WITHOUT_IT):
        return ()
    role = said.has(r"what (?:does|is)\b.*\b(?:do|for|doing|deal)|deal with|why")
    if role and (found := reason_for(said)):
        return found
    if role and (term := term_named(said, own[0].own)):
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
    foods = news_of(said) or list(said.foods())
    if foods and (diet := diet_of(said)):
        return (Intent("substitute", {"ingredient": foods[0].words, "diet": diet}),)
    return (Intent("add_extra", {"ingredient": foods[0].words, "asked": True}),) if foods else ()


FILLERS: Mapping[str, tuple[Filler, str]] = MappingProxyType(
    {
        "instead": (_instead, "substitute lack_ingredient diet_suggest"),
        "will_do": (_will_do, "substitute lack_ingredient how_to"),
        "lack": (_lack, "lack_ingredient substitute"),
        "short": (_short, "lack_ingredient scale substitute"),
        "leave_out": (_left_out, "change define how_to substitute lack_ingredient"),
        "more_less": (_more_less, "change"),
        "add": (_added, "add_extra nutrition"),
    }
)  # fmt: skip
"""Kind → what finds its intent, and the intents that other readers may have found for the same kind."""
