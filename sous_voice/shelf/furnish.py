"""One kitchen from all that lies on disk: the shelf of recipes, the tables, the cook's settings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sous_voice.core.allergens import read_allergens
from sous_voice.core.diets import Diner, read_diet
from sous_voice.core.foods import FoodBook, density
from sous_voice.core.kitchen import Habits, Kitchen
from sous_voice.core.knowledge import Knowledge
from sous_voice.core.recipe import Recipe
from sous_voice.settings import Person, Settings
from sous_voice.shelf import kept
from sous_voice.shelf.diet_table import diet_table
from sous_voice.shelf.foods import open_foods
from sous_voice.shelf.handbook import handbook, keeping_table, prompt_table, substitution_table
from sous_voice.shelf.own_tables import OwnFoods, OwnTables, read_own_tables, with_own_diets
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import Shelf, read_shelf
from sous_voice.shelf.season_table import season_table
from sous_voice.shelf.stories import kept as recordings


def shelf_of(settings: Settings) -> Shelf:
    """The shipped recipes and those of the cook's own folders."""
    own = tuple(Path(folder).expanduser() for folder in settings.kitchen.recipes)
    return read_shelf((shipped("recipes"), *own, kept.recipes_folder()))


def furnish(
    settings: Settings,
    recipe: Recipe | None = None,
    clock: datetime | None = None,
    zones: tuple[str, ...] = (),
    powers: Mapping[str, float] | None = None,
) -> Kitchen:
    """Everything that stays the same while a session runs.

    Args:
        recipe: one more recipe, beside those on the shelf.
        clock: local time at session time 0; None where the session shall know none.
        zones: names of the stove's zones; empty without a stove.
        powers: most watts of each zone, where the stove told them.
    """
    habits = settings.kitchen
    own = own_tables_of(settings)
    foods = OwnFoods(own.foods, open_foods()) if own.foods else open_foods()
    recipes = shelf_of(settings).recipes
    if recipe is not None:
        recipes = (recipe, *(other for other in recipes if other.title != recipe.title))
    stories = recordings.folder()
    recipes = recordings.with_kept(recipes, recordings.all_kept(stories)[0], stories)
    midnight = clock.replace(hour=0, minute=0, second=0, microsecond=0) if clock else None
    return Kitchen(
        recipes=recipes,
        habits=Habits(
            group_size=habits.group_size,
            verbosity=settings.speaking.verbosity,
            units=habits.units,
            temperature_scale=habits.temperature,
            cups=habits.cups,
            daily_values=habits.daily_values,
            confirm_window=habits.confirm_window,
            hands_on=settings.stove.hands_on,
        ),
        zones=zones,
        powers=powers or {},
        clock_at_start=(clock - midnight).total_seconds() if clock and midnight else None,
        knowledge=_knowledge(settings, clock, own),
        foods=foods,
        density=partial(_density, foods),
        faults=own.faults,
        market=kept.market(),
        notes=kept.notes(),
        potluck=kept.potluck(),
        recordings=str(stories),
    )


def own_tables_of(settings: Settings) -> OwnTables:
    """The cook's own tables, and what is wrong in them."""
    place = settings.kitchen.tables
    return read_own_tables(Path(place).expanduser() if place else None)


def foods_of(settings: Settings) -> FoodBook:
    """The table of foods, the cook's own before it."""
    own = own_tables_of(settings)
    return OwnFoods(own.foods, open_foods()) if own.foods else open_foods()


def _density(foods: FoodBook, name: str) -> float | None:
    """Grams per millilitre of an ingredient; None where the table does not know."""
    match = foods.find(name)
    return density(match.food) if match else None


def _knowledge(settings: Settings, clock: datetime | None, own: OwnTables) -> Knowledge:
    return Knowledge(
        diets=with_own_diets(diet_table(), own),
        substitutions=(*own.substitutions, *substitution_table()),
        handbook=replace(handbook(), terms=(*own.terms, *handbook().terms)) if own.terms else handbook(),
        keeping=keeping_table(),
        produce=season_table(),
        zone=settings.kitchen.climate,
        month_at_start=clock.month if clock else None,
        diners=tuple(_diner(person) for person in settings.people),
        prompts=prompt_table(),
    )


def _diner(person: Person) -> Diner:
    """A person of the settings; a word that names no allergen is watched for as it stands."""
    codes = {word: read_allergens(word) for word in person.allergens}
    known = frozenset(code for found in codes.values() for code in found)
    words = frozenset(word.lower() for word, found in codes.items() if not found)
    diets = frozenset(filter(None, (read_diet(diet) for diet in person.diets)))
    dislikes = words | {word.lower() for word in person.dislikes}
    return replace(Diner(person.name), allergens=known, dislikes=dislikes, diets=diets)
