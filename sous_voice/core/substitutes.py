"""What may stand in for what: ratio, what else must change, and whom it must not be offered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.diets import DietTable, Diner, Finding, Verdict, against
from sous_voice.core.food_names import words_of


@dataclass(frozen=True, slots=True)
class Substitution:
    """One row of the table: ``amount`` of ``food`` = ``sub_amount`` of ``substitute``."""

    food: str
    amount: str
    substitute: str
    sub_amount: str
    good_for: str = ""
    change: str = ""
    """What else must change."""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """A substitution that may be offered to everybody at the table."""

    row: Substitution
    check_label: tuple[Finding, ...] = ()
    """What may be in it, for whom the label must be read."""


_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "plain flour": "all-purpose flour",
        "white flour": "all-purpose flour",
        "flour": "all-purpose flour",
        "strong flour": "bread flour",
        "wholemeal flour": "whole wheat flour",
        "caster sugar": "sugar",
        "icing sugar": "powdered sugar",
        "confectioners sugar": "powdered sugar",
        "muscovado": "brown sugar",
        "treacle": "molasses",
        "cornflour": "cornstarch",
        "double cream": "heavy cream",
        "whipping cream": "heavy cream",
        "cream": "heavy cream",
        "bicarbonate of soda": "baking soda",
        "courgette": "zucchini",
        "aubergine": "eggplant",
        "spring onion": "scallion",
        "green onion": "scallion",
        "coriander leaves": "cilantro",
        "fresh coriander": "cilantro",
        "prawn": "shrimp",
        "mince": "ground beef",
        "beef mince": "ground beef",
        "tinned tomatoes": "canned tomatoes",
        "chopped tomatoes": "canned tomatoes",
        "chicken broth": "chicken stock",
        "beef broth": "beef stock",
        "vegetable broth": "vegetable stock",
        "chili flakes": "cayenne",
        "sultana": "raisins",
        "oil": "vegetable oil",
        "sunflower oil": "vegetable oil",
        "canola oil": "vegetable oil",
        "wine": "white wine",
        "bananas": "banana",
        "tortillas": "tortilla",
        "oats": "rolled oats",
        "oat flakes": "rolled oats",
        "yoghurt": "yogurt",
        "crème fraîche": "creme fraiche",
        "vanilla": "vanilla extract",
        "jalapeño": "jalapeno",
        "jalapeño pepper": "jalapeno",
        "cannellini beans": "white beans",
        "ginger root": "ginger",
        "fish broth": "fish stock",
        "bouillon": "stock",
        "broth": "stock",
        "macaroni": "pasta",
        "penne": "pasta",
        "linguine": "pasta",
        "fettuccine": "pasta",
        "tagliatelle": "pasta",
        "fusilli": "pasta",
        "rigatoni": "pasta",
        "chuck": "beef",
        "nuts": "walnuts",
        "sweet pepper": "bell pepper",
        "rocket": "arugula",
        "swede": "turnips",
        "cheddar cheese": "cheddar",
    }
)
"""Other names → the name of the table; the longest that ends a food's name counts."""

_NUMBER = re.compile(r"(?:(\d+) )?(\d+)/(\d+)|(\d+(?:\.\d+)?)")


def find(table: tuple[Substitution, ...], name: str) -> tuple[Substitution, ...]:
    """All rows for a food: its own name first, then what its last words make ("whole milk" → milk)."""
    words = words_of(name)
    other = {words_of(also): words_of(known) for also, known in _ALSO.items()}
    for start in range(len(words)):
        wanted = {words[start:], other.get(words[start:], ())}
        rows = tuple(row for row in table if words_of(row.food) in wanted)
        if rows:
            return tuple(sorted(rows, key=lambda row: words_of(row.food) != words[start:]))
        if words[start] in _MAKES_ANOTHER:
            return ()
    return tuple(row for row in table if set(words_of(row.food)) <= set(words))


_MAKES_ANOTHER = frozenset(
    "condensed evaporated powdered coconut almond soy oat rice peanut cocoa apple goat sesame tomato fish oyster "
    "butternut pumpkin cashew hazelnut sunflower ice".split()
)
"""First words that make another food of what follows: condensed milk is no milk, apple butter no butter."""

_USES: Mapping[str, str] = MappingProxyType(
    {
        "baking|bread|cake|muffin|cookie|pastr|pizza|pie|dough": r"bak(?:e|ing)|dough|batter|crust",
        "frying|stir-fr": r"fry|fried|saut|wok",
        "sauce|stew|soup|risotto|curr|brais|cooking": r"simmer|boil|stew|soup|sauce|pan",
        "thickening": r"thicken|sauce|gravy",
        "dressing|salad|dip|topping|sandwich": r"toss|salad|dress|dip|blend|spread",
        "meringue|whipping|mousse": r"whip|stiff peaks|meringue",
    }
)
"""What a row is good for → words of a recipe that does that."""


def suits(row: Substitution, words: str) -> bool:
    """Whether the row is good for what a recipe does, by the recipe's own words (lower case)."""
    sweet = bool(re.search(r"dessert|cookie|cake|sweet|\bpie\b", words))
    if ("savoury" in row.good_for and sweet) or ("sweet" in row.good_for and not sweet):
        return False
    if sweet and re.search(r"stock|broth|soy|garlic|onion|mushroom", row.substitute):
        return False
    if "creamed" in row.caution and re.search(r"\b(?:cream|beat)\b.*\bsugar\b", words):
        return False
    if re.search(r"everything|nut-free|gluten-free|low-salt|vegan|sides|desserts|seasoning", row.good_for):
        return True
    return any(re.search(use, row.good_for) and re.search(doing, words) for use, doing in _USES.items())


def for_everybody(rows: Iterable[Substitution], table: DietTable, diners: Iterable[Diner]) -> tuple[Fit, ...]:
    """The rows that nobody at the table must avoid, those without a label to read first.

    A row is left out when any part of it contains, or is not known not to contain, what somebody
    cannot have.
    """
    people = tuple(diners)
    fits = []
    for row in rows:
        findings = [f for part in parts(row) for diner in people for f in against(table, part, diner)]
        if all(finding.verdict is Verdict.MAY for finding in findings):
            fits.append(Fit(row, tuple(findings)))
    return tuple(sorted(fits, key=lambda fit: bool(fit.check_label)))


def parts(row: Substitution) -> tuple[str, ...]:
    """The foods that a substitute is made of: "milk and lemon juice" → milk, lemon juice."""
    return tuple(part.strip() for part in re.split(r"\band\b", row.substitute) if part.strip())


def read_amount(text: str) -> tuple[Fraction, str] | None:
    """Number and unit of "3/4 cup yogurt": (3/4, "cup"); a bare number has unit ""; None without a number."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    whole, top, bottom, plain = match.groups()
    number = Fraction(plain) if plain else Fraction(int(whole or 0)) + Fraction(int(top), int(bottom))
    unit = text[match.end() :].strip().split(" ")[0]
    return number, unit
