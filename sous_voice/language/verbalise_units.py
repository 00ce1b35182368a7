"""The units, containers and abbreviations of recipes, and how each is said."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenUnit:
    """A unit as it is said: one, several."""

    one: str
    many: str
    kind: str = "measure"
    """measure, length, time, size (large, percent: no "of", no plural) or count."""


# forms after a number | singular | plural | kind. Forms are regular expressions; a full stop after
# them is allowed. Upper and lower case do not matter here.
_TABLE = """
teaspoons?|tsps?|teasp|tspn   | teaspoon | teaspoons |
tablespoons?|tbsps?|tbs|tbls?p?s?|tblspn|tblsps?|tbl|tb | tablespoon | tablespoons |
dessertspoons?|dsp            | dessertspoon | dessertspoons |
cups?                         | cup | cups |
fl\\.?\\s?ozs?|fluid\\s(?:ounces?|oz)|floz | fluid ounce | fluid ounces |
ounces?|ozs?                  | ounce | ounces |
pounds?|lbs?|\\#(?=\\s)       | pound | pounds |
kilograms?|kilogrammes?|kilos?|kgs?|kilog | kilogram | kilograms |
grams?|grammes?|gms?|grs?|g   | gram | grams |
milligrams?|mgs?              | milligram | milligrams |
micrograms?|mcg|[µμ]g         | microgram | micrograms |
millilit(?:er|re)s?|mls?|mil|ccs?  | milliliter | milliliters |
centilit(?:er|re)s?|cls?      | centiliter | centiliters |
decilit(?:er|re)s?|dls?       | deciliter | deciliters |
lit(?:er|re)s?|ltrs?|lts?|l   | liter | liters |
quarts?|qts?                  | quart | quarts |
pints?|pts?                   | pint | pints |
gallons?|gals?                | gallon | gallons |
packages?|pkgs?|pckgs?|pkges? | package | packages | count
packets?|pkts?|pcks?          | packet | packets | count
envelopes?|env                | envelope | envelopes | count
cartons?|ctns?                | carton | cartons | count
bottles?|btls?                | bottle | bottles | count
bunch(?:es)?|bchs?|bn         | bunch | bunches | count
pieces?|pcs?                  | piece | pieces | count
slices?|sl                    | slice | slices | count
servings?|servs?              | serving | servings | count
dozens?|doz|dz                | dozen | dozen | size
squares?|sqs?                  | square | squares | count
large|lge?s?                  | large | large | size
medium|meds?                  | medium | medium | size
small|sml?s?                  | small | small | size
percent|per\\scent|pct|%      | percent | percent | size
inch(?:es)?                   | inch | inches | length
centimet(?:er|re)s?|cms?      | centimeter | centimeters | length
millimet(?:er|re)s?|mms?      | millimeter | millimeters | length
f(?:oo|ee)t|ft                | foot | feet | length
minutes?|mins?|mns?|m         | minute | minutes | time
hours?|hrs?|h                 | hour | hours | time
seconds?|secs?|s              | second | seconds | time
days?                         | day | days | time
weeks?|wks?                   | week | weeks | time
months?|mos?|mths?            | month | months | time
years?|yrs?                   | year | years | time
kilocalories?|kcals?          | kilocalorie | kilocalories |
kilojoules?|kj                | kilojoule | kilojoules |
calories?|cals?               | calorie | calories |
kilowatts?|kw                 | kilowatt | kilowatts |
watts?|w                      | watt | watts |
"""
# Here the case tells the unit: T is a tablespoon, t a teaspoon, c and C a cup once temperatures are read.
_CASED = "T=tablespoon t=teaspoon c=cup C=cup"


def _read(table: str) -> list[tuple[str, SpokenUnit]]:
    rows = []
    for line in table.strip().splitlines():
        *forms, one, many, kind = line.rsplit("|", 3)
        rows.append((forms[0].strip(), SpokenUnit(one.strip(), many.strip(), kind.strip() or "measure")))
    return rows


_ROWS = _read(_TABLE)
_CASED_UNITS = {
    form: next(unit for _, unit in _ROWS if unit.one == one)
    for form, _, one in (pair.partition("=") for pair in _CASED.split())
}
_MATCHERS = [(re.compile(forms, re.IGNORECASE), unit) for forms, unit in _ROWS]

UNIT = f"(?:(?i:{'|'.join(forms for forms, _ in _ROWS)})|[{''.join(_CASED_UNITS)}])"
"""Regular expression of every unit form, to be put after a number and before a word boundary."""


def unit_of(form: str) -> SpokenUnit | None:
    """The unit that a written form stands for, without its full stop."""
    if form in _CASED_UNITS:
        return _CASED_UNITS[form]
    for matcher, unit in _MATCHERS:
        if matcher.fullmatch(form):
            return unit
    return None


CONTAINERS = (
    "cans?|tins?|jars?|packages?|pkgs?|packets?|pkts?|packs?|bags?|box(?:es)?|bottles?|cartons?|containers?|tubs?|"
    "blocks?|sticks?|bars?|envelopes?|pouch(?:es)?|loaf|loaves|tubes?|sachets?|logs?|wheels?|balls?|rolls?"
)
"""What is sold with its weight on it: after "2 (14 oz)" or "2 x 400 g"."""

VESSELS = (
    "pans?|skillets?|pots?|dish(?:es)?|saucepans?|bowls?|moulds?|molds?|tins?|pieces?|chunks?|steaks?|fillets?|"
    "springform|ramekins?|ovens?|casseroles?|trays?|jugs?|measures?|cutters?|rounds?|squares?|circles?"
)
VESSEL_ADJECTIVES = (
    "glass|baking|round|square|deep|large|small|medium|cake|pie|heavy|muffin|cast|nonstick|non-stick|tart|sauce|"
    "frying|stock|bundt|tube|loaf|dutch|rectangular|oven-proof|ovenproof|metal|mixing|casserole|soup|pressure"
)

# Words that mean the same wherever they stand. Longest first where one begins another.
ABBREVIATIONS = {
    "b/c": "because",
    "and/or": "or",
    "s&p": "salt and pepper",
    "approx.": "about",
    "approx": "about",
    "appx.": "about",
    "etc.": "et cetera",
    "e.g": "for example",
    "i.e": "that is",
    "min": "minutes",
    "min.": "minutes",
    "max.": "maximum",
    "max": "maximum",
    "e.g.": "for example",
    "eg.": "for example",
    "i.e.": "that is",
    "ie.": "that is",
    "vs.": "versus",
    "vs": "versus",
    "a.k.a.": "also known as",
    "aka": "also known as",
    "incl.": "including",
    "excl.": "excluding",
    "temp.": "temperature",
    "temp": "temperature",
    "temps": "temperatures",
    "refrig.": "refrigerator",
    "tsp.": "teaspoon",
    "tsp": "teaspoon",
    "tsps": "teaspoons",
    "tbsp.": "tablespoon",
    "tbsp": "tablespoon",
    "tbsps": "tablespoons",
    "tbs": "tablespoon",
    "oz.": "ounces",
    "oz": "ounces",
    "lb.": "pound",
    "lb": "pound",
    "lbs.": "pounds",
    "lbs": "pounds",
    "kg": "kilogram",
    "kgs": "kilograms",
    "ml": "milliliters",
    "cm": "centimeters",
    "mm": "millimeters",
    "kcal": "kilocalories",
    "kcals": "kilocalories",
    "qt.": "quart",
    "qt": "quart",
    "qts": "quarts",
    "pkg.": "package",
    "pkg": "package",
    "pkgs": "packages",
    "pkt": "packet",
    "lg.": "large",
    "lg": "large",
    "sm.": "small",
    "sm": "small",
    "med.": "medium",
    "med": "medium",
    "med-high": "medium high",
    "med-low": "medium low",
    "mins": "minutes",
    "hr.": "hour",
    "hr": "hour",
    "hrs.": "hours",
    "hrs": "hours",
    "secs": "seconds",
    "sec": "second",
    "evoo": "extra virgin olive oil",
    "bbq": "barbecue",
    "mr.": "Mister",
    "mrs.": "Missus",
    "ms.": "Miz",
    "dr.": "Doctor",
    "jr.": "Junior",
    "sr.": "Senior",
    "pp.": "pages",
    "u.s.": "U S",
    "u.k.": "U K",
    "tbl": "tablespoon",
    "fl oz": "fluid ounces",
    "fl. oz.": "fluid ounces",
}
