"""What was heard, in the words that mean something.

A recogniser's second guess is often what was said where its first is nothing that a cook would say:
"how many steps for left", "how many steps are left". Only guesses that the recogniser itself finds nearly
as likely are tried, so other speech does not become an order by trying long enough.

Words that are no whole sentence are looked at once more: which sentence that may be said now fits the sound?
One that fits is taken. What heats, consents or gives away is never taken from a second look: it must be in the words
that were heard.

Where none is near, the words were perhaps meant for somebody else. Two witnesses tell: how far in sound they are
from all that may be said (the second look's doubt), and how like they are to what people say to each other
(``aside``, the parser's weights). Half understood words for somebody else mean nothing, and words that mean nothing are
asked about only where they were probably for us.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from sous_voice.core.intents import Risk, Understanding
from sous_voice.core.moment import Context
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
OTHERS = 0.5
"""Chance of being meant for others from which half understood words are: 48 in 50 unseen sentences to nobody have more,
2 in 69 unseen half understood turns of cooks."""
NEITHER, PERHAPS = 2.5, 0.1
"""Doubt and chance from which, together, they are too."""
LONGEST_ORDER = 20
"""Words beyond which only a whole sentence, or what is near to one, is an order: people tell and read so."""
CLOSE = 2.4
"""Doubt below which, or chance below ``PERHAPS`` and doubt below ``FAR``, words that mean nothing were surely for us:
of 131 orders that were not understood 70, of 477 pieces of other speech 12."""
ANSWER = 3.0
"""Doubt below which, or chance below ``OTHERS``, they were perhaps an answer: 102 of them, and 57."""
MUST_BE_HEARD = frozenset(
    """affirm acknowledge confirm_heat i_am_here fire_out story_consent story_share_with story_record_keep
    story_record_discard""".split()
)
"""What consents, or gives away: never taken from a second look."""
MANNERS = frozenset({"affirm", "negate", "acknowledge", "greeting"})
"""Said to anybody: in half understood words they are for us only where we asked something."""
FREE_WORDS = frozenset(
    """note define find_recipe how_to diet_check set_profile allergy_set train_word market_list_add
    market_list_remove market_list_tick share_recipe import_recipe story_record story_ask_me potluck_plan
    potluck_claim potluck_unclaim potluck_name""".split()
)
"""Intents whose sentences hold words that nobody can foresee: they are no whole sentence, and right."""


class Understands(Protocol):
    """The parser, as far as hearing needs it."""

    def understand(self, text: str, context: Context) -> Understanding:
        """What an utterance means."""

    def aside(self, text: str, context: Context) -> float:
        """How likely words are that people say to each other, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One utterance, read."""

    heard: Recognised
    """In the words that mean something."""
    understanding: Understanding
    ours: bool = True
    """Whether it was perhaps meant for us."""
    sure: bool = True
    """Whether that is beyond doubt: words nearer to what may be said now than other speech is."""


def best_reading(
    heard: Recognised,
    understand: Callable[[str], Understanding],
    look: Callable[[Recognised], SecondLook | None] = lambda heard: None,
    *,
    aside: Callable[[str], float] = lambda text: 0.0,
    asked: bool = False,
    name: Callable[[Recognised, Understanding], Understanding | None] = lambda heard, understanding: None,
) -> Reading:
    """What was heard in the words that mean something, and what they mean.

    The first words stay where they are a whole sentence, where a sentence of a grammar was taken, and where
    nothing else means anything either.

    Args:
        heard: what the recogniser made of it.
        understand: the parser, in this moment.
        look: the recogniser's second look.
        aside: how likely words are that are said to somebody else, 0 to 1.
        asked: whether an answer is awaited: then half understood words count.
        name: what they mean with the name of the guest whom they are about; None where they are about none.
    """
    first, understanding = _likeliest(heard, understand)
    if heard.path is None and (named := name(heard, understanding)) is not None:
        words = reworded(first.words, named.text.split())
        return Reading(replace(first, text=named.text, words=words, refused=""), named)
    if (
        heard.path is not None
        or understanding.clarify
        or understanding.frames
        or understanding.confidence >= WHOLE
    ):
        return Reading(first, understanding)
    second = look(heard)
    if second is not None:
        first = replace(first, seconds_cpu=first.seconds_cpu + second.seconds_cpu)
        if second.doubt <= FITS:
            meant = understand(second.text)
            if _may_be_taken(meant):
                words = reworded(first.words, second.text.split())
                return Reading(replace(first, text=second.text, words=words, refused=""), meant)
    return _for_whom(first, understanding, second, aside(first.text), asked=asked)


def _for_whom(
    heard: Recognised, understanding: Understanding, second: SecondLook | None, aside: float, *, asked: bool
) -> Reading:
    """Words that are no whole sentence: are they for us?"""
    # an engine that cannot take a second look leaves the words alone to tell
    doubt = second.doubt if second is not None else CLOSE
    if understanding.abstained:
        answer = aside < OTHERS or doubt < ANSWER
        return Reading(heard, understanding, answer, doubt < CLOSE or (aside < PERHAPS and doubt < FAR))
    strange = aside >= OTHERS or (doubt > NEITHER and aside >= PERHAPS)
    sure = doubt < NEITHER and aside < PERHAPS
    strange = strange or (not sure and len(heard.text.split()) > LONGEST_ORDER)
    strange = strange or (not sure and all(intent.name in MANNERS for intent in understanding.intents))
    if not asked and ((strange and not obeyed(understanding)) or (doubt > FAR and _half(understanding))):
        return Reading(heard, Understanding(understanding.text, abstained=True), ours=False, sure=False)
    return Reading(heard, understanding, sure=sure)


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
    """Whether it was only half understood, and none of its words can be any."""
    free = any(intent.name in FREE_WORDS for intent in understanding.intents)
    return understanding.confidence < HALF and not free and not obeyed(understanding)


def obeyed(understanding: Understanding) -> bool:
    """Whether something in it is obeyed, or asked back, always."""
    return any(intent.risk in (Risk.R0, Risk.R3) for intent in understanding.intents)
