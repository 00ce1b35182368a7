"""What kind of thing a word names in a kitchen: a food, a tool, a way of cooking, a property of food.

Words that were in no training are still told from words that have no business in a kitchen, and "do I peel the parsnips" is
like "do I peel the potatoes".
"""

from functools import cache

from sous_voice.language.vocabulary import FOODS, STOP, TOOLS

_VERBS = """add bake baste beat blanch blend boil braise bread broil brown brush bubble caramelize char chill chop coat
    combine cook core cover cream crimp crisp crumble crush cube cure curdle deglaze defrost dice dip discard dissolve drain
    dredge drizzle dust fill flip fold freeze fry garnish glaze grate grease grill grind heat julienne knead layer marinate
    mash measure melt mince mix overcook overlap peel pinch pipe poach pour preheat prick proof puree reduce refrigerate
    reheat rinse rise roast roll rub salt saute scald scoop scrape sear season separate shred sift simmer skewer skim slice
    smoke soak soften spoon sprinkle squeeze steam steep stew stir strain stuff sweat taste temper thaw thicken thin toast
    toss trim unwrap warm whip whisk wilt zest""".split()
_MORE = """beaten beat froze frozen ground risen stirred stir-fried undercooked overcooked raw crispy crunchy tender juicy
    runny lumpy soggy mushy golden doneness recipe recipes ingredient ingredients step steps dish dishes serving servings
    tablespoon tablespoons teaspoon teaspoons cup cups ounce ounces pinch dash clove cloves degrees fahrenheit celsius burner
    heat temperature lid rack shelf crust filling dough batter topping seasoning seasonings leftovers stovetop stove
    spicy salty bland sauce gravy marinade yolk yolks whites skin peel seeds bones shell shells lumps wok foil kitchen
    wet dry""".split()
_NEVER = STOP | frozenset(
    """date dates duck game jack mark may might roll run set sole time turkey well will light hot cold dark good nice can cans
    date lime line man miss part plain right round season show side star top water way whole orange black white red green
    blue brown the new dog half second seconds five leaves table free summer winter percent baby old papers tom strong root
    italian quick sea rose brazil great english wash thousand french horse heart hard eyes sticks big small large long
    short one two three four six seven eight ten house family world city country japanese chinese indian american german
    mother pack bag box home road leg feet head face hand neck back bird birds sweet young day four fire""".split()
)
"""Words that name foods too, and are mostly said of other things."""


def _forms(verb: str) -> set[str]:
    """A verb as it is said: "chop" with chops, chopped, chopping."""
    stem = verb[:-1] if verb.endswith("e") else verb
    double = verb + verb[-1] if len(verb) < 6 and verb[-1] in "pbtmrgnd" else verb
    ends = {verb, verb + "s", verb + "es", stem + "ed", stem + "ing", double + "ed", double + "ing"}
    return ends | ({verb[:-1] + "ied", verb[:-1] + "ies"} if verb.endswith("y") else set())


@cache
def _kinds() -> dict[str, str]:
    kinds = {word: "food" for food in FOODS for word in food.split() if len(word) > 2}
    kinds |= dict.fromkeys(_MORE, "kitchen")
    kinds |= {form: "cook" for verb in _VERBS for form in _forms(verb)}
    kinds |= dict.fromkeys(TOOLS, "tool")
    return {word: kind for word, kind in kinds.items() if word not in _NEVER}


def kind_of(word: str) -> str:
    """food, tool, cook or kitchen; empty for a word that is at home elsewhere."""
    return _kinds().get(word, "")
