"""Which reading of a question about food is believed: that of sentences and words, or that of its shape. Pure."""

import re
from dataclasses import replace

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.eaters import diets_in
from sous_voice.core.foodtalk.kinds import fits, of_kind
from sous_voice.core.foodtalk.said import Said, own_foods, says_nothing
from sous_voice.core.foodtalk.sure import VAGUE
from sous_voice.core.guest_names import KIN, is_given_name
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.seasons import find
from sous_voice.core.technique import find_advice, find_remedy, find_term, named_by
from sous_voice.core.turn import slot_text

SURE = 0.75
"""Chance of a kind from which a good reading of another kind gives way to it."""
LIKELY = 0.5
"""... from which one that would change the recipe by words that are no order does."""
PERHAPS, HEARD = 0.35, 0.5
"""... from which it is taken where nothing was read, or by halves; what was heard may be meant for others."""
HALF = 0.9
"""Confidence of an intent below which its sentence left words over."""
NO_TALK = 0.1
"""Least chance of a kind behind "none", where what is asked of us must be a question of something."""
MOST_OF_IT = 0.75
"""Share of an utterance that sentences must cover to be all of it."""
_TOLD = frozenset({"allergy_set", "set_profile"})
"""What is noted of somebody stays beside the question."""
_KEPT = frozenset(
    """timer_start timer_cancel timer_query timer_change timer_pause timer_resume timer_list choose_option affirm negate
    next_step previous_step goto_step repeat_last undo note save rate market_list_add market_list_remove
    story_tell""".split()
)
"""Orders that a sure sentence gave: only what nearly fits no sentence is taken for a question instead."""
WHOLE = 0.95
"""Confidence of an intent whose sentence was read to its end."""


def settled(said: Said, read: tuple[Intent, ...], kinds: tuple[tuple[str, float], ...]) -> tuple[Intent, ...]:
    """What is believed.

    Args:
        read: by sentences and by words.
        kinds: of question, each with its chance, the likeliest first.
    """
    kind, chance = _adapting(said, *_likeliest(said, read, kinds))
    if _CLAIM.search(said.text) or (kind in _LORE and _advised(said, read)):
        return read
    if kind == "none" or any(intent.risk in (Risk.R0, Risk.R3) for intent in read) or _read_whole(said, read):
        return read
    standing = [intent for intent in read if fits(kind, intent) and _stands(said, kind, chance, intent)]
    if standing:
        return _fuller(said, kind, tuple(i for i in read if i in standing or i.name not in _NEEDLESS))
    ordered = any(i.name in _KEPT and i.confidence >= WHOLE for i in read) and _all_words(said, read)
    vague = _by_halves(said, read)
    named = said.session.talk.typed or bool(own_foods(said))
    least = PERHAPS if named else HEARD if said.asks else SURE
    loose = _changes(said, read) or all(intent.span is None for intent in read)
    needed = least if vague else LIKELY if loose else SURE
    if ordered or chance < needed:
        return read
    told = tuple(i for i in read if i.name in _TOLD and not _asked_of_a_stranger(said, i))
    found = of_kind(said, kind)
    if _loses_a_food(read, found):
        return read
    if not found or (read and not told and not vague and _knows_nothing(said, found)):
        return read
    if any(intent.slots.get("supposed") for intent in found):
        told = ()  # "I don't eat garlic, is it possible without": the question is answered
    return (*told, *found)


_ANOTHER_WAY = re.compile(
    r"\b(?:version|option|alternative|variant|way)s?\b|\bfree how$|\b(?:vegan|vegetarian) how$"
)


def _adapting(said: Said, kind: str, chance: float) -> tuple[str, float]:
    """ "Sesame free option": the dish made so, and not whether it is so."""
    if kind in ("diet", "adapt") and said.session.recipe is not None and _ANOTHER_WAY.search(said.text):
        return "adapt", max(chance, SURE)
    return kind, chance


def _read_whole(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether sentences of the grammars read it to its end, and what they name is there: then nothing else is asked."""
    return _all_words(said, read) and all(
        intent.span is not None
        and intent.confidence >= WHOLE
        and intent.name not in _LOOSE
        and "words" not in intent.slots
        and not _names_nothing(said, intent)
        and not _unknown_word(said, intent)
        for intent in read
    )


def _all_words(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether the sentences that were read leave hardly a word over."""
    covered = sum(intent.span[1] - intent.span[0] for intent in read if intent.span)
    return covered >= MOST_OF_IT * len(said.session.talk.last_heard or said.text)


_LOOSE = frozenset({"check_understanding", "out_of_grammar"})
"""Intents whose sentences any words fill."""


_LORE = frozenset("done trouble lore how_to no_tool tool appliance oven pan_heat time thaw left_out".split())


def _advised(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether advice was found that the question names by more than one word: "hear simmering"."""
    if len(read) != 1 or read[0].slots.get("about") != "advice":
        return False
    row = find_advice(said.kitchen.knowledge.handbook, slot_text(read[0], "thing"))
    return row is not None and named_by(row, slot_text(read[0], "thing")) > 1


_CLAIM = re.compile(
    r"\d.*\b(?:right|correct|yes|true)$|^(?:two|three|four|five|six|one|half)\b.*\b(?:right|correct)$"
)
"""An amount said once more to be sure of it, which is checked and no question."""


def _unknown_word(said: Said, intent: Intent) -> bool:
    return intent.name in ("define", "how_to") and _unknown(said, intent)


def _likeliest(
    said: Said, read: tuple[Intent, ...], kinds: tuple[tuple[str, float], ...]
) -> tuple[str, float]:
    """The likeliest kind; where a question was asked and nothing was read, the likeliest of questions about food."""
    kind, chance = kinds[0] if kinds else ("none", 0.0)
    asked = (
        said.session.recipe is not None and said.asks and (said.session.talk.typed or bool(own_foods(said)))
    )
    if kind != "none":
        return kind, sum(
            share for other, share in kinds if _FAMILY.get(other, other) == _FAMILY.get(kind, kind)
        )
    if len(kinds) < 2 or not asked or not _by_halves(said, read):
        return kind, chance
    second, share = kinds[1]
    return (second, share / (1 - chance)) if share >= NO_TALK else (kind, chance)


_FAMILY = {
    **dict.fromkeys(("diet", "diet_who", "care", "adapt"), "fit"),
    **dict.fromkeys(("instead", "will_do", "lack", "short"), "swap"),
    **dict.fromkeys(("figures", "healthy", "daily"), "figure"),
    **dict.fromkeys(("tool", "no_tool", "appliance"), "tools"),
}
"""Kinds that are near to each other: doubt between them is none about what is asked."""


def _by_halves(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether nothing was read, or only a part of it: several things at once, a word that nobody knows."""
    if all(intent.name in VAGUE for intent in read):
        return True
    if len({intent.name for intent in read} - _TOLD) > 1:
        return any(intent.confidence < WHOLE for intent in read)
    return any(
        intent.confidence < HALF or (intent.name in ("define", "how_to") and _unknown(said, intent))
        for intent in read
    )


def _unknown(said: Said, intent: Intent) -> bool:
    """Whether a word is asked for that stands in no table."""
    asked = slot_text(intent, "action", "thing", "word", "text", "ingredient", "tool")
    if intent.slots.get("keep") or intent.slots.get("about"):
        return False
    return not asked or find_term(said.kitchen.knowledge.handbook, asked) is None or len(asked.split()) > _FEW


_FEW = 3
"""Words of a term; more is another question."""


def _loses_a_food(read: tuple[Intent, ...], found: tuple[Intent, ...]) -> bool:
    """Whether what was read names what shall go in instead, and the kind's filler does not find it."""
    names = [slot_text(intent, "replacement") for intent in (*read, *found) if intent.name == "substitute"]
    return len(names) > 1 and bool(names[0]) and not names[-1]


def _knows_nothing(said: Said, found: tuple[Intent, ...]) -> bool:
    """Whether the kind is known and nothing else: then whatever was read may know more."""
    book = said.kitchen.knowledge.handbook
    return any(
        i.slots.get("unknown")
        or i.slots.get("why")
        or (i.name == "problem" and find_remedy(book, slot_text(i, "text")) is None)
        for i in found
    )


_NEEDLESS = frozenset({"check_understanding", "mark_done"})
"""What half a question was taken for, beside what it is."""
_ORDERS = re.compile(
    r"^(?:drop|skip|leave|omit|take|swap|replace|exchange|trade|switch|use|put|make|add|no|less|more|double|halve)\b"
)


def _changes(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether the recipe would be changed by words that are no order: "is there a version without tahini"."""
    changed = any(i.name in ("change", "scale", "skip_step") and not i.slots.get("supposed") for i in read)
    return changed and _ORDERS.match(said.text) is None


def _fuller(said: Said, kind: str, read: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """With the names that the kind's own filler finds, where what was read names nothing."""
    if len(read) == 1 and kind in ("season", "whats_in_season") and not read[0].slots.get("month"):
        month = of_kind(said, kind)[:1]
        return (replace(read[0], slots={**(month[0].slots if month else {}), **read[0].slots}),)
    loose = read[0].name == "substitute" and not slot_text(read[0], "ingredient")
    if len(read) != 1 or (read[0].slots and not loose) or kind not in _NAMED:
        return read
    found = of_kind(said, kind)
    more = len(found) == 1 and found[0].name == read[0].name and set(found[0].slots) > set(read[0].slots)
    return found if more else read


_NAMED = frozenset("time amount instead will_do done inside lack source healthy daily".split())
"""Kinds of question about something that has a name."""
_NO_NAME = ("of ", "this", "that ", "it ", "much ", "many ", "so ", "also", "the ", "a ")
"""Words that begin no name of a food."""
_KEEPING = frozenset("keep freeze reheat ahead left_out thaw".split())


def _stands(said: Said, kind: str, chance: float, intent: Intent) -> bool:
    """Whether what was read is more than of the right name: of the right food, asked and not ordered."""
    if slot_text(intent, "ingredient").startswith(_NO_NAME) or _names_nothing(said, intent):
        return False
    if intent.name == "allergy_set" and _asked_of_a_stranger(said, intent):
        return False
    if intent.name == "change" and not intent.slots.get("supposed") and chance >= LIKELY:
        return _ORDERS.match(said.text) is not None
    if not _of_that_food(said, kind, intent):
        return False
    return chance < SURE or not _told_by_kind(said, kind, intent)


def _told_by_kind(said: Said, kind: str, intent: Intent) -> bool:
    """Whether the kind tells more than what was read of the same name."""
    if kind in _KEEPING or (kind == "diet" and len(diets_in(said.text)) > 1):
        return True
    if kind == "trouble":  # its own filler looks at the dish as well
        return intent.name == "problem"
    if (kind, intent.name) in (("will_do", "lack_ingredient"), ("so_many", "amount")):
        return True
    if kind == "instead" and intent.name == "diet_suggest" and own_foods(said):
        return True
    if kind == "will_do" and intent.name == "substitute" and not slot_text(intent, "replacement"):
        return True
    return (
        kind in ("pairing", "why", "lore", "tool") and intent.name != "tool" and not intent.slots.get("about")
    )


def _of_that_food(said: Said, kind: str, intent: Intent) -> bool:
    """Whether it is of the food that was named first, and no order for so many where an amount was asked."""
    own = [food.own for food in own_foods(said)]
    if intent.name == "scale" and (kind in ("figures", "healthy", "daily") or (kind == "so_many" and own)):
        return bool(intent.slots.get("supposed")) or _ORDERS.match(said.text) is not None
    if intent.name == "substitute" and kind in ("instead", "will_do"):
        named = slot_text(intent, "ingredient")
        return (
            not own or named in own or (own[0] in _meant(said, intent) and named == own_foods(said)[0].words)
        )
    return True


def _names_nothing(said: Said, intent: Intent) -> bool:
    """ "How many breads will come out": an amount of what the recipe does not take, a figure or a season of no food."""
    name = slot_text(intent, "ingredient")
    if intent.name == "diet_check" and diets_in(slot_text(intent, "person")):
        return True  # "my muslim neighbours" are asked of by their diet, and are nobody's name
    if any(len(slot_text(intent, slot).split()) > _LONG and not _meant(said, intent) for slot in _NAMES):
        return True
    if not name or intent.name not in ("amount", "nutrition", "in_season"):
        return False
    if intent.name == "nutrition":
        idle = name.endswith("ing") or all(map(says_nothing, name.split()))
        return idle and not _meant(said, intent) and said.food(name) is None  # "is hiding in it"
    if intent.name == "in_season":
        return name in _IDLE_WORDS or find(said.kitchen.knowledge.produce, name) is None
    return not _meant(said, intent)


_LONG = 3
"""Words of a name; more are another question."""
_NAMES = ("ingredient", "thing", "action", "food", "replacement")
_IDLE_WORDS = frozenset("the a an it this that these those they".split())


def _asked_of_a_stranger(said: Said, intent: Intent) -> bool:
    """ "My neighbour's boy has a milk allergy, could he have some": asked for his sake, and he is not noted."""
    who = slot_text(intent, "person").split()
    known = bool(who) and (who[0] in _SELF or is_given_name(who[0]) or (len(who) == 1 and who[0] in KIN))
    return said.asks and bool(who) and not known


_SELF = frozenset("me i us we".split())


def _meant(said: Said, intent: Intent) -> set[str]:
    """The recipe's ingredients that an intent names."""
    recipe, name = said.session.recipe, slot_text(intent, "ingredient")
    return set(meant(recipe, name)) if recipe is not None and name else set()
