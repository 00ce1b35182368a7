"""How do I know it is done: by the recipe's own signs, by what is known of the food, by any sense."""

import re

from sous_voice.core.chunks import chunks, sentences
from sous_voice.core.finding import best_titles, content_words, plain_step, steps_about
from sous_voice.core.inside import inside_words
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.reading import cooking_step, signs, waited_for, waits
from sous_voice.core.recipe import Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.technique import (
    Doneness,
    all_without_eyes,
    find_doneness,
    without_eyes,
)
from sous_voice.core.technique import signs as known_signs
from sous_voice.core.topics.asking import asked_step
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import first_upper, none_of, step_text

_PARTS = re.compile(
    r"(?:the )?(?:crust|top|middle|edges?|inside|outside|centre|center|base|bottom|surface|whole thing)"
)
"""Parts of a dish, which are done when it is."""
_SILENT = "The recipe does not say"


def doneness(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How do I know it's ready?": the step's own signs, then what is known of the food."""
    said = slot_text(intent, "food", "thing", "ingredient")
    recipe = session.recipe
    if recipe is None and find_doneness(kitchen.knowledge.handbook, said) is not None:
        recipe = Recipe("")
    if recipe is None:
        return say(session, NO_RECIPE)
    said = "" if said in ("it", "that", "this", "they") or _PARTS.fullmatch(said) else said
    there = not said or bool(steps_about(said, recipe.steps) or best_titles(said, [recipe]))
    known = find_doneness(kitchen.knowledge.handbook, said) if said and not _FATS.search(said) else None
    if not there and known is None:
        return say(session, none_of(said))
    index = asked_step(session, intent) if there else None
    if said and (cooked := _cooked_at(recipe, said, known)) is not None:
        index = cooked
    step = recipe.steps[index] if index is not None else None
    parts = _step_signs(step) if step is not None else []
    for food in _foods_at(recipe, step, said, bool(parts)):
        known = known or find_doneness(kitchen.knowledge.handbook, food)
    sense = _sense(session.talk.last_heard.lower()) or session.voice.cue_style
    parts = _by_senses(parts, " ".join(signs(step)) if step is not None else "", known, sense)
    parts += inside_words(kitchen, recipe, known, said, index)
    if not parts and step is not None and waits(step):
        parts.append(f"{_SILENT} how it looks. It gives {waits(step)[0].text}.")
    return say(
        session,
        *(
            piece
            for part in [part for part in parts if part] or [f"{_SILENT}."]
            for piece in chunks(_ended(part))
        ),
    )


def _cooked_at(recipe: Recipe, said: str, known: Doneness | None) -> int | None:
    """The step at whose end a food is done: where its wait bears its name, else where it is cooked longest."""
    if _FATS.search(said):
        return None
    head = content_words(said)[-1:]
    told = (i for i, step in enumerate(recipe.steps) for part in sentences(step_text(step))
            if _READY.search(part) and head and head[0] in content_words(part))  # fmt: skip
    if (index := next(told, None)) is not None:
        return index
    waited = waited_for(recipe, said)
    if known is not None or (waited is None and best_titles(said, [recipe]) == ()):
        cooked = cooking_step(recipe, said)
        return cooked if cooked is not None else waited
    return waited


_UNSEEN = "unseen"
"""Any sense but sight, all that are known."""
_SENSES = (
    (r"\bsmell", "smell"),
    (r"\b(?:sound|hear|listen)", "sound"),
    (r"\b(?:feel|touch|finger)", "touch"),
    (r"\b(?:look|colou?r|see it)\b", "look"),
    (r"\bblind|without (?:seeing|looking|sight|eyes|my eyes)|can(?:'t|not) see|visually|partially", _UNSEEN),
)


def _sense(words: str) -> str:
    """The sense that was asked for; empty where none was."""
    return next((sense for pattern, sense in _SENSES if re.search(pattern, words)), "")


def _by_senses(parts: list[str], sign: str, known: Doneness | None, sense: str) -> list[str]:
    """The step's own signs and what another sense tells; the asked sense first."""
    if sense == _UNSEEN and (told := all_without_eyes(sign, known)):
        timed = [part for part in parts if part.startswith("That takes")]
        return [*(_ended(first_upper(text)) for text in told), *timed]
    if sense and sense not in ("look", "sight", _UNSEEN):
        other = without_eyes(sign, known, sense)
        if other:
            return [_ended(first_upper(other)), *parts[:1]]
        lead = f"I know no {sense} that tells it." if sense in ("smell", "sound") else ""
        rest = parts or ([first_upper(text) for text in known_signs(known)[:2]] if known is not None else [])
        return [lead, *rest]
    if not parts and known is not None:
        return [first_upper(text) for text in known_signs(known, "look")[:2]]
    other = without_eyes(sign, known) if parts else ""
    return [*parts, _ended(first_upper(other))] if other else parts


_READY = re.compile(r"\b(?:is|are) (?:done|ready|cooked|finished) (?:when|once|as soon as)\b")


def _step_signs(step: Step) -> list[str]:
    told = [part for part in sentences(step_text(step)) if _READY.search(part)]
    parts = told[:1] or [f"{first_upper(sign)}." for sign in signs(step)[:2]]
    times = waits(step)
    return [*parts, f"That takes {times[0].text}."] if times and parts else parts


def _foods_at(recipe: Recipe, step: Step | None, said: str, told: bool) -> tuple[str, ...]:
    """The foods whose signs may be told: the one named, else what the step cooks, else the dish."""
    if said:
        return (said,)
    if step is None:
        return (recipe.title,)
    cooks = _COOKS.search(plain_step(step).lower())
    first = [item.name for item in step.ingredients if not _FATS.search(item.name)] if cooks else []
    return tuple([*first[:2], recipe.title] if cooks or not told else first)


_COOKS = re.compile(
    r"\b(?:cook|bake|roast|grill|fry|simmer|boil|sear|brown(?! sugar)|poach|broil|steam|braise|toast)(?!ie)"
)
_FATS = re.compile(r"\b(?:butter|oil|salt|pepper|water|sugar|stock|broth|sauce|wine)s?$", re.IGNORECASE)
"""What a step cooks with, not what it cooks."""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


TOPIC = Topic("doneness", handlers={"doneness": doneness})
