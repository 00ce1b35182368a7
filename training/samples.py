"""What the statistical part learns from: turns with the product intents they carry, by source.

cookdial   user turns of recorded dialogues (CookDial, MIT; dialogues 000-129), with the moment
grammar    sentences sampled from the grammar files, and their examples
own        training/utterances.txt, written for this project
ways       training/ways.txt: patterns of how people say things, each said several times with other names
aside      training/off_topic.txt: talk that is addressed to nobody here
heard      the cookdial turns spoken by our voice and written down by our recogniser, where such a file is given
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sous_voice.core.intents import Intent
from sous_voice.core.moment import Context
from sous_voice.language.grammar import (
    AnyOrder,
    Choice,
    Grammar,
    Node,
    RuleRef,
    Sequence,
    SlotRef,
    Word,
    load_grammar,
)
from sous_voice.language.grammar_files import GRAMMARS, NAMES
from sous_voice.language.products import ASIDE, product_of

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """A turn and what it means."""

    text: str
    labels: frozenset[str]
    """Product intents; empty for what is none of them."""
    context: Context
    group: int
    """Dialogue, for cross-validation; -1 outside dialogues."""
    source: str
    weight: float = 1.0


def cookdial(path: Path, product: Mapping[str, str]) -> list[Sample]:
    """Turns of the dialogues in their order.

    Args:
        path: one JSON object a line: dialog, utterance, intents, prev_agent, prev_acts.
        product: the collection's label → product intent.
    """
    samples: list[Sample] = []
    given: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        acts = row.get("prev_acts") or []
        last = next((act for act in reversed(acts) if "inst-" in act or "ing-" in act), None)
        given[row["dialog"]] = last or given.get(row["dialog"], "")
        context = Context(
            prev_agent=row["prev_agent"] or "", last_given=given[row["dialog"]], recipe=row["recipe"]
        )
        labels = frozenset(product[label] for label in row["intents"])
        samples.append(Sample(row["utterance"], labels, context, int(row["dialog"]), "cookdial"))
    return samples


def heard(path: Path, spoken: list[Sample]) -> list[Sample]:
    """The same turns as a recogniser wrote them: lines of {"i": place in ``spoken``, "heard": words}."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.append(replace(spoken[row["i"]], text=row["heard"], source="heard"))
    return found


def own(path: Path = HERE / "utterances.txt") -> list[Sample]:
    """Lines of "intent|intent: words"; ``thanks`` is acknowledge with its kind."""
    samples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names, _, text = line.partition(": ")
        samples.append(Sample(text, labels_of(names), Context(), -1, "own"))
    return samples


_NAMES = {
    "food": """chicken|onions|dough|sauce|potatoes|rice|flour|butter|sugar|eggs|milk|garlic|cheese|beef|pasta|
        carrots|mushrooms|olive oil|chicken stock|sour cream|brown sugar|tomatoes|spinach|shrimp|beans|honey|walnuts|
        cream|peppers|bread crumbs|vanilla|baking powder|lemon juice|noodles|salmon|bacon|broth|yogurt|filling|
        egg whites|batter""",
    "tool": "pan|bowl|skillet|pot|oven|baking dish|blender|slow cooker|fork|whisk|tray|saucepan|fridge",
    "unit": "cups|tablespoons|teaspoons|grams|ounces|cloves|cans|slices",
    "done": """mixed|chopped|melted|browned|boiled|drained|cooked|peeled|whisked|sliced|combined|softened|baked|cooled|
        fried""",
    "cook": "chop|peel|boil|fry|slice|dice|cook|bake|mince|grate|roast|poach",
    "time": "ten minutes|half an hour|an hour|five minutes|twenty minutes|two hours|a couple of minutes",
    "dish": "apple pie|lasagna|chicken soup|banana bread|chili|pancakes|beef stew|risotto",
    "who": "tom|anna|peter|mum|dad|uncle joe|sarah|mrs miller|the boss|grandpa|jenny|my brother|your sister",
    "thing": "keys|phone|book|charger|bag|umbrella|jacket|ball|doll|pencil|wallet|headphones",
    "place": "paris|town|the city|italy|scotland|the village|school|london|the office",
    "day": "monday|tuesday|thursday|friday|saturday|sunday|the weekend",
    "animal": "cat|dog|fish|rabbit|chickens|hamster",
    "color": "blue|red|green|grey",
    "number": "one|two|three|four|six|seven|nine",
}


def _words_of_others(path: Path = HERE / "off_words.txt") -> dict[str, str]:
    """Kind of word → words, from lines of "kind: a|b"."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


_NAMES_OF = {
    kind: [name.strip() for name in names.split("|")] for kind, names in (_NAMES | _words_of_others()).items()
}


def said_in_a_way(pattern: str, rng: random.Random) -> str:
    """A pattern of ``ways.txt`` said once."""
    while found := re.search(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]", pattern):
        parts = [part.strip() for part in (found[1] if found[1] is not None else found[2]).split("|")]
        chosen = rng.choice(parts) if found[1] is not None or rng.random() < 0.5 else ""
        pattern = pattern[: found.start()] + chosen + pattern[found.end() :]
    said = re.sub(r"\{(\w+)\}", lambda name: rng.choice(_NAMES_OF[name[1]]), pattern)
    return " ".join(said.split())


def ways(seed: int, each: int, path: Path = HERE / "ways.txt") -> list[Sample]:
    """Patterns of how people say things, each said ``each`` times; one group a pattern keeps its sayings together."""
    rng = random.Random(seed)
    samples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names, _, pattern = line.partition(": ")
        for text in sorted({said_in_a_way(pattern, rng) for _ in range(each)}):
            samples.append(Sample(text, labels_of(names), Context(), -1, "ways"))
    return samples


def labels_of(names: str) -> frozenset[str]:
    """Product intents of "intent|intent"; ``thanks`` is acknowledge with its kind."""
    found = ("thanks" if name == "thanks" else product_of(Intent(name)) for name in names.split("|"))
    return frozenset(found) - {""}


def aside(path: Path = HERE / "off_topic.txt") -> list[Sample]:
    """Talk that nobody here is meant by."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Sample(line, frozenset([ASIDE]), Context(), -1, "aside") for line in lines if line.strip()]


TOLD = 8
"""How much oftener the widest patterns of talk are said."""


def aside_ways(seed: int, each: int, path: Path = HERE / "off_ways.txt") -> list[Sample]:
    """Ways of talking to others, each said at most ``each`` times."""
    rng = random.Random(seed)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        Sample(text, frozenset([ASIDE]), Context(), -1, "aside")
        for line in lines
        if line and not line.startswith("#")
        for text in sorted(
            {said_in_a_way(line, rng) for _ in range(each * (TOLD if "{noun}" in line else 1))}
        )
    ]


_FILL = {
    "ingredient": "butter|flour|sugar|onions|eggs|milk|chicken|rice|garlic|brown sugar|olive oil|cheddar cheese",
    "food": "chicken onions dough sauce potatoes rice cake",
    "timer": "pasta eggs rice bread",
    "tool": "pan|bowl|large skillet|pot|baking dish|oven",
    "dish": "pancakes|apple pie|tomato soup|fried rice",
    "title": "walnut pie|chicken soup|rice",
    "person": "ana|tom|grandma|my son",
    "place": "spain|berlin",
    "items": "milk|milk and eggs|two lemons",
    "number": "two|three|four|six|eight",
    "ordinal": "second|third|fourth",
    "duration": "ten minutes|half an hour|two hours|five minutes",
    "amount": "two cups|three hundred grams|one tablespoon",
    "clock": "seven|eight thirty|noon",
    "words": "the onions|it|the chicken in the pan|the sauce|that well|the flour and the butter|the oven",
    "text": "less sugar|it needs more salt",
    "allergen": "nuts|eggs|milk",
}
_FILLS = {name: words.split("|") if "|" in words else words.split() for name, words in _FILL.items()}


class _Speaker:
    """Says sentences of a grammar at random."""

    def __init__(self, grammar: Grammar, rng: random.Random) -> None:
        self.grammar, self.rng = grammar, rng

    def say(self, node: Node) -> list[str]:
        match node:
            case Word(text):
                return [text]
            case Sequence(parts):
                return [word for part in parts for word in self.say(part)]
            case Choice(parts):
                return self.say(self.rng.choice(parts))
            case AnyOrder(parts):
                order = self.rng.sample(parts, len(parts))
                return [word for part in order for word in self.say(part)]
            case RuleRef(name):
                return self.say(self.grammar.rules[name])
            case SlotRef(listed, _):
                values = self.grammar.lists.get(listed)
                return [self.rng.choice(values).said if values else self.rng.choice(_FILLS[listed])]


def grammar_examples() -> Iterator[tuple[str, str]]:
    """(intent, sentence): the examples of all grammar files of the parser."""
    for name in NAMES:
        for intent in load_grammar(GRAMMARS / f"{name}.yaml").intents:
            for example in intent.examples:
                yield intent.name, example.say


def grammar_sentences(seed: int, each: int) -> Iterator[tuple[str, str]]:
    """(intent, sentence): ``each`` sentences of every pattern."""
    rng = random.Random(seed)
    for name in NAMES:
        grammar = load_grammar(GRAMMARS / f"{name}.yaml")
        speaker = _Speaker(grammar, rng)
        for intent in grammar.intents:
            for sentence in intent.sentences:
                for _ in range(each):
                    yield intent.name, " ".join(speaker.say(sentence.pattern))


def grammar(seed: int, each: int = 2) -> list[Sample]:
    """Samples from the grammars, labelled by the intent they were made from."""
    samples = []
    for name, text in [*grammar_examples(), *grammar_sentences(seed, each)]:
        slots = {"kind": "thanks"} if re.search(r"\b(thank|thanks|thx|cheers|appreciat)", text) else {}
        label = product_of(Intent(name, slots))
        samples.append(Sample(text, frozenset([label]) - {""}, Context(), -1, "grammar"))
    return samples


_ALIKE = {
    "flour": "flower", "two": "to", "four": "for", "eight": "ate", "for": "four", "the": "a", "then": "than",
    "next": "text", "step": "stop", "done": "then", "add": "had", "mix": "mixed", "it": "at", "is": "as",
    "did": "do", "what": "but", "bake": "back", "heat": "eat", "oven": "often", "them": "then", "have": "had",
    "should": "could", "put": "but", "stir": "stirred", "i": "a", "now": "no", "ingredients": "ingredient",
    "bowl": "ball", "pan": "pen", "dough": "doe", "thyme": "time", "leek": "leak", "sear": "seer", "peel": "pill",
    "beat": "beet", "whisk": "risk", "pour": "poor", "fry": "fly", "repeat": "we peat", "added": "had it",
}  # fmt: skip
_GREETINGS = frozenset("hi hello hey hallo".split())
_SMALL = frozenset("the a an is it of to i do and in on should are have".split())


def without_greeting(text: str) -> str:
    """A text without the greeting at its beginning, if there is more."""
    words = text.split()
    return " ".join(words[1:]) if len(words) > 2 and words[0].lower() in _GREETINGS else text


def misheard(text: str, rng: random.Random, rate: float = 0.12) -> str:
    """A text with a recogniser's errors: small words lost, words that sound alike, an end cut off."""
    words = []
    for word in text.split():
        chance = rng.random()
        if word.lower() in _SMALL and chance < rate:
            continue
        words.append(_ALIKE.get(word.lower(), word) if chance > 1 - rate else word)
    return " ".join(words) or text
