"""Whether words may be about a guest whose name was not heard well, and what a look for the name is worth.

For a cook who cannot see, an allergy that is not kept, or kept for another, is a danger: so what smells of one is
looked at once more with given names in mind. It can note who cannot have what, or ask; nothing else is ever taken
from it.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from sous_voice.core.guest_names import MYSELF, is_given_name, is_kin
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.moment import Context
from sous_voice.hearing.engine import Recognised, SecondLook
from sous_voice.hearing.phonetic.guests import sounds_of_diet
from sous_voice.hearing.phonetic.pronounce import spoken_words
from sous_voice.runtime.readings import obeyed

ABOUT = frozenset({"allergy_set", "set_profile", "diet_check"})
"""Intents about somebody's food."""
GUEST = "guest"
"""Kind of our question for somebody's name; see ``moment.Context.pending``."""
WHOLE = 0.95
"""Confidence from which words that are about something else are left alone."""
LIKELY = 0.8
"""Doubt up to which a sentence with a name is taken …"""
PERHAPS = 1.6
"""… and up to which it is taken for somebody's: for whom is asked."""
OF_FEW = 2.4
"""Doubt up to which a question is about one of the guests who are known: another would be named in the answer."""
UNSURE = "unsure"
"""Slot of an intent whose person was taken from the sound alone."""
_RIGHT = re.compile(r"[Rr]ight\?")
_OF_THIS = re.compile(r"^\W*(?:can|and|what|is|how|come|ken)\b.*\b(?:this|these|it)\W*$|^\W*what about\b")
_NO = re.compile(r"no\b.*\w|not? ")


def named(
    heard: Recognised,
    meant: Understanding,
    context: Context,
    understand: Callable[[str], Understanding],
    look: Callable[..., SecondLook | None],
) -> Understanding | None:
    """What it means with the name that fits the sound; None where it is about nobody, or no name fits.

    Args:
        heard: what the recogniser made of it.
        meant: what that means.
        context: the moment.
        understand: the parser, in this moment.
        look: the recogniser's ``name_look``.
    """
    if obeyed(meant):
        return None
    no = _RIGHT.search(context.prev_agent) and _NO.match(meant.text.lower())
    if context.pending == GUEST or no:
        answer = look(heard, asked=True)
        return understand(answer.text) if answer is not None and answer.doubt <= PERHAPS else None
    about = may_name(heard, meant, context.people)
    if context.people and _asks(heard, meant) and (about or not _whole(meant)):
        few = _about(look(heard, known=True), OF_FEW, context, understand)
        if few is not None and few.intents[0].name == "diet_check":
            return few
    if not about:
        return None
    found = look(heard)
    said = _about(found, PERHAPS, context, understand)
    if said is None or found is None or (found.doubt <= LIKELY and heard.text):
        return said
    return replace(
        said, intents=tuple(replace(one, slots={**one.slots, UNSURE: True}) for one in said.intents)
    )


def _asks(heard: Recognised, meant: Understanding) -> bool:
    """Whether it may be a question about one of the guests who are known."""
    if meant.intents and all(intent.name == "diet_check" for intent in meant.intents):
        return True
    return _OF_THIS.search((heard.text or heard.heard).lower()) is not None


def _whole(meant: Understanding) -> bool:
    return bool(meant.intents) and meant.confidence >= WHOLE


def _about(
    found: SecondLook | None, most: float, context: Context, understand: Callable[[str], Understanding]
) -> Understanding | None:
    """What a look found, where it is about somebody by name and little doubted."""
    if found is None or found.doubt > most:
        return None
    said = understand(found.text)
    return said if names_somebody(said, context.people) else None


def may_name(heard: Recognised, meant: Understanding, people: Collection[str]) -> bool:
    """Whether words may be about a guest, and the name in them is none that is known or common."""
    about = [intent for intent in meant.intents if intent.name in ABOUT and intent.slots.get("person")]
    if about:
        return not all(_is_somebody(intent, people) for intent in about)
    if _whole(meant):
        return False
    # what was not clear enough to be acted upon is no more than a reason to ask
    return sounds_of_diet(spoken_words(heard.text or heard.heard))


def names_somebody(understanding: Understanding, people: Collection[str]) -> bool:
    """Whether a sentence is about somebody by name, and about nothing else."""
    return bool(understanding.intents) and all(
        intent.name in ABOUT and intent.slots.get("person") and _is_somebody(intent, people)
        for intent in understanding.intents
    )


def _is_somebody(intent: Intent, people: Collection[str]) -> bool:
    name = str(intent.slots.get("person", "")).lower()
    known = {one.lower() for one in people}
    return name in known or name in MYSELF or is_kin(name) or is_given_name(name)
