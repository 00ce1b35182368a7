"""What the words of a question about food stand for: a food of the recipe, another food, a nutrient, a person, a tool.

A question is told by its shape, not by which food it is about: "can I use {other food} instead of {the recipe's}". Words of
a closed kind stay themselves beside their kind; names give way to it.
"""

import csv
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from sous_voice.core.guest_names import KIN, is_given_name
from sous_voice.core.seasons import MONTHS
from sous_voice.language.kitchen_words import kind_of
from sous_voice.language.normalise import normal
from sous_voice.language.vocabulary import FOODS, TOOLS

OWN, FOOD, PERSON, NUMBER = "<own>", "<food>", "<person>", "<number>"
_LISTS = {
    "<nutrient>": """calorie calories cal cals kilocalories kcal kcals kilojoules kj energy protein proteins carb carbs
        carbohydrate carbohydrates saturates cholesterol fiber fibre roughage sodium iron calcium potassium magnesium zinc
        folate vitamin vitamins macros caffeine iodine selenium phosphorus nutrition nutritional nutrients sugars""",
    "<also>": "salt sugar fat fats alcohol water",
    "<allergen>": """gluten dairy lactose nuts nut peanut peanuts sesame soy soya wheat shellfish seafood sulphites sulfites
        lupin molluscs mustard celery pork gelatine gelatin meat allergen allergens allergy allergies allergic intolerant
        intolerance intolerances""",
    "<diet>": """vegan vegans vegetarian vegetarians veggie pescatarian pescatarians pescetarian halal kosher keto paleo
        muslim muslims jewish celiac coeliac celiacs coeliacs diabetic diabetics plantbased""",
    "<appliance>": "microwave airfryer crockpot thermomix grill barbecue bbq toaster",
    "<portion>": """portion portions serving servings slice slices bowl bowls plate plates helping helpings piece pieces
        biscuit biscuits head spoonful mouthful apiece each""",
    "<dish>": """dish dishes recipe soup pie cake stew risotto pancake pancakes cookie cookies crumble bread flatbread curry
        meal dinner lunch dessert dal minestrone hummus thing stuff food pudding roast stir fry""",
    "<part>": "dough batter pastry crust topping filling sauce glaze syrup gravy marinade",
    "<unit>": """cup cups tablespoon tablespoons teaspoon teaspoons gram grams kilo kilos ounce ounces pound pounds pint
        pints liter liters litre litres milliliter milliliters millilitre millilitres ml tin tins cans clove stick
        pinch glug spoon spoons handful splash""",
    "<season>": "spring summer autumn fall winter season seasonal month",
    "<state>": """salty sweet sour bitter spicy hot runny thick thin watery dry wet lumpy lumps soggy mushy tough chewy
        rubbery hard soft crumbly sticky burnt burned bland greasy oily raw pink pale dark brown split curdled flat grainy
        gritty tasteless stodgy gluey mush overcooked undercooked stuck smoking crisp crispy crunchy tender firm golden
        wobbly set dense heavy limp stiff cracked""",
    "<little>": "baby babies toddler toddlers infant infants pregnant pregnancy dog dogs cat cats",
}
CLOSED = {word: kind for kind, words in _LISTS.items() for word in words.split()}
CLOSED |= dict.fromkeys(MONTHS, "<month>")
_PAIRS = {
    "air fryer": "<appliance>", "slow cooker": "<appliance>", "pressure cooker": "<appliance>", "instant pot": "<appliance>",
    "rice cooker": "<appliance>", "bread machine": "<appliance>", "bread maker": "<appliance>", "fan oven": "<appliance>",
    "plant based": "<diet>", "trans fat": "<nutrient>", "saturated fat": "<nutrient>", "sat fat": "<nutrient>",
    "baking soda": FOOD, "omega three": "<nutrient>", "low carb": "<diet>", "low salt": "<diet>", "low fat": "<diet>",
    "tree nuts": "<allergen>", "food processor": "<tool>", "stick blender": "<tool>", "rolling pin": "<tool>",
    "baking sheet": "<tool>", "baking tray": "<tool>", "roasting tin": "<tool>", "frying pan": "<tool>",
}  # fmt: skip
_GROUPS = {
    "swap": """instead substitute substitutes substitution sub subs replacement replacements replace replaces replacing swap
        swaps swapping exchange alternative alternatives switch lieu stand place""",
    "keep": "keep keeps keeping kept last lasts store stored storing storage shelf spoil spoils leftover leftovers fridge refrigerator refrigerate",
    "freeze": "freeze freezes freezing frozen freezer freezable",
    "rewarm": "reheat reheats reheated reheating reheatable rewarm warm warmed microwave",
    "ahead": "ahead advance beforehand before overnight yesterday morning evening earlier tonight night prep",
    "later": "tomorrow next monday tuesday wednesday thursday friday saturday sunday later afterwards",
    "lack": "no none gone missing out lack lacking empty finished ran without minus sans lost forgot ate",
    "omit": "leave skip omit drop without leaving skipping omitting dropping left off avoid minus sans",
    "ready": "done ready cooked finished baked through tender enough doneness",
    "sense": "know tell notice see feel hear smell touch look looks sound taste recognise recognize judge check sign signs ear nose",
    "health": "healthy healthier unhealthy fattening nutritious naughty sinful light lighter diet weight heart doctor wholesome blood",
    "much": "much many lot lots plenty loads tons high low rich packed full enough source dense",
    "where": "where which from source comes come hiding culprit worst biggest blame most mainly mostly",
    "day": "daily day percent percentage share allowance limit recommended",
    "less": "less fewer lower cut reduce reducing trim leaner lighter save down",
    "more": "more extra boost raise increase richer add higher bump",
    "eat": "eat eats eating have having drink try consume",
    "means": "mean means meaning define explain definition called word difference",
    "reason": "why reason point purpose sense come deal what's for",
    "mend": "fix save rescue repair help stop prevent avoid ruined wrong problem",
    "went": "too turned came gone became becomes got looks tastes still so won't always",
    "fit": "ok fine safe suitable good alright possible allowed right friendly work works do does matter bad problem",
    "contain": "contain contains contained has have any traces trace hidden hiding in include",
    "order": "now later when first yet already point step stage moment end time before after",
    "measure": "how much many amount quantity gram",
    "buy": "buy buying market shop grow grows grown growing local fresh",
    "with": "goes go serve served serving pair pairs side sides wine drink alongside with",
    "people": "people persons person guests guest friends somebody someone everyone everybody family us",
    "wish": "something anything recipe recipes ideas idea suggest suggestion dish dishes dinner cook make find show",
    "size": "big small large thick thin size fine finely pieces chop cut slice",
    "time": "long time minutes minute hours hour take takes",
    "broken": "broken broke packed died dead bust kaput stopped dirty lost borrowed missing gone",
    "bad": """burning burnt burned liquid glue gluey brick porridge mess disaster ruined wrong weird funny odd awful horrible
        disgusting strange stinks gone spoiled spoilt off sad flat tough raw stuck curdled split lumpy soggy salty runny""",
    "part": "rim edge edges middle top bottom base centre center crust skin outside inside surface dough batter filling topping",
    "allow": "allowed permitted forbidden okay ok fine safe suitable suit suits alright acceptable appropriate friendly",
    "risk": "risk risky danger dangerous harm harmful poison poisonous ill sick germs bacteria salmonella worry",
    "feed": "feed feeds serve serves persons people guests mouths yield yields enough",
    "hurry": "quick quickly fast hurry time rush shortcut",
    "label": "label labels packet check worry watch careful",
}
GROUPS: dict[str, tuple[str, ...]] = {}
for _name, _words in _GROUPS.items():
    for _word in _words.split():
        GROUPS[_word] = (*GROUPS.get(_word, ()), _name)
_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty
    forty fifty sixty hundred half third quarter dozen couple double twice""".split()
)
_NO_FOODS = frozenset(
    """a an the and or of in with for to on it i you we ice date dates base bar bars hot cold whole dry fresh mixed plain
    other cooking baking soft light dark white red green black brown long short small large wild english french italian
    greek chinese dip drinks drink water salt sugar fat alcohol mince stuffing dressing cream drop fresh sweet top second
    free five thing part may mix meat chips chip snack date spread rub wrap""".split()
) - {"cream", "dressing", "stuffing", "mince", "chips", "meat"}  # fmt: skip


class Token(NamedTuple):
    """A word, or several that name one thing."""

    word: str
    kind: str
    """Of ``CLOSED``, or <own>, <food>, <person>, <number>, <tool>, <cook>; empty for a plain word."""


@cache
def _foods() -> frozenset[tuple[str, ...]]:
    """Names of foods of up to three words, singular."""
    found = {tuple(map(_single, food.split())) for food in FOODS}
    place = files("sous_voice.shelf") / "tables" / "aliases.csv"
    lines = [line for line in place.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        for name in (row.get("names") or next(iter(row.values()), "") or "").split("|"):
            found.add(tuple(map(_single, normal(name.rstrip("~")))))
    return frozenset(name for name in found if 0 < len(name) <= 3 and not set(name) <= _NO_FOODS)


@lru_cache(maxsize=4096)
def _single(word: str) -> str:
    """ "Tomatoes" → tomato: roughly, and the same on both sides."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("oes", "shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _own(ingredients: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """What a recipe's ingredients may be called: in full, by their last word, by their last two."""
    found = set()
    for item in ingredients:
        words = tuple(map(_single, normal(item)))
        found |= {words[-n:] for n in range(1, min(3, len(words)) + 1)} | (
            {words[:1]} if len(words) == 2 else set()
        )
    return frozenset(name for name in found if name and not set(name) <= _NO_FOODS)


def tokens(words: Sequence[str], ingredients: Iterable[str] = (), people: Iterable[str] = ()) -> list[Token]:
    """The words of an utterance with what each stands for.

    Args:
        words: normalised.
        ingredients: of the recipe in hand.
        people: names of those who eat along.
    """
    own, known = _own(tuple(ingredients)), frozenset(name.lower() for name in people)
    out: list[Token] = []
    at = 0
    while at < len(words):
        size, token = _next(words, at, own, known)
        out.append(token)
        at += size
    return out


def _next(
    words: Sequence[str], at: int, own: frozenset[tuple[str, ...]], people: frozenset[str]
) -> tuple[int, Token]:
    pair = " ".join(words[at : at + 2])
    if pair in _PAIRS:
        return 2, Token(pair, _PAIRS[pair])
    for size in (3, 2, 1):
        gram = tuple(map(_single, words[at : at + size]))
        if len(gram) < size:
            continue
        closed = CLOSED.get(words[at], "") if size == 1 else ""
        if closed and (closed not in _MAY_BE_OWN or gram not in own):
            return 1, Token(words[at], closed)
        if gram in own:
            return size, Token(" ".join(gram), OWN)
        if gram in _foods() and (size > 1 or not (words[at] in GROUPS or kind_of(words[at]) == "cook")):
            return size, Token(" ".join(gram), FOOD)
    return 1, Token(words[at], _alone(words, at, people))


def _alone(words: Sequence[str], at: int, people: frozenset[str]) -> str:
    word = words[at]
    if word in people or word in KIN or (is_given_name(word) and word not in _MODAL):
        return PERSON
    if word in _NUMBERS or word.isdigit() or word[:1].isdigit():
        return NUMBER
    if word in TOOLS:
        return "<tool>"
    return "<cook>" if kind_of(word) == "cook" else ""


_MAY_BE_OWN = frozenset({"<part>", "<dish>", "<state>", "<unit>"})
"""Kinds that give way to the recipe's own names: its syrup is no part of a dish."""
_MODAL = frozenset("will may can june april august rose ginger basil olive rosemary pepper".split())
