"""``grammars/heat.yaml`` says nothing that the closed heat grammar does not read so."""

import random
from pathlib import Path

import pytest

from sous_voice.core.moment import Context
from sous_voice.language.grammar import Choice, RuleRef, Sequence, SlotRef, Word, load_grammar
from sous_voice.language.heat import read_heat

FILE = Path(__file__).resolve().parents[2] / "grammars" / "heat.yaml"
GRAMMAR = load_grammar(FILE)
DURATIONS = ("ten minutes", "half an hour", "two hours", "ninety seconds")


def _say(node, dice):
    """One random sentence of a pattern, and its slots."""
    match node:
        case Word(text):
            return text, {}
        case RuleRef(name):
            return _say(GRAMMAR.rules[name], dice)
        case Choice(parts):
            return _say(dice.choice(parts), dice)
        case Sequence(parts):
            said = [_say(part, dice) for part in parts]
            return " ".join(text for text, _ in said if text), {
                k: v for _, slots in said for k, v in slots.items()
            }
        case SlotRef("duration", _):
            return dice.choice(DURATIONS), {}
        case SlotRef(listed, slot):
            value = dice.choice(GRAMMAR.lists[listed])
            return value.said, {slot or listed: value.value}
    raise TypeError(node)


@pytest.mark.parametrize("intent", GRAMMAR.intents, ids=[intent.name for intent in GRAMMAR.intents])
def test_every_sentence_is_read_so(intent):
    """Given any sentence of the file, when the heat grammar reads it, then intent and slots are the same."""
    dice = random.Random(intent.name)
    context = Context(pending="offer") if intent.name == "confirm_heat" else Context()
    for sentence in intent.sentences:
        for _ in range(25):
            text, slots = _say(sentence.pattern, dice)
            reading = read_heat(text, context)
            found = [i for i in reading.intents if i.name == intent.name]
            assert found and not reading.clarify, (text, reading)
            assert slots.items() <= dict(found[0].slots).items(), (text, found)
