"""What was heard, in the words that mean something.

A recogniser's second guess is often what was said where its first is nothing that a cook would say:
"how many steps for left", "how many steps are left". Only guesses that the recogniser itself finds nearly
as likely are tried, so other speech does not become an order by trying long enough.

Words that are no whole sentence are looked at once more: which sentence that may be said now fits the sound?
One that fits is taken; where none is near, words that were only half understood were meant for nobody. What
heats, consents or gives away is never taken from a second look: it must be in the words that were heard.
"""

from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.intents import Risk, Understanding
from sous_voice.hearing.engine import Recognised, SecondLook
from sous_voice.hearing.rewording import reworded

WHOLE = 0.95
"""Confidence of the parser from which the words are a whole sentence, and no second look is taken."""
FITS = 1.0
"""Doubt up to which the sentence of a second look is taken (of 250 noisy commands none was harmed by it)."""
HALF = 0.9
"""Confidence below which words are half understood …"""
FAR = 4.0
"""… and of no account where every sentence is this doubtful: true of 38 in 61 wrong orders, and of 2 in 250 right."""
MUST_BE_HEARD = frozenset(
    """affirm acknowledge confirm_heat i_am_here fire_out story_consent story_share_with story_record_keep
    story_record_discard""".split()
)
"""What consents, or gives away: never taken from a second look."""
FREE_WORDS = frozenset(
    """note define find_recipe how_to diet_check set_profile allergy_set train_word market_list_add
    market_list_remove market_list_tick share_recipe import_recipe story_record story_ask_me potluck_plan
    potluck_claim potluck_unclaim potluck_name""".split()
)
"""Intents whose sentences hold words that nobody can foresee: they are no whole sentence, and right."""


def best_reading(
    heard: Recognised,
    understand: Callable[[str], Understanding],
    look: Callable[[Recognised], SecondLook | None] = lambda heard: None,
    *,
    asked: bool = False,
) -> tuple[Recognised, Understanding]:
    """What was heard in the words that mean something, and what they mean.

    The first words stay where they are a whole sentence, where a sentence of a grammar was taken, and where
    nothing else means anything either.

    Args:
        heard: what the recogniser made of it.
        understand: the parser, in this moment.
        look: the recogniser's second look.
        asked: whether an answer is awaited: then half understood words count.
    """
    first, understanding = _likeliest(heard, understand)
    if (
        heard.path is not None
        or understanding.clarify
        or understanding.frames
        or understanding.confidence >= WHOLE
    ):
        return first, understanding
    second = look(heard)
    if second is None:
        return first, understanding
    first = replace(first, seconds_cpu=first.seconds_cpu + second.seconds_cpu)
    if second.doubt <= FITS:
        meant = understand(second.text)
        if _may_be_taken(meant):
            words = reworded(first.words, second.text.split())
            return replace(first, text=second.text, words=words, refused=""), meant
    if second.doubt > FAR and not asked and _half(understanding):
        return first, Understanding(understanding.text, abstained=True)
    return first, understanding


def _likeliest(
    heard: Recognised, understand: Callable[[str], Understanding]
) -> tuple[Recognised, Understanding]:
    """The first of the recogniser's guesses that means something."""
    first = understand(heard.text)
    if heard.path is not None or not heard.text or not first.abstained:
        return heard, first
    for other in heard.alternatives:
        if other.path is not None:
            continue
        understanding = understand(other.text)
        if not understanding.abstained:
            words = reworded(heard.words, other.text.split())
            return replace(heard, text=other.text, words=words), understanding
    return heard, first


def _may_be_taken(meant: Understanding) -> bool:
    raises = meant.clarify or any(frame.op not in ("off", "lower") for frame in meant.frames)
    never = any(intent.risk is Risk.R3 or intent.name in MUST_BE_HEARD for intent in meant.intents)
    return bool(meant.intents) and not (meant.abstained or raises or never)


def _half(understanding: Understanding) -> bool:
    """Whether it was only half understood, and is nothing that is always obeyed."""
    sure = (Risk.R0, Risk.R3)
    return understanding.confidence < HALF and not any(
        intent.risk in sure or intent.name in FREE_WORDS for intent in understanding.intents
    )
