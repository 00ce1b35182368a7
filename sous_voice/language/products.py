"""Our intents as the twenty-two that dialogue collections tell apart, and back.

The names of the right side are those of voice products in general ("next", "repeat", "done"), so
that our answers can be compared with other engines on other people's data. ``understand`` prints
both; this table is the only link between them.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sous_voice.core.intents import Intent

_TABLE = {
    "next": "next_step next_ingredient skip_step resume",
    "previous": "previous_step",
    "repeat": "repeat_last repeat_part repeat_slower repeat_simpler repeat_shorter spell_it",
    "go_to_step": "goto_step",
    "start": "start_cooking",
    "recipe_title": "recipe_title",
    "ingredients_list": "start_gather ingredient_count ingredients_done",
    "ingredient_amount": "amount use_all",
    "substitute": "substitute",
    "tool": "tool",
    "duration": "duration doneness",
    "temperature": "temperature",
    "parallel_task": "meanwhile",
    "progress": "is_finished more_to_do",
    "done": "mark_done have_ingredient",
    "affirm": "affirm timer_accept",
    "negate": "negate",
    "greeting": "greeting",
    "goodbye": "goodbye",
    "other": """how_to define check_understanding add_extra change convert problem missed_step lack_ingredient
        scale nutrition nutrition_compare diet_check diet_suggest set_profile allergy_set how_sure
        recipe_overview where_am_i recap in_season story_who story_when story_where lineage
        find_recipe switch_dish both serve_at when_ready""",
}
PRODUCT: Mapping[str, str] = MappingProxyType(
    {intent: product for product, intents in _TABLE.items() for intent in intents.split()}
)
"""Product intent by intent; ``acknowledge`` is "thanks" where its slot ``kind`` says so, else nothing."""

LABELS = (*_TABLE, "thanks")
"""The product intents there are; ``ingredient_check`` is not told apart."""

ASIDE = "aside"
"""What the statistical part calls talk that nobody here is meant by."""

DEFAULT: Mapping[str, str] = MappingProxyType(
    {
        "next": "next_step",
        "previous": "previous_step",
        "repeat": "repeat_last",
        "go_to_step": "goto_step",
        "start": "start_cooking",
        "recipe_title": "recipe_title",
        "ingredients_list": "start_gather",
        "ingredient_amount": "amount",
        "substitute": "substitute",
        "tool": "tool",
        "duration": "duration",
        "temperature": "temperature",
        "parallel_task": "meanwhile",
        "progress": "is_finished",
        "done": "mark_done",
        "affirm": "affirm",
        "negate": "negate",
        "greeting": "greeting",
        "goodbye": "goodbye",
        "other": "check_understanding",
        "thanks": "acknowledge",
    }
)
"""The intent that stands for a product intent where nothing finer was read."""


def product_of(intent: Intent) -> str:
    """The product intent of an intent; empty for none."""
    if intent.name == "acknowledge":
        return "thanks" if intent.slots.get("kind") == "thanks" else ""
    return PRODUCT.get(intent.name, "")


def products_of(intents: Iterable[Intent]) -> tuple[str, ...]:
    """The product intents of a turn, sorted, each once."""
    return tuple(sorted({product for intent in intents if (product := product_of(intent))}))
