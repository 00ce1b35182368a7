"""Questions of a plain form about the dish in hand: for whom, in which form, with what beside it, more of what. Pure."""

import re
from collections.abc import Callable

from sous_voice.core.foodtalk.figures import NAMES_NUTRIENT, nutrient_named
from sous_voice.core.foodtalk.kinds_swaps import news_of, other_form
from sous_voice.core.foodtalk.said import COUNT, Said, number_of, own_foods
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.topics.supposing import SUPPOSED

Found = tuple[Intent, ...]

# ---------------------------------------------------------------- for whom

_MINDS = (
    (r"(?:low|reduced|no) (?:salt|sodium) diet", "salt"),
    (r"(?:low|reduced|no) sugar diet", "sugar"),
    (r"(?:low|reduced) fat diet", "fat"),
    (r"(?:pre)?diabet\w+|blood sugar", "sugar"),
    (r"(?:high )?blood pressure|hypertension|bad heart", "salt"),
    (r"(?:high|low|bad|raised) cholesterol", "saturated fat"),
    (
        r"on a diet|slimming|lose weight|losing weight|watching (?:his|her|my|their) (?:weight|figure)",
        "calories",
    ),
)
_WATCHES = (
    rf"(?:watch\w*|mind\w*|cut\w*(?: down| back)?(?: on)?|careful with|reduc\w+|limit\w*|go(?:ing)? easy on|"
    rf"keep(?:ing)? an eye on|should not have (?:much|too much)|can not have (?:much|too much)|not allowed much) "
    rf"(?:his|her|my|their|our|the|any)? ?(?P<what>{NAMES_NUTRIENT})"
)
_JUDGE = r"ok|alright|all right|fine|suit\w*|good for|bad for|(?:have|eat|try) (?:this|it|some|any|one|these|them)|how (?:sweet|salty|fatty)|too (?:much|sweet|salty|fatty)|safe|allowed"


def _figure_of_care(said: Said) -> str:
    """The nutrient that somebody has to be careful with; empty where none is named."""
    if found := said.has(_WATCHES):
        return nutrient_named(found["what"])
    return next((nutrient for pattern, nutrient in _MINDS if said.has(pattern)), "")


def _careful(said: Said) -> Found:
    """ "My dad has to watch his salt, is this okay for him", "grandpa's diabetic, how sweet is it": the figure, judged."""
    nutrient = _figure_of_care(said)
    if (
        nutrient
        and said.session.recipe is not None
        and said.has(r"what (?:can|could|should) i do|any (?:ideas|tips)")
    ):
        return (Intent("diet_suggest", {"nutrient": nutrient, "way": "less"}),)
    if not nutrient or said.has(r"instead|swap|replace|substitute|less|lower|reduce|recipe|make it|change"):
        return ()
    foods = [food for food in own_foods(said) if food.words not in ("salt", "sugar", "fat")]
    if said.session.recipe is not None and said.has("diabet\\w+") and not foods and not said.has("how sweet"):
        return (Intent("diet_check", {"diet": "diabetic"}),) if said.has(_JUDGE) else ()
    if said.session.recipe is not None and said.has(_JUDGE) and not foods:
        return (Intent("nutrition", {"scope": "much", "nutrient": nutrient}),)
    wished = said.has(
        r"anything|something|what (?:have you|do you have|can i (?:cook|make))|have you got|any dish\w*"
    )
    if said.session.recipe is None and wished:
        return (Intent("find_recipe", {"nutrient": nutrient, "rank": "low"}),)
    return ()


_PREGNANT = r"pregnan\w*|expecting"
_CHILDREN = r"children|kids|toddlers?|little ones|child|grandchildren|year old"
_MAY = r"(?:can|could|may|should|is|are|will|would)\b.*\b(?:have|eat|ok|alright|all right|fine|safe|suitable|good|share|try|drink|give|serve|feed)"


def _for_whom(said: Said) -> Found:
    """ "Can my pregnant sister have this", "can children eat it": what the dish has that matters to them."""
    if said.session.recipe is None or not said.has(_MAY) or len(own_foods(said)) > 0:
        return ()
    if said.has(r"allerg\w*|vegan|vegetarian|spicy|pregnan\w* .*(?:egg|cheese|fish)"):
        return ()
    if said.has(_PREGNANT):
        return (Intent("how_to", {"about": "for_whom", "who": "pregnant"}),)
    if re.match(rf"(?:can|could|may|is (?:it|this)|are these|would|will)\b.*\b(?:{_CHILDREN})\b", said.text):
        if said.has(r"(?:one|two) year old|toddlers?") or diners_of(said.kitchen, said.session):
            return ()  # those at the table have a list of their own
        return (Intent("how_to", {"about": "for_whom", "who": "children"}),)
    return ()


# ---------------------------------------------------------------- another form, another food, something beside it

_FORM_BETTER = re.compile(
    r"(?:would|will|are|is|do|could i use|can i use|should i use) (?:the )?(?P<what>(?:fresh|frozen|dried|tinned|canned) [a-z]+(?: [a-z]+)?)"
    r"(?: (?:be |work |do |taste |make it )?(?:any )?(?:better|nicer|ok|fine|as good|just as good|as well|work|too|instead))*$"
)
_KIND_USED = re.compile(
    r"(?:can|could|may|should|would|is it ok to|what if) (?:i |we )?(?:use|take|do it with|make it with|get away with) (?P<what>[a-z]+(?: [a-z]+){0,2})$"
)
_IN_FRIDGE = re.compile(
    r"(?:there is|there are|i have|i have got|we have|i found|we have got) (?:some |half an? |an? |a bit of |a few |leftover )*(?P<what>[a-z]+(?: [a-z]+)?)"
    r"(?: (?:in the (?:fridge|freezer|cupboard|pantry|garden)|left over|leftover|to use up|here|left))* "
    r"(?:would|could|can|will|does|do|may) (?:that|it|they|those|these|i)"
    r"(?: (?:work|do|go in|fit|be ok|be any good|go with it|(?:use|add|put|chuck|throw|toss|stick) (?:it|that|them|those|these)(?: in)?))+$"
)


def _kind_of(said: Said, name: str) -> str:
    """The recipe's food of the same kind by the table's own first word: its risotto rice, for "basmati"."""
    book, recipe = said.kitchen.foods, said.session.recipe
    match = book.find(name) if book is not None else None
    if book is None or recipe is None or match is None:
        return ""
    kind = match.food.name.split(",")[0].lower().rstrip("s")
    for item in recipe.ingredients:
        other = book.find(item.name)
        if other is not None and other.food.name.split(",")[0].lower().rstrip("s") == kind:
            return item.name
    return ""


_LEAFY = ("kale", "cabbage", "chard", "spinach", "savoy cabbage", "cavolo nero", "spring greens", "collards")


def _another(said: Said) -> Found:
    """ "Would fresh tomatoes be better", "can I use basmati", "there's cabbage in the fridge, would that work"."""
    if said.session.recipe is None:
        return ()
    if said.has(r"creamier|creamy|richer") and said.has(
        r"(?:no|without(?: any)?) (?:dairy|cream|milk)|dairy free|vegan"
    ):
        return (Intent("how_to", {"about": "advice", "thing": "creamy without dairy"}),)
    if _FORM_BETTER.match(said.text) and (found := other_form(said)):
        return found
    match = _KIND_USED.match(said.text) or _IN_FRIDGE.match(said.text)
    own = own_foods(said) if match else []
    if match and match.re is _KIND_USED and len(own) == 1 and own[0].own.lower() == match["what"]:
        return (Intent("amount", {"ingredient": own[0].own}),)  # it takes just that
    news = news_of(said) if match else []
    if (
        match is None
        or len(news) != 1
        or news[0].own
        or news[0].words.split()[-1] != match["what"].split()[-1]
    ):
        return ()
    name = news[0].words
    old = _kind_of(said, name)
    if not old and name in _LEAFY:
        lines = said.session.recipe.ingredients
        old = next((item.name for item in lines if item.name.lower() in _LEAFY), "")
    if old:
        return (Intent("substitute", {"ingredient": old, "replacement": name, "asked": True}),)
    if match.re is _IN_FRIDGE:
        return (Intent("add_extra", {"ingredient": name, "asked": True}),)
    return ()


_SEASON = r"in season|seasonal|this time of (?:the )?year|good (?:right )?now|this month"
_THROW = r"(?:throw|put|add|chuck|toss|stick|pop|bung|mix) (?:in|into)\b|(?:throw|put|add|chuck|toss|pop) (?:it|that) in"
_ELSE_IN = re.compile(
    r"what (?:else|other (?:veg|vegetables|veggies)) (?:could|can|should|might|may) (?:i|we) (?:put|throw|add|chuck|toss|stick)(?: in(?: it| here| there)?| to (?:it|this))?$"
)
_BESIDE = re.compile(
    r"what (?:else )?(?:goes|would go|will go|could go|works|would work|can i serve|could i serve|should i serve|do i serve|to serve|is (?:nice|good))"
    r"(?: (?:well|nicely|best|good|it|this|them))* (?:with|next to|beside|alongside|along side|on the side|to go with|on the side of)"
    r"(?: (?:it|this|them|these|that))?$"
)


def _seasonal(said: Said) -> Found:
    """What of the dish is in season, and what in season would go into it."""
    if said.session.recipe is None:
        return ()
    if _BESIDE.match(said.text) and said.has("else|next to|beside|alongside|along side|on the side"):
        return (Intent("how_to", {"pairing": True}),)
    soup = re.search(r"soup|minestrone|stir|dal|stew|curry|risotto", said.session.recipe.title.lower())
    if soup and _ELSE_IN.match(said.text):
        return (Intent("in_season", {"kind": "vegetable"}),)
    if not said.has(_SEASON):
        return ()
    fruit = said.has("fruits?|berries")
    if said.has(_THROW):
        return (Intent("in_season", {"kind": "fruit" if fruit else "vegetable"}),)
    which = said.has(
        r"(?:which|what|how (?:much|many)|any|are|is)\b.*\b(?:here|in (?:here|it|this)|of (?:these|this|it)|the (?:ingredients|recipe))\b"
    )
    named = [food for food in own_foods(said) if not re.match(r"vegetables?|veg|fruits?", food.words)]
    return (Intent("in_season", {"of_recipe": True}),) if which and not named else ()


# ---------------------------------------------------------------- more of what, leaner than what

_MORE_OF = re.compile(
    r"(?:is|are) there (?:more|less) (?P<first>[a-z]+(?: [a-z]+)?) (?:or|than) (?:more |less )?(?P<second>[a-z]+(?: [a-z]+)?)"
    r"(?: in (?:it|this|here|these|them|the [a-z]+))?$"
    r"|(?:is|are) there as (?:much|many) (?P<three>[a-z]+(?: [a-z]+)?) as (?P<four>[a-z]+(?: [a-z]+)?)(?: in (?:it|this|here|these|them))?$"
    r"|(?:is there|does it have|what is there|which is there|what has it) more (?:of )?(?P<one>[a-z]+(?: [a-z]+)?) or (?:more )?(?P<two>[a-z]+(?: [a-z]+)?)"
    r"(?: in (?:it|this|here|these|them))?$"
)
_THAN = re.compile(
    r"(?:is|are) (?:the )?(?P<first>[a-z]+(?: [a-z]+)?) (?:any |really |much )?(?P<how>leaner|fattier|saltier|sweeter|healthier|lighter|"
    r"lower in [a-z]+|higher in [a-z]+|more fattening|less fattening) than (?:the )?(?P<second>[a-z]+(?: [a-z]+)?)$"
)
_MEASURE_OF = {"leaner": "fat", "fattier": "fat", "saltier": "salt", "sweeter": "sugar", "lighter": "calories",
               "more fattening": "calories", "less fattening": "calories"}  # fmt: skip
_SOURCE = re.compile(
    r"(?:which|what) (?:ingredient |part |bit |thing |one )?(?:in (?:it|there|them) |of (?:it|them) )?(?:is it that )?(?:makes?|is making) "
    r"(?:it|them|this|these) (?:so |that )?(?P<how>fattening|salty|sweet|rich|heavy|sugary|greasy|fatty|calorific|unhealthy|filling)$"
)
_SOURCES = {
    "salty": "salt",
    "sweet": "sugar",
    "sugary": "sugar",
    "greasy": "fat",
    "fatty": "fat",
    "rich": "fat",
    "filling": "protein",
}


def _compared(said: Said) -> Found:
    """ "Is there more sugar or more flour", "is the breast leaner than the thigh", "which ingredient makes it fattening"."""
    recipe = said.session.recipe
    if found := _SOURCE.match(said.text):
        nutrient = _SOURCES.get(found["how"], "calories")
        return (Intent("nutrition", {"scope": "source", "nutrient": nutrient}),) if recipe is not None else ()
    if recipe is not None and (found := _MORE_OF.match(said.text)):
        first, second = [name for name in found.groups() if name][:2]
        own = [said.food(first), said.food(second)]
        if all(food is not None and food.own for food in own):
            return (Intent("how_to", {"about": "more_of", "first": first, "second": second}),)
    if found := _THAN.match(said.text):
        names = [_cut(said, found["first"]), _cut(said, found["second"])]
        nutrient = _MEASURE_OF.get(found["how"], nutrient_named(found["how"].rpartition(" in ")[2]))
        slots: dict[str, Slot] = {"first": names[0], "second": names[1]}
        if all(names):
            return (Intent("nutrition_compare", slots | ({"nutrient": nutrient} if nutrient else {})),)
    return ()


def _cut(said: Said, name: str) -> str:
    """A food of the table; a cut alone is that of the bird in hand: "the thigh" is chicken thigh."""
    book, recipe = said.kitchen.foods, said.session.recipe
    if book is None:
        return ""
    title = recipe.title.lower() if recipe is not None else ""
    bird = re.search(r"chicken|turkey|duck", title)
    if bird and name in ("breast", "thigh", "leg", "wing", "skin", "drumstick"):
        name = f"{bird[0]} {name}"
    return name if book.find(name) is not None else ""


# ---------------------------------------------------------------- supposed amounts

_HALF_NEEDS = re.compile(
    r"(?:does|do|will|would|if i (?:make|do)) (?:a )?(?P<part>half|double|twice)(?: of)? ?(?:an?|the|this|it)? ?(?:batch|recipe|amount|it)? "
    r"(?:still |really |then )?(?:need|take|want|use|require)s? (?:all |both |the |all the |the whole )*(?P<food>[a-z ]+)$"
)
_LEFT_AND = re.compile(
    r"(?:leave|take|without)(?: out)? (?:the |all the )?(?P<food>[a-z]+(?: [a-z]+)?)(?: out)? (?:and |then )?(?:what|how)\b(?P<rest>.*)$"
)
_COMES_TO = r"\bcome to$|calories?$|total$|work out|add up"
_LEAVABLE = re.compile(
    r"(?:can|could|may|might) (?:the |all the )?(?P<food>[a-z]+(?: [a-z]+)?) be (?:left out|skipped|omitted|dropped|missed out|left off)$"
)
_AMOUNT_LESS = re.compile(
    r"(?:can|could|may|would it work if) i (?:get away with|use|do with|do it with|put in|take|manage with|make it with|used) "
    r"(?:a bit |a little |much |slightly )?(?P<way>less|more) (?P<food>[a-z]+(?: [a-z]+)?)(?: in (?:it|this|the [a-z]+))?$"
)
_BIGGER = re.compile(
    rf".*?\b(?P<n>{COUNT})(?: (?P<half>and a half))? (?P<unit>kilos?|kilograms?|kg|pounds?|lbs?|pounder)\b.*\b(?:how (?:much )?long(?:er)?|longer|what time|more time)\b.*$"
)


def _supposed(said: Said) -> Found:
    """ "Does half a batch still need both eggs", "leave the pasta out and what's it come to", "it's two kilos, how much longer"."""
    if said.session.recipe is None:
        return ()
    if (found := _HALF_NEEDS.match(said.text)) and (food := said.food(found["food"])) and food.own:
        factor = 0.5 if found["part"] == "half" else 2.0
        return (
            Intent("scale", {"factor": factor, SUPPOSED: True}),
            Intent("amount", {"ingredient": food.own}),
        )
    if (found := _LEFT_AND.match(said.text)) and re.search(_COMES_TO, found["rest"]):
        food = said.food(found["food"])
        change = (
            Intent("change", {"ingredient": food.own, "direction": "no", SUPPOSED: True}) if food else None
        )
        return (change, Intent("nutrition", {"scope": "serving"})) if change and food and food.own else ()
    if (found := _AMOUNT_LESS.match(said.text)) and (food := said.food(found["food"])) and food.own:
        return (Intent("change", {"ingredient": food.own, "direction": found["way"], SUPPOSED: True}),)
    if (found := _LEAVABLE.match(said.text)) and (food := said.food(found["food"])) and food.own:
        return (Intent("change", {"ingredient": food.own, "direction": "no", SUPPOSED: True}),)
    if (found := _BIGGER.match(said.text)) and re.search(
        r"chicken|turkey", said.session.recipe.title.lower()
    ):
        number = number_of(f"{found['n']} {found['half']}" if found["half"] else found["n"])
        unit = "pound" if found["unit"].startswith(("pound", "lb")) else "kilogram"
        if number:
            return (Intent("how_to", {"about": "roast_time", "amount": float(number), "unit": unit}),)
    return ()


DISH_FORMS: tuple[Callable[[Said], Found], ...] = (
    _careful, _for_whom, _another, _seasonal, _compared, _supposed,
)  # fmt: skip
