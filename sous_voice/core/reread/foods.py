"""What the recipe in hand makes of questions about food."""

import re

from sous_voice.core.finding import best_ingredients, content_words, steps_about
from sous_voice.core.intents import Intent
from sous_voice.core.place import Place
from sous_voice.core.session import Session
from sous_voice.core.turn import slot_number, slot_text

_NO_FOODS = frozenset(
    "leave wait hang hold stop hey look listen problem worries idea matter time need together".split()
)


_YIELD = re.compile(
    r"(?:(?:so|and|about|roughly|ok|okay) )*how many (?:(?P<what>[a-z]+) )?(?:"
    r"(?:should|will|would|can|do|does|might) (?:i|we|it|this|that) (?:get|end up with|yield|come out|make)\b|"
    r"(?:is|are|was|were) (?:that|this|it|there)(?: in all| altogether)?\W*$)"
)


def yielded(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How many should I get out of this?", "how many pancakes is that?": what the whole dish gives."""
    found = _YIELD.match(session.talk.last_heard.lower())
    if found is None or session.recipe is None:
        return None
    what = {word.rstrip("s") for word in (found["what"] or "").split()}
    of_the_dish = what <= {word.rstrip("s") for word in session.recipe.title.lower().split()} | _PORTIONS
    return Intent("recipe_overview", {"about": "servings"}) if of_the_dish else None


_PORTIONS = frozenset("piece serving portion slice one bowl plate helping".split())


def no_food(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "No wait, go on" lacks no food called wait."""
    said = slot_text(intent, "ingredient", "thing").split()
    if not said or said[0] not in _NO_FOODS:
        return None
    return Intent("negate" if intent.name == "lack_ingredient" else "out_of_grammar")


_COUNTED = (
    (r"steps?|instructions?", "recipe_overview"),
    (r"ingredients?|items?|things?", "ingredient_count"),
    (r"people|persons?|servings?|portions?|guests?", "recipe_overview"),
    (r"timers?|alarms?", "timer_list"),
    (r"minutes?|hours?|time|longer", "duration"),
    (r"degrees?", "temperature"),
)


_EATEN = re.compile(
    r"\b(?:per|serving|portion|in (?:it|this|one|a|each|total|the whole)|contain|have|is there)\b"
)


def count_of(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How many steps" asks for no ingredient called steps."""
    said = slot_text(intent, "ingredient", "thing")
    if session.recipe is not None and best_ingredients(said, session.recipe.ingredients):
        return None
    name = next((name for pattern, name in _COUNTED if re.fullmatch(pattern, said)), None)
    return Intent(name) if name else None


def food_itself(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How much salt" is about the recipe's own salt, unless it is asked what is eaten of it."""
    recipe, said = session.recipe, slot_text(intent, "nutrient")
    whole = session.talk.last_heard.lower()
    if recipe is None or not said:
        return None
    heads = {content_words(item.name)[-1] for item in recipe.ingredients if content_words(item.name)}
    if said in heads and re.search(r"\bfor$", whole.rstrip("?. ")):
        return Intent("use_all", {"ingredient": said, "purpose": True})
    if _EATEN.search(words) or not re.search(r"\bhow (?:much|many)\b", words):
        return None
    return Intent("amount", {"ingredient": said}) if said in heads else None


def all_ingredients(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "List the ingredients": from the first one on."""
    asked = re.search(r"\b(?:list|read|repeat|tell|say|give)\b.*\bingredients\b", words)
    part = slot_text(intent, "which", "n") or re.search(r"\b(?:last|first|next)\b", words)
    return Intent("start_gather") if asked and not part else None


def amount_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How much garlic was it?", where the last words said nothing of garlic."""
    said = slot_text(intent, "ingredient")
    asked = said and re.search(r"\bhow (?:much|many)\b", words)
    told = set(content_words(said)[-1:]) & set(content_words(session.talk.last_said))
    return Intent("amount", {"ingredient": said}) if asked and not told else None


def use_of(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What do I do with the flour?" is about the flour, unless the next step begins with it."""
    said = slot_text(intent, "ingredient", "thing", "text")
    recipe, whole = session.recipe, session.talk.last_heard.lower()
    if recipe is None or session.step is None or not content_words(said):
        return None
    if not steps_about(said, recipe.steps):
        vague = set(content_words(said)) & _VAGUE or f"the {said.removeprefix('the ')}" not in whole
        return (
            None if vague else Intent("use_all", {"ingredient": said.removeprefix("the "), "purpose": True})
        )
    following = recipe.steps[session.step + 1 : session.step + 2]
    if following and steps_about(said, following) and not steps_about(said, [recipe.steps[session.step]]):
        return None
    return Intent("use_all", {"ingredient": said, "purpose": True})


_VAGUE = frozenset(
    "mixture mix rest other dough batter sauce filling topping base meat vegetable fruit dish food pan pot bowl oven "
    "thing one ingredient liquid paste syrup water oil spice".split()
)


def purpose(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What do I need the salt for?"."""
    found = re.search(r"\bneed (?:the |all the )?(?P<food>[a-z ]+?) for\b", session.talk.last_heard.lower())
    if found and session.recipe is not None and best_ingredients(found["food"], session.recipe.ingredients):
        return Intent("use_all", {"ingredient": found["food"], "purpose": True})
    return None


def degrees(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "In Fahrenheit?" after a temperature was named."""
    scale = slot_text(intent, "to", "to_unit", "scale")
    asked = slot_number(intent, "amount", "n") is None and scale[:4] in ("cels", "fahr", "cent")
    return Intent("temperature", {"scale": "celsius" if scale.startswith("c") else scale}) if asked else None


def bare_rest(session: Session, intent: Intent, words: str) -> Intent | None:
    """Where ingredients are being read, what is read on is ingredients."""
    whole = session.talk.last_heard.lower()
    if session.place is not Place.GATHERING or not re.search(r"\b(?:rest|others?|remaining|last)\b", whole):
        return None
    if re.search(r"\bstep|instruction", words):
        return None
    return Intent("next_ingredient", {**intent.slots, "which": "rest"})


def kind_of(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What kind of cheese should I use?" asks for no list, but for that line of it."""
    said = slot_text(intent, "ingredient")
    asked = said and re.search(r"\b(?:what|which) (?:kind|type|sort|brand)\b", words)
    return Intent("amount", {"ingredient": said}) if asked else None


def of_one(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How many calories is one?" of what is made in pieces: a serving of it."""
    one = slot_text(intent, "ingredient") in (
        "one",
        "each",
        "each one",
        "a piece",
        "one of them",
        "one of these",
    )
    kept = {key: value for key, value in intent.slots.items() if key != "ingredient"}
    return Intent("nutrition", kept | {"scope": "serving"}) if one else None
