"""A potluck: who brings what, and what is missing. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sous_voice.core.allergens import ALLERGENS
from sous_voice.core.diets import DietTable, Diner, Verdict, check_recipe

COURSES = ("starter", "salad", "main", "side", "bread", "dessert", "drink")
_COURSE_WORDS = {
    "starter": ("starter", "soup", "dip", "appetizer", "hummus"),
    "salad": ("salad", "slaw", "coleslaw"),
    "bread": ("bread", "rolls", "flatbread", "focaccia"),
    "dessert": (
        "dessert",
        "pie",
        "cake",
        "cookies",
        "tart",
        "pudding",
        "brownies",
        "ice cream",
        "crumble",
        "fruit",
    ),
    "drink": ("drink", "drinks", "wine", "juice", "lemonade", "water", "beer", "coffee", "tea", "punch"),
    "side": ("side", "rice", "potatoes", "vegetables", "beans"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One dish and who brings it."""

    person: str
    dish: str
    course: str


@dataclass(frozen=True, slots=True)
class Potluck:
    """What is planned."""

    title: str = ""
    claims: tuple[Claim, ...] = ()
    named: tuple[str, ...] = ()
    """Persons who allow that what they cannot eat is told with their name, in lower case."""


def course_of(dish: str) -> str:
    """Course of a dish by its words; a dish that tells nothing is a main."""
    low = f" {dish.lower()} "
    for course, words in _COURSE_WORDS.items():
        if any(f" {word} " in low for word in words):
            return course
    return "main"


def missing(potluck: Potluck) -> tuple[str, ...]:
    """Courses that nobody brings, of those a table needs."""
    there = {claim.course for claim in potluck.claims}
    return tuple(course for course in ("main", "salad", "dessert", "drink") if course not in there)


Inside = Callable[[str], Sequence[str]]
"""Dish → what is in it, as far as it is known; the dish's own name where there is no recipe."""


def gaps(potluck: Potluck, table: DietTable, diners: Iterable[Diner], inside: Inside) -> tuple[str, ...]:
    """Diets for which nobody brings a main that is surely or by its name fit for them: "vegan", ..."""
    diets = sorted({diet for diner in diners for diet in diner.diets})
    mains = [claim.dish for claim in potluck.claims if claim.course == "main"]
    return tuple(diet for diet in diets if not any(_fits(table, dish, diet, inside) for dish in mains))


def _fits(table: DietTable, dish: str, diet: str, inside: Inside) -> bool:
    """A dish whose name says the diet, or all of whose known parts agree with it."""
    if diet.replace("_", " ") in dish.lower().replace("-", " "):
        return True
    try:
        findings = check_recipe(table, inside(dish), diet)
    except KeyError:  # a diet that is answered by nutrients, not by ingredients
        return False
    return not findings


def allergens_of_all(diners: Iterable[Diner]) -> tuple[str, ...]:
    """What must be watched for, without naming for whom."""
    return tuple(ALLERGENS[code] for code in ALLERGENS if any(code in diner.allergens for diner in diners))


def doubtful(
    potluck: Potluck, table: DietTable, diners: Iterable[Diner], inside: Inside
) -> tuple[tuple[str, str], ...]:
    """(dish, allergen) pairs that are known to clash by the dish's name or its recipe; each once."""
    codes = {code for diner in diners for code in diner.allergens}
    found = (
        (claim.dish, ALLERGENS[code])
        for claim in potluck.claims
        for code in sorted(codes)
        for finding in check_recipe(table, inside(claim.dish), code)
        if finding.verdict is Verdict.CONTAINS
    )
    return tuple(dict.fromkeys(found))


_AND_ALSO = re.compile(
    r"\s+and\s+(?P<person>\w+)\s+(?:will bring|is bringing|brings?|can bring)\s+(?:the |an? |some )?",
    re.IGNORECASE,
)


def several(person: str, dish: str) -> tuple[tuple[str, str], ...]:
    """(person, dish) pairs of "the salad and Carla brings lemonade"."""
    pairs, at = [], 0
    for match in _AND_ALSO.finditer(dish):
        pairs.append((person, dish[at : match.start()]))
        person, at = match["person"], match.end()
    return (*pairs, (person, dish[at:]))


def shown_name(named: Iterable[str], name: str) -> str:
    """A guest's name where they allow it, else nobody's."""
    return name if not name or name.lower() in named else "somebody here"
