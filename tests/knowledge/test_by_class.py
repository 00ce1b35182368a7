"""Troubles and words of the kitchen by class: what commonly goes wrong with each kind of food has first aid.

The sentences were written before the table was asked with them.
"""

import pytest

from sous_voice.core.technique import find_remedy, find_term
from sous_voice.shelf.handbook import handbook

BOOK = handbook()

TROUBLES = (
    # bread and yeast
    ("the dough has too much flour in it", "too much flour"),
    ("my yeast does not foam at all", "yeast not foaming"),
    ("my dough rose too much overnight", "risen too much"),
    ("the bread is really dense", "dense bread"),
    ("my bread is doughy inside", "gummy bread"),
    ("the crust is way too hard", "crust too hard"),
    ("this bread is stale", "stale bread"),
    # cake, biscuits, pancakes
    ("the cake is dry", "cake dry"),
    ("my cake stuck to the tin", "cake stuck"),
    ("the cake cracked on top", "cake cracked"),
    ("the cake is still raw in the middle", "cake raw"),
    ("the cake didn't rise", "cake flat"),
    ("all the berries sank in the cake", "fruit sank"),
    ("the batter curdled when i added the eggs", "batter curdled"),
    ("the batter is too thick", "batter too thick"),
    ("my icing is too runny", "icing too runny"),
    ("the buttercream has split", "buttercream split"),
    ("the cookies came out hard", "cookies hard"),
    ("my pancakes are rubbery", "pancakes tough"),
    # eggs, meringue, custard, cream, jelly
    ("i got some yolk in the whites", "yolk in the whites"),
    ("my meringue is weeping", "meringue weeping"),
    ("the meringue isn't stiff", "meringue not stiff"),
    ("the custard has curdled", "custard curdled"),
    ("the custard is too thin", "custard too thin"),
    ("the custard didn't set", "custard not set"),
    ("there is a skin on the custard", "skin on custard"),
    ("the scrambled eggs are dry", "scrambled eggs dry"),
    ("the poached egg fell apart in the water, it falls apart", "poached egg spreads"),
    ("the boiled eggs won't peel", "egg hard to peel"),
    ("the jelly hasn't set, it's not set", "jelly not set"),
    # sauce and soup
    ("the gravy is lumpy", "gravy lumpy"),
    ("the sauce doesn't thicken", "sauce not thickening"),
    ("the cheese sauce went grainy", "cheese sauce grainy"),
    ("the cream curdled in the soup", "cream curdled"),
    ("the vinaigrette split again", "vinaigrette split"),
    ("the soup is too salty", "too salty"),
    # rice, pasta, beans, potatoes
    ("the risotto is stodgy", "risotto too thick"),
    ("the pasta is still hard", "pasta hard"),
    ("the beans are still hard", "beans hard"),
    ("the mash is gluey", "gluey mash"),
    ("the mash is full of lumps, so lumpy", "mash lumpy"),
    ("the fries are soggy", "fries soggy"),
    ("the carrots are still hard", "vegetables hard"),
    # meat and fish
    ("the meat is just going grey", "meat grey"),
    ("the steak is overcooked", "meat overcooked"),
    ("the burgers are falling apart", "meatballs fall apart"),
    ("the skin isn't crispy", "crackling soft"),
    ("the fish is falling apart", "fish falls apart"),
    ("the fish is sticking to the pan", "fish sticks"),
    ("the shrimp are rubbery", "shrimp rubbery"),
    # pastry, chocolate, sugar, preserves, frying
    ("the pie has a soggy bottom", "soggy bottom"),
    ("the pastry shrank in the oven", "pastry shrank"),
    ("the edges are burning", "edges burning"),
    ("the filling is leaking out", "filling leaking"),
    ("the chocolate seized up", "chocolate seized"),
    ("the chocolate burnt", "chocolate burnt"),
    ("my ganache split", "ganache split"),
    ("the caramel is burnt", "caramel burnt"),
    ("the jam didn't set", "jam not set"),
    ("there is mould on the jam", "jam mouldy"),
    ("the lid popped on one jar", "jar not sealed"),
    ("the oil keeps spitting, the oil is spitting", "oil splattering"),
    ("the breadcrumbs fall off", "coating falls off"),
    # pans, heat, things forgotten, too much
    ("the pan is too hot", "pan too hot"),
    ("it tastes burnt", "tastes burnt"),
    ("i forgot the yeast", "forgot the yeast"),
    ("the chicken is still frozen", "forgot to thaw"),
    ("i put in too much garlic", "too much garlic"),
    ("i put in too much cumin", "too much spice"),
    ("there's too much wine in the sauce", "too much wine"),
    ("i used too much baking soda", "too much baking powder"),
    ("the mayonnaise curdled", "mayonnaise split"),
    ("my hollandaise has curdled", "hollandaise split"),
    ("the caramel crystallised", "sugar crystallized"),
)


@pytest.mark.parametrize(("said", "symptom"), TROUBLES)
def test_common_troubles_of_each_class_have_first_aid(said: str, symptom: str) -> None:
    """The most special trouble that the words name, whatever the verb's form."""
    remedy = find_remedy(BOOK, said)
    assert remedy is not None and remedy.symptom == symptom


def test_a_remedy_is_short_enough_for_the_ear() -> None:
    """Nobody stands at a burning pan for more than forty words."""
    assert not [row.symptom for row in BOOK.remedies if len(row.remedy.split()) > 40 or not row.remedy]


MET = """
    rubbing|set aside|bring to a boil|combine|roll out|flip|layer|transfer|rinse|soak|brush|separate the eggs|squeeze
    thicken|crush|shape|seal|chill|pat dry|in batches|fluff|flatten|prick|peel|wrap|stuffing|grind|pulse|trim|carve
    activate the yeast|ferment|sterilize|preserve|pickle|thaw|wilt|sprinkle|swirl|low heat|medium heat|high heat
    skin side down|medium rare|starter|springform|wire rack|baking sheet|rolling pin|slotted spoon|sieve|strainer
    cheesecloth|mortar and pestle|food processor|tongs|bechamel|garam masala|kosher salt|icing sugar|semolina|whey
    mascarpone|ricotta|guanciale|pancetta|fond|aromatics|holy trinity|star anise|tomatillos|nori|plait|griddle
    cook down|finely chop|roughly chop|crack an egg|gluten|crumb|crust|yeast|simmer|deglaze|braise|fold|knead|baste
"""
"""Words of technique in the steps of 349 public-domain recipes (Based Cooking), as they are asked of."""


@pytest.mark.parametrize(
    "word", [word.strip() for line in MET.split("\n") for word in line.split("|") if word.strip()]
)
def test_words_of_technique_met_in_recipes_are_explained(word: str) -> None:
    """ "What does it mean to ..." has an answer of one or two sentences."""
    term = find_term(BOOK, word)
    assert term is not None
    assert len(term.meaning.split()) <= 40


def test_a_word_has_one_row() -> None:
    """No name stands in two rows of terms, of remedies or of signs: the one asked for is the one told."""
    for rows in (BOOK.terms, BOOK.remedies, BOOK.doneness, BOOK.advice, BOOK.warnings):
        names = [name for row in rows for name in row.names]
        assert len(names) == len(set(names)), sorted(name for name in set(names) if names.count(name) > 1)
