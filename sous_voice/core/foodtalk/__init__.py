"""Talk about food by its words, where no sentence of the grammar fits: short, indirect, the condition first.

The parser knows sentences; cooks do not keep to them. Here an utterance of which the parser made nothing that
can stand is read once more, by the foods, nutrients, allergens, diets, months and troubles that it names. Pure.
What is meant for the stove, for timers or for a teller is never read here.

    plain words ──▶ conditions ──▶ what stands of the parser's intents, or short talk (``brief``, by ``marks``)
                                   ──▶ else the frames below, the most special first
"""

from dataclasses import replace

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.adding import own_amount
from sous_voice.core.foodtalk.beside import (
    asks_after,
    fuller,
    of_that_food,
    per_portion,
    with_both,
    with_figures,
    with_question,
)
from sous_voice.core.foodtalk.brief import brief
from sous_voice.core.foodtalk.by_form import by_form
from sous_voice.core.foodtalk.conditions import only_asked, supposed_in
from sous_voice.core.foodtalk.eaters import eaters, for_somebody, of_nobody, told_of
from sous_voice.core.foodtalk.figures import figures
from sous_voice.core.foodtalk.instead import instead
from sous_voice.core.foodtalk.lore import (
    advice,
    amounts,
    keeping,
    notes,
    oven,
    seasons,
    signs,
    terms,
    trouble,
)
from sous_voice.core.foodtalk.safety import safety
from sous_voice.core.foodtalk.said import Said, plain, says_nothing, with_names
from sous_voice.core.foodtalk.settling import settled
from sous_voice.core.foodtalk.sightless import sightless
from sous_voice.core.foodtalk.suggesting import suggesting
from sous_voice.core.foodtalk.sure import VAGUE, sure
from sous_voice.core.guest_names import is_given_name
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.session import Session, open_question
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.turn import slot_text


def guests(said: Said) -> tuple[Intent, ...]:
    """What is told of somebody, and what is asked behind it."""
    return with_question(said, told_of(said))


_FRAMES = (
    trouble, signs, notes, terms, oven, advice, guests, for_somebody, seasons, suggesting, instead, eaters, figures,
    keeping, amounts,
)  # fmt: skip
_FALSE = frozenset({"check_understanding"})
"""What the parser takes half a question for: left out where another question of its intents stands, and it does not."""
_REPORTS = frozenset(
    "have_ingredient greeting resume allergy_set set_profile timer_snooze timer_change".split()
)
"""What stands beside a question and is none."""
LONGEST = 30
"""Words of an utterance that is read here; more is a story."""
_KEPT_OUT = frozenset(
    "confirm_heat heat_status i_am_here fire_out hands_on_end unlock_stove wake goodbye".split()
)


def food_talk(
    kitchen: Kitchen,
    session: Session,
    intents: tuple[Intent, ...],
    text: str,
    kinds: tuple[tuple[str, float], ...] = (),
) -> tuple[Intent, ...]:
    """What an utterance means, where it talks of food; the parser's own intents where they stand.

    Args:
        intents: as the parser and the moment read them.
        text: the whole utterance.
        kinds: of question that it may be, each with its chance, the likeliest first.
    """
    guests_known = (diner.name for diner in diners_of(kitchen, session))
    said = Said(with_names(plain(text), guests_known), kitchen, session)
    if not said.text or len(said.words) > LONGEST or _about_heat(session, intents):
        return intents
    if (asked := safety(said) or sightless(said)) is not None:
        return (asked,)
    if asked_plainly := by_form(said):
        return asked_plainly
    return settled(said, _by_words(said, intents), kinds)


def _by_words(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """What stands of the parser's intents; else what the words tell."""
    kitchen, session = said.kitchen, said.session
    if (answered := supposed_in(said, intents)) is not None:
        return answered
    intents = only_asked(said, intents)
    intents = tuple(_cleaned(said, intent) for intent in intents)
    stands = [intent for intent in intents if sure(kitchen, session, intent, said.text)]
    if not _of_somebody_named(intents) and (nameless := of_nobody(said)) is not None:
        return (nameless,)
    short = brief(said)
    if short and not _tells_of_somebody(intents) and (not stands or not said.opens_a_question):
        return short
    if (wished := _without(said, intents)) is not None:
        return wished
    if (added := own_amount(said, intents)) is not None:
        return (added,)
    if stands and not _only_timers(said, stands):
        asks = any(intent.name not in VAGUE | _REPORTS for intent in stands)
        rest = tuple(i for i in intents if i in stands or not asks or i.name not in _FALSE)
        kept = rest
        if asks_after(said, stands):
            kept = tuple(intent for intent in stands if intent.name != "next_step")
        for more in (per_portion, fuller, with_figures, with_question, with_both, of_that_food):
            kept = more(said, kept)
        return kept
    found = next((found for frame in _FRAMES if (found := frame(said))), ())
    return with_both(said, per_portion(said, found)) or intents


def _of_somebody_named(intents: tuple[Intent, ...]) -> bool:
    """Whether it is told of somebody by a common name what they cannot have."""
    return any(i.name == "allergy_set" and is_given_name(slot_text(i, "person")) for i in intents)


def _tells_of_somebody(intents: tuple[Intent, ...]) -> bool:
    """Whether a whole sentence tells what somebody cannot have: it is kept, and no question is made of it."""
    return any(i.name == "allergy_set" and i.confidence >= 0.95 and slot_text(i, "person") for i in intents)


_NAMING = frozenset(
    "amount in_season lack_ingredient have_ingredient nutrition diet_check change find_recipe".split()
)


def _cleaned(said: Said, intent: Intent) -> Intent:
    """The food alone, where the parser took words around it for its name: "pumpkins already", "a day sugar"."""
    value = slot_text(intent, "ingredient")
    if intent.name not in _NAMING or len(value.split()) < 2:
        return intent
    recipe, book = said.session.recipe, said.kitchen.foods
    known = (recipe is not None and meant(recipe, value)) or (
        book is not None and book.find(value) is not None
    )
    foods = () if known else replace(said, text=value).foods()
    words = value.split()
    if len(foods) != 1 or not all(map(says_nothing, words[: foods[0].start] + words[foods[0].end :])):
        return intent
    return replace(intent, slots={**intent.slots, "ingredient": foods[0].own or foods[0].words})


def _about_heat(session: Session, intents: tuple[Intent, ...]) -> bool:
    """Whether it is meant for the stove, or answers what was offered: nothing of that is read here."""
    question = open_question(session)
    offered = bool(question and (question.options or question.kind != "yes_no"))
    return any(
        intent.risk in (Risk.R0, Risk.R3)
        or intent.name in _KEPT_OUT
        or (intent.name == "choose_option" and offered)
        for intent in intents
    )


def _only_timers(said: Said, stands: list[Intent]) -> bool:
    """ "Twenty minutes, no meat" with no recipe in hand sets no timer."""
    wished = said.session.recipe is None and all(intent.name == "timer_start" for intent in stands)
    return wished and not said.has("timer|alarm|remind|ring|set|start") and bool(suggesting(said))


def _without(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...] | None:
    """ "A dessert without eggs": one wish, where no recipe is open that could be changed."""
    names = {intent.name for intent in intents}
    if said.session.recipe is not None or names != {"find_recipe", "change"}:
        return None
    wished = suggesting(said)
    return wished if wished and wished[0].slots.get("without") else None


__all__ = ["VAGUE", "food_talk"]
