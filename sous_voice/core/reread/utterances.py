"""Utterances that are plain as a whole, where their pieces mislead: trouble, lacks, signs without eyes, claims."""

import re
from collections.abc import Callable

from sous_voice.core.intents import Intent, Risk
from sous_voice.core.place import Place
from sous_voice.core.reading import mentioned
from sous_voice.core.reread import phrases
from sous_voice.core.session import Session
from sous_voice.core.turn import slot_text

Whole = Callable[[Session, tuple[Intent, ...], str], tuple[Intent, ...] | None]
"""(session, the parser's intents, the utterance in small letters) → what is meant; None for no opinion."""

_NO_EYES = re.compile(
    r"\b(?:blind|partially sighted|visually impaired|(?:can't|cannot|can not|don't|unable to) (?:really )?see"
    r"|without (?:seeing|looking|sight|eyes|my eyes))\b"
)
_TELL = re.compile(
    r"\b(?:how|what)\b.*\b(?:tell|know|check|notice|find out|judge|ready|done|sign|listen|smell|feel)\b"
)
_DONE_OF = re.compile(
    r"\b(?:know|tell|see|sure|check|judge)\b.*?\b(?:the|my) (?P<food>[a-z]+(?: [a-z]+)?) (?:is|are)\b"
)


def without_eyes(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "I'm blind, how can I tell?" asks for signs by another sense, of what was asked about before."""
    if not (_NO_EYES.search(text) and _TELL.search(text)):
        return None
    found = _DONE_OF.search(text) or _DONE_OF.search(session.talk.heard_before.lower())
    return (Intent("doneness", {"food": found["food"]} if found else {}),)


_LACK = re.compile(
    r"\b(?:don't have|do not have|haven't got|haven't|have no|ran out of|run out of|out of|can't find|got no|no)"
    r" (?:any |enough |more |the )?(?P<food>[a-z][a-z -]*?)(?: left| at home| here| in the house)?"
    r"(?:,| and| so| but|\.)* (?:so )?(?:what|is there|anything|can|could|which)\b.*"
    r"\b(?:use|replace|instead|substitute|swap|take|put in|work)\b"
)
_ALLERGIC = re.compile(r"\ballergic to (?P<food>[a-z]+(?: (?!what|can|could|is|so|and)[a-z]+)?)")
_SWAP = re.compile(r"\b(?:replace|instead|substitute|swap|use)\b")


def lacking(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "I don't have buttermilk, what could I use?": a substitute of just that."""
    found = _LACK.search(text)
    return (Intent("substitute", {"ingredient": found["food"].strip()}),) if found else None


def allergic(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "I'm allergic to peanuts, what can I replace them with?": noted first, then a substitute."""
    found = _ALLERGIC.search(text)
    noted = tuple(intent for intent in intents if intent.name == "allergy_set")
    if found is None or not noted or not _SWAP.search(text[found.end() :]):
        return None
    return (*noted, Intent("substitute", {"ingredient": slot_text(noted[0], "allergen") or found["food"]}))


_CLAIM = re.compile(
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|half\b|so|and|ok|okay|that's|that is|just|it's|wait)\b"
    r".*?(?P<rest>\b[a-z0-9].*),? (?:right|correct)\W*$"
)
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|quarter|a|an)\b")


def claimed(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "So two eggs, right?" agrees to nothing that was asked before and chooses nothing."""
    found = _CLAIM.match(text)
    misled = any(
        intent.name in ("affirm", "choose_option", "acknowledge", "next_step", "mark_done")
        for intent in intents
    )
    if found is None or not misled or not _NUMBER.search(text) or len(text.split()) < 3:
        return None
    return (Intent("check_understanding", {"claim": found["rest"]}),)


_WHILE = re.compile(r"\b(?:while|whilst|meanwhile|until then|in the meantime)\b")
_ELSE = re.compile(
    r"\b(?:what|anything|something)\b(?: else)?(?: that)? (?:can|could|should|do|shall|to) ?(?:i|we|do|be)\b"
)


def beside(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "While that is cooking, what else could I do?" reports nothing and goes nowhere."""
    mistaken = all(i.name in ("mark_done", "next_step", "more_to_do", "check_understanding") for i in intents)
    return (Intent("meanwhile"),) if mistaken and _WHILE.search(text) and _ELSE.search(text) else None


_OVER = re.compile(r"\b(?:boil|foam|bubbl|spill|flow|run)(?:ing|ed|s|ning)? ?over\b|\boverflow")


def boiling_over(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "It's boiling over" is trouble, and no step that is done."""
    misled = all(intent.name in ("mark_done", "next_step", "check_understanding") for intent in intents)
    asks = re.match(r"(?:and |so )?(?:what|how|will|does|can|could|should|is|why|when)\b", text)
    return (
        (Intent("problem", {"text": "boiling over"}),) if misled and _OVER.search(text) and not asks else None
    )


_HELP = re.compile(r"\bwhat (?:now|(?:can|should|do|shall|could|must) (?:i|we) do)\b")


def in_trouble(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "The sauce is too thick, what should I do?" asks for first aid, not for the next step."""
    names = {intent.name for intent in intents}
    if "problem" not in names or "next_step" not in names or not _HELP.search(text):
        return None
    return tuple(intent for intent in intents if intent.name != "next_step")


_STRAY = re.compile(r"\b(?:egg ?)?shells?\b.* (?:in|into|inside)\b|\b(?:spilled|spilt|knocked over)\b")


def mishap(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "I dropped an egg shell in the mix" is trouble, nothing done."""
    misled = all(intent.name in ("mark_done", "check_understanding", "problem") for intent in intents)
    return (Intent("problem", {"text": text}),) if misled and _STRAY.search(text) else None


_ON = re.compile(
    r"(?:please |ok |okay |and |let's |let us )*(?:continue|go on|proceed)"
    r"(?: please| now| with (?:it|that|the recipe))*\W*$"
)


def onward(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "Please continue" in the middle of cooking, where neither it nor a story waits, goes to the next step."""
    story = session.story.interrupted or session.story.telling
    if story or [intent.name for intent in intents] != ["resume"] or session.place is not Place.COOKING:
        return None
    return (Intent("next_step"),) if _ON.match(text) else None


_IT = re.compile(r"(?:and |so |ok |okay )?(?:what is|what's|whats) (?:it|this|that)\W*$")


def what_it_is(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "What is it?": the food spoken of last; else the dish."""
    if not _IT.match(text) or session.timers.ringing:
        return None
    return (Intent("define", {"thing": session.talk.it}),) if session.talk.it else (Intent("recipe_title"),)


_WHERE_I_WAS = re.compile(r"\bback to where (?:i|we) (?:was|were)\b")


def back_again(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "No, take me back to where I was": before the last jump."""
    if not _WHERE_I_WAS.search(text):
        return None
    return (Intent("undo"),) if session.past else (Intent("where_am_i"),)


_RATHER = re.compile(
    r"(?:no|sorry|actually|wait|oh|i mean|i meant|rather|make (?:it|that))\b[ ,]*"
    r"(?:no |sorry |actually |i mean |i meant |rather |make it |make that )*"
    r"(?:the |number |option )?(?P<which>first|second|third|last|one|two|three)(?: one| recipe| option)?\W*$"
)
_NTH = {"first": 1, "one": 1, "second": 2, "two": 2, "third": 3, "three": 3, "last": -1}


def other_option(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "No, the second" just after one of three recipes was taken."""
    found = _RATHER.match(text)
    if found is None or session.step is not None or len(session.cooking.offered) < 2:
        return None
    return (Intent("choose_option", {"n": _NTH[found["which"]]}),)


_NOTE = re.compile(
    r"(?:please |and |ok |can you |could you )*(?:save|make|take|add|write|keep|leave|put)(?: down)? a note"
    r"(?: for (?:next time|me|myself))? (?:that|saying|to say|of|:) ?(?P<text>.+?)[.!]*$"
)


def noted(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "Make a note that I used less salt" is written down in its own words; nothing in it is done or asked."""
    found = _NOTE.match(text)
    return (Intent("note", {"text": found["text"]}),) if found else None


_TO_US = frozenset(
    "check_understanding mark_done have_ingredient lack_ingredient acknowledge greeting define how_to "
    "repeat_last out_of_grammar".split()
)
"""What is easily read into talk with somebody else."""


def to_others(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """During a pause "no mum, I can't talk, I'm cooking" is said to somebody else, and nothing is answered."""
    talk = session.place is Place.PAUSED and len(text.split()) > 3
    return () if talk and all(intent.name in _TO_US for intent in intents) else None


_LEAVES_IT = re.compile(
    r"(?:no|nope|nah|oh no)[ ,.]+(?:thanks[ ,.]+|please[ ,.]+|just[ ,.]+)*"
    r"(?:leave|keep|forget|drop) (?:it|that|them|everything)(?: as it is| as they are| alone| like that| be)?\W*$"
)


def left_as_it_is(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "No, leave it" takes nothing out of the recipe: it refuses what was offered."""
    return (Intent("cancel_flow"),) if _LEAVES_IT.match(text) else None


_STAYS = re.compile(
    r"\b(?:next|go on|continue|forward|skip|back)\b.*\b(?:no|wait|actually|sorry)\b.*"
    r"\b(?:stay|not yet|hold on|stay (?:here|there)|i(?:'m| am) not (?:done|ready)|leave it)\b[a-z ]*\W*$"
)


def stays_here(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "Next, no, stay here" goes nowhere."""
    return (Intent("where_am_i"),) if _STAYS.search(text) and session.step is not None else None


_AS_WELL = re.compile(
    r"(?:(?:and|so|ok|okay|please|let's|let us|we|i|i'm|we're|i am|we are|can|could|want to|would like to|now) )*"
    r"(?:also (?:make|making|cook|cooking|start|starting|do|doing|want to make|want to cook) "
    r"(?:the |a |an |some )?(?P<also>[a-z][a-z' -]+?)|"
    r"(?:make|making|cook|cooking|start|do) (?:the |a |an |some )?(?P<too>[a-z][a-z' -]+?)"
    r" (?:too|as well|at the same time|beside it|alongside|alongside it))(?: please| now)?\W*$"
)


def another_dish(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "Let's also make the rice" is another dish beside this one, and no claim."""
    found = _AS_WELL.match(text)
    misled = all(
        intent.name in ("check_understanding", "mark_done", "change", "add_extra") for intent in intents
    )
    dish = (found["also"] or found["too"]) if found is not None else ""
    return (
        (Intent("find_recipe", {"dish": dish}),) if dish and misled and session.recipe is not None else None
    )


_UNIT = (
    r"(?:tea|table)?spoons?|grams?|ounces?|pounds?|kilos?|cups?|millilit(?:er|re)s?|lit(?:er|re)s?|minutes?|seconds?|"
    r"hours?"
)
_WHICH_UNIT = re.compile(
    rf"\b(?:was|is|were|are) (?:that|it|this|those|they) (?:in )?(?:{_UNIT}) or (?:{_UNIT})\b"
)


def which_unit(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "Wait, was that tablespoons or teaspoons?" was not caught: the step says it again."""
    asked = _WHICH_UNIT.search(text) and session.recipe is not None
    return (Intent("check_understanding", {"claim": text}),) if asked else None


_HOW_CUT = re.compile(
    r"(?:(?:and|so|ok|okay) )*how (?:(?:thin|thick|small|big|large|fine|chunky)(?:ly)? )?"
    r"(?:should|do|must|shall|are|is) (?:(?:i|we) (?:cut|chop|slice|dice|mince|prepare|prep|make) )?"
    r"(?:the |my |those |these )?(?!an? |.*\b(?:sauce|soup|batter|gravy|syrup|dough)\b)(?P<food>[a-z]+(?: [a-z]+)?)"
    r"(?: (?:be|to be|cut|chopped|sliced|diced|pieces|up|for this|supposed to be))*\W*$"
)


def how_cut(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "How thin should the carrot be?", "how do I cut the leek?": the step that cuts it tells."""
    found = _HOW_CUT.match(text)
    if found is None or session.recipe is None or not mentioned(found["food"], session.recipe.ingredients):
        return None
    return (Intent("how_to", {"about": "use", "thing": found["food"]}),)


_ALL_BUT = re.compile(
    r"(?:(?:ok|okay|well|so|yes|yeah) )*(?:i've|i have|we've|we have|got)(?: got)? "
    r"(?:everything|it all|all of it|all of them|them all)(?: here)? (?:except|but|apart from|besides)(?: for| not)? "
    r"(?:the |any |a |an |my )?(?P<food>[a-z][a-z' -]*?)\W*$"
)


def all_but(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...] | None:
    """ "I've got everything except the pepper": only that is missing."""
    found = _ALL_BUT.match(text) if session.recipe is not None else None
    return (Intent("lack_ingredient", {"ingredient": found["food"]}),) if found else None


_RULES: tuple[Whole, ...] = (
    which_unit, how_cut, all_but, *phrases.RULES,
    left_as_it_is, stays_here, another_dish,
    noted, to_others, back_again, other_option,
    boiling_over, without_eyes, allergic, lacking, claimed, beside, in_trouble, mishap, onward, what_it_is,
)  # fmt: skip


_HEAT = frozenset({"confirm_heat", "reject_heat", "heat_status", "i_am_here", "fire_out"})


def told(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """The intents of the whole utterance; the parser's own where no rule speaks.

    What is about heat is never read otherwise, and what changes timers or records in the same breath is kept.
    """
    if any(intent.risk in (Risk.R0, Risk.R3) or intent.name in _HEAT for intent in intents):
        return intents
    for rule in _RULES:
        found = rule(session, intents, text)
        if found is not None:
            names = {intent.name for intent in found}
            return (*found, *(i for i in intents if i.risk is Risk.R2 and i.name not in names))
    return intents
