"""Questions of lack: what stands in for a food, whether another will do, what to do with less than the recipe takes."""

import re
from dataclasses import replace

from sous_voice.core.foodtalk.eaters import diet_in
from sous_voice.core.foodtalk.said import COUNT, Named, Said, number_of
from sous_voice.core.intents import Intent, Slot

_LIKE = r"instead of|rather than|in place of|in lieu of|not(?! (?:enough|so|yet|too|very|any|much))|for"
_TAIL = r"(?= (?:is|are|does|do|would|will|can|could|what|which|same|how|and|then|now|ok|work|works|any)\b|$)"


def instead(said: Said) -> tuple[Intent, ...]:
    """What is asked or ordered of substitutes; empty where nothing is."""
    for frame in (_short, _what_for, _this_for_that, _will_it_do, _lack, _only_this, _by_relation):
        found = frame(said)
        if found is not None:
            return (found,)
    return ()


def _swap(name: str, new: str = "", **more: Slot) -> Intent:
    slots: dict[str, Slot] = {"ingredient": name, **({"replacement": new} if new else {}), **more}
    return Intent("substitute", slots)


# ---------------------------------------------------------------- less than the recipe takes


_UNITS = (
    r"grams?|kilos?|kilograms?|cups?|pounds?|ounces?|litres?|liters?|millilitres?|tablespoons?|"
    r"teaspoons?|tins?|cans?|pints?|sticks?|cloves?|stalks?|slices?|spoons?"
)


def _short(said: Said) -> Intent | None:
    """ "I've only got one carrot", "I'm two apples short", "just half a tin of tomatoes"."""
    by = re.search(
        rf"\b(?P<n>{COUNT})(?: (?P<unit>{_UNITS})(?: of)?)? (?P<food>[a-z ]+?) (?:short|too few|missing)\b",
        said.text,
    )
    by = by or re.search(
        (
            rf"\b(?:short (?:of|by)|missing|need)(?: another| me)? (?P<n>{COUNT})(?: (?P<unit>{_UNITS})(?: "
            rf"of)?)? (?P<food>[a-z ]+)$"
        ),
        said.text,
    )
    if by is not None and (intent := _amount_of(said, by, missing=True)):
        return intent
    if not said.has(r"only|just|not enough|all i have|all we have|all i got") or said.has(
        r"added|put in|used|need"
    ):
        return None
    got = re.search(
        (
            rf"\b(?P<n>{COUNT})(?: (?P<unit>{_UNITS})(?: of)?)? (?P<food>[a-z ]+?)(?= (?:left|here|is|will|"
            rf"what|can|does|in the|at home|though|and|so|enough|would)\b|$)"
        ),
        said.text,
    )
    return _amount_of(said, got, missing=False) if got is not None else None


def _amount_of(said: Said, match: re.Match[str], *, missing: bool) -> Intent | None:
    number, food = number_of(match["n"]), said.food(match["food"])
    if number is None or food is None or not food.own or len(match["food"].split()) > 3:
        return None
    slots: dict[str, Slot] = {"ingredient": food.own, "amount": float(number), "short": True}
    if match["unit"]:
        slots["unit"] = match["unit"]
    return Intent("lack_ingredient", slots | ({"missing": True} if missing else {}))


# ---------------------------------------------------------------- one for another


def _this_for_that(said: Said) -> Intent | None:
    """ "Half a leek instead of the celery", "leeks not onion", "pecans rather than walnuts, same amount?"."""
    for match in re.finditer(
        rf"\b(?:{_LIKE})(?: the| my| some| one| an?)? (?P<food>[a-z ]+?){_TAIL}", said.text
    ):
        old = said.food(match["food"])
        before = said.text[: match.start()].strip()
        if old is None or not old.own or not before:
            continue
        news = [food for food in Said(before, said.kitchen, said.session).foods() if food.own != old.own]
        if not news or (
            match[0].startswith("for ")
            and not re.search(r"\b(?:swap|use|instead|do|work|sub|substitute|stand in)\b", said.text)
        ):
            continue
        if re.match(r"for\b", match[0]) and re.search(r"\bwhat\b", before):
            continue
        said_amount = re.search(
            rf"\b(?P<n>{COUNT})(?: [a-z]+ of)?(?: an?)? {re.escape(news[-1].words)}$", before
        )
        new = f"{said_amount[0]}" if said_amount and said_amount["n"] not in ("a", "an") else news[-1].words
        per = re.search(rf"(?P<n>{COUNT}) [a-z ]+$", match[0])
        counted: dict[str, Slot] = {"per": float(number_of(per["n"]) or 1)} if per and said_amount else {}
        return _swap(old.own, new, **counted, **({"asked": True} if said.asks else {}))
    return None


_ANY = "what|which|anything|something|is there|any"
_USED = (
    "(?:use|used|stand in|sub|take|go in|put in|alternatives?|works?|something|anything|else) "
    "(?:for|instead of|in place of|to)"
    "|replace|replaces|substitute(?: for)?|swap(?: for)?|sub for"
)


def _what_for(said: Said) -> Intent | None:
    """ "What else could I use for the pasta", "what could stand in for fresh coriander"."""
    match = re.search(rf"\b(?:{_ANY})\b.*\b(?:{_USED}) (?:the |my |fresh )?(?P<food>[a-z ]+)$", said.text)
    match = match or re.search(
        rf"\b(?:{_ANY})\b.*\b(?:instead of|in place of|rather than) (?P<food>[a-z ]+)$", said.text
    )
    food = said.food(match["food"]) if match else None
    if match is None or food is None or re.search(r"\bhow (?:much|many|long)\b", said.text):
        return None
    if any(other.end <= len(said.words) - len(match["food"].split()) for other in said.foods()):
        return None
    name = food.own or food.words
    diet = diet_in(said.text)
    return _swap(name, **({"diet": diet} if diet else {}))


_WILL_DO = (
    (
        r"(?:would|will|could|can|does|do) (?:the |a |an |some |my )?(?P<food>[a-z ]+?) "
        r"(?:do|work|(?:be|are|is)(?: just| also)?(?: as)? (?:ok|fine|good|nice|alright|all right))"
    ),
    (
        r"(?:get away with|make do with|go with|use|manage with)(?: just| some| the| a| an| my)? "
        r"(?P<food>[a-z ]+?)(?: instead)?$"
    ),
    (
        r"(?:make|cook|bake|prepare)(?: [a-z]+){0,2} with(?: just| some| the| a| an| my)? "
        r"(?P<food>[a-z ]+?)(?: instead)?$"
    ),
    r"(?:like|want|prefer|love) to (?:use|take|put in)(?: some| the| a| my)? (?P<food>[a-z ]+?) "
    r"(?:would|will|can|is|does|instead)",
    (
        r"^(?:is |are |and |no [a-z ]+? )?(?P<food>[a-z ]+?)(?: is| are)? (?:any (?:good|use)|ok|fine|"
        r"good enough|all right|alright|instead|do as well|do just as well|will do|work too)\b(?: as "
        r"(?P<old>[a-z ]+)$)?"
    ),
)


def _will_it_do(said: Said) -> Intent | None:
    """ "Would honey do instead of the syrup", "green lentils any good", "no white beans, chickpeas okay?"."""
    if said.has("somebody|someone|anybody|who|allerg[a-z]+"):
        return None  # asked for somebody's sake
    for pattern in _WILL_DO:
        match = re.search(rf"\b{pattern}" if not pattern.startswith("^") else pattern, said.text)
        foods = Said(match["food"], said.kitchen, said.session).foods() if match else ()
        if not match or not foods or (" use " in f" {match[0]} " and not said.asks):
            continue
        mine = [food for food in said.foods() if food.own]
        new = foods[-1]
        old = next((food.own for food in mine if food.own != new.own), "")
        if new.own and words_same(new.words, new.own):
            continue
        if new.own:  # green lentils, where the recipe has red ones
            return _swap(new.own, new.words, asked=True)
        if old:
            return _swap(old, new.words, asked=True)
        return Intent("substitute", {"replacement": new.words, "asked": True})
    return None


_BEFORE = re.compile(
    r"\b(?:use|using|used|take|taking|try|trying|put in|go with|get away with|manage with|"
    r"(?:make|made|cook|bake) (?:it |this |that |the [a-z]+ )?with)(?: also| just| some| any| the| a| an| my| only)*$"
)
_BEHIND = re.compile(r"^(?:also |just )?(?:work|works|do|go in|be (?:fine|ok|good)|stand in|fit|instead)\b")
_NO_SWAP = r"how (?:much|many|long|hot|do)|when|where|why|season|eat|allerg[a-z]+|keep|store|freeze|add|next|calories"


def _by_relation(said: Said) -> Intent | None:
    """A question of using a food that the recipe has not, in whatever words: "can I take plain flour if I add soda"."""
    text = re.split(r" (?:if|when|as long as|provided) ", said.text)[0]
    if not said.asks or said.has(_NO_SWAP) or said.session.recipe is None:
        return None
    foods = replace(said, text=text).foods()
    news = [
        food
        for food in foods
        if (not food.own or not words_same(food.words, food.own)) and _used(text.split(), food)
    ]
    olds = [food for food in foods if food not in news]
    if len(news) != 1 or len(olds) > 1 or diet_in(said.text):
        return None
    old = olds[0].own if olds else news[0].own
    slots: dict[str, Slot] = {
        "replacement": news[0].words,
        "asked": True,
        **({"ingredient": old} if old else {}),
    }
    return Intent("substitute", slots)


def _used(words: list[str], food: Named) -> bool:
    """Whether the words around a food speak of using it."""
    before, behind = " ".join(words[: food.start]), " ".join(words[food.end :])
    return bool(_BEFORE.search(before) or _BEHIND.match(behind))


def words_same(said: str, own: str) -> bool:
    """Whether the words say no more than the recipe's own name does: "coriander" for "coriander leaves"."""
    mine = {word.rstrip("s") for word in own.split()}
    return {word.rstrip("s") for word in said.split()} <= mine


_NONE = (
    r"no|out of|ran out of|run out of|short of|low on|have not(?: got)?(?: any)?|do not have(?: any)?|without any|"
    r"missing|forgot(?: to buy)?(?: the)?|there is no|there are no|have no|can not (?:find|get|buy)(?: any| the)?"
)


_GONE = "not here|gone|all gone|finished|used up|missing|empty|nowhere|off|out"


def _lack(said: Said) -> Intent | None:
    """ "No golden syrup in the house", "I'm out of buttermilk, now what", "arborio isn't here, only basmati"."""
    match = re.search(rf"\b(?:{_NONE})(?: any| more| the| enough)? (?P<food>[a-z ]+)", said.text)
    match = match or re.search(
        rf"^(?:the |my |our )?(?P<food>[a-z]+(?: [a-z]+)?) (?:is|are) (?:all |completely |nearly )?(?:{_GONE})\b.*$",
        said.text,
    )
    food = said.food_first(match["food"]) if match else None
    if match is None or food is None or not food.own or said.has(r"is there no|i put no|with no"):
        return None
    rest = said.text[match.end("food") :] or " ".join(match["food"].split()[food.end :])
    other = Said(rest.strip(), said.kitchen, said.session).foods()
    if other and (not other[0].own or not words_same(other[0].words, other[0].own)):
        return _swap(food.own, other[0].words, asked=True)
    return Intent("lack_ingredient", {"ingredient": food.own})


def _only_this(said: Said) -> Intent | None:
    """ "I've only margarine", "dried ginger's all I've got"."""
    match = re.search(
        (
            r"\b(?:(?:i|we)(?: have)? (?:only|just)|(?:only|just) (?:got|have))(?: got| have)?(?: some| the|"
            rf" an?)? (?P<food>[a-z ]+?){_TAIL}"
        ),
        said.text,
    )
    match = match or re.search(r"^(?:i have |we have )?(?P<food>[a-z ]+?) is all (?:i|we|there)\b", said.text)
    food = said.food(match["food"]) if match else None
    if food is None or (food.own and words_same(food.words, food.own)):
        return None
    slots: dict[str, Slot] = {"replacement": food.words, "asked": True}
    return Intent("substitute", slots | ({"ingredient": food.own} if food.own else {}))
