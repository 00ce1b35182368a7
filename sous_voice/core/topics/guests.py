"""Whose list it is: a name not heard well is asked for, said back and mended by voice; meanwhile all are meant.

For a cook who cannot see, an allergy that is lost, or kept for another, is a danger. So what somebody cannot have is
kept before it is known who that is, for "somebody here", and moves to the name once the cook has said it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.diets import Diner
from sous_voice.core.guest_names import KIN, MYSELF, SOMEBODY, is_given_name, is_kin, is_no_name, one_alike
from sous_voice.core.intents import Intent
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.spelling import read_spelled
from sous_voice.core.turn import slot_text

UNHEARD = "?"
"""In place of a name that was not heard."""
WHO, RIGHT = "who", "guest_right"
"""Keys of our two questions."""
MOST_NAME = 3
"""Words of a name."""
_BEFORE_NAME = re.compile(
    r"^(?:(?:no|not|yes|it is|it's|its|that is|that's|i said|i say|i meant?|her name is|his name is|their name is|"
    r"the name is|the name's|my name is|name is|called|for|sorry|she is|he is|actually) )+"
)
_CALLED = frozenset(
    "little one|little ones|youngest|eldest|oldest|other half|better half|in laws|old man|lad|lass".split("|")
)
"""Of whom is spoken like of kin: "the little one"."""
_NOT_NOW = frozenset(
    "no|never mind|cancel|forget it|skip it|skip that|i don't know|i don't care|leave it|later".split("|")
)
_NOBODY = frozenset("nobody|no one|noone|none|nobody at all|nobody here|nobody does".split("|"))
_ALL = frozenset("everybody|everyone|all of us|all|the whole table|all of them|we all|us all".split("|"))


def person_of(intent: Intent) -> str:
    """The name that was said, as it is kept: "Ana", "your daughter"; empty for the cook."""
    return as_name(slot_text(intent, "person", "name"))


def as_name(said: str) -> str:
    """Words for somebody as they are kept: "Ana", "your daughter"; empty for the cook."""
    if said in MYSELF:
        return ""
    words = said.removeprefix("my ").removeprefix("the ").replace("-in-law", " in law").split()
    if " ".join(words) in _CALLED:
        return f"your {' '.join(words)}"
    if words[-2:] == ["in", "law"]:
        return f"your {' '.join(words[-3:])}"
    if len(words) > 1 and words[0] in KIN and words[-1] not in KIN:  # "my husband Tom"
        return " ".join(words[1:]).title()
    return f"your {words[-1]}" if words[-1] in KIN else said.title()


def taught(session: Session, heard: str) -> str:
    """Whose name was once written as these words, and taught then; empty for nobody's."""
    return dict(session.table.heard_as).get(heard.lower(), "")


def teach(session: Session, heard: str, name: str) -> Session:
    """The session that knows a name by these words as well."""
    heard = heard.lower()
    if (
        not heard
        or heard in (name.lower(), UNHEARD, SOMEBODY.lower())
        or heard in MYSELF
        or is_no_name(heard)
    ):
        return session
    others = tuple(pair for pair in session.table.heard_as if pair[0] != heard)
    return replace(session, table=replace(session.table, heard_as=(*others, (heard, name))))


def asking_who(
    session: Session, heard: str, kept_as: str = SOMEBODY, intent: Intent | None = None
) -> Session:
    """The session with the question whose list it is.

    Args:
        session: in which it is kept.
        heard: the words that were taken for the name.
        kept_as: for whom it is kept until the name is known.
        intent: what is answered once the name is known, where nothing is kept.
    """
    asked = json.dumps([intent.name, dict(intent.slots)]) if intent is not None else ""
    data = (("heard", heard), ("kept_as", kept_as), ("intent", asked), ("text", session.talk.last_heard))
    return ask(session, Question(WHO, kind="guest", data=data))


def asking_right(session: Session, name: str, kept_as: str, heard: str) -> Session:
    """The session that has said a new name back; see ``asking_who``."""
    data = (("name", name), ("heard", heard), ("kept_as", kept_as), ("text", session.talk.last_heard))
    return ask(session, Question(RIGHT, "yes_no", data=data, soft=True, lives=60.0))


def renamed(session: Session, old: str, new: str) -> Session:
    """The session in which what was kept for one is another's."""
    every = {diner.name.lower(): diner for diner in session.table.diners}
    moved = every.pop(old.lower(), None)
    if moved is None:
        return session
    known = every.pop(new.lower(), Diner(new))
    both = replace(
        known,
        allergens=known.allergens | moved.allergens,
        diets=known.diets | moved.diets,
        dislikes=known.dislikes | moved.dislikes,
    )
    return replace(session, table=replace(session.table, diners=(*every.values(), both), warned=()))


def read_name(said: str, known: Iterable[str]) -> str:
    """The name in an answer to "who?": spelled, known, of kin, or the words as they are; empty where it is none.

    "me" is told as "me", "everybody" and "never mind" as ``SOMEBODY``, in lower case, "nobody" as ``UNHEARD``.
    """
    plain = re.sub(r"\s+", " ", re.sub(r"[^a-z' ]", " ", said.lower())).strip()
    spelled = read_spelled(plain)
    if spelled:
        return spelled
    if plain in _NOBODY:
        return UNHEARD
    if plain in _NOT_NOW:
        return SOMEBODY.lower()
    plain = re.sub(r"^(?:is it |it is not .* it is )", "", _BEFORE_NAME.sub("", plain))
    if plain in _ALL:
        return SOMEBODY.lower()
    if plain in MYSELF or plain in ("i do", "i am", "i can't", "just me"):
        return "me"
    words = re.sub(r"^(?:my|our|the) ", "", plain).split()
    if not 0 < len(words) <= MOST_NAME:
        return ""
    return (one_alike(plain, known) or " ".join(words)).lower()


def is_a_name(said: str, name: str, known: Iterable[str]) -> bool:
    """Whether words answer "who?" beyond doubt: they say that it is a name, or it is common, known, spelled or kin."""
    named = re.search(r"\b(?:name|called|spelled|i said|i mean)\b", said.lower()) or read_spelled(said)
    people = {one.lower() for one in known}
    special = name in ("me", UNHEARD, SOMEBODY.lower()) or is_kin(name)
    return bool(named) or special or is_given_name(name) or name in people


_MENDS = re.compile(
    r"^(?:no|not|nope|it is|it's|its|i said|i meant?|the name is|the name's|sorry|actually)\b ?(?P<rest>.*)$"
)
_NAMED = re.compile(r"\b(?:name is|name's|i said|i meant?)\b")


def read_correction(said: str, known: Iterable[str], wrong: str) -> str:
    """The name in "no, Hannah", "I said Hannah", "h a n n a h"; empty where it corrects no name.

    ``wrong``: the name that was said back, which is not meant.
    """
    plain = re.sub(r"\s+", " ", re.sub(r"[^a-z' ]", " ", said.lower())).strip()
    if spelled := read_spelled(plain):
        return spelled
    mends = _MENDS.match(plain)
    if mends is None or not mends["rest"]:
        return ""
    people = tuple(one for one in known if one != wrong)
    name = read_name(plain, people)
    meant = is_given_name(name) or name in (one.lower() for one in people) or is_kin(name)
    return name if meant or (_NAMED.search(plain) and not is_no_name(name)) else ""
