"""Nutrition for the ear: rounded, with how sure it is, never advice."""

from collections.abc import Iterable

from sous_voice.core.alter import bare
from sous_voice.core.nutrients import NUTRIENTS, SALT, Nutrient, amount_words, daily_of, rounded
from sous_voice.core.nutrition import Counted, Sum, is_bath

FACTS = ("energy_kcal", "protein_g", "carb_g", "fat_g", "sat_fat_g")
_FEW = 3


def listed(words: Iterable[str], most: int = _FEW) -> str:
    """ "salt, pepper and two more"."""
    items = list(dict.fromkeys(words))
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def amount(found: Sum, nutrient: Nutrient, divided: float = 1.0) -> str:
    """ "about 320 calories", "at least 12 grams of protein"."""
    figure = found.figure(nutrient)
    if figure.at_least and not rounded(figure.value / divided, nutrient.unit):
        return f"an unknown amount of {nutrient.name}"
    words = amount_words(nutrient, figure.value / divided)
    if words.startswith(("no ", "less ")):
        return words
    return f"{'at least' if figure.at_least else 'about'} {words}"


def facts(found: Sum, divided: float = 1.0) -> str:
    """The five figures people ask for, and salt."""
    wanted = [*(NUTRIENTS[key] for key in FACTS), SALT]
    return listed((amount(found, nutrient, divided) for nutrient in wanted), len(wanted))


def per_cent(share: float) -> str:
    """A share for the ear, to five per cent: "ninety per cent" is left to the voice."""
    if share >= 0.995:
        return "all"
    return f"{max(1, round(100 * share)) if share < 0.05 else 5 * round(20 * share)} per cent"


def coverage(found: Sum) -> str:
    """How much of the weight the figures cover, and what is left out."""
    left = listed(line.ingredient.name for line in found.missing)
    unmeasured = list(dict.fromkeys(line.ingredient.name for line in found.unmeasured))
    said = []
    if found.missing:
        share = "nearly all" if found.coverage > 0.97 else per_cent(found.coverage)
        said.append(f"That covers {share} of the weight; I can't count {left}.")
    if unmeasured:
        verb = "has" if len(unmeasured) == 1 and " and " not in unmeasured[0] else "have"
        said.append(f"Not counting {listed(unmeasured)}, which {verb} no amount.")
    if found.optional:
        said.append(f"Without the optional {listed(line.ingredient.name for line in found.optional)}.")
    return " ".join(said)


def reasons(found: Sum) -> tuple[str, ...]:
    """How sure the figures are, sentence by sentence."""
    left = f"; without {listed(line.ingredient.name for line in found.missing)}." if found.missing else "."
    said = [f"The figures cover {per_cent(found.coverage)} of the weight of the raw ingredients{left}"]
    if found.surely < 0.975:
        share = per_cent(found.surely).capitalize()
        said.append(f"{share} of that is weighed or measured; the rest I took from usual sizes of pieces.")
    else:
        said.append("Nearly all of it is weighed or measured.")
    if found.unmeasured:
        said.append(
            f"I don't count {listed(line.ingredient.name for line in found.unmeasured)}: no amount is given."
        )
    if found.optional:
        names = listed(line.ingredient.name for line in found.optional)
        said.append(f"The optional {names} is left out." if len(found.optional) == 1 else (
            f"The optional {names} are left out."
        ))  # fmt: skip
    if found.nearly:
        said.append(f"For {listed(map(_nearly, found.nearly), 2)}, I took the nearest food I know.")
    if any(is_bath(line) for line in found.lines):
        said.append("Of the fat to fry in, I count what soaks in: a tenth of the food's weight.")
    said.append("Water lost in cooking and fat poured off are not counted.")
    said.append("The table is the USDA's, release 28. It is no medical advice.")
    return tuple(said)


def _nearly(line: Counted) -> str:
    name = line.match.taken_as if line.match else ""
    return line.ingredient.name if name in ("", line.ingredient.name) else f"{line.ingredient.name} as {name}"


def sources(found: Sum, nutrient: Nutrient) -> str:
    """ "Most of the salt comes from soy sauce, 80 per cent, and stock, 15 per cent." """
    parts = found.sources(nutrient)
    if not parts:
        return f"I find no {nutrient.name} in it."
    shares: dict[str, float] = {}
    for line, share in parts:
        name = bare(line.ingredient.name)
        shares[name] = shares.get(name, 0.0) + share
    best = sorted(shares.items(), key=lambda pair: -pair[1])[:_FEW]
    named = [f"{name}, {per_cent(share)}" for name, share in best if share >= 0.03]
    verb = "come" if nutrient.name.endswith(("calories", "sugars")) else "comes"
    if len(named) == 1:
        return f"Nearly all of the {nutrient.name} {verb} from {best[0][0]}."
    return f"Most of the {nutrient.name} {verb} from {listed(named)}."


def of_a_day(found: Sum, nutrient: Nutrient, divided: float, custom: str = "us") -> str:
    """ ", 12 per cent of the daily value"; says so where there is none."""
    daily = daily_of(nutrient, custom)
    if daily is None:
        return "; there is no daily value for it"
    share = found.figure(nutrient).value / divided / daily
    kind = "most for a day" if nutrient.limit else "daily value"
    return f", {max(1, round(100 * share))} per cent of the {kind}"


HIGH, LOW = 0.20, 0.05
"""Shares of a daily value that the FDA's guide to its label calls high and low, a serving."""


def judged(found: Sum, nutrient: Nutrient, divided: float, custom: str = "us") -> str:
    """Whether that is much, by the label's own rule of thumb."""
    daily = daily_of(nutrient, custom)
    if daily is None:
        only = " A day's limit is set for added sugars alone, which I can't tell apart."
        return f"There is no daily value to compare it with.{only if nutrient.key == 'sugars_g' else ''}"
    share = found.figure(nutrient).value / divided / daily
    told = f"{_level(share)} in {nutrient.name}, {max(1, round(100 * share))} per cent of a day"
    return f"That is {told}. Twenty per cent or more counts as high, five or less as low."


def in_short(found: Sum, divided: float, custom: str = "us") -> str:
    """ "High in saturated fat, middling in salt and low in fibre": what people have too much or too little of."""
    levels: dict[str, list[str]] = {}
    for one in (NUTRIENTS["sat_fat_g"], SALT, NUTRIENTS["fibre_g"]):
        daily = daily_of(one, custom) or daily_of(one, "us") or 1.0
        levels.setdefault(_level(found.figure(one).value / divided / daily), []).append(one.name)
    return f"It is {listed(f'{level} in {listed(names)}' for level, names in levels.items())}."


def _level(share: float) -> str:
    return "high" if share >= HIGH else "low" if share <= LOW else "middling"
