"""Choosing a recipe by voice: by title, ingredient, diet, time, season, author; up to three at a time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sous_voice.core.cooking import Cooking
from sous_voice.core.finding import best_titles
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.place import Place
from sous_voice.core.quantity import duration_text
from sous_voice.core.reading import lower_first, time_words, total_seconds
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Dish, Question, Session, ask, go, unask
from sous_voice.core.topics import asking
from sous_voice.core.topics.food import NO_TABLE
from sous_voice.core.topics.ranking import Ranking, ranked, rankings_of, with_figures
from sous_voice.core.topics.steps import narrate, where_sentence
from sous_voice.core.topics.wishes import (
    COURSES,
    Wish,
    for_everybody,
    known,
    said_together,
    stranger,
    wishes_of,
)
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import counted, first_upper, spoken_list, step_title, yield_text

OFFERED = 3
"""Titles offered at a time: more cannot be held in the head."""
QUICK = 1800.0
"""Seconds of a "quick" dish."""
_WHOLE = re.compile(
    r"\b(?:recipe|in all|in total|altogether|whole|dish|meal|everything|cook this|make this)\b"
)
_ORDINALS = ("one", "two", "three")


# ---------------------------------------------------------------- taking one


def overview(recipe: Recipe) -> str:
    """ "Walnut pie: serves 8, 1 hour 30 minutes, 12 ingredients, 9 steps." """
    parts = []
    if recipe.servings:
        parts.append(yield_text(recipe))
    seconds = total_seconds(recipe)
    if seconds:
        parts.append(duration_text(seconds))
    if recipe.ingredients:
        parts.append(counted(len(recipe.ingredients), "ingredient"))
    parts.append(counted(len(recipe.steps), "step"))
    return f"{recipe.title}: {', '.join(parts)}."


def chosen_words(recipe: Recipe) -> str:
    """The overview, and the recipe's own word for how hard it is."""
    difficulty = known(recipe, "difficulty").strip()
    return f"{overview(recipe)} The recipe calls it {difficulty}." if difficulty else overview(recipe)


def choose(session: Session, recipe: Recipe) -> Turn:
    """Take this recipe; one that is half cooked is kept aside and can be gone back to."""
    before = session.recipe.title if session.recipe is not None and session.step is not None else ""
    waits = f"{before} waits at step {(session.step or 0) + 1}." if before and before != recipe.title else ""
    session = park(session)
    cooking = Cooking(place=session.place, offered=session.cooking.offered)
    talk = replace(session.talk, last_given="title", it="", question=None)
    session = replace(session, recipe=recipe, step=None, cooking=cooking, talk=talk)
    session = go(session, "choose")
    if not recipe.steps:
        return say(
            session, waits, f"{recipe.title} has no steps in it. Choose another recipe, or write some."
        )
    return say(
        session, waits, overview(recipe), "Say ingredients, or start." if recipe.ingredients else "Say start."
    )


def park(session: Session) -> Session:
    """Keep the present dish aside, where it was begun."""
    if session.recipe is None:
        return session
    others = tuple(dish for dish in session.parked if dish.recipe.title != session.recipe.title)
    if session.step is None:
        return replace(session, parked=others)
    return replace(session, parked=(*others, Dish(session.recipe, session.step, session.cooking)))


# ---------------------------------------------------------------- looking for one


def find_recipe(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """By a title at once; by anything else an offer of up to three that hold every wish."""
    dish = slot_text(intent, "dish", "name")
    if not kitchen.recipes:
        return say(session, "There are no recipes on the shelf.")
    if (name := stranger(kitchen, session, intent)) != "":
        return say(session, f"I don't know what {name} can't have. Say, for example: {name} can't have nuts.")
    wanted = wishes_of(kitchen, session, intent)
    if figures := rankings_of(intent):
        return _by_figures(kitchen, session, wanted, figures)
    if dish and dish not in COURSES and set(intent.slots) <= {"dish", "name"}:
        named = best_titles(dish, kitchen.recipes)
        if len(named) == 1:
            return _take(session, named[0])
        if len(named) > 1:
            return offer(session, [recipe.title for recipe in named], f"recipes with {dish}")
    if _SURPRISE.search(words_of(session, intent)):
        return offer(session, [_some(kitchen, session)], "")
    if not wanted:
        now = session.recipe.title if session.recipe is not None else ""
        return offer(session, [recipe.title for recipe in kitchen.recipes if recipe.title != now], "")
    found = [recipe for recipe in kitchen.recipes if all(wish.holds(recipe) for wish in wanted)]
    if not found:
        return _nothing(kitchen, session, wanted)
    found.sort(key=lambda recipe: not for_everybody(kitchen, session, recipe))
    return offer(session, [recipe.title for recipe in found], said_together(wanted))


def _by_figures(
    kitchen: Kitchen, session: Session, wanted: Sequence[Wish], figures: tuple[Ranking, ...]
) -> Turn:
    """ "Dishes low in salt": those that hold every other wish, the lowest first, each with its figure."""
    if kitchen.foods is None:
        return say(session, NO_TABLE)
    fitting = [recipe for recipe in kitchen.recipes if all(wish.holds(recipe) for wish in wanted)]
    fitting = [recipe for recipe in fitting if for_everybody(kitchen, session, recipe)] or fitting
    first, *others = figures
    for other in others:
        fitting = [recipe for recipe, _ in ranked(kitchen, other, fitting)]
    found = ranked(kitchen, first, fitting)
    why = " ".join((said_together(wanted), *(figure.words for figure in figures)))
    if not found:
        nearest = ranked(kitchen, replace(first, limit=0.0, most=True), fitting)
        best = with_figures(first, (nearest if first.most else nearest[::-1])[:1])
        told = [f"{title} comes nearest, {amount} a serving." for title, amount in best.items()]
        return say(session, f"I have no {why}.", *told)
    return offer(session, [recipe.title for recipe, _ in found], why, notes=with_figures(first, found))


_SURPRISE = re.compile(
    r"\bsurprise me\b|\b(?:you|to) (?:choose|decide|pick)\b|\bpick (?:one|something)\b|\bwhatever\b"
)


def _some(kitchen: Kitchen, session: Session) -> str:
    """One of those that were offered, else of the shelf; at another moment another one."""
    titles = session.cooking.offered or tuple(recipe.title for recipe in kitchen.recipes)
    return titles[int(session.at) % len(titles)]


def _take(session: Session, recipe: Recipe) -> Turn:
    if session.recipe is not None and session.recipe.title == recipe.title and session.step is not None:
        return say(session, f"{recipe.title}: we are in the middle of it.", where_sentence(session))
    return choose(session, recipe)


def _nothing(kitchen: Kitchen, session: Session, wanted: Sequence[Wish]) -> Turn:
    """Say so, and what there is when the last wish that may be given up is left out."""
    none = f"I have no {said_together(wanted)}."
    for left_out in reversed([i for i, wish in enumerate(wanted) if not wish.firm]):
        rest = [wish for i, wish in enumerate(wanted) if i != left_out]
        nearly = [r.title for r in kitchen.recipes if rest and all(wish.holds(r) for wish in rest)]
        if nearly:
            offered = offer(session, nearly, said_together(rest))
            return say(session, none).then(lambda now, offered=offered: offered)  # type: ignore[misc]
    firm = [wish for wish in wanted if wish.firm]
    others = [r.title for r in kitchen.recipes if all(wish.holds(r) for wish in firm)][:OFFERED]
    return say(session, none, f"There is {spoken_list(others)}, for example." if others else "")


def offer(
    session: Session,
    titles: Sequence[str],
    why: str,
    start: int = 0,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> Turn:
    """Up to three titles, numbered, and the question which.

    Args:
        why: "vegan recipes with rice"; empty for all recipes.
        notes: title → what is told beside it.
    """
    shown = list(titles[start : start + OFFERED])
    if session.recipe is None and session.place is not Place.CHOOSING:
        session = go(session, "look")
    session = replace(session, cooking=replace(session.cooking, offered=tuple(shown)))
    data = tuple(("title", title) for title in titles[start + OFFERED :])
    if len(titles) == 1:
        session = ask(session, Question("recipe", "yes_no", options=(titles[0],)))
        about = f"I have one {why.replace('recipes', 'recipe', 1)}" if why else "There is one"
        return say(session, f"{about}: {_noted(titles[0], notes)}. Shall we make it?")
    session = ask(session, Question("recipe", "choice", options=tuple(shown), data=data))
    if len(shown) == 1:
        return say(session, f"And {shown[0]}. Shall we make it?")
    head = "There is also:" if start else f"I have {len(titles)} {why or 'recipes'}."
    listed = "; ".join(f"{_ORDINALS[i]}, {_noted(title, notes)}" for i, title in enumerate(shown))
    return say(session, head, f"{first_upper(listed)}. Which one?{' Or say others.' if data else ''}")


def _noted(title: str, notes: Mapping[str, str]) -> str:
    return f"{title}, {notes[title]}" if title in notes else title


def answer_recipe(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """The answer to "which one?" or "shall we make it?"."""
    if intent.name in ("negate", "reject_heat"):
        return _others(session, question) if question.data else _leave(session)
    if slot_text(intent, "which") == "others":
        return _others(session, question)
    title = picked(question.options, intent, words_of(session, intent))
    if intent.name in ("affirm", "timer_accept") and len(question.options) == 1:
        title = question.options[0]
    other = best_titles(slot_text(intent, "dish"), kitchen.recipes)
    if title is None and (slot_text(intent, "ingredient") or other):  # "the one with lentils", "the soup"
        return find_recipe(kitchen, session, Intent("find_recipe", dict(intent.slots)))
    if title is None:
        options = spoken_list(question.options, "or")
        return say(ask(session, question), f"Which one: {options}?")
    recipe = next((r for r in kitchen.recipes if r.title == title), None)
    if recipe is None:
        return say(session, f"{title} is not on the shelf any more.")
    return choose(session, recipe)


def _others(session: Session, question: Question) -> Turn:
    """The next titles; or that there are no more."""
    others = [title for key, title in question.data if key == "title"]
    if others:
        return offer(session, (*question.options, *others), "", len(question.options))
    which = f"Which one: {spoken_list(question.options, 'or')}?" if len(question.options) > 1 else ""
    if not which:
        return _leave(session)
    return say(ask(session, question), "Those are all.", which)


def picked(options: Sequence[str], intent: Intent, words: str = "") -> str | None:
    """The option named by number ("the second one"), by "first" or "last", or by its name."""
    which = slot_text(intent, "which", "n") or _pointed(words)
    number = slot_number(intent, "n", "which")
    places = {"first": 0, "last": len(options) - 1, "second": 1, "third": 2}
    index = places.get(which)
    if index is None and number is not None:
        index = int(number) - 1 if number > 0 else len(options) - 1
    if index is not None:
        return options[index] if 0 <= index < len(options) else None
    said = slot_text(intent, "name", "dish", "text", "option")
    named = best_titles(said, [Recipe(title) for title in options]) if said else ()
    return named[0].title if named else None


def _pointed(words: str) -> str:
    """ "The last one", "the former", "that one": a place in the list."""
    for pattern, place in (
        (r"\b(?:last|latter)\b", "last"),
        (r"\b(?:first|former|that one|this one)\b", "first"),
    ):
        if re.search(pattern, words):
            return place
    return ""


def _leave(session: Session) -> Turn:
    session = unask(session)
    if session.place is Place.CHOOSING:
        session = go(session, "leave")
    return say(session, "All right. What would you like instead?")


# ---------------------------------------------------------------- about it


def recipe_title(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What are we making?" """
    recipe = session.recipe
    if recipe is None:
        return say(session, "Nothing yet. Say what you would like to cook.")
    session = replace(session, talk=replace(session.talk, last_given="title"))
    return say(session, f"We are making {recipe.title}.")


def recipe_overview(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is it long?", "how hard?", "for how many?" """
    recipe = session.recipe
    if recipe is None:
        return say(session, "Choose a recipe first. Say what you would like to cook.")
    about = {"servings": "serves", "time": "whole time"}.get(slot_text(intent, "about"), "")
    words = about or words_of(session, intent)
    if session.step is not None and "long" in words and not _WHOLE.search(words):
        return asking.duration(kitchen, session, Intent("duration"))
    return say(session, _asked_of(recipe, words))


_FOR_HOW_MANY = re.compile(
    r"\b(?:for how many|how many (?:is|was) (?:it|this|that) for|people|persons?|servings?|portions?|serves?|feeds?"
    r"|guests?|many (?:\w+ ){0,3}(?:does|will) (?:it|this|that) (?:make|give|yield)"
    r"|many (?:can|do|will|could|would))\b"
)


def _asked_of(recipe: Recipe, words: str) -> str:
    """What was asked of the whole recipe, and only that."""
    told = []
    if re.search(r"\b(?:long|time|quick|short)\b", words):
        told.append(time_words(recipe))
    if _FOR_HOW_MANY.search(words):
        told.append(
            f"It {yield_text(recipe)}." if recipe.servings else "The recipe does not say how many it serves."
        )
    if told:
        return " ".join(told)
    if re.search(r"\b(?:steps?|instructions?)\b", words):
        return f"{counted(len(recipe.steps), 'step').capitalize()}, with {_foods(recipe)}."
    difficulty = known(recipe, "difficulty").strip()
    if re.search(r"\b(?:hard|difficult|easy|complicated|simple|tricky)\b", words):
        size = f"{counted(len(recipe.steps), 'step')} and {_foods(recipe)}"
        return f"The recipe calls it {difficulty}: {size}." if difficulty else f"It has {size}."
    return chosen_words(recipe)


def _foods(recipe: Recipe) -> str:
    return counted(len(recipe.ingredients), "ingredient")


def switch_dish(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Back to the rice": the other dish, where it was left."""
    said = slot_text(intent, "dish", "name")
    titles = [Recipe(dish.recipe.title) for dish in session.parked]
    named = best_titles(said, titles) if said else tuple(titles[-1:])
    if not named:
        return find_recipe(kitchen, session, intent) if said else say(session, "There is only this dish.")
    dish = next(dish for dish in session.parked if dish.recipe.title == named[0].title)
    session = park(session)
    left = tuple(other for other in session.parked if other.recipe.title != dish.recipe.title)
    session = unask(replace(session, recipe=dish.recipe, step=dish.step, cooking=dish.cooking, parked=left))
    return say(session, f"Back to {dish.recipe.title}.").then(lambda now: narrate(kitchen, now, dish.step))


def both(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Where each dish of the evening stands."""
    if session.recipe is None:
        return say(session, "Nothing is being cooked yet.")
    if not session.parked:
        return say(session, where_sentence(session), "There is only this dish.")
    title, where = session.recipe.title, where_sentence(session)
    here = where if where.startswith(title) else f"{title}: {lower_first(where)}"
    others = [
        f"{dish.recipe.title}: step {dish.step + 1} of {len(dish.recipe.steps)}: "
        f"{lower_first(step_title(dish.recipe.steps[dish.step]))}."
        for dish in session.parked
    ]
    if re.search(r"\bleft\b|\bto go\b|\bremain", session.talk.last_heard.lower()):
        left = [(session.recipe.title, len(session.recipe.steps) - (session.step or 0) - 1)]
        left += [(dish.recipe.title, len(dish.recipe.steps) - dish.step - 1) for dish in session.parked]
        told = spoken_list(f"{counted(number, 'step')} of {title}" for title, number in left)
        others.append(f"After that, {told} to go.")
    return say(session, here, *others)


TOPIC = Topic(
    "choosing",
    handlers={
        "find_recipe": find_recipe,
        "recipe_title": recipe_title,
        "recipe_overview": recipe_overview,
        "switch_dish": switch_dish,
        "both": both,
    },
    answers={"recipe": answer_recipe},
)
