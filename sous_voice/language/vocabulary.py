"""Words the parser knows whatever the recipe: small words, tools, foods."""

import csv
from functools import cache
from importlib.resources import files

from sous_voice.language.normalise import normal

FILLERS = frozenset(
    """ok please now so well then and but um uh er hmm hm ah oh just also could can would you i hey yes yeah
    good great sorry let us me to like the a an actually maybe alright right see fine nice tell say give
    know do we want need would if again there here already too still as my your really very sous voice chef
    bot assistant first also instead kindly""".split()
)
"""Words that may stand around a sentence without changing it."""

POLITE = frozenset(
    "ok please now so well then and but um uh er hmm hm ah oh just also actually maybe sous voice chef bot".split()
)
"""Words that never carry a meaning of their own beside others."""

STOP = frozenset(
    """i you he she it we they me him her us them my your our their this that these those what which who whose
    when where why how is are was were am be been being do does did done doing have has had can could will
    would shall should may might must not no yes ok and or but if then so because while until than as of at by
    for with about into through in on off to from up down out over under again further once here there all any
    both each more most other some such only own same too very just now next please thanks thank hello hi bye
    let need want know tell give take get put add make go start stop set use using instead left done long much
    many often
    """.split()
)  # fmt: skip
"""Words that are no part of an unknown name."""

TOOLS = frozenset(
    """pan pans pot pots skillet skillets saucepan saucepans bowl bowls oven knife knives spoon spoons whisk
    spatula tongs ladle colander sieve strainer grater peeler blender mixer processor microwave grill griddle
    wok casserole dish tray sheet sheets rack tin mold mould foil paper parchment board plate plates platter
    cup cups glass jar thermometer scale scales rolling pin brush masher juicer press kettle steamer cooker
    fryer toaster fork forks scissors cutter towel bag bags stockpot dutch ramekin ramekins spoons tool tools
    utensil utensils stove fridge refrigerator freezer basket skewer skewers mandoline zester beater""".split()
)


@cache
def _foods() -> frozenset[str]:
    """Names of foods in the package's own tables."""
    found: set[str] = set()
    tables = files("sous_voice.shelf") / "tables"
    for name, column in (("diet_foods.csv", "names"), ("seasons.csv", "names"), ("substitutions.csv", "")):
        place = tables / name
        if not place.is_file():
            continue
        lines = [line for line in place.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for row in csv.DictReader(lines):
            said = row.get(column) or next(iter(row.values()), "") or ""
            for food in said.split("|"):
                words = " ".join(normal(food))
                found.update((words, words + "s", words + "es") if words else ())
    return frozenset(found)


FOODS = _foods() | frozenset(
    """salt pepper sugar flour butter oil egg eggs milk water onion onions garlic cheese cream rice pasta bread
    chicken beef pork fish tomato tomatoes potato potatoes carrot carrots lemon lemons honey vanilla yeast
    cinnamon vinegar sauce soup salad cake pie cookies meat dough batter mixture spices herbs parsley basil
    apples apple bananas banana nuts chocolate stock broth wine mushrooms spinach beans lentils peas corn
    noodles spaghetti bacon ham sausage shrimp salmon tuna turkey yogurt mustard mayonnaise ketchup ginger
    eggs steak roast stew curry gravy filling topping crust frosting icing glaze""".split()
)
