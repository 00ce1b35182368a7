"""Questions of kitchen knowledge: trouble, keeping, seasons, the oven, other appliances, words of the kitchen."""

import re

from sous_voice.core.food_names import words_of
from sous_voice.core.foodtalk.said import Said, as_lack
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.number_words import BELOW_TWENTY_VALUES, TENS, TENS_VALUES
from sous_voice.core.seasons import MONTHS, find
from sous_voice.core.technique import Remedy, find_advice, find_remedy, find_term, named_by
from sous_voice.core.topics.seasons import zone_of

_WRONG = (
    r"too|is|are|come|turn|sticks?|sticking|looks?|went|gone|go|going|got|get|getting|turned|turning|"
    r"came out|comes out|feels?|seems?|has|have|keeps?|not|will not|still|all"
)
_BAD = (
    r"bad|worry|worried|wrong|ruined|normal|now what|what now|what do i do|what can i do|help|fix|"
    r"save|rescue|stop|avoid|prevent|keep it from|flat|tasteless|why|trouble|too|"
    r"burnt|burned|split|curdled|lumpy|"
    r"mushy|mush|grainy|gritty|spread|spreading|pale|helps|drying|moist|juicy|soggy|sticking|stuck|raw|floor|smoking|brown|pink|dropped|fell|tough|rubbery|watery|"
    r"runny|wobbly|trembles|smokes|bland|salty|sour|bitter|sweet|sank|collapsed|gone|dark|greasy|hard|"
    r"thick|thin|bloody|burning|browning|crisp|crispy|rising|thickening|tearing|tears|cracking|cracked|lumps"
)


_PLAINLY = 2
"""Words of a trouble's name from which no other word is needed: "dough" and "dry"."""
_FOR_ANOTHER = (
    r"replacements?|replac(?:e|ing)|substitutes?|substitution|alternatives?|instead of|stand in for|swap"
)
_SMALL = frozenset("in on at the it is are so to of out up off too not i my".split())


def _plainly(remedy: Remedy, said: Said) -> bool:
    """Whether what was said names the trouble by enough words of weight, and tells of no work that is done."""
    names = [set(words_of(name)) for name in (remedy.symptom, *remedy.also)]
    heard = set(words_of(said.text))
    most = max((len(name - _SMALL) for name in names if name <= heard), default=0)
    return most >= _PLAINLY and not said.has(r"(?:i|we) (?:have|put|added|made|did|poured)")


def trouble(said: Said) -> tuple[Intent, ...]:
    """Something went wrong, or is feared to: first aid by the words of the trouble."""
    book = said.kitchen.knowledge.handbook
    remedy, other = find_remedy(book, said.text), find_advice(book, said.text)
    if remedy is None or (other is not None and named_by(other, said.text) > named_by(remedy, said.text)):
        return ()
    if re.match(
        r"(?:i|we) (?:have )?(?:added|put|stirred|made|patted|did)\b|"
        r"(?:how (?:much|many|long|salty|sweet|spicy|rich)|add|stir|put|until)\b",
        said.text,
    ) or said.has(_FOR_ANOTHER):  # "a replacement for sour cream"
        return ()
    wrong = (said.has(_WRONG) or len(said.words) <= 5) and (said.has(_BAD) or _plainly(remedy, said))
    return (Intent("problem", {"text": said.text}),) if wrong else ()


_SENSED = r"how|when|hear|sound|smell|feel|signs?|tell|know|notice|recogni[sz]e|sure|without looking"
_READY = r"done|ready|cooked(?: through| enough)?|baked|finished|tender|soft enough|set|right"


def signs(said: Said) -> tuple[Intent, ...]:
    """ "How will I hear or smell that it is ready": whatever the words between."""
    if said.session.recipe is not None and said.asks and said.has(_BY_SENSE):
        return _signs_of(said)
    if said.session.recipe is None or not said.asks or not (said.has(_SENSED) and said.has(_READY)):
        return ()
    if said.has(
        r"how (?:much|many|long|hot|about)|timer|oven|fridge|pan|next|what is|"
        r"when (?:do|does|can|should) (?:i|we) (?!tell|know|see)"
    ):
        return ()
    if not said.has(
        r"(?:tell|know|hear|smell|feel|notice|recogni[sz]e|sure|signs?|see)\b.*\b(?:done|ready|cooked|baked|finished|"
        r"tender|enough|set|right)"
    ):
        return ()
    return _signs_of(said)


def _signs_of(said: Said) -> tuple[Intent, ...]:
    own = [food.own for food in said.foods() if food.own]
    return (Intent("doneness", {"food": own[0]} if len(own) == 1 else {}),)


_BY_SENSE = (
    r"(?:know|tell|notice|judge)(?: (?:it|that|this|them))?(?: is done)? (?:by|from|through)(?: the| its| my)? "
    r"(?:smell|sound|touch|feel|ear|nose|hand|fingers?|hearing)"
)


def advice(said: Said) -> tuple[Intent, ...]:
    """Another appliance, a tool that is not there, a question that every kitchen knows."""
    if said.has(r"^what is an?"):
        return ()
    text = as_lack(said.text)
    row = find_advice(said.kitchen.knowledge.handbook, text)
    shaped = said.asks or re.search(
        r"\b(?:no|sans|free|without|have not|do not (?:have|own)|only have|got no|runs|broken|broke|died)\b",
        text,
    )
    return (Intent("how_to", {"about": "advice", "thing": text}),) if row is not None and shaped else ()


_KEEP = (
    r"leftovers?|left over|keeps?|freeze|freezes|freezer|be frozen|frozen for|fridge|refrigerate|overnight|counter|"
    r"sit out|stand out|left out|stay out|out of the fridge|reheat|reheated|reheating|"
    r"warmed up|warm (?:it|this|them) up|(?:day|night|evening|morning) before|evening ahead|day after|tomorrow|"
    r"in advance|ahead of time|go off|goes off|go bad|spoil|shelf life|how many days"
)


def keeping(said: Said) -> tuple[Intent, ...]:
    """How long it keeps, whether it freezes, how it is warmed again."""
    found = said.has(_KEEP)
    short = len(said.words) <= 5 and said.has(
        r"leftovers?|left over|freezer|freezes?|frozen|in the fridge|how many days"
    )
    if found is None or not (said.asks or short):
        return ()
    if said.has(
        r"keep (?:stirring|going|cooking|an eye|it (?:warm|moving|covered|simmering)|whisking)|step|timer|"
        r"out of the fridge (?:and|now)|i (?:have |already )*(?:put|left)"
    ):
        return ()
    if said.has(r"keep(?:s)? .*(?:from|warm|hot)"):
        return ()
    foods = [food for food in said.foods() if food.words not in ("fridge", "leftovers")]
    slots: dict[str, Slot] = {"action": found[0], "keep": True}
    return (Intent("how_to", slots | ({"thing": foods[0].words} if foods else {})),)


_BUY = (
    r"this month|this week|season|seasonal|time of (?:the )?year|buy|buying|shopping|grows?|growing|market|"
    r"at its best|good now|best now"
)
_NOW = (
    r"now|this month|this week|today|in season|season|seasonal|time of (?:the )?year|these days|at the moment"
)


def seasons(said: Said) -> tuple[Intent, ...]:
    """What grows when."""
    month = next(
        (name for name in (*MONTHS, "spring", "summer", "autumn", "fall", "winter") if said.has(name)), ""
    )
    produce = next(
        (f.words for f in said.foods() if find(said.kitchen.knowledge.produce, f.words) is not None), ""
    )
    produce = produce or next((word for word in said.words if len(word) > 3 and _is_produce(said, word)), "")
    kinds = said.has(
        r"fruits?|veg|veggies|vegetables?|produce|greens|market|grows?|growing|buy|buying|shopping"
    )
    slots: dict[str, Slot] = {"month": month} if month else {}
    if (
        produce
        and (said.asks or said.has("in season"))
        and not said.has("what now|now what|tell|soft|tender|enough")
        and (month or said.has(_NOW + r"|when (?:do|does|are|is|can)|grows?|local"))
        and not said.has(r"add|goes? in|put in|cook|cooked|cooking|done|ready|flip|turn|stir")
    ):
        return (Intent("in_season", {"ingredient": produce, **slots}),)
    if (
        said.session.recipe is not None
        and said.asks
        and said.has(_OF_RECIPE)
        and said.has("season|seasonal|seasonable")
    ):
        return (Intent("in_season", {**slots, "of_recipe": True}),)
    place = re.search(r"\bin (?:the )?(?P<place>[a-z]+(?: [a-z]+)?)", said.text)
    if place and zone_of(place["place"]) and place["place"] not in ("us", "season"):
        slots["place"] = place["place"]
    if (
        kinds
        and said.asks
        and (month or said.has(_BUY))
        and not said.has("cook|make|recipe|recipes|eat|dish")
    ):
        fruit = said.has("fruits?")
        veg = said.has("veg|veggies|vegetables?|greens")
        kind: dict[str, Slot] = (
            {"kind": "fruit"} if fruit and not veg else {"kind": "vegetable"} if veg and not fruit else {}
        )
        return (Intent("in_season", slots | kind),)
    return ()


_OF_RECIPE = (
    r"in (?:here|it|this)|of (?:these|it|this)|these|(?:the|my) ingredients|seasonable|this (?:dish|recipe)"
)


def _is_produce(said: Said, word: str) -> bool:
    produce = find(said.kitchen.knowledge.produce, word)
    return produce is not None


def oven(said: Said) -> tuple[Intent, ...]:
    """How hot, and in another scale."""
    fan = said.has(r"fan(?: oven| assisted)?|convection")
    number = re.search(
        (rf"\b(?P<n>\d{{2,3}}|(?:one|two) (?:ten|{'|'.join(TENS)}|hundred)(?: (?:degrees|celsius))?)\b"),
        said.text,
    )
    if fan and (number or said.asks or len(said.words) <= 6):
        degrees = _degrees(number["n"]) if number else None
        return (Intent("temperature", {"scale": "fan", **({"amount": degrees} if degrees else {})}),)
    if said.has(r"how hot|what heat|which heat|what temperature|what temp") and said.has(
        r"pan|pot|wok|skillet|hob|burner|stove|flame"
    ):
        return (Intent("temperature", {"thing": "pan"}),)
    if said.has(
        r"what is the oven|what was the oven|oven (?:at|on|temperature|setting|temp|again)|how hot is the "
        r"oven|how hot should the oven|what (?:temperature|temp|heat)"
    ) and said.has("oven|bake|roast"):
        return (Intent("temperature", {"thing": "oven"}),)
    scale = said.has(r"(?P<scale>gas marks?|fahrenheit|celsius|centigrade)$")
    if scale and number is None and (said.asks or len(said.words) <= 5):
        return (Intent("temperature", {"scale": "gas" if scale[0].startswith("gas") else scale[0]}),)
    if said.asks and said.has(r"(?:how long|how many minutes|minutes)(?: [a-z]+){0,6} oven"):
        return (Intent("duration", {"action": "oven"}),)
    return ()


def _degrees(text: str) -> float:
    """ "180", "one eighty", "two hundred"."""
    if text.isdigit():
        return float(text)
    first, second = text.split()[:2]
    return float(100 * BELOW_TWENTY_VALUES[first] + ({"ten": 10} | TENS_VALUES).get(second, 0))


def terms(said: Said) -> tuple[Intent, ...]:
    """ "What's it mean, deglaze": a word of the kitchen beside a question for its meaning."""
    asked = said.has(
        r"mean|means|meaning|what (?:is|are) (?:an? |the )?|explain|how do (?:i|you)|definition|how "
        r"(?:should|can|could) i"
    )
    if not asked:
        return ()
    rest = re.sub(
        r"\b(?:what|is|it|mean|means|meaning|does|do|the|of|explain|a|an|that|by|how|i|you)\b", " ", said.text
    )
    term = find_term(said.kitchen.knowledge.handbook, rest)
    return (Intent("define", {"thing": term.name}),) if term is not None and len(rest.split()) <= 4 else ()


def notes(said: Said) -> tuple[Intent, ...]:
    """ "How ripe should the pears be": where the recipe says so itself."""
    own = next((food.own for food in said.foods() if food.own), "")
    recipe = said.session.recipe
    noted = recipe is not None and any(
        item.name == own and item.note for step in recipe.steps for item in step.ingredients
    )
    asked = said.has(
        r"how (?:ripe|big|thick|thin|small|fine|finely|coarse)|what (?:kind|sort|type|size)|which (?:kind|sort|type)"
    )
    return (Intent("amount", {"ingredient": own}),) if noted and asked else ()


def amounts(said: Said) -> tuple[Intent, ...]:
    """ "Pasta how much", "how ripe should pears be": the recipe's own line of it."""
    own = [food for food in said.foods() if food.own]
    if not own or said.session.recipe is None:
        return ()
    asked = said.has(
        r"how much|how many|what amount|how ripe|what (?:kind|sort|type)|which (?:kind|sort|type)|how "
        r"(?:big|thick|thin|small|fine)"
    )
    return (
        (Intent("amount", {"ingredient": own[0].own}),)
        if asked and not said.has("calories|longer|time|minutes")
        else ()
    )
