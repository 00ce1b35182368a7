"""What a dish shall be: with these foods, in this time, for these people, in season. Each wish with its words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from sous_voice.core.allergens import read_allergens
from sous_voice.core.diets import (
    LOW_SODIUM,
    DietTable,
    Diner,
    Verdict,
    against_all,
    check_food,
    check_recipe,
    read_diet,
)
from sous_voice.core.finding import content_words
from sous_voice.core.food_names import words_of
from sous_voice.core.guest_names import MYSELF
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import NUTRIENTS
from sous_voice.core.nutrition import servings_of, total
from sous_voice.core.quantity import duration_text
from sous_voice.core.reading import total_seconds
from sous_voice.core.recipe import Recipe
from sous_voice.core.seasons import find as find_produce
from sous_voice.core.session import Session
from sous_voice.core.topics.diet_warnings import diners_of, label_of, meant_by
from sous_voice.core.topics.diets import EVERYBODY
from sous_voice.core.topics.guests import person_of
from sous_voice.core.turn import slot_number, slot_text
from sous_voice.core.turn import words_of as words_heard
from sous_voice.core.wording import spoken_list, step_text

QUICK = 1800.0
"""Seconds of a "quick" dish."""
LIGHT = 400.0
"""Calories of a serving of a "light" dish."""
COURSES = frozenset(
    "dinner lunch breakfast dessert supper starter appetizer snack brunch soup salad cake cookies pie bread "
    "stew curry pasta main drink side".split()
)
_MADE_OF = frozenset(
    "stock broth sauce vinegar powder oil milk noodle flour bouillon soup cube extract paste juice seasoning "
    "wine syrup seed butter".split()
)
"""Last words that make another thing of a food: who asks for chicken does not mean chicken stock."""
_SEASONS = ("winter", "winter", "spring", "spring", "spring", "summer",
            "summer", "summer", "autumn", "autumn", "autumn", "winter")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was asked of a dish."""

    words: str
    """ "with rice", "that Ana can eat", "vegan": as it stands in a sentence about recipes."""
    holds: Callable[[Recipe], bool]
    firm: bool = False
    """True where nothing may be offered that does not hold it: what somebody cannot have."""
    before: bool = False
    """Whether its words stand before the noun."""


_EATER = re.compile(r"that (.+) can eat")


def said_together(wishes: Iterable[Wish]) -> str:
    """ "vegan recipes with chicken and rice, within 30 minutes, that Ana can eat"."""
    every = tuple(wishes)
    texts = [wish.words for wish in every if not wish.before]
    foods = spoken_list(text.removeprefix("with ") for text in texts if text.startswith("with "))
    eaters = spoken_list(found[1] for text in texts if (found := _EATER.fullmatch(text)))
    rest = [text for text in texts if not text.startswith("with ") and not _EATER.fullmatch(text)]
    rest += [f"that {eaters} can eat"] if eaters else []
    before = sorted((wish.words for wish in every if wish.before), key=lambda words: words in COURSES)
    head = [*before, "recipes", *([f"with {foods}"] if foods else [])]
    return " ".join(head) + "".join(f"{', ' if foods or i else ' '}{text}" for i, text in enumerate(rest))


def wishes_of(kitchen: Kitchen, session: Session, intent: Intent) -> list[Wish]:
    """Everything that an utterance asks of a dish, in the order in which it is told."""
    words = words_heard(session, intent)
    return [
        *_foods(kitchen, intent),
        *_times(intent, words),
        *_manners(kitchen, intent, words),
        *_people(kitchen, session, intent),
    ]


def stranger(kitchen: Kitchen, session: Session, intent: Intent) -> str:
    """A person the dish shall be for, of whom we know nothing; empty where there is none such."""
    said = slot_text(intent, "person")
    if not said or said in EVERYBODY or said in MYSELF:
        return ""
    name = person_of(intent)
    return "" if meant_by(name, diners_of(kitchen, session)) else name


# ---------------------------------------------------------------- foods


def _foods(kitchen: Kitchen, intent: Intent) -> list[Wish]:
    dish = slot_text(intent, "dish", "name")
    named = [slot_text(intent, slot) for slot in ("ingredient", "second", "third")]
    if not any(named) and dish not in COURSES:
        named = [dish]
    parts = dict.fromkeys(part for text in named for part in _parts(text))
    wishes = [Wish(f"with {part}", lambda recipe, part=part: _has(recipe, part)) for part in parts]  # type: ignore[misc]
    table = kitchen.knowledge.diets
    for without in filter(None, (slot_text(intent, "without"), slot_text(intent, "nor"))):
        tool = without.split()[-1] if without.split()[-1] in _TOOLS else ""
        test = partial(_does_without, tool=tool) if tool else partial(_lacks, table, food=without)
        wishes.append(Wish(f"without {f'an {tool}' if tool == 'oven' else without}", test, firm=True))
    return wishes


def _parts(food: str) -> list[str]:
    text = food
    for joint in (" and ", ",", " or ", " with "):
        text = text.replace(joint, "|")
    plain = (_WHEN.sub("", part.strip()) for part in text.split("|"))
    return [part.removeprefix("leftover ") for part in plain if part and part not in _HOW]


_HOW = frozenset("quick fast easy simple sweet light healthy nice good tasty something anything".split())
"""How it shall be: read by ``_times`` and ``_manners``, and no food."""


_WHEN = re.compile(
    r"(?:^| )(?:tonight|today|now|this (?:evening|morning|afternoon|weekend)|tomorrow|for (?:tonight|today|tomorrow)"
    r"|right now|please)$"
)
"""When it shall be: no food."""


def _has(recipe: Recipe, food: str) -> bool:
    """Whether a recipe is made with a food: named by an ingredient, by the title or by a tag."""
    wanted = set(words_of(food))
    for item in recipe.ingredients:
        there = words_of(item.name)
        if wanted and wanted <= set(there) and (there[-1] in wanted or there[-1] not in _MADE_OF):
            return True
    words = set(content_words(food))
    return bool(words) and words <= set(content_words(f"{recipe.title} {known(recipe, 'tags')}"))


_TOOLS = frozenset("oven blender mixer wok grill stove hob microwave whisk processor".split())
_BAKES = re.compile(r"\b(?:oven|bake|baking|roast|broil)\b")


def _does_without(recipe: Recipe, tool: str) -> bool:
    """Whether no step needs a tool."""
    text = " ".join(step_text(step) for step in recipe.steps).lower()
    return not (_BAKES.search(text) if tool == "oven" else re.search(rf"\b{tool}\b", text))


def _lacks(table: DietTable, recipe: Recipe, food: str) -> bool:
    names = [item.name for item in recipe.ingredients]
    codes = read_allergens(food)
    findings = [f for code in codes for f in check_recipe(table, names, code)]
    findings += [] if codes else list(check_food(table, names, food))
    return not any(finding.verdict in (Verdict.CONTAINS, Verdict.MAY) for finding in findings)


# ---------------------------------------------------------------- time, season, manner


def _times(intent: Intent, words: str) -> list[Wish]:
    seconds = slot_number(intent, "time", "duration")
    if not seconds and re.search(r"\b(?:quick(?:er)?|fast(?:er)?|shorter)\b", words):
        seconds = QUICK
    if not seconds:
        return []
    most = seconds
    return [Wish(f"within {duration_text(most)}", lambda recipe: _within(recipe, most))]


def _within(recipe: Recipe, seconds: float) -> bool:
    all_of_it = total_seconds(recipe)
    return all_of_it is not None and all_of_it <= seconds


def _manners(kitchen: Kitchen, intent: Intent, words: str) -> list[Wish]:
    wishes = []
    if re.search(r"\b(?:eas(?:y|ier)|simpler?)\b", words):
        wishes.append(Wish("easy", lambda recipe: "easy" in known(recipe, "difficulty", "tags"), before=True))
    if re.search(r"\bsavou?ry\b|\bnot (?:too )?sweet\b", words):
        wishes.append(
            Wish("savoury", lambda recipe: "dessert" not in known(recipe, "tags", "course"), before=True)
        )
    elif re.search(r"\bsweet\b", words):
        wishes.append(Wish("sweet", lambda recipe: "dessert" in known(recipe, "tags", "course"), before=True))
    if re.search(r"\b(?:light|healthy|low calorie)\b", words):
        wishes.append(
            Wish(f"that have at most {LIGHT:.0f} calories a serving", lambda recipe: _light(kitchen, recipe))
        )
    if re.search(r"\bseason(?:al)?\b", words) and not slot_text(intent, "season"):
        wishes.append(Wish("in season now", lambda recipe: _seasonal(kitchen, recipe)))
    dish = slot_text(intent, "dish")
    course = slot_text(intent, "course") or (dish if dish in COURSES else "")
    for slot, said, phrase in (
        ("course", course, "{}"),
        ("season", slot_text(intent, "season"), "for {}"),
        ("author", slot_text(intent, "author"), "by {}"),
    ):
        if said:
            test = partial(_tagged, slot=slot, said=said)
            wishes.append(Wish(phrase.format(said), test, before=phrase == "{}"))
    return wishes


def _light(kitchen: Kitchen, recipe: Recipe) -> bool:
    servings = servings_of(recipe)
    if kitchen.foods is None or servings is None:
        return False
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    energy = found.figure(NUTRIENTS["energy_kcal"])
    return bool(found.grams) and found.coverage >= 0.9 and energy.value / float(servings) <= LIGHT


def _seasonal(kitchen: Kitchen, recipe: Recipe) -> bool:
    """By the recipe's own season, else by its fruit and vegetables; one without either is for all the year."""
    month, zone = kitchen.knowledge.month_at_start, kitchen.knowledge.zone
    if month is None:
        return False
    own = known(recipe, "season")
    if own:
        index = (month + 5) % 12 if zone == "southern" else month - 1
        return "all year" in own or _SEASONS[index] in own.replace("fall", "autumn")
    grown = [p.grown.get(zone, frozenset()) for item in recipe.ingredients
             if (p := find_produce(kitchen.knowledge.produce, item.name)) is not None]  # fmt: skip
    return any(month in months for months in grown)


def known(recipe: Recipe, *keys: str) -> str:
    """What the front matter says under these keys, lower case."""
    found = {key.lower(): value for key, value in recipe.metadata.items()}
    return " ".join(found.get(key, "") for key in keys).lower()


_TAG_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "diet": ("tags", "diet"),
        "course": ("tags", "course", "title"),
        "season": ("season", "tags"),
        "author": ("author", "source", "source.author", "story.narrator"),
    }
)


def _tagged(recipe: Recipe, slot: str, said: str) -> bool:
    keys = _TAG_KEYS[slot]
    there = " ".join(content_words(known(recipe, *keys))).split()
    words = content_words(said)
    if slot == "season" and ("all year" in known(recipe, "season") or "any" in there):
        return True
    return bool(words) and all(word in there for word in words)


# ---------------------------------------------------------------- people


def _people(kitchen: Kitchen, session: Session, intent: Intent) -> list[Wish]:
    table = kitchen.knowledge.diets
    wishes = []
    for said in filter(None, (slot_text(intent, slot).replace("_", " ") for slot in ("diet", "also"))):
        diet = read_diet(said)
        if diet == LOW_SODIUM:  # a figure: ``ranking``
            continue
        if diet:
            guest = Diner("", diets=frozenset({diet}))
            wishes.append(Wish(label_of(diet), partial(_fit_for, table, diner=guest), firm=True, before=True))
        else:
            wishes.append(Wish(f"for {said}", partial(_tagged, slot="diet", said=said)))
    person = slot_text(intent, "person")
    if not person:
        return wishes
    everybody = person in EVERYBODY or person in ("us", "we")
    name = "" if everybody else person_of(intent)
    people = diners_of(kitchen, session)
    for diner in people if everybody else meant_by(name, people):
        words = f"that {diner.name or 'you'} can eat"
        wishes.append(
            Wish(words, lambda recipe, diner=diner: _fit_for(table, recipe, diner), firm=True)  # type: ignore[misc]
        )
    return wishes


def _fit_for(table: DietTable, recipe: Recipe, diner: Diner) -> bool:
    """True where nothing is known to be against it; what may be is said when the recipe is chosen."""
    findings = against_all(table, [item.name for item in recipe.ingredients], diner)
    return not any(finding.verdict is Verdict.CONTAINS for finding in findings)


def for_everybody(kitchen: Kitchen, session: Session, recipe: Recipe) -> bool:
    """Whether nothing in a recipe is known to be against anybody at the table."""
    return all(_fit_for(kitchen.knowledge.diets, recipe, diner) for diner in diners_of(kitchen, session))
