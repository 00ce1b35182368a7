"""Questions about food in new words: told by their shape, with the names found by the session."""

from datetime import datetime
from pathlib import Path

import pytest

from sous_voice.core.context import context_of
from sous_voice.core.foodtalk import food_talk
from sous_voice.core.foodtalk.kinds import KINDS, fits
from sous_voice.core.intents import RISK, Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.core.moment import Context
from sous_voice.core.reread import reread
from sous_voice.core.topics import TOPICS
from sous_voice.errors import ModelError
from sous_voice.language.food_kinds import WEIGHTS, FoodKinds
from sous_voice.language.food_words import FOOD, OWN, tokens
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.recipes import read_recipe

HERE = Path(__file__).parents[1]
RECIPES = HERE.parent / "recipes"


@pytest.fixture(scope="module")
def parser() -> Parser:
    """One parser for all: making it takes most of a second."""
    return Parser()


@pytest.fixture(scope="module")
def kitchen() -> Kitchen:
    """The shipped kitchen on a day in November."""
    return furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))


def session_with(parser: Parser, kitchen: Kitchen, recipe: str) -> tuple[VirtualSession, list[str]]:
    said: list[str] = []

    def note(_at: float, message: Event | Effect) -> None:
        if isinstance(message, Say):
            said.append(message.text)

    session = VirtualSession(kitchen, parser.understand, note)
    session.open(read_recipe(RECIPES / f"{recipe}.cook") if recipe else None)
    said.clear()
    return session, said


@pytest.mark.parametrize(
    ("recipe", "question", "words"),
    [
        ("minestrone", "do we put the carrots in now or later", "The carrots go in at step 1"),
        ("tomato-soup", "what could I add for more protein", "grams of protein"),
        ("tomato-soup", "plan b for the basil", "basil"),
        ("mushroom-risotto", "why do you want me to toast the rice first", "coats the grains"),
        ("roast-chicken", "what would go nicely with this", "Potatoes"),
        ("hummus", "which of the ingredients should I check the label of", "check the labels"),
        ("chocolate-chip-cookies", "can I get the dough ready the night before the party", "made ahead"),
        ("eggs-and-soldiers", "for how long must I boil them if I want the yolk set hard", "9 minutes for firm"),
        ("vegetable-stir-fry", "vegan and nut free?", "nut free"),
        ("lentil-dal", "I have not this turmeric, I can put what", "curry powder"),
        ("", "which recipes can I make without an oven", "without an oven"),
    ],
)  # fmt: skip
def test_questions_that_no_sentence_fits_are_answered(
    parser: Parser, kitchen: Kitchen, recipe: str, question: str, words: str
) -> None:
    """A question in words that no grammar has is answered by its kind and the foods that it names."""
    session, said = session_with(parser, kitchen, recipe)
    session.hear(question)
    assert words in " ".join(said)


@pytest.mark.parametrize(
    ("recipe", "question", "never"),
    [
        ("hummus", "garlic free?", "garlic powder"),
        ("hummus", "I am intolerant for garlic, what I can make", "garlic powder"),
        ("hummus", "I react to sesame, is there a version without tahini", "from here on"),
        ("roast-chicken", "two grams of salt is my limit, does a portion go over that", "It serves 2 now"),
    ],
)
def test_a_question_orders_nothing(
    parser: Parser, kitchen: Kitchen, recipe: str, question: str, never: str
) -> None:
    """A question changes no recipe, and nothing is offered that somebody just said they cannot have."""
    session, said = session_with(parser, kitchen, recipe)
    before = session.session.recipe
    session.hear(question)
    assert said
    assert never not in " ".join(said)
    assert session.session.recipe == before


@pytest.mark.parametrize("name", ["to_nobody.txt", "to_nobody_too.txt"])
def test_talk_to_nobody_is_no_question(parser: Parser, kitchen: Kitchen, name: str) -> None:
    """Of 200 lines that people say to each other none is taken for a question by its shape."""
    session, _ = session_with(parser, kitchen, "lentil-dal")
    context = context_of(kitchen, session.session, TOPICS)
    taken = []
    for line in (HERE / "language" / name).read_text(encoding="utf-8").splitlines():
        heard = parser.understand(line, context)
        intents = reread(session.session, () if heard.guessed else heard.intents, line)
        without = food_talk(kitchen, session.session, intents, line)
        if food_talk(kitchen, session.session, intents, line, heard.kinds) != without:
            taken.append(line)
    assert taken == []


def test_no_kind_makes_heat_or_timers() -> None:
    """What a kind may become is harmless: no heat, no stop, no timer, nothing that confirms."""
    makes = [name for name in RISK if any(fits(kind, Intent(name)) for kind in KINDS)]
    assert not [name for name in makes if RISK[name] in (Risk.R0, Risk.R3) or name.startswith("timer")]


def test_kinds_are_told_in_sessions_of_ours_only(parser: Parser) -> None:
    """Beside a dialogue of others nothing of it is told; nor where any words answer a question of ours."""
    words = "what else could stand in for the butter"
    assert parser.understand(words, Context(recipe="Pie", prev_agent="Add the butter.")).kinds == ()
    assert parser.understand(words, Context(ours=True, ingredients=("butter",), pending="name")).kinds == ()
    known = parser.understand(words, Context(ours=True, ingredients=("butter", "flour"))).kinds
    assert known[0][0] == "instead"


def test_only_the_shape_tells_an_intent_with_its_chance(parser: Parser) -> None:
    """Where no sentence was read the command line tells the kind's intent, marked as guessed, with its chance."""
    heard = parser.understand(
        "plan b for the syrup", Context(ours=True, recipe="Pie", ingredients=("golden syrup",))
    )
    assert heard.guessed
    assert [(i.name, dict(i.slots)) for i in heard.intents] == [
        ("substitute", {"ingredient": "golden syrup"})
    ]
    assert 0.75 <= heard.confidence <= 1


def test_names_give_way_to_what_they_are() -> None:
    """The recipe's own food and another one are told apart, whatever they are called."""
    found = tokens("can i use soy milk for the butter".split(), ("cold butter", "flour"))
    assert [token.kind for token in found] == ["", "", "", FOOD, "", "", OWN]


def test_the_weights_are_small_and_a_broken_file_is_told(tmp_path: Path) -> None:
    """The model is under a megabyte; a file that is none is refused with how to mend it."""
    assert WEIGHTS.stat().st_size < 1_000_000
    broken = tmp_path / "food.npz"
    broken.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="cannot be read"):
        FoodKinds.load(broken)
