"""Class names by which pages without schema.org data mark a recipe: the microformats and recipe plug-ins.

The microformats are those of microformats.org (hRecipe 0.22, h-recipe); the plug-ins' names were read off
the pages that WP Recipe Maker, Tasty Recipes, Mediavine Create, Jetpack and WPZOOM's recipe card write.
"""

RECIPES = frozenset(
    "hrecipe h-recipe wprm-recipe-container wprm-recipe tasty-recipes mv-create-card jetpack-recipe "
    "wp-block-wpzoom-recipe-card-block-recipe-card".split()
)
"""Of the element that is a recipe."""
NOTES = frozenset({"wprm-recipe-ingredient-notes"})
"""Of what stands behind the name of an ingredient."""
PARTS = "section"
"""The property that opens a new part of the steps."""

_CLASSES = {
    "name": (
        "fn p-name wprm-recipe-name tasty-recipes-title mv-create-title jetpack-recipe-title recipe-card-title"
    ),
    "recipeIngredient": (
        "ingredient p-ingredient wprm-recipe-ingredient tasty-recipes-ingredients mv-create-ingredients "
        "jetpack-recipe-ingredient jetpack-recipe-ingredients ingredients-list"
    ),
    "recipeInstructions": (
        "instructions e-instructions wprm-recipe-instruction-text tasty-recipes-instructions "
        "mv-create-instructions jetpack-recipe-directions directions-list"
    ),
    PARTS: "wprm-recipe-instruction-group-name",
    "recipeYield": "yield p-yield wprm-recipe-servings tasty-recipes-yield mv-create-yield jetpack-recipe-servings",
    "totalTime": "duration dt-duration tasty-recipes-total-time",
    "author": "author p-author wprm-recipe-author tasty-recipes-author-name",
}
_PROPERTIES = {one: name for name, classes in _CLASSES.items() for one in classes.split()}


def is_recipe(classes: str) -> bool:
    """Whether an element of these classes holds a recipe."""
    return not RECIPES.isdisjoint(classes.split())


def property_of(classes: str) -> str:
    """The property of schema.org that an element of these classes holds; empty where none."""
    return next((_PROPERTIES[one] for one in classes.split() if one in _PROPERTIES), "")
