"""Wishes for a dish where none is chosen: foods that are there, time, people, "something vegan, quick"."""

import re
from dataclasses import replace

from sous_voice.core.allergens import read_allergens
from sous_voice.core.foodtalk.eaters import diet_in
from sous_voice.core.foodtalk.figures import NAMES_NUTRIENT, limit_of, nutrient_named
from sous_voice.core.foodtalk.said import COUNT, Said, number_of
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.nutrients import read_nutrient
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.topics.wishes import COURSES

_WANTS = (
    r"what|something|anything|ideas?|feed|possible|possibilities|suggest|suggestions?|dinner|lunch|"
    r"supper|breakfast|cook|make|fancy|craving|hungry|eat|do with|use up|glut|recipes?|dish|nothing "
    r"with|no|without"
)
_TIME = rf"(?:(?P<n>{COUNT}) (?P<unit>minutes?|mins?|hours?)|(?P<half>half an hour)|(?P<hour>an hour))"
_NOT = (
    r"(?:no|without|nothing with|free of|except)(?: any| an?| the| using an?)? (?P<food>[a-z]+(?: [a-z]+)?)"
)
_STAPLES = frozenset("salt pepper water oil".split())


def suggesting(said: Said) -> tuple[Intent, ...]:
    """The dish that is wished for; empty where a recipe is in hand or nothing is wished."""
    figure = _figure(said)
    if (
        said.session.recipe is not None
        and not (figure and said.has(_WHICH))
        and not said.has(
            r"(?:else|another|other|different|next time|tomorrow)\b.*\b(?:cook|make|eat|recipes?|dish|meal|dinner|have)"
        )
    ):
        return ()
    if (
        not (figure and said.has(_WHICH))
        and not said.has(_WANTS)
        and not (
            len(said.words) <= 4
            and (diet_in(said.text) or said.has("quick|fast|easy|cheap|meatless|light|healthy"))
        )
    ):
        return ()
    slots: dict[str, Slot] = dict(figure)
    text = re.sub(rf"\b(?:{_MEASURED}|{_LOW}|{_HIGH})\b", " ", said.text) if figure else said.text
    if (diet := diet_in(text)) != "":
        slots["diet"] = diet.replace("_", " ")
    if (seconds := _seconds(text)) is not None:
        slots["duration"] = seconds
    text, without = _without(replace(said, text=text))
    allergic = re.search(
        r"\b(?P<a>[a-z]+) (?:allergy|allergies|intolerance)\b|\ballergic to (?P<b>[a-z]+)", text
    )
    if allergic and read_allergens(allergic["a"] or allergic["b"]):  # nothing may be offered that has it
        text = text.replace(allergic[0], " ")
        slots["nor" if without else "without"] = allergic["a"] or allergic["b"]
    if without:
        slots["without"] = without
    if course := next((word for word in text.split() if word.rstrip("s") in COURSES or word in COURSES), ""):
        slots["dish"] = course if course in COURSES else course.rstrip("s")
    foods = [f for f in Said(text, said.kitchen, said.session).foods() if f.words not in _STAPLES | COURSES]
    foods = [f for f in foods if not diet_in(f.words)]
    for slot, food in zip(("ingredient", "second", "third"), foods, strict=False):
        slots[slot] = re.sub(r"^(?:an?|some|the) ", "", food.words)
    if person := _eater(said):
        slots["person"] = person
    return (
        (Intent("find_recipe", slots),)
        if slots or said.has("sweet|quick|fast|easy|light|season|seasonal")
        else ()
    )


_WHICH = r"(?:recipes?|dish|dishes|meals?|dinners?|lunch|desserts?|starters?|ideas?)"
_OF_IT = rf"(?: in| on| of)? (?:{NAMES_NUTRIENT})"
_LOW = rf"(?:low|lower|lowest|little|less|least|fewest|fewer|poor|light){_OF_IT}"
_HIGH = rf"(?:high|higher|highest|rich|richer|richest|full|plenty|lots|loads|a lot|most|much|more){_OF_IT}"
_MEASURED = (
    rf"(?:under|below|less than|at most|over|more than|above|at least) {COUNT}(?: hundred)?(?: (?:and )?{COUNT})? "
    rf"(?:calories|kilocalories|(?:milli)?grams? of (?:{NAMES_NUTRIENT}))"
)


def _figure(said: Said) -> dict[str, Slot]:
    """ "Low in salt", "the most protein", "under five hundred calories": which nutrient, which end of it, how much."""
    slots: dict[str, Slot] = {}
    measured = said.has(_MEASURED)
    if measured and (nutrient := _last_nutrient(measured[0])):
        slots |= {"measured": nutrient, **limit_of(said)}
    rest = replace(said, text=said.text.replace(measured[0], " ")) if measured else said
    for rank, pattern in (("low", _LOW), ("high", _HIGH)):
        if (found := rest.has(pattern)) and (nutrient := _last_nutrient(found[0])):
            return {**slots, "nutrient": nutrient, "rank": rank}
    return slots


def _last_nutrient(text: str) -> str:
    named = re.findall(rf"\b(?:{NAMES_NUTRIENT})\b", text)
    nutrient = nutrient_named(named[-1]) if named else ""
    return nutrient if read_nutrient(nutrient) is not None else ""


def _seconds(text: str) -> float | None:
    match = re.search(rf"\b{_TIME}\b", text)
    if match is None:
        return None
    if match["half"] or match["hour"]:
        return 1800.0 if match["half"] else 3600.0
    number = number_of(match["n"])
    return float(number) * (3600 if match["unit"].startswith("h") else 60) if number else None


def _without(said: Said) -> tuple[str, str]:
    """The text without what shall not be in it, and that."""
    match = re.search(rf"\b{_NOT}", said.text)
    if match is None:
        return said.text, ""
    words = match["food"].split()
    kept = [
        w
        for w in words
        if w not in ("please", "for", "in", "and", "that", "or", "at", "tonight", "today", "if", "is", "left")
    ]
    food = " ".join(kept[:2]) if len(kept) == 2 and said.food(" ".join(kept)) else "".join(kept[:1])
    return said.text.replace(match[0], " ".join(w for w in words if w not in food.split()), 1), food


def _eater(said: Said) -> str:
    known = [d.name.lower().removeprefix("your ") for d in diners_of(said.kitchen, said.session)]
    named = [name for name in known if name and said.has(re.escape(name))]
    both = re.search(r"\bboth (\w+) and (\w+)\b", said.text)
    strangers = [name for name in (both.groups() if both else ()) if name not in known]
    if named and strangers:  # nobody is left out in silence: all who are known, else asked for
        return "everybody" if len(known) > 1 else strangers[0]
    if named:
        return named[0] if len(named) == 1 else "everybody"
    told = re.search(
        r"\b(?:that|which|for|what|and) (?:both )?(?P<one>[a-z]+) (?:and [a-z]+ )?can (?:eat|have)\b",
        said.text,
    )
    if told and told["one"] not in ("i", "we", "you", "she", "he", "they", "one", "people", "and", "can"):
        return told["one"]
    pronoun = said.has(r"(?:she|he|they) (?:can |will |could |would )?(?:eat|have|like)")
    if pronoun and said.session.table.diners:
        return said.session.table.diners[-1].name.lower().removeprefix("your ")
    return ""
