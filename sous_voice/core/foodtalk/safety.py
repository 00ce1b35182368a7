"""How long a food keeps and how hot it must be, asked in so many words: read by its form before all else.

What is misread here may make somebody ill, and a list, a step or a search is no answer to it. Pure.
"""

import re

from sous_voice.core.finding import content_words
from sous_voice.core.foodtalk.said import Said
from sous_voice.core.intents import Intent
from sous_voice.core.keeping import find_exactly
from sous_voice.core.technique import find_doneness, find_warning, longest_name

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tomorrow|today|weekend|day|days|week|weeks|month|months"
_FOOD = r"(?:the |my |some |an? |this |these )?(?P<food>[a-z]+(?: [a-z]+){0,3}?)"
_KEPT = tuple(
    re.compile(form)
    for form in (
        rf"how (?:long|many days) (?:do|does|will|can|would|is|are) (?=raw |uncooked |fresh |opened |cooked )"
        rf"{_FOOD} (?:keep|last|stay|good|ok|safe)\b",
        rf"(?:if )?(?:i|we) (?:have )?(?:just )?(?:bought|got|opened|thawed|defrosted|cooked|made) {_FOOD} "
        rf"(?:(?:a|\w+|a few|a couple of) (?:{_DAY}) ago|(?:last |on |this )?(?:{_DAY})\b).*"
        r"\b(?:still|ok|good|safe|fine|use|eat|cook)\b",
        rf"(?:can|may|should) (?:i|we) (?:still )?(?:keep|use|eat|cook) {_FOOD} "
        rf"(?:until|till|from|that is|that are|that was|that were) .*\b(?:{_DAY}|old)\b",
        rf"how (?:soon|quickly|fast) (?:must|should|do|shall) (?:i|we) (?:have to |need to )?"
        rf"(?:cook|use|eat)(?: up)? {_FOOD}$",
    )
)
_HEATED = tuple(
    re.compile(form)
    for form in (
        rf"(?:what is )?(?:the )?(?:(?:safe|minimum|right|correct|inner|food) )*"
        rf"(?:internal|core|inside|inner|meat|safe) temp(?:erature)? (?:for|of|in) {_FOOD}$",
        rf"(?:to |at )?(?:what|which) (?:internal |inside |core )?temperature (?:do|should|must|shall) (?:i|we) "
        rf"(?:cook|heat|roast|grill|bring) {_FOOD}(?: to)?$",
        rf"(?:when|at (?:what|which) temperature) (?:is|are) {_FOOD} (?:safe|safe to eat)$",
        rf"(?:is|are) {_FOOD} (?:safe|ok|done|safe to eat) at \w+(?: \w+)?(?: degrees)?"
        r"(?: celsius| fahrenheit)?(?: inside)?$",
        rf"how hot (?:must|should|does) {_FOOD} (?:be|get|have to be|need to be)\b.*\b(?:safe|inside|middle)\b.*",
    )
)


def safety(said: Said) -> Intent | None:
    """The question, where the food in it is one of which there is an answer; else None."""
    text = said.text
    if find_warning(said.kitchen.knowledge.handbook, text) is not None and not said.has(_MADE_NOW):
        return Intent("how_to", {"about": "warning", "thing": text})
    for form in _KEPT:
        if (found := form.match(text)) and find_exactly(said.kitchen.knowledge.keeping, found["food"]):
            return Intent("how_to", {"action": "keep", "keep": True, "thing": found["food"], "verb": text})
    for form in _HEATED:
        if (found := form.match(text)) and (name := found["food"]) not in ("it", "that", "this"):
            known = find_doneness(said.kitchen.knowledge.handbook, name)
            if known is not None and known.celsius is not None:
                return Intent("doneness" if _own(said, name) else "temperature", {"thing": name})
    return _by_words(said)


_RAW = r"raw|uncooked|unopened|fresh|before (?:(?:i|we) cook|cooking)"
_KEEP = (
    r"keeps?|last|lasts|old|go(?:es)? (?:off|bad)|spoils?|shelf life|storage|store|days?|weeks?|fridge|refrigerator|"
    r"until|till|wait|tomorrow|freeze|freezer|frozen|throw|bin|toss|still|alright|[a-z]+days?"
)
_INSIDE = (
    r"internal|core|thermometer|probe|degrees? (?:inside|safe|done)|(?:safe|minimum) temp(?:erature)?|"
    r"(?:temperature|temp|hot|warm|degrees) .*\b(?:inside|safe|cent(?:re|er)|middle)"
)
_DONE_AT = r"(?:how many degrees|what temperature|which temperature|what temp) .*\b(?:done|cooked through|safe|inside)"
_ELSE = (
    r"oven|pan|oil|water|step|timer|minutes?|hours?|stove|burner|grill|fan|marinat(?:e|ed|ing)|season|recipes?|"
    r"put|set|tell|test|difference"
)
"""What makes it another question."""


_MADE_NOW = (
    r"step|timer|next|recipes?|list|buy|substitute|instead|replace|without|hot dogs?|extract|brussels|soy|"
    r"burnt|burned"
)
_OVERNIGHT = (
    r"(?:out|counter|worktop|table|stove|side) .*(?:overnight|all night|last night|all day)|"
    r"overnight .*(?:out|counter)"
)
_NO_RISK = frozenset(("dough", "leftovers"))


def _stood_out(said: Said) -> Intent | None:
    """Cooked food, or raw meat and fish, that stood out for a night."""
    text, book = said.text, said.kitchen.knowledge
    if said.has(r"how long .*\b(?:sit|stay|stand|be) (?:left )?out") and not find_exactly(book.keeping, text):
        return Intent("how_to", {"about": "advice", "thing": "left out"})
    if not said.has(_OVERNIGHT):
        return None
    row, done = find_exactly(book.keeping, text), find_doneness(book.handbook, text)
    cooked = row is not None and not row.bought and "room" not in row.fridge and row.food not in _NO_RISK
    if cooked or (done is not None and done.celsius is not None):
        return Intent("how_to", {"about": "advice", "thing": "left out"})
    return None


def _by_words(said: Said) -> Intent | None:
    """The same by the words alone, where raw food or the inside is named: "shelf life of raw mince"."""
    text, book = said.text, said.kitchen.knowledge
    if (stood := _stood_out(said)) is not None:
        return stood
    if said.has(_ELSE) or len(said.words) > _LONGEST:
        return None
    if said.has(_RAW) and said.has(_KEEP):
        rows = [row for row in book.keeping if row.bought]
        row = find_exactly(rows, f"raw {text}")
        if row is not None and (said.asks or len(said.words) <= _SHORT or said.has("raw")):
            return Intent("how_to", {"action": "keep", "keep": True, "thing": row.food, "verb": text})
    if said.has(_INSIDE) or said.has(_DONE_AT):
        row_done = find_doneness(book.handbook, text)
        if row_done is not None and row_done.celsius is not None:
            name = longest_name(row_done, text)
            return Intent("doneness" if _own(said, name) else "temperature", {"thing": name})
    return None


_LONGEST, _SHORT = 14, 6


def _own(said: Said, name: str) -> bool:
    """Whether the recipe has it."""
    recipe = said.session.recipe
    there = "" if recipe is None else f"{recipe.title} {' '.join(i.name for i in recipe.ingredients)}".lower()
    return any(word.rstrip("s") in there for word in content_words(name))
