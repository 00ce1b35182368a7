"""Does the rest of the utterance leave an order an order?

Reports ("I turned …"), hypotheticals, quotations and recipe sentences are made of the same words as
orders. What stands around a clause tells them apart; any doubt is decided against heat.
"""

from sous_voice.language.heat_frames import Command
from sous_voice.language.heat_segments import Segment

_VETO = frozenset(
    """says said say saying told tells tell asks asked asking wants wanted reads wrote writes written if suppose
    supposing imagine should shall was were had did does might may would could used says happens happen happened
    grandma grandmother grandpa mother mom mum dad father aunt uncle recipe instructions instruction book story
    once always usually supposed wonder wondering think thought remember forgot whether because why never
    video show cook's chef's they he she instead without until unless when whenever before""".split()
)
_BUNDLE = frozenset(
    """next what what's whats how which where who tell read repeat go skip start remind show say pause resume
    thanks thank ok okay done i'm im that's thats call cancel timer is are give continue note remember save
    yes no please then stop one again back previous could can let's move i've we're how's when's where's""".split()
)
_REQUESTED = frozenset("next step steps ingredient ingredients timer timers recipe instruction".split())
"""What another request in the same breath is about: "and give me the next step"."""
_CONTROL_AFTER_SET = frozenset("timer timers alarm stopwatch reminder clock table".split())
_RECIPE = frozenset(
    """let stir stirring add serve cover covered stand cook cooking remove drain pour mix season simmer bring allow
    place transfer whisk fold combine sprinkle garnish rest cool continue strain discard melt fry bake boil saute
    sauté cover uncover reduce return sear brown toss spoon ladle top whip keep leave wait steam roast grill
    crack beat squeeze sit to for until it and stew""".split()
)
_FRANTIC = frozenset(
    """oh god no my goodness gosh shit damn help quick quickly hurry fast now please it's its it is the a on fire
    burning smoking boiling over too hot smoke smokes flames flame oil pan pot milk water something everything's
    everything are there's there ah aah aargh ow ouch jesus christ crap hell heck come really so much way sauce soup
    butter rice pasta food burnt burns everywhere lots of that's this that getting overflowing spilling bubbling
    right ok okay alright hey wait dear lord careful watch out man oops uh um er yes thanks great perfect
    good fine done ready splattering spitting black all um well up sticking gone wrong stop i'm scared here
    we're they're running""".split()
)
_COMPLAINT = frozenset(
    """that's it's it is this that way too a bit little much not isn't hot high low cold slow fast enough strong weak
    still boiling barely cooking quite far hard""".split()
)
_NO_ORDER = frozenset(
    """i i've we we've you you've he she they who what when why how is are do does did has have had been not
    don't never no turned switched shut left my husband wife mother""".split()
)
_FINISHED = frozenset("done ready cooked finished boiled brown golden".split())
_OPEN_ENDS = frozenset("to and or of for with the a that will just already can i it".split())
_PLACES = frozenset("the front back rear left right big small ring burner one middle center".split())
_STOVE = frozenset("burners rings heat zones plates flames elements hobs gas power ones".split())
_SHORT_BEFORE = frozenset(
    {
        ("next", "step"),
        ("thank", "you"),
        ("i'm", "done"),
        ("that's", "done"),
        ("it's", "done"),
        ("next",),
        ("done",),
        ("it's", "boiling"),
        ("good", "evening"),
        ("good", "morning"),
        ("that's", "enough"),
        ("that's", "it"),
        ("enough",),
        ("i'm", "back"),
        ("listen",),
        ("it's", "too", "hot"),
        ("i'm", "ready"),
        ("alexa",),
        ("hey", "google"),
    }
)
_INSISTING = frozenset(
    {("i", "said")}
    | {
        (may, who)
        for may in ("can", "could", "would", "will")
        for who in ("somebody", "someone", "anybody", "anyone")
    }
)
_REMARK = 4
"""Words."""
_SUBJECTS = frozenset("i i've i'm we we've it's that's this it the they're everything's my".split())
_PAST_OR_PRESENT = frozenset("set put cut shut let".split())


def allows_off(command: Command, piece: Segment, pieces: list[Segment], words: list[str]) -> bool:
    """Off is let through unless the sentence is plainly not an order."""
    for other in (p for p in pieces if p.kind in ("other", "negated")):
        said = _words(words, other)
        if piece.start <= other.start < piece.end:
            if not (_harmless(said) or remarks(said)):
                return False
            continue
        if other.start > piece.start:
            if _recipe_goes_on(command, said) or _has_object(command, piece, other, said, words):
                return False
            continue
        if other.end == piece.start and not piece.joined:
            if other.kind == "negated" and not _not_needed(said):
                return False
            led = _insists(said) or _leads_to_off(command, said)
            if not (led or _harmless(said) or _done(said) or _not_needed(said)):
                return False
        elif other.kind == "other" and not _may_stand_before(command, piece, said, named_enough=True):
            return False
    return True


def allows_raise(command: Command, piece: Segment, pieces: list[Segment], words: list[str]) -> bool:
    """Only a plain order passes: nothing in front that could govern it, nothing behind but another request."""
    for other in (p for p in pieces if p.kind in ("other", "negated")):
        said = _words(words, other)
        if piece.start <= other.start < piece.end:
            if not (_harmless(said) or remarks(said)):
                return False
        elif other.start > piece.start:
            if not _may_stand_behind(command, other, said):
                return False
        elif other.end == piece.start and not piece.joined:
            if other.kind == "negated" or not _harmless(said):
                return False
        elif other.kind == "other" and not _may_stand_before(command, piece, said, command.named):
            return False
    return True


def _words(words: list[str], piece: Segment) -> list[str]:
    return [word for word in words[piece.start : piece.end] if word[0].isalnum()]


def _harmless(said: list[str]) -> bool:
    """Directly in front of an order: hurry, greetings, a word of thanks, a finished step."""
    return tuple(said) in _SHORT_BEFORE or set(said) <= _FRANTIC or _complains(said)


def remarks(said: list[str]) -> bool:
    """Between a correction and what is corrected: "no, that's too much, six"."""
    return said[0] in ("that's", "it's") and len(said) <= _REMARK


def _not_needed(said: list[str]) -> bool:
    """ "I don't need the front left any more"."""
    return "need" in said and bool({"don't", "dont", "not", "longer"} & set(said)) and "to" not in said


def _insists(said: list[str]) -> bool:
    """ "I said off", "would somebody turn the stove off": to whomever it is said, less heat is meant."""
    return tuple(said) in _INSISTING


def _leads_to_off(command: Command, said: list[str]) -> bool:
    """ "pasta's done turn off the big ring": off with its place is let through unless a report or a thought."""
    if not command.named or _VETO & set(said) or said[0] in ("is", "are", "if", "when"):
        return False
    if _NO_ORDER & set(said) and said[-1] not in _FINISHED:
        return False
    return said[-1] not in _OPEN_ENDS


def _complains(said: list[str]) -> bool:
    """ "that's too high", "not hot enough": a word about the heat, and then the order."""
    return bool({"too", "enough"} & set(said)) and set(said) <= _COMPLAINT | _PLACES


def _done(said: list[str]) -> bool:
    """ "I'm done with the back left"."""
    return "with" in said and said[0] in ("i'm", "we're", "i", "finish", "finished", "done", "that's")


def _has_object(command: Command, piece: Segment, other: Segment, said: list[str], words: list[str]) -> bool:
    """ "turn off the lights", "take it off the shelf": the order is about something else."""
    adjacent = other.start == piece.end and not other.joined
    thing = said[:1] in (
        ["the"],
        ["my"],
        ["your"],
        ["this"],
        ["that"],
        ["of"],
        ["from"],
        ["all"],
        ["every"],
        ["a"],
    )
    if (
        adjacent
        and said[:1] == ["in"]
        and said[1:2] in (["half"], ["two"], ["pieces"], ["quarters"], ["strips"])
    ):
        return True
    if adjacent and thing and words[piece.end - 1] in ("all", "every") and not _STOVE & set(said):
        return True  # "stop all the timers"
    return (
        adjacent and thing and not command.named and command.pointed != "noun" and not set(said) <= _FRANTIC
    )


def _recipe_goes_on(command: Command, said: list[str]) -> bool:
    return not command.named and bool(said) and said[0] in _RECIPE and command.pointed != "it"


def _may_stand_behind(command: Command, other: Segment, said: list[str]) -> bool:
    if not said or (other.kind == "negated" and command.named):
        return True
    if set(said) <= _FRANTIC:
        return True
    if said[0] in ("set", "start", "put") and _CONTROL_AFTER_SET & set(said):
        return True
    if said[0] in _BUNDLE or (said[0] == "add" and "list" in said) or _REQUESTED & set(said[:4]):
        return True
    if not other.joined or not command.named:
        return False
    return not (_VETO & set(said[:4]))


def _may_stand_before(command: Command, piece: Segment, said: list[str], named_enough: bool) -> bool:
    if not said or set(said) <= _FRANTIC or tuple(said) in _SHORT_BEFORE:
        return True
    if said[0] in ("set", "start") and _CONTROL_AFTER_SET & set(said):
        return True
    if _VETO & set(said) and not (
        said[0] in ("what", "what's", "how", "which", "is") and piece.joined in ("?", ".")
    ):
        return said[0] in ("tell", "show", "read") and "that" not in said
    if said[0] in ("if", "when", "should", "is", "are", "do"):
        return False
    if said[0] in ("i", "we", "you") and piece.joined == "and":
        return command.clause.verb_word not in _PAST_OR_PRESENT and named_enough
    if said[0] in _BUNDLE:
        return True
    if command.op == "off" and said[0] not in _RECIPE:
        return True
    if command.op == "lower" and said[0] in _SUBJECTS:
        return True
    return command.named and named_enough
