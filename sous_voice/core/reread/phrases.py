"""Turns of phrase that the parser reads otherwise: leaving, waiting, checking, going back to how it was."""

import re

from sous_voice.core.allergens import read_allergens
from sous_voice.core.finding import content_words, plain_step
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.number_words import BELOW_TWENTY_VALUES, TENS_VALUES
from sous_voice.core.reading import mentioned
from sous_voice.core.session import Session, open_question

Intents = tuple[Intent, ...]

_BYE = re.compile(
    r"\b(?:good ?night|good ?bye|bye(?: bye)?|see you(?: later| tomorrow)?|(?:i am|i'm) (?:off|going) to bed)"
    r"(?: then| now| dear| everybody| everyone| all| thanks| thank you| sous)*\W*$"
)


def leaving(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "I'm done, good night" leaves, whatever is said to be done before."""
    return (Intent("goodbye"),) if _BYE.search(text) and len(text.split()) <= 8 else None


_ALL_DONE = re.compile(
    r"(?:ok |okay |right |so |well |that's it |alright )*(?:(?:i'm|i am|we're|we are|all) )?(?:done|finished)"
    r"(?: here| with (?:everything|it all|the whole thing)| for (?:today|tonight))+\W*$"
)


def all_done(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "We're done here" asks whether anything is left, and moves no step on."""
    if not _ALL_DONE.match(text):
        return None
    return (Intent("is_finished"),) if session.recipe is not None else (Intent("goodbye"),)


_WAITS = re.compile(
    r"(?:wait|hold on|hang on|one (?:second|moment|minute)|just a (?:second|moment|minute)|"
    r"give me a (?:second|minute))\b.*\b(?:i|we)(?:'ll| will|'m| am|'ve| have)?(?: just)? "
    r"(?:need|have|got|must|want|going|gonna|wash|get|answer|find)\b"
)


def waiting(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Wait, I need to wash my hands" pauses."""
    about_step = re.search(r"\b(?:want|need|have) to (?:do|redo|repeat|hear|know|ask|go back)\b", text)
    return (Intent("pause"),) if _WAITS.match(text) and not about_step else None


_HOW_KNOWN = re.compile(
    r"\bhow (?:do|can|will|would|should|could|am) (?:i|we|you)(?: going)?(?: to)? (?:know|tell|check|see|find out|"
    r"make sure|be sure)\b(?! how| where| which| who)|"
    r"\b(?:ready|done|cooked|finished|burnt|burning)\b.*\bhow (?:do |can |to )?(?:i )?(?:know|see|tell|check)\b"
)
_OF_COOKING = re.compile(
    r"\b(?:done|ready|cooked|finished|burn(?:t|ed|ing)?|raw|enough|cut(?:ting)? it|through|brown|soft|inside|baked|"
    r"it)\b"
)
_HEARD_OF = re.compile(r"\b(?:the|my) (?P<food>[a-z]+(?: [a-z]+)?) (?:is|are|isn't|aren't)\b")
_QUESTIONS = frozenset(
    "how_to define check_understanding is_finished mark_done out_of_grammar check doneness".split()
)


def whether_done(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "How do I check without cutting it?", "how do I know they're not burnt?": the signs."""
    asked = _HOW_KNOWN.search(text) and _OF_COOKING.search(text)
    if not asked or not all(intent.name in _QUESTIONS for intent in intents):
        return None
    if any(intent.name == "doneness" for intent in intents):
        return None
    food = _HEARD_OF.search(text)
    return (Intent("doneness", {"food": food["food"]} if food else {}),)


_SAFE_AT = re.compile(
    r"\b(?:safe|ok|okay|enough|done|cooked|fine|all right|alright)\b.*\b(?:at|is|with)\b.*"
    r"\b(?:degrees|celsius|fahrenheit)\b"
)
_FLESH = re.compile(
    r"\b(?:chicken|turkey|duck|beef|pork|lamb|veal|fish|salmon|cod|tuna|trout|prawns?|shrimp|meat)\b"
)


def safe_inside(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Is it safe at sixty degrees inside?": the temperature that makes it so."""
    if not _SAFE_AT.search(text) or session.recipe is None or "oven" in text:
        return None
    named = _FLESH.search(text) or _FLESH.search(" ".join(i.name.lower() for i in session.recipe.ingredients))
    return (Intent("temperature", {"thing": named[0]}),) if named else None


_LEFT_OUT = re.compile(
    r"\b(?:leave|left|stand|sit|stay|keep|be)\b.*\b(?:out overnight|overnight on|out of the fridge|"
    r"on the (?:table|counter|worktop|side|buffet)|at room temperature|unrefrigerated)\b"
)
_RAW = re.compile(
    r"\b(?:eat|taste|lick|try|have)\b (?:the |this |some |any )?(?:raw )?(?:cookie )?(?:dough|batter)\b"
)


def kept_safe(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "How long can it stand on the table?", "can I eat the dough?": what keeps a kitchen safe."""
    asks = re.match(r"(?:and |so |ok |but )*(?:how long|can|could|may|is it|should|what if)\b", text)
    if not asks:
        return None
    thing = "can i leave it out overnight" if _LEFT_OUT.search(text) else ""
    thing = "can i eat raw dough" if _RAW.search(text) else thing
    return (Intent("how_to", {"about": "advice", "thing": thing}),) if thing else None


_FOOD_AGAIN = re.compile(
    r"\bwhat (?:was|were|about) (?:the )?(?P<food>[a-z ]+?) again\W*$|"
    r"\bhow much (?:was|were) (?:the )?(?P<much>[a-z ]+)"
)


def food_again(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Sorry, what was the rice again?" asks for its amount."""
    found = _FOOD_AGAIN.search(text)
    food = (found["food"] or found["much"]) if found is not None else ""
    if not food or session.recipe is None or not mentioned(food, session.recipe.ingredients):
        return None
    return (Intent("amount", {"ingredient": food}),)


_TAKES = re.compile(
    r"(?:ok |okay |yes |yeah |right |good |fine |then |and )*"
    r"(?:(?:i(?:'ll| will| would| 'd)? |let's |let us |we(?:'ll)? )"
    r"(?:take|do|use|go with|try) (?:that|this|it)(?: one)?|do that|do it)(?: then| please| instead)?\W*$"
)


def taken(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "OK, I take that" is a yes to what was offered, and otherwise only heard."""
    if not _TAKES.match(text):
        return None
    return (Intent("affirm"),) if open_question(session) is not None else (Intent("acknowledge"),)


_SLOWER = re.compile(
    r"\b(?:repeat|again|say)\b.*\bmore slow(?:ly)?\b|\bmore slow(?:ly)? please\b|\bplease more slow"
)


def more_slowly(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Repeat please more slow"."""
    return (Intent("repeat_slower"),) if _SLOWER.search(text) else None


_PEOPLE = re.compile(
    r"(?:but |and |so |ok |okay |now |actually )*(?:we|there|it) (?:are|is|will be|'re) (?:only |for )?"
    r"(?P<number>[a-z]+|\d+) "
    r"(?:person|persons|people|of us|adults|guests|mouths)\b"
)


def for_so_many(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "We are five person"."""
    found = _PEOPLE.match(text)
    if found is None or any(intent.name == "scale" for intent in intents):
        return None
    said = found["number"]
    number = int(said) if said.isdigit() else BELOW_TWENTY_VALUES.get(said, TENS_VALUES.get(said, 0))
    return (Intent("scale", {"servings": float(number)}),) if number else None


_NORMAL = re.compile(
    r"\b(?:back to|as|like) (?:the )?(?:normal|original|usual|regular)(?: (?:amount|amounts|size|recipe))?\W*$"
)


def as_written(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Actually no, go back to normal" after the amounts were changed."""
    changed = session.recipe is not None and session.recipe.scale != 1
    return (Intent("scale", {"factor": "original"}),) if changed and _NORMAL.search(text) else None


_BACK_IN = re.compile(r"\b(?:put|add) (?:the |my )?(?P<food>[a-z ]+?) back(?: in)?\W*$")


def back_in(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Put the garlic back", which was just left out."""
    found = _BACK_IN.search(text)
    just = f"{session.talk.last_said} {session.talk.heard_before}".lower()
    left_out = (
        found is not None and found["food"] in just and re.search(r"\b(?:without|leave out|skip|no)\b", just)
    )
    return (Intent("undo"),) if left_out and session.past else None


_DO_IT = re.compile(
    r"\b(?:i|we) (?:want|would like|'d like|have|need) to do (?:it|that|this)(?: step)?\b|\bdo it after all\b"
)


def not_skipped(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "No wait, I want to do it", when a step was just skipped."""
    skipped = re.search(r"\bskip", session.talk.heard_before.lower())
    return (Intent("previous_step"),) if skipped and session.step and _DO_IT.search(text) else None


_RECORD = re.compile(
    r"\brecord (?:how|what|the way|a story|my|our|the story|this story|a memory)\b(?: (?P<who>my (?:mother|father|"
    r"grandmother|grandma|grandfather|grandpa|aunt|uncle|mum|mom|dad))\b)?"
)


def recorded(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "I'd like to record how my mother made it"."""
    if _RECORD.search(text) is None or any(intent.name.startswith("story_record") for intent in intents):
        return None
    return (Intent("story_record"),)


_ABOUT_IT = re.compile(r"(?:oh |please |yes |and |do )*tell me (?:more )?about (?:it|her|him|them|that)\W*$")


def its_story(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Tell me about it" after "whose recipe is that?"."""
    of_whom = re.search(r"\bwho(?:se)?\b|\bcomes from\b", session.talk.heard_before.lower())
    return (Intent("story_tell"),) if of_whom and _ABOUT_IT.match(text) else None


_WHICH_DISH = re.compile(
    r"\bwhich (?:one|dish|of (?:them|the two)) is (?:further|furthest|closer|ready|done|first)\b"
)


def which_dish(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Which dish is further along?" of two."""
    return (Intent("both"),) if session.parked and _WHICH_DISH.search(text) else None


_THIS_OR = re.compile(
    r"(?:sorry |wait |and )*(?:was|were|is) (?:that|it) (?P<one>[a-z]+|\d+) or (?P<other>[a-z]+|\d+)\W*$"
)


def this_or_that(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Was that ten or twenty?": once more what was said."""
    found = _THIS_OR.match(text)
    numbers = BELOW_TWENTY_VALUES.keys() | TENS_VALUES.keys()
    counted = found is not None and all(said.isdigit() or said in numbers for said in found.groups())
    return (Intent("repeat_last"),) if counted else None


_POTS = re.compile(r"\b(?:what|which)\b.*\b(?:pots?|pans?|bowls?|tools?|equipment|utensils|dishes)\b")


def which_tools(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "What do I need in terms of pots?"."""
    misled = all(
        intent.name in ("start_gather", "next_ingredient", "check_understanding") for intent in intents
    )
    asks = misled and re.search(r"\bneed\b", text) and _POTS.search(text) and "ingredient" not in text
    return (Intent("tool"),) if asks and session.recipe is not None else None


_COMING = re.compile(
    r"(?P<who>[a-z]+) (?:is|are) (?:also )?(?:coming|joining us|joining|here|eating with us|eating too)\b.*?"
    r"\b(?:he|she|they|his|hers)(?:'s| is|'re| are)? (?:a |an )?(?P<what>[a-z' ]+?)\W*$"
)
_NO_FOOD = re.compile(
    r"(?:can't|can not|cannot|doesn't|don't) (?:have|eat) (?P<food>[a-z ]+)|allergic to (?P<to>[a-z ]+)"
)


def guest_coming(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Kenji is coming too, he's vegan"."""
    found = _COMING.match(text)
    if found is None or any(intent.name in ("allergy_set", "set_profile") for intent in intents):
        return None
    food = _NO_FOOD.search(found["what"])
    slots: dict[str, Slot] = {"person": found["who"]}
    if food is not None:
        return (Intent("allergy_set", slots | {"allergen": food["food"] or food["to"]}),)
    return (
        Intent(
            "set_profile", slots | {"diet": found["what"].replace("intolerant", "free").replace(" ", "_")}
        ),
    )


_OF_THAT = re.compile(
    r"(?:and |so |what about |how about |but )*(?:the |a |some )?(?P<food>[a-z][a-z ]+?)[ ,]+"
    r"(?:does|do|has|have|is there|are there) (?:that|it|this|they|those|these)(?: have| contain| got)?(?: any| some)? "
    r"(?P<what>[a-z ]+?)(?: in it| in them)?\W*$"
)


def in_that_food(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "And soy sauce, does that have gluten?" asks of the soy sauce, not of the dish."""
    found = _OF_THAT.match(text)
    asks = found is not None and all(
        intent.name in ("diet_check", "check_understanding") for intent in intents
    )
    if found is None or not asks or not read_allergens(found["what"]):
        return None
    return (Intent("diet_check", {"ingredient": found["food"], "allergen": found["what"]}),)


_HURT = re.compile(
    r"\b(?:i|he|she|we|they|my \w+)(?:'ve| have| has| just)* (?P<how>burn(?:ed|t)|scalded|cut) "
    r"(?:myself|himself|herself|(?:my|his|her|their|a|the) (?:finger|hand|thumb|arm|wrist|tongue|foot|leg|palm))s?\b"
)


def hurt(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "I burned my finger": first aid, before anything else that may be meant."""
    found = _HURT.search(text)
    if found is None:
        return None
    return (Intent("problem", {"text": "cut myself" if found["how"] == "cut" else "burnt my hand"}),)


_FORGOT = re.compile(
    r"\b(?:what|anything|something)\b.*\b(?:did|have|'ve) (?:i|we) (?:forget|forgotten|missed)\b|"
    r"\bdid (?:i|we) forget (?:anything|something)\b"
)


def what_forgotten(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "What did I forget?": what is done so far."""
    return (Intent("recap"),) if _FORGOT.search(text) and session.step is not None else None


_OUT = re.compile(
    r"(?:ok |okay |then |well |so |just |please )*(?:leave|skip|omit) (?:it|them|that|those) out(?: then| please)?\W*$"
)


def left_out(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Leave them out then": the food that was told of just before, and no step."""
    if session.recipe is None or not _OUT.match(text):
        return None
    named = mentioned(session.talk.heard_before.lower(), session.recipe.ingredients)
    return (Intent("skip_step", {"ingredient": named[-1].name}),) if named else None


_DROPPED = re.compile(
    r"\b(?:i|we|he|she)(?:'ve| have| just)* (?:dropped|spilled|spilt|knocked over) "
    r"(?:the|an?|my|all|some)\b(?! \w+ ?shell)"
)


def dropped(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "I dropped the egg" is a mishap, and changes no amount."""
    return (Intent("problem", {"text": "spilled"}),) if _DROPPED.search(text) else None


def is_missing(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "What's missing?" of what everybody brings."""
    asks = re.search(r"\bwhat(?:'s| is) (?:still )?missing\b|\bwhat do we still need\b", text)
    return (Intent("potluck_who_brings"),) if asks and session.potluck.claims else None


def goes_on_telling(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "That's lovely, go on" while a story is told is no step."""
    on = re.search(r"\b(?:go on|carry on|continue|lovely|how nice|and then)\b", text)
    return (Intent("story_more"),) if on and session.story.telling is not None else None


DOUBTFUL = 0.72
"""Confidence of a claim below which words that name nothing of the dish are none."""
_CHECKS = re.compile(
    r"\b(?:right|correct|so|am i|should|do i|is it|does it|done|step|again|that|this|it)\b|\d"
)


def chatter(session: Session, intents: Intents, text: str) -> Intents | None:
    """ "Who wants wine?" holds nothing against the recipe: it was said to somebody else, or not understood."""
    doubtful = (
        len(intents) == 1 and intents[0].name == "check_understanding" and intents[0].confidence < DOUBTFUL
    )
    if not doubtful or session.recipe is None or _CHECKS.search(text):
        return None
    names = [item.name for item in session.recipe.ingredients]
    names += [item.name for item in session.recipe.cookware]
    dish = content_words(" ".join([session.recipe.title, *names, *map(plain_step, session.recipe.steps)]))
    return None if set(content_words(text)) & set(dish) else (Intent("out_of_grammar"),)


RULES = (
    hurt, leaving, all_done, waiting, not_skipped, whether_done, safe_inside, kept_safe, food_again, taken,
    more_slowly, for_so_many, as_written, back_in, recorded, its_story, which_dish, this_or_that, which_tools,
    guest_coming, in_that_food, chatter, what_forgotten, left_out, dropped, is_missing, goes_on_telling,
)  # fmt: skip
