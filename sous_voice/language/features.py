"""What the statistical part sees of a turn: words, pieces of words, the grammar's reading, the moment.

The moment is given coarsely (section, kind of the assistant's last words); its exact words would
teach the model one partner's habits. The same function serves training and run time.
"""

import math
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sous_voice.core.moment import Context
from sous_voice.language.kitchen_words import kind_of
from sous_voice.language.normalise import normal
from sous_voice.language.numbers import read_number
from sous_voice.language.vocabulary import STOP

Features = dict[str, dict[str, float]]
"""Block → feature → value; each block is brought to unit length by the model."""

MOST = 60
"""Words of a turn that are used."""


def folded(words: Sequence[str]) -> list[str]:
    """Numbers become one word, so that "2", "two" and "350" teach the same; "one" stays (often a pronoun)."""
    out: list[str] = []
    i = 0
    while i < len(words):
        read = (
            None if words[i] in ("one", "a", "second", "third", "quarter", "half") else read_number(words, i)
        )
        if read is None:
            out.append(words[i])
            i += 1
        else:
            out.append("#")
            i = read[1]
    return out


def word_grams(words: Sequence[str]) -> dict[str, float]:
    """Runs of one to three words, with the ends marked, and pairs with one word between."""
    framed = ["<", *words, ">"]
    found: dict[str, float] = {}
    for i in range(len(framed)):
        for n in (1, 2, 3):
            if i + n <= len(framed):
                found["w" + " ".join(framed[i : i + n])] = 1.0
        if i + 2 < len(framed):
            found[f"s{framed[i]} * {framed[i + 2]}"] = 0.7
    return found


@lru_cache(maxsize=512)
def _pieces(word: str) -> tuple[str, ...]:
    framed = f" {word} "
    return tuple("c" + framed[i : i + n] for n in (3, 4) for i in range(len(framed) - n + 1))


def char_grams(words: Sequence[str]) -> dict[str, float]:
    """Runs of three and four letters inside words: proof against endings and slips."""
    return {piece: 1.0 for word in words for piece in _pieces(word)}


_SOUNDS = (
    (re.compile(r"^(k|g|w|p)(?=n|r|s)|gh|[wh](?![aeiou])|(?<=[a-z])h"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[ts]io|ture?\b|ch|sh|[sc]e\b|c(?=[eiy])|[zxj]|ck?s\b"), "s"),
    (re.compile(r"[pb]+"), "p"),
    (re.compile(r"[td]+"), "t"),
    (re.compile(r"[ckgq]+"), "k"),
    (re.compile(r"[fv]+"), "f"),
    (re.compile(r"s+"), "s"),
    (re.compile(r"^[aeiouy]+"), "a"),
    (re.compile(r"(?<=.)[aeiouywh]+"), ""),
    (re.compile(r"[^a-z#]+"), ""),
)  # fmt: skip


@lru_cache(maxsize=2048)
def sound_of(word: str) -> str:
    """The consonants of a word as a recogniser confuses them: done and then are "tn", oven and often "afn", "aftn"."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def sound_grams(words: Sequence[str]) -> dict[str, float]:
    """Words by their sound, in pairs, and runs of sounds across the words: "temper a chure" is near temperature."""
    sounds = ["<", *(sound_of(word) for word in words), ">"]
    found = {f"o{one} {two}": 1.0 for one, two in pairwise(sounds)}
    run = "".join(sound for sound in sounds[1:-1])
    return found | {"O" + run[i : i + 5]: 0.5 for i in range(len(run) - 4)}


def kind_grams(words: Sequence[str]) -> dict[str, float]:
    """Runs of two to four words in which foods, tools and ways of cooking stand for all of their kind."""
    kinds = [kind_of(word).upper() or word for word in words]
    named = [kind != word for kind, word in zip(kinds, words, strict=True)]
    framed, marks = ["<", *kinds, ">"], [False, *named, False]
    found = {}
    for i in range(len(framed)):
        for n in (2, 3, 4):
            if i + n <= len(framed) and any(marks[i : i + n]):
                found["k" + " ".join(framed[i : i + n])] = 1.0
    return found


def strangers(
    words: Sequence[str], known: Container[str], told: Container[str] = frozenset()
) -> dict[str, float]:
    """How many words are at home in a kitchen, and how many are none that cooks use: other talk is full of those.

    ``told`` are the stems of what the assistant said last: whoever takes up its words is no stranger.
    """
    kinds = [kind_of(word) for word in words]
    count = sum(
        not kind and word not in known and stem_of(word) not in told
        for word, kind in zip(words, kinds, strict=True)
        if word != "#"
    )
    share = count / len(words) if words else 0.0
    ours = sum(kind != "" for kind in kinds)
    found = {f"u:{min(count, 4)}": 1.0, "u:share": share, f"u:length {min(len(words) // 4, 5)}": 0.5}
    return found | {f"u:ours {min(ours, 3)}": 1.0, f"u:{min(count, 2)} ours {min(ours, 2)}": 1.0}


_KINDS = (
    ("ready", r"\bready\b"),
    ("want", r"\b(want|would you like|do you need|should i|shall i|would like)\b"),
    ("like", r"\bdo you (like|love|know)\b"),
    ("check", r"\b(did|have|is|are|does|do|can|was|were) (you|it|they|the|that|this|there|everything)\b"),
    ("sorry", r"\b(sorry|can not answer|can not reply|beyond my)\b"),
    ("end", r"\b(enjoy|that is all|that was all|that was it|that is it|well done|bon appetit|finished|last step)\b"),
    ("greets", r"^(hi|hello|good|hey|ok)?\b.*\btoday\b|\bwe (are|will) (going to |be )?(make|making|cook|cooking|prepar\w+)\b"),
    ("wait", r"\b(minutes?|hours?|overnight|seconds?)\b"),
    ("until", r"\buntil\b"),
    ("ingredients", r"\bingredients?\b"),
    ("measure", r"\b(cups?|teaspoons?|tablespoons?|pounds?|ounces?|cans?|packages?)\b"),
    ("yes", r"^(ok )?yes\b"),
    ("no", r"^(ok )?no\b"),
    ("welcome", r"\bwelcome\b"),
    ("heat", r"\b(preheat|degrees?|heat)\b"),
    ("bake", r"\b(bake|cook|simmer|boil|fry|chill|refrigerate|cool|rest|stand|rise|freeze)\b"),
    ("final", r"\b(finally|last|serve|lastly)\b"),
    ("tool", r"\b(bowl|pan|pot|skillet|dish|saucepan|oven|sheet)\b"),
)  # fmt: skip
_KIND_OF = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)


@lru_cache(maxsize=64)
def kinds_of(prev_agent: str) -> tuple[str, ...]:
    """What kind of thing the assistant said last, coarsely."""
    text = " ".join(normal(prev_agent))
    found = [name for name, pattern in _KIND_OF if pattern.search(text)]
    return (*found, *(["asks"] if asks(prev_agent) else []))


_QUESTION = r"(are|do|did|is|would|shall|should|can|have|does|will|what|which|how) (you|i|we|it|they|the|that|there)\b"
_TAIL = 12
"""Words in which a question at the end begins, where punctuation does not say."""


def asks(prev_agent: str) -> bool:
    """True where the assistant's last words ask something; recognisers and normalisers leave out the marks."""
    text = prev_agent.strip()
    if re.search(r"[.?!]", text):
        last = re.split(r"[.!;]\s*", text.rstrip(".! "))[-1]
        return text.endswith("?") or re.match(_QUESTION, last.lower()) is not None
    words = text.lower().split()[-_TAIL:]
    return re.search(r"\b(anything else|" + _QUESTION + ")", " ".join(words)) is not None


def section_of(last_given: str) -> str:
    """ing, inst or title; "none" before anything was given. Takes ``inst-2`` and ``inform_instruction(inst-2)``."""
    found = re.findall(r"\b(ing|inst|title)\b", last_given)
    return found[-1] if found else "none"


def opening(context: Context) -> bool:
    """True where a recipe was chosen and nobody has said anything yet."""
    silent = not (context.prev_agent or context.last_given or context.completed or context.pending)
    return bool(context.recipe) and silent and context.state == "idle"


def moment(context: Context) -> dict[str, float]:
    """The state of the dialogue; empty where nothing is known of it."""
    if opening(context):
        return {"m:opening": 1.0, "m:known": 1.0}
    if not (context.prev_agent or context.last_given or context.pending):
        return {}
    section = section_of(context.last_given)
    found = {f"m:{section}": 1.0, "m:known": 1.0}
    found |= {f"m:{kind}": 1.0 for kind in kinds_of(context.prev_agent)}
    found |= {f"m:{section}+{kind}": 1.0 for kind in kinds_of(context.prev_agent)}
    if context.pending:
        found[f"m:pending {context.pending}"] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the grammar found in the turn."""

    intent: str
    product: str
    cost: float


def rule_features(clauses: Iterable[Clause], coverage: float, left: float) -> dict[str, float]:
    """The grammar's reading: intents and products, and how well they cover the turn."""
    found: dict[str, float] = {"r:coverage": coverage, "r:left": min(left, 4.0) / 4}
    products = []
    for clause in clauses:
        sure = 1.0 if clause.cost < 0.7 else 0.6
        found[f"r:{clause.intent}"] = max(found.get(f"r:{clause.intent}", 0.0), sure)
        if clause.product:
            found[f"p:{clause.product}"] = max(found.get(f"p:{clause.product}", 0.0), sure)
            products.append(clause.product)
    found[f"n:{min(len(set(products)), 3)}"] = 1.0
    found["p=" + "+".join(sorted(set(products)))] = 1.0
    if products:
        found[f"p-last:{products[-1]}"] = 1.0
        found[f"p-first:{products[0]}"] = 1.0
    return found


def crossed(rules: Mapping[str, float], state: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
    """Pairs of the moment with the reading and with the first and last words: some labels differ only by state."""
    keys = [key for key in rules if key[:2] in ("p:", "p=")]
    found = {f"x:{a}|{b}": 1.0 for a in keys for b in state if "+" not in b}
    edge = words[:2] + words[-2:] if len(words) > 4 else words
    found |= {f"x:{word}|{b}": 0.5 for word in edge for b in state if "+" not in b}
    return found


@lru_cache(maxsize=2048)
def stem_of(word: str) -> str:
    """A word without its ending: chopped, chopping and chops are "chop"."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                stem = stem[:-1]
            return stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=64)
def _told(prev_agent: str) -> dict[str, str]:
    """The assistant's words that carry something, by their stems."""
    return {stem_of(word): word for word in normal(prev_agent) if word not in STOP}


def echoes(words: Sequence[str], prev_agent: str) -> dict[str, float]:
    """How a turn takes up the assistant's last words: "chopped" after "chop the onions" reports, "of what" asks again.

    No word of theirs is told, only of what kind it is and whether it came back in another form.
    """
    told = _told(prev_agent)
    if not told:
        return {}
    carrying = [word for word in words if word not in STOP and word != "#"]
    shared = [(word, told[stem_of(word)]) for word in carrying if stem_of(word) in told]
    found = {f"e:{min(len(shared), 3)}": 1.0, f"e:all {bool(carrying) and len(shared) == len(carrying)}": 1.0}
    found["e:share"] = len(shared) / len(carrying) if carrying else 0.0
    for word, before in shared:
        kind = kind_of(word) or "word"
        form = "same" if word == before else "past" if word.endswith("ed") else "other"
        found[f"e:{kind}"] = 1.0
        found[f"e:{kind} {form}"] = 1.0
    return found


def features(
    words: Sequence[str],
    clauses: Sequence[Clause],
    coverage: float,
    left: float,
    context: Context,
    known: Container[str],
) -> Features:
    """All features of a turn by block; ``known`` are the words that cooks use."""
    short = folded(words)[:MOST]
    rules = rule_features(clauses, coverage, left)
    state = moment(context)
    return {
        "word": word_grams(short),
        "char": char_grams(short),
        "rule": rules,
        "kind": kind_grams(short),
        "sound": sound_grams(short),
        "known": strangers(short, known, _told(context.prev_agent)),
        "state": state,
        "echo": echoes(short, context.prev_agent),
        "cross": crossed(rules, state, short) if state else {},
    }


SHARE = {
    "word": 1.0,
    "char": 0.6,
    "rule": 1.3,
    "kind": 0.6,
    "sound": 0.5,
    "known": 0.7,
    "state": 0.6,
    "echo": 0.5,
    "cross": 0.6,
}
"""Length to which each block is brought, so that none drowns the others."""


def levelled(blocks: Features) -> Iterator[tuple[str, float]]:
    """Features with their values, each block at its share."""
    for block, found in blocks.items():
        length = math.sqrt(sum(value * value for value in found.values()))
        if length:
            level = SHARE[block] / length
            for name, value in found.items():
                yield name, value * level
