"""How hot the oven is with a fan, and the heat under a pan, in words."""

from sous_voice.core.quantity import from_celsius
from sous_voice.core.reading import heat_words, temperatures
from sous_voice.core.recipe import Recipe
from sous_voice.core.wording import degrees_text

_FAN = 20.0
"""°C that an oven with a fan is set lower: the usual rule."""


def with_fan(recipe: Recipe, number: float | None) -> str:
    """The oven with a fan: of the number that was said, else of the recipe; above 270 it is Fahrenheit."""
    celsius, scale = number, "celsius"
    if number is not None and number > 270:
        celsius, scale = (number - 32) / 1.8, "fahrenheit"
    if celsius is None:
        found = [cue for step in recipe.steps for cue in temperatures(step) if "oven" in (cue.what or "oven")]
        if not found or found[0].celsius is None:
            return "The recipe gives no oven temperature. With a fan take 20 degrees Celsius, 35 Fahrenheit, less."
        celsius, scale = found[0].celsius, "fahrenheit" if found[0].scale == "F" else "celsius"
    less = celsius - _FAN
    shown = from_celsius(less, "fahrenheit") if scale == "fahrenheit" else less
    step = 25 if scale == "fahrenheit" else 10
    return f"With a fan: {degrees_text(step * round(shown / step), scale)}. Look a little earlier."


def pan_heat(recipe: Recipe, start: int) -> str:
    """The heat under the pan: of the step at hand, else of the nearest that names one."""
    order = sorted(range(len(recipe.steps)), key=lambda i: (abs(i - start), -i))
    index = next((i for i in order if heat_words(recipe.steps[i])), None)
    if index is None:
        return "The recipe does not say how hot."
    where = f" That is step {index + 1}." if index != start else ""
    return f"The step says {heat_words(recipe.steps[index])}.{where}"
