"""Questions of who can eat it: an allergen, a diet, somebody; and what is told of somebody in the same breath."""

import re

from sous_voice.core.allergens import ALLERGEN_WORDS, read_allergens
from sous_voice.core.diets import read_diet
from sous_voice.core.food_names import words_of
from sous_voice.core.foodtalk.said import PERSON, Said, person, says_nothing
from sous_voice.core.guest_names import is_given_name, one_alike
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.topics.guests import UNHEARD

ASKED_FOR_SOMEBODY = (
    r"gluten|dairy|lactose|nuts?|peanuts?|tree nuts?|sesame|soya?|wheat|shellfish|seafood|sulphites?|"
    r"sulfites?|lupin|molluscs?|mustard|celery|pork|alcohol|gelatine?|meat|animal products"
)
"""What is asked of a dish only for somebody's sake."""
_FOODS = r"eggs?|milk|fish|butter|cheese|cream|honey|wine|flour|beef|chicken|onions?|garlic|bacon|ham"
"""Foods as well: they need a word of a diet beside them."""
_ASKED_OF_FOOD = (
    rf"(?:any|hidden|contains?|have|has|traces of)(?: \w+)? (?:{_FOODS})|"
    rf"(?:{_FOODS}) (?:hiding|hidden|in|allerg\w*|free)"
)
_DOING = r"how (?:much|many|long)|when|goes? in|adds?|mixture|spoons?|tablespoons?|teaspoons?|cups?|to do|inside|next"
"""Words of work: what is asked is no diet."""
_ABOUT = (
    r"any|hiding|hidden|traces?|contains?|contain|allerg\w*|intoleran\w*|free|a problem|in (?:it|this|"
    r"these|here|there)|have|has|without"
)
_DIET = (
    (r"vegans?|plant based", "vegan"), (r"vegetarians?|veggie|meat ?less|meat free", "vegetarian"),
    (r"pesc[ae]tarians?", "pescatarian"),
    (r"halal|muslims?", "halal"), (r"kosher|jewish|jews", "kosher"),
    (r"co?eliacs?|gluten (?:free|intoleran\w*)|without gluten|wheat free", "gluten_free"),
    (r"lactose (?:free|intoleran\w*)", "lactose_free"), (r"(?:dairy|milk|cheese) free", "dairy_free"),
    (r"(?:nut|peanut) free", "nut_free"), (r"egg free", "egg_free"), (r"diabetics?", "diabetic"),
    (r"low (?:in )?(?:salt|sodium)", "low_salt"), (r"low (?:in )?fat", "low_fat"), (r"low (?:in )?carbs?", "low_carb"),
    (r"low (?:in )?calories?", "low_calorie"), (r"keto", "keto"), (r"sugar free", "sugar_free"),
)  # fmt: skip
_CANNOT = (
    r"can not (?:do|have|eat|touch|take|stand)|must not (?:have|eat)|may not (?:have|eat)|reacts? to|"
    r"(?:is|are) allergic to|has an? allergy to|does not (?:do|eat|take)|do not (?:do|eat)|should not "
    r"(?:have|eat)|can not tolerate"
)
_ASKED = (
    r"eat|eats|have|skip|avoid|fine|ok|safe|alright|all right|problem|show stopper|out|go|good|know|"
    r"suitable|allowed|suit|leave|work|worry|what|should|bother"
)


def diet_in(text: str) -> str:
    """The diet that words name, as a slot's value; empty where none."""
    return next((diet for pattern, diet in _DIET if re.search(rf"\b(?:{pattern})\b", text)), "")


def diets_in(text: str) -> tuple[str, ...]:
    """All diets that words name, in the order of the table."""
    return tuple(diet for pattern, diet in _DIET if re.search(rf"\b(?:{pattern})\b", text))


def diet_match(text: str) -> re.Match[str] | None:
    """The words that name a diet; None where none do."""
    return next((found for pattern, _ in _DIET if (found := re.search(rf"\b(?:{pattern})\b", text))), None)


def eaters(said: Said) -> tuple[Intent, ...]:
    """What is asked for somebody's sake; empty where nothing is."""
    little = said.has(
        r"(?:my |our |the |a )?(?P<who>bab(?:y|ies)|toddlers?|infants?|dogs?|cats?)\b.*\b(?:eat|have|it)"
    )
    if little and said.asks and said.session.recipe is not None and len(said.words) <= 9:
        return (Intent("diet_check", {"person": little["who"]}),)
    if pronoun := _of_her(said) or _of_a_guest(said):
        return pronoun
    if said.session.recipe is None and not said.foods():
        return ()
    diet = diet_in(said.text)
    one = _one_food(said, diet)
    if diet and (said.asks or len(said.words) <= 6):
        return (Intent("diet_check", {"diet": diet, **one}),)
    strange = said.has(
        r"^is (?:it|this|that) (?:a |an )?"
        r"(?P<diet>[a-z]+arian|[a-z]+ (?:free|friendly)|low [a-z]+|[a-z]{3,}ist|jain|paleo)$"
    )
    if strange:
        return (Intent("diet_check", {"diet": strange["diet"]}),)
    found = _allergen(said)
    if (
        found is not None
        and said.has(r"allergy|allergic|intoleran[a-z]+")
        and said.has(r"use|instead|take|replace|swap")
        and (read_diet(f"{found[0]} free"))
    ):
        return (Intent("substitute", {"ingredient": found[0], "diet": f"{found[0]} free"}),)
    about = said.has(r"allergy|allergic|a problem|show stopper") or (said.asks and said.has(_ABOUT))
    shaped = len(said.words) <= 3 or about is not None
    if found is None and said.asks:
        found = said.has(_FOODS) if said.has(_ASKED_OF_FOOD) else None
    if found is None and len(said.words) <= 5 and said.has(r"in (?:this|it|here|there|these|them)$"):
        foods = said.foods()
        return (Intent("diet_check", {"allergen": foods[0].words}),) if len(foods) == 1 else ()
    if found is None or not shaped or said.has(_DOING):
        return ()
    return (Intent("diet_check", {"allergen": found[0], **one}),)


_STOPS = r"(?:is|are|can|could|would|will|what|so|and|do|does|in|at|or|here|too)\b"


def _of_a_guest(said: Said) -> tuple[Intent, ...]:
    """ "Can i want to eat this": words where a guest's name belongs; who is meant is told by the sound, or asked."""
    match = re.search(r"^(?:can|may) (?P<who>[a-z ]{2,20}?) (?:eat|have) (?:it|this|that)$", said.text)
    if match is None or said.session.recipe is None or match["who"] in _SELF or diet_in(match["who"]):
        return ()
    known = [diner.name for diner in diners_of(said.kitchen, said.session) if diner.name]
    if not known or re.match(
        r"(?:my|our|the|an?) |(?:some|somebody|everybody|any|all|people)$", match["who"]
    ):
        return ()
    return (Intent("diet_check", {"person": one_alike(match["who"], known).lower() or match["who"]}),)


_WHO_CANNOT = (
    r"who(?: (?:at the table|here|of us|among us))? (?:can not|should not|must not|may not) "
    r"(?:eat|have) (?:it|this|that)"
)


def for_somebody(said: Said) -> tuple[Intent, ...]:
    """ "Okay for somebody who can't have milk", "a guest who does not eat pork, is it fine": what they cannot have."""
    if said.has(_WHO_CANNOT):
        return (Intent("diet_check", {}),)
    match = re.search(
        rf"\b(?:who|that|anyone|people) (?:{_CANNOT}) (?P<food>[a-z]+(?: (?!{_STOPS})[a-z]+)?)", said.text
    )
    match = match or re.search(
        rf"\b(?:someone|somebody|anyone|anybody|people|guests?|person|who) (?:avoiding|avoids?|not eating|is avoiding|"
        rf"off|without|intolerant (?:of|to)|is intolerant (?:of|to)) (?P<food>[a-z]+(?: (?!{_STOPS})[a-z]+)?)",
        said.text,
    )
    if match is None or said.session.recipe is None:
        return ()
    words = match["food"].split()
    food = next((name for name in (match["food"], words[0]) if read_allergens(name) or said.food(name)), "")
    return (Intent("diet_check", {"allergen": food}),) if food else ()


def _allergen(said: Said) -> re.Match[str] | None:
    """What is asked of a dish for somebody's sake: in "soy sauce has wheat in it" the wheat, not the soy."""
    matches = list(re.finditer(rf"\b(?:{ASKED_FOR_SOMEBODY})\b", said.text))
    inside = {name for food in said.foods() if " " in food.words for name in food.words.split()}
    return next((m for m in matches if m[0] not in inside), matches[0] if matches else None)


def _one_food(said: Said, diet: str) -> dict[str, Slot]:
    """The one ingredient that is asked about, where it is not the allergen itself."""
    own = [
        food
        for food in said.foods()
        if (food.own or said.session.recipe is None) and not _is_allergen(food.words)
    ]
    if said.has(
        r"(?:in|is|are|does|do|has|about|for)(?: the| my| our)? (?:it|this|that|these|here|there|anything|any)"
    ) and not said.has(r"is there \w+ in the"):
        own = own if said.has(r"(?:has|have|contains?|is|are) \w+ in it") else []
    return {"ingredient": own[0].own or own[0].words} if own else {}


def _is_allergen(word: str) -> bool:
    return " ".join(words_of(word)) in ALLERGEN_WORDS and word not in ("flour", "butter", "cheese")


_SELF = frozenset("i we you he she they it this that who which what one people".split())


_SPOKEN_OF = frozenset("i we my our the your his her their a an if when because since she he they".split())
"""Words with which somebody is spoken of who has no name."""


def of_nobody(said: Said) -> Intent | None:
    """ "On it can't have nuts", "can't have nuts": the name was not heard, and is asked for."""
    match = re.search(rf"^(?P<who>(?:[a-z]+ ){{0,4}})(?:{_CANNOT}) (?P<food>[a-z]+(?: [a-z]+)?)$", said.text)
    if match is None or not read_allergens(match["food"]):
        return None
    who = match["who"].split()
    if who and (who[0] in _SPOKEN_OF or (len(who) == 1 and (who[0] in _SELF or not says_nothing(who[0])))):
        return None
    if is_given_name(" ".join(who)):
        return None
    return Intent("allergy_set", {"person": UNHEARD, "allergen": match["food"]})


def told_of(said: Said) -> tuple[Intent, ...]:
    """ "My nephew can't do nuts, is this out?", "Ana's vegan, anything she'd have to skip?"."""
    match = re.search(
        (
            rf"^(?:if |when |because |since )?(?P<who>{PERSON}) (?:{_CANNOT}) (?P<food>[a-z ]+?)(?= (?:is|are|"
            rf"what|can|could|would|does|so|anything|any|which|and)\b|$)"
        ),
        said.text,
    )
    if match and (read_allergens(match["food"]) or said.food(match["food"])):
        noted = Intent("allergy_set", {"person": person(match["who"]), "allergen": match["food"].strip()})
        return (noted, *_then(said, said.text[match.end() :], match["food"].strip()))
    strange = re.search(
        rf"^(?P<who>{PERSON}) (?:is|are) (?:a |an )?(?P<diet>[a-z]+arian|[a-z]+ free)$", said.text
    )
    if strange and not diet_in(strange["diet"]) and _a_person(said, strange["who"]):
        return (Intent("set_profile", {"person": person(strange["who"]), "diet": strange["diet"]}),)
    match = re.search(rf"\b(?P<who>{PERSON}) (?:is|are) (?:a |an )?(?P<diet>[a-z]+(?: [a-z]+)?)", said.text)
    pronoun = re.search(r"\b(?:he|she|they) (?:is|are) (?:a |an )?(?P<diet>[a-z]+(?: [a-z]+)?)", said.text)
    if match and not diet_in(match["diet"]) and pronoun:
        match = re.search(r"\b(?P<who>my [a-z]+)\b", said.text)
    diet = diet_in((pronoun or match)["diet"]) if (pronoun or match) else ""  # type: ignore[index]
    if match and diet and read_diet(diet) and _a_person(said, match["who"]):
        return (Intent("set_profile", {"person": person(match["who"]), "diet": diet}),)
    return ()


def _a_person(said: Said, who: str) -> bool:
    """A name, no food and no dish: "Ana is vegan", not "the parmesan is vegan"."""
    word = person(who)
    return said.food(word) is None and word not in (
        "recipe",
        "dish",
        "meal",
        "soup",
        "that",
        "something",
        "somebody",
    )


def _then(said: Said, rest: str, allergen: str) -> tuple[Intent, ...]:
    """What is asked behind a note: an ingredient by name, else a substitute; the warning itself answers the rest."""
    food = said.food(rest)
    if food is not None and food.own and re.search(_ASKED, rest):
        return (Intent("diet_check", {"ingredient": food.own, "allergen": allergen}),)
    if re.search(r"\b(?:instead|replace|substitute|swap|go in|use|put in|stand in)\b", rest):
        return (Intent("substitute", {"ingredient": allergen}),)
    return ()


def _of_her(said: Said) -> tuple[Intent, ...]:
    """ "So what can't she eat here?": the person told of last."""
    people = diners_of(said.kitchen, said.session)
    last = said.session.table.diners[-1].name if said.session.table.diners else ""
    asked = said.has(
        r"(?:he|she|they)(?: would| will| can| could| must| should| have| has)*(?: not)? (?:eat|have|skip|avoid|leave)"
    )
    named = next((d.name for d in people if d.name and said.has(re.escape(d.name.lower()))), "")
    if named and said.asks and said.has(_ASKED) and not said.has("substitute|instead|make|cook"):
        return (Intent("diet_check", {"person": named.removeprefix("your ").lower()}),)
    if asked and last and said.asks and not said.has("how much|how many"):
        return (Intent("diet_check", {"person": last.removeprefix("your ").lower()}),)
    return ()
