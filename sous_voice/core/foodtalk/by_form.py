"""Questions of a plain form, whatever food stands in it: read by that form before sentences and shapes are weighed.

Each form is the whole utterance, so that nothing else can be meant by it; where the food in it is none that is known,
the question is left to the other readers. Pure.
"""

import re
from collections.abc import Callable

from sous_voice.core.allergens import read_allergens
from sous_voice.core.finding import content_words
from sous_voice.core.foodtalk.by_form_dish import DISH_FORMS
from sous_voice.core.foodtalk.said import COUNT, Said, number_of
from sous_voice.core.intents import Intent
from sous_voice.core.keeping import find_exactly
from sous_voice.core.quantity import find_unit
from sous_voice.core.technique import (
    Remedy,
    exact_term,
    find_advice,
    find_doneness,
    find_reason,
    find_remedy,
    named_by,
)

Found = tuple[Intent, ...]
_FOOD = r"(?:the |my |some |an? |this |these |that |those )?(?P<food>[a-z]+(?: [a-z]+){0,3}?)"


def by_form(said: Said) -> Found:
    """The intents of an utterance that has one of the forms; empty where it has none."""
    return next((found for form in (*_FORMS, *DISH_FORMS) if (found := form(said))), ())


def _advice(said: Said, thing: str) -> Found:
    row = find_advice(said.kitchen.knowledge.handbook, thing)
    return (Intent("how_to", {"about": "advice", "thing": thing}),) if row is not None else ()


# ---------------------------------------------------------------- measures

_UNIT = r"(?:fluid ounce|cup|tablespoon|teaspoon|pint|quart|gallon|litre|liter|millilitre|milliliter|ounce|pound|gram|kilo|kilogram|tin|can)s?"
_OF_UNITS = re.compile(
    rf"(?:how many |what is |how much is )?(?P<to>{_UNIT}) (?:(?:are|is|go|fit|do i need|to make|make|makes|equals?) )?"
    rf"(?:there )?(?:in|into|to|for|make|makes)? ?(?P<n>{COUNT}|an?|one)?(?: of)?(?: an?)? ?(?P<unit>{_UNIT})$"
)
_GAS = re.compile(
    rf"(?:what (?:temperature |temp |heat |is )?|how (?:hot|many degrees) )(?:is |does |in degrees is )?(?:a )?"
    rf"(?:regulo|gas(?: mark)?) (?P<n>{COUNT})(?: (?:mean|be|in (?:celsius|fahrenheit|degrees)))*$"
)
_HEAVY = re.compile(
    rf"(?:how heavy (?:is|are)|how much (?:does|do)|what (?:does|do|is the weight of)) (?:about )?"
    rf"(?:(?P<n>{COUNT}) )?(?:an? |one )?(?:(?P<unit>clove|stick|slice|head|sprig|stalk|bunch)s? of )?(?!the |my |this )(?P<food>(?:[a-z]+ )?[a-z]+)"
    r"(?: (?:weigh|roughly|about|usually|normally))*$"
)


def _measures(said: Said) -> Found:
    """ "Tablespoons in a quarter cup", "what temperature is gas mark four"."""
    if found := _GAS.match(said.text):
        number = number_of(found["n"])
        return (Intent("convert", {"amount": float(number), "unit": "gas mark"}),) if number else ()
    if (found := _OF_UNITS.match(said.text)) is None:
        return ()
    words = found["n"] or "one"
    number = number_of("one" if words in ("a", "an") else words)
    to, unit = found["to"], found["unit"]
    if number is None:
        return ()
    if re.match(r"tins?$|cans?$", to):
        slots = {"about": "tins", "amount": float(number), "unit": unit}
        return (Intent("how_to", slots),) if find_unit(unit) is not None else ()
    if find_unit(to) is None or find_unit(unit) is None or find_unit(to) == find_unit(unit):
        return ()
    return (Intent("convert", {"amount": float(number), "unit": unit, "to": to}),)


def _weight(said: Said) -> Found:
    """ "How heavy is a carrot"."""
    found = _HEAVY.match(said.text)
    if found is None or not re.search(r"heavy|weigh", said.text):
        return ()
    food = said.food(found["food"])
    if food is None or food.words.split()[-1] != found["food"].split()[-1]:
        return ()
    number = number_of(found["n"]) if found["n"] else None
    return (
        Intent(
            "how_to",
            {
                "about": "weight",
                "thing": found["food"],
                "amount": float(number or 1),
                "unit": found["unit"] or "",
            },
        ),
    )


# ---------------------------------------------------------------- what a food is

_IS_A = re.compile(rf"(?:is|are) {_FOOD} (?:really |actually |even |technically |classed as |considered )*"
                   r"(?:an? |one of the )?(?P<kind>(?:tree )?nuts?|dairy|fish|shellfish|grains?|gluten|fruits?|vegetables?|"
                   r"pulses?|legumes?|beans?|eggs?|meat|seafood|herbs?|spices?|seeds?|berry|berries)$")  # fmt: skip


def _is_a(said: Said) -> Found:
    """ "Is coconut a nut": as it is counted; else by what the table says that it brings."""
    found = _IS_A.match(said.text)
    if found is None or said.food(found["food"]) is None:
        return ()
    if told := _advice(said, f"counted as {found['food']} {found['kind']}"):
        return told
    if read_allergens(found["kind"]):
        return (Intent("diet_check", {"allergen": found["kind"], "ingredient": found["food"]}),)
    return ()


_SAME = re.compile(
    r"(?:is|are) (?:the )?(?P<first>[a-z]+(?: [a-z]+){0,2}?) (?:just |really |actually )?(?:the same(?: thing)? as|"
    r"another (?:name|word) for|the same(?: thing)? like|different (?:from|to)) (?:the )?(?P<second>[a-z]+(?: [a-z]+){0,2})$"
)
_SAME_TWO = re.compile(
    r"(?:is|are) (?P<first>[a-z]+(?: [a-z]+){0,2}?) and (?P<second>[a-z]+(?: [a-z]+){0,2}?) (?:really |actually )?"
    r"(?:the )?(?:same|same thing|different)$"
)
_DIFFERENCE = re.compile(
    r"(?:what is |is there (?:a|any) |tell me )?(?:the )?(?:real |actual )?difference (?:is )?between (?P<first>[a-z]+(?: [a-z]+){0,2}?) "
    r"and (?P<second>[a-z]+(?: [a-z]+){0,2})$"
)


def _two_names(said: Said) -> Found:
    """ "Is cornflour the same as corn starch", "the difference between light and dark brown sugar"."""
    found = _SAME.match(said.text) or _SAME_TWO.match(said.text) or _DIFFERENCE.match(said.text)
    if found is None:
        return ()
    first, second = found["first"], found["second"]
    if len(first.split()) == 1 and said.food(first) is None and len(second.split()) > 1:
        first = f"{first} {second.split(maxsplit=1)[1]}"  # "light and dark brown sugar"
    book = said.kitchen.knowledge.handbook
    terms = [exact_term(book, name) is not None for name in (first, second)]
    foods = [said.food(name) is not None for name in (first, second)]
    known = all(terms) or (said.has("difference") and all(foods))
    return (Intent("how_to", {"about": "two_names", "first": first, "second": second}),) if known else ()


# ---------------------------------------------------------------- kept, gone off, done

_GOOD_FOR = re.compile(
    rf"(?:for )?how (?:long|many days|many weeks) (?:are|is|do|does|will|would|can) (?:i keep )?(?:fresh )?{_FOOD}"
    r"(?: (?:good|safe|ok|fine|keep|last|stay|edible|usable|fresh|for|to eat|in the fridge|in there|once opened))*$"
)
_GONE_OFF = re.compile(
    rf"how (?:do|can|will|would|should|might) (?:i|you|we) (?:know|tell|check|see)(?: (?:if|when|whether|that))? {_FOOD} "
    r"(?:has|have|is|are) (?:still )?(?:gone )?(?:off|bad|good|fresh|spoiled|spoilt|rotten|turned|ok|stale|dead|alive|active)"
    r"(?: to (?:eat|use))?(?: or not)?$"
)
_DONE = re.compile(
    rf"how (?:do|can|will|would) (?:i|you|we) (?:know|tell|check|see)(?: (?:if|when|whether|that))? {_FOOD} "
    r"(?:is|are) (?:done|cooked|cooked through|ready|cooked enough)$"
)


def _kept(said: Said) -> Found:
    """ "How long are mushrooms good for", "how do I know an egg has gone off"."""
    if found := _GONE_OFF.match(said.text):
        return _advice(said, f"{found['food']} gone off sign")
    if (found := _DONE.match(said.text)) and said.session.recipe is None:
        known = find_doneness(said.kitchen.knowledge.handbook, found["food"])
        return (Intent("doneness", {"food": found["food"]}),) if known is not None else ()
    found = _GOOD_FOR.match(said.text)
    if found is None or not re.search(r"\b(?:good|safe|ok|keep|last|stay|edible|usable|fresh)\b", said.text):
        return ()
    if found["food"] in ("it", "this", "that", "they", "leftovers") or not find_exactly(
        said.kitchen.knowledge.keeping, found["food"]
    ):
        return ()
    return (Intent("how_to", {"action": "keep", "keep": True, "thing": found["food"], "verb": said.text}),)


# ---------------------------------------------------------------- what it is for

_ROLE = re.compile(
    rf"(?:what|so what) (?:does|do|would|did) {_FOOD} (?:even |actually |really )?(?:do|add|bring|contribute|give|achieve)"
    r"(?: (?:here|to it|for it|anyway|exactly|in (?:this|it|here|there|(?:the |an? )?[a-z]+(?: [a-z]+)?)))*$"
    rf"|what difference (?:does|do|would) {_FOOD.replace('food', 'makes')} make(?: (?:here|to it|in (?:it|this|here)))*$"
    rf"|what is {_FOOD.replace('food', 'for')} (?:even |actually |really )?(?:for|doing|there for|in (?:it|here|there) for|good for)"
    r"(?: (?:here|anyway|exactly|in (?:this|it|here|there|(?:the |an? )?[a-z]+(?: [a-z]+)?)))*$"
    rf"|what (?:is )?(?:the )?(?:point|purpose|role|job|use) (?:of|does) (?:having |adding |putting )?{_FOOD.replace('food', 'point')}"
    r"(?: (?:here|in (?:this|it|here|there|(?:the |an? )?[a-z]+(?: [a-z]+)?)|play|serve|have))*$"
    r"|why (?:is there|are there|does it (?:need|have|take|want)|do (?:i|we|you) (?:need|add|use|put in|put)|add|use|bother with|"
    rf"would (?:i|you) (?:add|use|put)) {_FOOD.replace('food', 'why')}"
    r"(?: (?:here|at all|to it|in (?:this|it|here|there|(?:the |an? )?[a-z]+(?: [a-z]+)?)))*$"
)
_SORTS = (
    ("herb", r"parsley|basil|thyme|rosemary|sage|oregano|mint|dill|chives?|coriander leaves|cilantro|bay (?:leaf|leaves)"),
    ("spice", r"cumin|paprika|cardamom|nutmeg|allspice|ginger|garam masala|mustard seeds?|star anise|fennel seeds?|coriander"),
    ("nuts", r"walnuts?|almonds?|hazelnuts?|pecans?|cashews?|pine nuts?|sesame seeds?"),
    ("cheese", r"parmesan|cheddar|pecorino|feta|mozzarella|cheese"),
    ("soffritto", r"celery|carrots?|leeks?|shallots?|onions?"),
)  # fmt: skip
"""A food → the sort of food that it is used as."""
_COMPOUND = re.compile(
    r"peanut butter|nut butter|butter beans|cream cheese|cream of tartar|(?:red|green|yellow|bell|sweet) peppers?"
)
"""Foods that are not used as the last or first word of their name is."""


def _role(said: Said) -> Found:
    """ "What does the baking soda do here": what that food is for, never how much of it."""
    found = _ROLE.match(said.text)
    name = next((group for group in found.groups() if group), "") if found else ""
    food = said.food(name) if name else None
    if food is None or food.words.split()[-1] != name.split()[-1]:
        return ()
    sort = next((sort for sort, names in _SORTS if re.search(rf"\b(?:{names})\b", name)), "")
    own = food.own.lower() if food.own else ""
    names = [named for named in (name, own, sort) if named and not _COMPOUND.search(named)]
    things = [(f"{asked} {named}", lead) for named in names for asked, lead in (("why", 1), ("role of", 2))]
    rows = [(find_reason(said.kitchen.knowledge.handbook, thing), thing, lead) for thing, lead in things]
    known = [(named_by(row, thing) - lead, thing) for row, thing, lead in rows if row is not None]
    if known:
        thing = max(known, key=lambda pair: pair[0])[1]
        return (Intent("how_to", {"about": "reason", "thing": thing}),)
    if food.own:
        return (Intent("how_to", {"about": "use", "thing": food.own}),)
    return ()


# ---------------------------------------------------------------- trouble

_SPOILT = re.compile(
    r"(?:oh no |oops |damn |ah |argh )?(?:i|we) (?:have |think i |just |only |might have |seem to have |accidentally |went and )*"
    r"(?:burned|burnt|scorched|overcooked|overdid|split|curdled|dropped|over ?salted|overwhipped|spilled|spilt|"
    r"singed|charred|ruined)\b"
)
_STORY = r"turned|came out|come out|comes out|went|always|keeps?|tastes?|smells?|still|way too|far too|every time|burns?|burned|burnt"
_WEIGHTY = 2


_OF_IT = r"it|its|they|them|these|mine|that|this|everything|first|bottoms?|edges?|tops?|middle"
"""What a trouble is of, where the dish itself is not named."""
_TURNED = r"still|came out|come out|comes out|turned|went|gone|always|keeps?"


def _trouble(said: Said) -> Found:
    """Trouble told as a story: "the breast came out dry as a bone", "I burned the garlic"."""
    recipe, book = said.session.recipe, said.kitchen.knowledge.handbook
    if recipe is None or said.opens_a_question or said.has(_NO_STORY):
        return ()
    text, title = re.sub(r"\b(?:scorched|singed|charred)\b", "burnt", said.text), recipe.title.lower()
    texts = (text, f"{text} {title}") if said.has(_OF_IT) else (text,)
    best = max(texts, key=lambda text: _weight_of(find_remedy(book, text), text))
    row = find_remedy(book, best)
    if row is None or _weight_of(row, title) > 0:
        return ()
    weight = _weight_of(row, best)
    told = (_SPOILT.match(said.text) or said.has(_STORY)) and weight >= _WEIGHTY
    return (
        (Intent("problem", {"text": best}),)
        if told or (weight and not said.asks and said.has(_TURNED))
        else ()
    )


_NO_STORY = r"what do i do with|do i keep|timer|how (?:much|many|long)|what is|is it|can i|instead|step|until|next|safe|pregnan\w*|eat|allerg\w*"


def _weight_of(row: Remedy | None, text: str) -> int:
    return named_by(row, text) if row is not None else 0


_LIKE_IT = re.compile(
    r"(?:i (?:would )?(?:like|want|prefer|love)|can i (?:get|make)|how (?:do|can|could) i (?:get|make)) (?:it|this|the (?:sauce|soup|stew|dip|batter|gravy|dal|topping)) "
    r"(?:to be )?(?:a (?:bit|little) |slightly |much |somewhat )?(?P<how>thicker|thinner|crispier|creamier|less salty|less sweet|"
    r"less spicy|less sour|milder|looser|crunchier)(?: (?:though|please|any (?:suggestions?|ideas?|tips?)|what (?:can|do|should) i do|how))*$"
)
_WISHED = {
    "thicker": "too thin", "thinner": "too thick", "looser": "too thick", "crispier": "not crisp", "crunchier": "not crisp",
    "less salty": "too salty", "less sweet": "too sweet", "less spicy": "too spicy", "milder": "too spicy",
    "less sour": "too sour",
}  # fmt: skip
"""What the dish should be → the trouble that it has."""


def _wished(said: Said) -> Found:
    """ "I'd like it thicker, any suggestions"."""
    found = _LIKE_IT.match(said.text)
    symptom = _WISHED.get(found["how"], "") if found and said.session.recipe is not None else ""
    return (Intent("problem", {"text": symptom}),) if symptom else ()


# ---------------------------------------------------------------- general questions of the kitchen

_SPICES = re.compile(
    rf"(?:what|which) (?:spices?|herbs?|seasonings?|flavou?r(?:ing)?s?)(?: and (?:herbs?|spices?))? (?:would |will |might )?"
    rf"(?:go|goes|work|works|suit|suits|match|are good|is good|do i put|to put|to use|should i (?:use|put)) ?(?:well |best |nicely )?(?:with|for|on|in)? ?{_FOOD}$"
)
_STUFF = re.compile(
    r"(?:can|could|should|may|shall|is it ok to|am i allowed to) (?:i |we )?stuff (?:it|this|the (?:chicken|bird|turkey|cavity))\b.*$"
)
_WARM = re.compile(
    r"how (?:do|can|should|would|could) (?:i|we) keep (?:it|them|these|this|those|the (?:first )?[a-z]+)(?: ones)? (?:warm|hot)\b.*$"
)
_STAY_WARM = re.compile(
    r"(?:where|how) (?:do|can|should) i (?:keep|put|leave) .*\b(?:so (?:that )?they|to) (?:stay|keep) (?:warm|hot)$"
)
_ALCOHOL = r"alcohol|wine|booze|rum|brandy|beer|sherry"
_GONE = r"gone|left|cook(?:s|ed)? (?:off|out|away)|evaporat\w*|burn(?:s|ed)? off|boil(?:s|ed)? (?:off|away|out)|disappears?|remains?|still in"
_BROWN = re.compile(
    r".*\b(?:peel|cut|slice|chop|core|prepare|prep|grate)\b.*\b(?:apples?|pears?|potatoes|avocados?|bananas?|celeriac|artichokes?)\b.*"
    r"\b(?:go(?:ing)? brown|turn(?:ing)? brown|brown|earlier|in advance|beforehand|ahead|the night before|discolou?r)\b.*$"
)
_OIL = re.compile(
    r"(?:how hot|what temperature|how many degrees|at what temperature) (?:should|must|does|is|do|for) ?(?:the )?(?:frying |deep fat )?"
    r"(?:oil|fat)\b.*(?:fry|frying|be|chips|fritters)?$"
)


def _kitchen(said: Said) -> Found:
    """What every kitchen asks, in a form of its own."""
    if found := _SPICES.match(said.text):
        return _advice(said, f"seasoning for {found['food']}") or (
            Intent("how_to", {"unknown": "seasoning"}),
        )
    stuffed = (
        said.asks
        and said.has("(?:put|use|have|do|add) (?:any |some |the )?stuffing")
        and not said.has("how|recipe")
    )
    bird = said.session.recipe is not None and re.search(
        r"chicken|turkey|duck|goose", said.session.recipe.title.lower()
    )
    if bird and (stuffed or _STUFF.match(said.text)):
        return _advice(said, "stuff a bird")
    if _WARM.match(said.text) or _STAY_WARM.match(said.text):
        return _advice(said, "keep them warm")
    if (
        said.asks
        and said.has(_ALCOHOL)
        and said.has(_GONE)
        and not said.has("bottle|fridge|how long|keep|next|step|we have")
    ):
        return _advice(said, "alcohol cook off")
    if said.has("salted") and said.has("unsalted") and said.has("or") and said.has("better|use|best|should"):
        return _advice(said, "salted or unsalted butter")
    if said.asks and _BROWN.match(said.text):
        found_food = next((word for word in content_words(said.text) if word.startswith("potato")), "")
        return _advice(said, "cut potatoes early" if found_food else "cut fruit early")
    if (_OIL.match(said.text) or (said.asks and said.has("oil temperature"))) and said.has(
        "fry|frying|deep|chips|fritters"
    ):
        return _advice(said, "oil temperature for frying")
    return ()


_FORMS: tuple[Callable[[Said], Found], ...] = (
    _measures, _weight, _is_a, _two_names, _kept, _role, _wished, _kitchen, _trouble,
)  # fmt: skip
