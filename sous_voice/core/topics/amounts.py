"""How much: in this step and in all, what it is for, whether all of it, whether it was understood."""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.amount_words import asks_more
from sous_voice.core.chunks import VERBS, chunks, sentences
from sous_voice.core.finding import best_ingredients, content_words, like_ingredients, steps_about
from sous_voice.core.gather import name_key
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.measures import weighs
from sous_voice.core.quantity import added, find_unit, quantity_text
from sous_voice.core.reading import in_step, lower_first, mentioned
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_text, words_of
from sous_voice.core.wording import first_upper, ingredient_text, none_of, spoken_list, step_text
from sous_voice.core.written_numbers import NUMBER
from sous_voice.core.written_numbers import read_number as read_any_number

# ---------------------------------------------------------------- which ingredient


def meant(session: Session, intent: Intent) -> tuple[Ingredient, ...]:
    """The recipe's lines that are meant: named, else the one spoken of last ("it")."""
    recipe = session.recipe
    if recipe is None:
        return ()
    said = slot_text(intent, "ingredient", "thing", "food")
    if not said or said in _IT:
        return tuple(item for item in recipe.ingredients if session.talk.it and item.name == session.talk.it)
    step = _here(session)
    local = best_ingredients(said, step.ingredients) if step is not None else ()
    if len(local) == 1:
        return tuple(item for item in recipe.ingredients if _bare(item.name) == _bare(local[0].name))
    return like_ingredients(said, recipe.ingredients)


_STATES = frozenset(
    "cold cool warm hot soft softened melted fresh dried chopped grated large small whole more extra boiling lukewarm "
    "unsalted salted room temperature".split()
)


def _bare(name: str) -> str:
    """The food without its state: "cold butter" is butter."""
    return " ".join(word for word in content_words(name) if word not in _STATES) or name_key(name)


def _here(session: Session) -> Step | None:
    if session.recipe is None or session.step is None:
        return None
    return session.recipe.steps[session.step]


def _mentions(recipe: Recipe, name: str) -> list[tuple[int, Ingredient]]:
    """Every mention with an amount, with its step."""
    key = name_key(name)
    return [
        (index, item)
        for index, step in enumerate(recipe.steps)
        for item in step.ingredients
        if name_key(item.name) == key and (item.quantity.low is not None or item.quantity.words)
    ]


def amount(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How much flour?": in this step, and in all where that differs."""
    recipe = session.recipe
    weight = weighs(kitchen.foods, session.talk.last_heard, kitchen.habits.cups) if kitchen.foods else ""
    if weight:
        return say(session, weight)
    if recipe is None:
        return say(session, NO_RECIPE)
    said = slot_text(intent, "ingredient", "thing", "food")
    said = "" if said in _IT else said
    step = _here(session)
    if step is not None and not said and _THIS_STEP.search(words_of(session, intent)):
        return _of_this_step(session, step)
    lines = meant(session, intent)
    if step is not None and not said and _HOW_BIG.search(session.talk.last_heard.lower()):
        return _cut(session, step)
    if not lines and not said:
        named = tuple(i for i in step.ingredients if i.quantity.low is not None) if step else ()
        if named:
            return say(session, f"In this step: {spoken_list(ingredient_text(i) for i in named)}.")
        return say(session, "Of which ingredient?" if step is None else "This step names no amount.")
    if not lines:
        packed = [item for item in recipe.ingredients if _in_such(item, said)]
        if packed:
            return say(session, f"{first_upper(spoken_list(ingredient_text(item) for item in packed))}.")
        kin = [item for item in recipe.ingredients if _made_of(item.name, said)]
        return say(
            session, none_of(said), f"There is {spoken_list(map(ingredient_text, kin))}." if kin else ""
        )
    session = replace(session, talk=replace(session.talk, it=lines[0].name))
    words = session.talk.last_heard.lower()
    whole = bool(_IN_ALL.search(words))
    told = _amount_words(recipe, session.step, lines, _part(session, recipe), whole)
    used_now = any(index == session.step for index, _ in _uses(recipe, lines))
    none_here = "None in this step." if step and not used_now and _THIS_STEP.search(words) else ""
    return say(session, none_here, *told)


def _made_of(name: str, said: str) -> bool:
    """Whether a word of an ingredient holds the food that was asked for: buttermilk, where milk was."""
    food = said.removeprefix("the ")
    return len(food) > 3 and any(word != food and word.endswith(food) for word in name.lower().split())


_THIS_STEP = re.compile(r"\b(?:this|the (?:current|present)) step\b|\bright now\b|\bat this point\b|\bnow$")


_HOW_BIG = re.compile(
    r"\bhow (?:big|small|large|thick|thin|fine|finely|long|wide) (?:should|do|must|shall|to)\b"
)


def _cut(session: Session, step: Step) -> Turn:
    """ "How big should I chop it?": as the recipe words it."""
    cut = [item for item in step.ingredients if item.note]
    if not cut:
        return say(session, "The recipe does not say.")
    told = spoken_list(f"{item.name} {item.note}" for item in cut)
    return say(session, f"The recipe only says: {told}.")


def _of_this_step(session: Session, step: Step) -> Turn:
    """ "What do I need for this step?"."""
    if not step.ingredients:
        return say(session, "This step needs no ingredients.")
    named = spoken_list(ingredient_text(item, note=True) for item in step.ingredients)
    return say(session, *chunks(f"In this step: {named}."))


def _in_such(item: Ingredient, said: str) -> bool:
    """ "How many cans?": whether the ingredient comes in them."""
    kind = name_key(said)
    return bool(item.quantity.unit) and name_key(item.quantity.unit.split()[-1]) == kind


def _part(session: Session, recipe: Recipe) -> str:
    """The section that was named: "for the filling"."""
    named = {step.section for step in recipe.steps if step.section}
    words = session.talk.last_heard.lower()
    return next((part for part in named if re.search(rf"\b{re.escape(part.lower())}\b", words)), "")


_IT = ("it", "that", "them", "this", "those")
_NAMED = 4
"""Amounts that are named one by one; more are told as their sum."""
_IN_ALL = re.compile(r"\b(?:in all|altogether|total|in the whole|for everything|whole recipe)\b")


def _amount_words(
    recipe: Recipe, now: int | None, lines: tuple[Ingredient, ...], part: str, whole: bool
) -> tuple[str, ...]:
    """What goes in now, what in all, and where each part of it goes."""
    uses = _uses(recipe, lines)
    inside = [use for use in uses if part and recipe.steps[use[0]].section == part]
    if inside:
        texts = spoken_list(ingredient_text(item, note=True) for _, item in inside)
        return (f"{first_upper(texts)}, for the {part.lower()}.",)
    if not uses:
        return (f"The recipe does not say how much {lines[0].name}.",)
    here = [item for index, item in uses if index == now]
    if len(uses) == 1 or (here and len(here) == len(uses) <= _NAMED):
        texts = spoken_list(ingredient_text(item, note=True) for _, item in uses)
        where = f", in step {uses[0][0] + 1}" if now is not None and not here else ""
        return (f"{first_upper(texts)}{where}.",)
    total = _total(lines)
    if total and len(uses) > _NAMED:
        return (f"{first_upper(total)} in all, in {len(uses)} places.",)
    if here and not whole:
        texts = spoken_list(ingredient_text(item, note=True) for item in here)
        rest = f"{total} in all" if total else _spread(recipe, [use for use in uses if use[0] != now])
        return (f"In this step, {texts}.", f"{first_upper(rest)}.")
    head = f"{first_upper(total)} in all: " if total else ""
    return tuple(chunks(f"{head}{_spread(recipe, uses) if head else first_upper(_spread(recipe, uses))}."))


def _uses(recipe: Recipe, lines: tuple[Ingredient, ...]) -> list[tuple[int, Ingredient]]:
    """Every mention of these foods with an amount, each with its step, in order."""
    names = dict.fromkeys(name_key(line.name) for line in lines)
    return sorted((use for name in names for use in _mentions(recipe, name)), key=lambda use: use[0])


def _spread(recipe: Recipe, uses: list[tuple[int, Ingredient]]) -> str:
    """ "125 grams of cold butter for the pastry and 75 grams of butter for the filling"."""
    sections = [recipe.steps[index].section for index, _ in uses]
    by_part = all(sections) and len(set(sections)) == len(sections)
    return spoken_list(
        f"{ingredient_text(item)} " + (f"for the {section.lower()}" if by_part else f"in step {index + 1}")
        for (index, item), section in zip(uses[:_NAMED], sections, strict=False)
    )


def _total(lines: tuple[Ingredient, ...]) -> str:
    """The sum in words, where all lines are the same food in other states; else empty."""
    if len({_bare(line.name) for line in lines}) > 1:
        return ""
    if len(lines) == 1:
        return quantity_text(lines[0].quantity) and ingredient_text(replace(lines[0], note=""))
    sums = [whole for line in lines if (whole := _sum(line, lines)) is not None]
    name = min((line.name for line in lines), key=len)
    return ingredient_text(Ingredient(name, min(sums, key=_plainness))) if sums else ""


def _sum(first: Ingredient, lines: tuple[Ingredient, ...]) -> Quantity | None:
    """All lines in the unit of ``first``."""
    whole: Quantity | None = replace(first.quantity, low=Fraction(0), high=None)
    for line in lines:
        whole = added(whole, line.quantity) if whole is not None else None
    return whole


def _plainness(whole: Quantity) -> tuple[int, Fraction]:
    """ "6 1/2 tablespoons" is plainer than "19 1/2 teaspoons", and that than "1 1/48 cups"."""
    low = whole.low or Fraction(0)
    return low.denominator if low.denominator > 4 else 0, low


def use_all(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "All the oil?": whether some is kept for later; with the slot ``purpose``, what it is for."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    said = slot_text(intent, "ingredient", "thing")
    lines = meant(session, intent)
    if intent.slots.get("purpose"):
        return _purpose(session, recipe, said, _uses(recipe, lines))
    step = _here(session)
    if not lines and said and said not in _IT:
        return say(session, none_of(said))
    lines = lines or (step.ingredients[:1] if step else ())
    if not lines:
        return say(session, "All of which ingredient?")
    name = lines[0].name
    session = replace(session, talk=replace(session.talk, it=name))
    mentions = _uses(recipe, lines)
    if not mentions:
        return say(session, f"The recipe does not say how much {name}.")
    return say(session, _whether_all(recipe, session.step, name, mentions))


def _whether_all(recipe: Recipe, now: int | None, name: str, uses: list[tuple[int, Ingredient]]) -> str:
    if now is None:
        if len(uses) == 1:
            return f"Yes, all of the {name} goes in at step {uses[0][0] + 1}."
        return f"Not at once: {_spread(recipe, uses)}."
    later = [(i, item) for i, item in uses if i > now]
    here = [item for i, item in uses if i == now]
    if here and later:
        rest = spoken_list(f"{quantity_text(item.quantity)} for step {i + 1}" for i, item in later)
        return f"No, only {ingredient_text(here[0])} now. Keep {rest}."
    if here:
        return f"Yes, all of it: {ingredient_text(here[0])}."
    if later:
        return f"None of it yet. The {name} comes in step {later[0][0] + 1}."
    return f"The {name} is all used by now: it came in step {uses[-1][0] + 1}."


def _purpose(session: Session, recipe: Recipe, said: str, uses: list[tuple[int, Ingredient]]) -> Turn:
    """ "What do I do with the flour?": the sentence of the recipe that says so."""
    now = session.step
    places = [i for i, _ in uses] or list(steps_about(said, recipe.steps, now or 0)[:1])
    noun = content_words(said)[-1:]
    if now is not None and now not in places and noun and steps_about(noun[0], [recipe.steps[now]]):
        places = [now]
    if not places:
        return say(session, none_of(said))
    if now is not None:
        named = [i for i, step in enumerate(recipe.steps) if noun and steps_about(noun[0], [step])]
        ahead = [i for i in (*places, *named) if i >= now]
        places = [min(ahead)] if ahead else places[-1:]
    texts: list[str] = []
    for index in places[:2]:
        head = "In this step: " if index == now else f"In step {index + 1}: "
        told = _about(said, step_text(recipe.steps[index]))
        texts += chunks(f"{head}{lower_first(told)}")
    return say(session, *texts)


def _about(said: str, text: str) -> str:
    """The sentences of a step that speak of this."""
    food = content_words(said)
    found = [part for part in sentences(text) if set(food) & set(content_words(part))]
    return " ".join(found) or text


# ---------------------------------------------------------------- checking


def check_understanding(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "So one mango and one onion, right?": each amount held against the recipe."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    claim = session.talk.last_heard.lower()
    items = _claimed(mentioned(claim, recipe.ingredients), claim)
    step = _here(session)
    if not items:
        if step is not None:
            return say(session, *chunks(f"The step says: {lower_first(_about(claim, step_text(step)))}"))
        if told := _act_in(recipe, claim):
            return say(session, *chunks(told))
        return say(session, "I can't check that. Ask me for one amount.")
    wrong = [f"I find no {food} in it" for food in _strangers(claim, recipe)]
    right: list[str] = []
    for item in items:
        local = in_step(item.name, step) if step is not None else None
        quantity = (local or item).quantity
        said = _number_before(claim, item.name)
        line = ingredient_text(replace(item, quantity=quantity))
        agrees = said is None or quantity.low is None or said in (quantity.low, quantity.high)
        (right if agrees else wrong).append(line)
    if wrong:
        agreed = f"But yes to {spoken_list(right)}." if right else ""
        return say(session, f"Not quite: {spoken_list(wrong)}.", agreed)
    if asks_more(claim, items):
        return say(session, f"I can't tell that. The recipe takes {spoken_list(right)}.")
    return say(session, f"Yes: {spoken_list(right)}.")


def _act_in(recipe: Recipe, claim: str) -> str:
    """ "Do I have to rest it?": the step that does what was asked about; empty where none does."""
    for word in claim.split():
        found = steps_about(word, recipe.steps) if word in VERBS else ()
        if found:
            return f"Step {found[0] + 1} says: {lower_first(_about(word, step_text(recipe.steps[found[0]])))}"
    return ""


def _claimed(items: tuple[Ingredient, ...], claim: str) -> tuple[Ingredient, ...]:
    """One line for each food that was said: of two kinds of butter the one whose amount was said."""
    kept: dict[str, Ingredient] = {}
    for item in items:
        head = (content_words(item.name) or (item.name,))[-1]
        old, said = kept.get(head), _number_before(claim, item.name)
        full = item.name.lower() in claim and (old is None or old.name.lower() not in claim)
        if old is None or full or (said is not None and said == item.quantity.low):
            kept[head] = item
    return tuple(kept.values())


_NOT_FOODS = frozenset(
    "so right correct yes no just only need use then now total all i you we must should of is it that".split()
)


def _strangers(claim: str, recipe: Recipe) -> list[str]:
    """Foods of the claim, one in each part of it, that the recipe does not have."""
    found = []
    for part in re.split(r"\band\b|,|\bplus\b", claim):
        amount = re.search(NUMBER, part, re.IGNORECASE)
        if amount is None or mentioned(part, recipe.ingredients):
            continue
        words = [word for word in part[amount.end() :].split() if word.isalpha() and word not in _NOT_FOODS]
        words = [word for word in words if find_unit(word) is None]
        if words:
            found.append(" ".join(words[:2]))
    return found


def _number_before(claim: str, name: str) -> Fraction | None:
    """The number that stands last before the food's own word, with at most a unit between."""
    word = name.lower().split()[-1]
    place = claim.find(name_key(word))
    numbers = [m for m in re.finditer(NUMBER, claim, re.IGNORECASE) if m.end() <= place]
    if place < 0 or not numbers or len(claim[numbers[-1].end() : place].split()) > 4:
        return None
    try:
        return read_any_number(numbers[-1].group())
    except (ValueError, KeyError):
        return None


TOPIC = Topic(
    "amounts",
    handlers={
        "amount": amount,
        "use_all": use_all,
        "check_understanding": check_understanding,
    },
)
