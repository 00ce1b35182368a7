"""Conditions of a question: "if it serves six", "without the sugar", "say I swapped the butter for margarine"."""

import re
from dataclasses import replace

from sous_voice.core.foodtalk.said import COUNT, Said, number_of
from sous_voice.core.intents import Intent, Slot

_EATERS = r"(?:of us|people|persons?|guests?|servings?|portions?|eaters|slices|pieces|adults|kids|helpings)"
_SERVES = (
    (
        rf"(?:if|say|suppose) (?:it|we|i|this|that)(?: is)? (?:serves?|feeds?|(?:cook|make|made|cooked|"
        rf"do)(?: it| this)? for|"
        rf"(?:cut|split|share|divide)(?: it| this)? (?:into|between|among)|for|served?) (?P<n>{COUNT})(?: "
        rf"{_EATERS})?(?: with it)?"
    ),
    rf"(?:if )?there (?:are|is|will be|were) (?:only )?(?P<n>{COUNT}) (?:of us|people|guests|eaters)",
    rf"(?:for|between|among) (?P<n>{COUNT}) {_EATERS}",
    rf"(?:for|between|among) (?P<n>{COUNT})(?: instead)?(?: then)?$",
    rf"^for (?P<n>{COUNT})(?= and (?:without|with)\b)",
    rf"^for (?P<n>{COUNT})(?: instead)?(?= (?:how|what|is|are|would|do|does|which))",
    rf"^(?P<n>{COUNT}) {_EATERS}",
    rf"(?:if|when) (?:we|they) (?:were|are|will be) (?P<n>{COUNT})(?: {_EATERS})?",
    rf"(?:for|with|when|if) (?P<n>{COUNT}) {_EATERS}(?: come| are coming| eat| are here| sit down)?",
    rf"(?:party|table|crowd|group|family) of (?P<n>{COUNT})",
    rf"(?:would|will|do|can) (?P<n>{COUNT}) {_EATERS} (?:get|have|eat)",
)
_NOT_EATERS = r"(?! (?:minutes?|hours?|seconds?|degrees?|grams?|cups?|days?|pounds?))"
_WITHOUT = (
    (
        r"(?:i|we) (?:do not (?:want|like)|would rather not|prefer not)(?: to)?(?: use| add| put in| take)?"
        r"(?: the| any)? (?P<food>[a-z ]+?)"
    ),
    (
        r"(?:if|when|say) (?:i|we) (?:leave|left|leave off|left off|drop|dropped|skip|skipped|omit|take|"
        r"took)(?: off| out| away)?(?: the| all the)? (?P<food>[a-z ]+?)(?: out| off| away)?"
    ),
    r"(?:without|minus|leaving out|leaving off|dropping|skipping)(?: the| any)? (?P<food>[a-z ]+?)",
    (
        r"^(?:drop|skip|leave out|omit|take out|leave off|take away|take|leave)(?: the| all the)? "
        r"(?P<food>[a-z ]+?)(?: out| away| off)?"
    ),
)
_SHARES = (
    (r"half(?: of)?|half as much|half as many|halve|halving", "half"),
    (r"a third of", "a third"),
    (r"a quarter of", "a quarter of"),
    (r"twice|double|doubled up on|twice as much|double up on|doubled", "double"),
    (r"less|fewer", "less"),
    (r"more|extra", "more"),
)
_SWAP = (
    (
        r"(?:swap|swapped|replace|replaced|exchange|exchanged|trade|traded|switch|switched)(?: the)? "
        r"(?P<food>[a-z ]+?) (?:for|with|by|to)(?: the| some)? (?P<new>[a-z ]+?)"
    ),
    (
        r"(?:use|used|with|take|took)(?: some)? (?P<new>[a-z ]+?) (?:instead of|rather than|in place of|"
        r"for)(?: the)? (?P<food>[a-z ]+?)"
    ),
)
_END = r"(?=$| (?:and|how|what|is|are|would|will|do|does|which|where|who|then|say|calories|fewer|in|if)\b)"
_LEAD = (
    r"(?:(?:and |what )?(?:if|say|suppose|when|with) (?:(?:i|we) )?(?:were to )?(?:used?|take|took|"
    r"put in|had|have|did)? ?)?"
)


def supposed(said: Said) -> tuple[tuple[Intent, ...], Said]:
    """The changes that a question supposes, and the question without them."""
    intents: list[Intent] = []
    for find in (_swapped, _batch, _served, _left_out, _left_out, _shared):  # two foods may be left out
        found = find(said)
        if found is not None:
            intent, said = found
            intents.append(intent)
    return tuple(intents), said


_Found = tuple[Intent, Said] | None


def _rest(said: Said, match: re.Match[str]) -> Said:
    text = f"{said.text[: match.start()]} {said.text[match.end() :]}"
    text = re.sub(
        r"^\s*(?:(?:and|then|so|say|if) )*(?=(?:how|what|is|are|would|will|do|does|which|who|where)\b)",
        "",
        text,
    )
    return replace(
        said, supposes=True, text=re.sub(r"\b(?:if|say|and|then|so)\s*$", "", " ".join(text.split())).strip()
    )


_BATCH = re.compile(
    r"\bif (?:i|we) (?:make|made|cook|cooked|bake|baked|do|did) (?:only |just )?"
    r"(?P<n>half|double|twice|a third|a quarter)(?: of it| the recipe| a batch| the batch| as much| it)?\b"
)
_TIMES = {"half": 0.5, "double": 2.0, "twice": 2.0, "a third": 1 / 3, "a quarter": 0.25}


def _batch(said: Said) -> _Found:
    """ "If I make half": of everything."""
    match = _BATCH.search(said.text)
    if match is None or said.food(said.text[match.end() :].split(" how ")[0]) is not None:
        return None
    return Intent("scale", {"factor": _TIMES[match["n"]]}), _rest(said, match)


def _served(said: Said) -> _Found:
    for pattern in _SERVES:
        match = re.search(rf"\b(?:{pattern}){_NOT_EATERS}", said.text)
        value = number_of(match["n"]) if match else None
        if match and value and 1 <= value <= 200 and value.denominator == 1 and match["n"] not in ("a", "an"):
            same = re.search(r"\b(?:cut|split|share|divide|feed|feeds)\b", match[0])
            slots: dict[str, Slot] = {"servings": int(value), **({"same": True} if same else {})}
            return Intent("scale", slots), _rest(said, match)
    return None


def _own(said: Said, name: str) -> str:
    food = said.food(name)
    return food.own if food is not None else ""


def _left_out(said: Said) -> _Found:
    for pattern in _WITHOUT:
        match = re.search(rf"\b(?:{pattern}){_END}", said.text)
        if match and (own := _own(said, match["food"])):
            second = re.match(r" (?:and|or) (?:the )?(?P<food>[a-z]+(?: [a-z]+)?)$", said.text[match.end() :])
            if second and _own(said, second["food"]):
                said = replace(said, text=f"{said.text[: match.end()]} without {second['food']}")
            return Intent("change", {"ingredient": own, "direction": "no"}), _rest(said, match)
    return None


def _shared(said: Said) -> _Found:
    for pattern, way in _SHARES:
        match = re.search(rf"\b{_LEAD}(?:{pattern})(?: the| of the)? (?P<food>[a-z ]+?){_END}", said.text)
        if match and re.search(
            r"\b(?:how much|how many|any|is there|has|have)$", said.text[: match.start("food")].strip()
        ):
            continue
        if match and (own := _own(said, match["food"])):
            by = re.search(
                r"^ (?:say |by |like |maybe )?(half|a third|a quarter)\b", said.text[match.end() :]
            )
            slots: dict[str, Slot] = {
                "ingredient": own,
                "direction": _BY.get(f"{way} {by[1]}", way) if by else way,
            }
            return Intent("change", slots), _rest(said, match)
    return None


_BY = {"less half": "half", "less a third": "a third less", "less a quarter": "quarter less", "more half": "half more",
       "more a third": "third more"}  # fmt: skip


def _swapped(said: Said) -> _Found:
    for pattern in _SWAP:
        match = re.search(rf"\b(?:(?:if|say|suppose) (?:i|we) )?(?:{pattern}){_END}", said.text)
        if match is None:
            continue
        own, new = _own(said, match["food"]), said.food(match["new"])
        if own and new is not None and new.own != own:
            slots: dict[str, Slot] = {"ingredient": own, "replacement": new.words, "order": True}
            return Intent("substitute", slots), _rest(said, match)
    return None
