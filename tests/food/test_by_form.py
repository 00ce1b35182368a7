"""Questions of a plain form, each class in wordings of its own, through the whole conversation."""

import re
from datetime import datetime

import pytest

from sous_voice.core.foodtalk.by_form import by_form
from sous_voice.core.foodtalk.said import Said, plain
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.core.session import Session
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe


@pytest.fixture(scope="module")
def parser() -> Parser:
    """One parser for all."""
    return Parser()


@pytest.fixture(scope="module")
def kitchen() -> Kitchen:
    """A kitchen in November."""
    return furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))


ASKED = (
    # general knowledge with no recipe chosen
    ("", "how many teaspoons in a tablespoon", "about 3 teaspoons"),
    ("", "cups in two pints", "4 cups"),
    ("", "tablespoons in half a cup", "8 tablespoons"),
    ("", "how hot is gas mark six", "200 degrees Celsius or 400"),
    ("", "is peanut a nut", "pulse"),
    ("", "are eggs dairy", "^No"),
    ("", "is tomato a fruit or a vegetable", "fruit.*vegetable"),
    ("", "how do I tell whether my yeast is still good", "foam"),
    ("", "how do I know when chicken is done", "juices run clear"),
    ("", "how heavy is an onion", "grams"),
    ("", "how long are mushrooms good for", "days in the fridge"),
    ("", "which herbs go well with fish", "dill"),
    ("", "how hot should the oil be for frying", "170 and 190"),
    ("", "how many tins is a kilo", "2 1/2 tins"),
    # trouble told as a story
    ("lentil-dal", "I've scorched the onions", "onion|brown|burnt|black"),
    ("lentil-dal", "I think I burned the garlic", "Throw it out"),
    ("chocolate-chip-cookies", "they came out hard as a rock", "bread"),
    ("minestrone", "the beans are still hard after two hours", "Simmer on"),
    ("roast-chicken", "the skin came out soggy", "grill"),
    # what it is for
    ("chocolate-chip-cookies", "what's the salt for", "fuller"),
    ("chocolate-chip-cookies", "why do I need eggs", "bind"),
    ("mushroom-risotto", "what's the point of the wine", "acid"),
    ("lentil-dal", "what is the turmeric doing in here", "colour"),
    # for whom
    ("lentil-dal", "my gran has high blood pressure, can she have this", "salt.*high"),
    ("lentil-dal", "my dad has to watch his salt, is this okay for him", "grams of salt"),
    ("walnut-pie", "grandpa's diabetic, how sweet is it", "grams of sugars"),
    ("", "have you got anything a diabetic could eat", "low in sugars"),
    ("eggs-and-soldiers", "can my pregnant wife eat this", "runny egg"),
    ("poached-pears", "can children eat this", "alcohol, from the red wine"),
    ("lentil-dal", "my brother is on a low salt diet, can he have some", "grams of salt.*high"),
    ("mushroom-risotto", "could I give this to the kids", "alcohol, from the white wine"),
    ("eggs-and-soldiers", "yolk still runny, safe for a pregnant woman", "firm|not|doctor"),
    # another form, another food, something beside it
    ("minestrone", "would dried beans work", "soaked overnight"),
    ("mushroom-risotto", "can I use basmati", "basmati"),
    ("minestrone", "I've got half a leek in the fridge, could that go in", "add leek"),
    ("minestrone", "are any of the ingredients here in season", "In season now"),
    ("apple-crumble", "what goes with it", "cream"),
    # more of what, the same as what
    ("apple-crumble", "is there more butter than sugar", "More sugar by weight"),
    ("chocolate-chip-cookies", "what makes them so sweet", "sugars come from"),
    ("roast-chicken", "is the thigh fattier than the breast", "chicken breast"),
    ("", "is zucchini the same as courgette", "^Yes"),
    ("", "what is the difference between stock and broth", "Stock:.*Broth:"),
    # supposed amounts, and other times
    ("apple-crumble", "does half the recipe still need all the butter", "55 grams"),
    ("lentil-dal", "can the turmeric be left out", "Without turmeric"),
    ("roast-chicken", "mine's a two kilo bird, how much longer", "1 hour 50 minutes"),
    ("roast-chicken", "it's two and a half kilos, how much longer does it need", "2 hours 10 minutes"),
    ("mushroom-risotto", "does the wine cook off", "40 per cent"),
    ("poached-pears", "can I peel the pears in the morning or will they go brown", "lemon"),
    ("mushroom-risotto", "I'd like it a bit thinner", "hot stock"),
)  # fmt: skip


@pytest.mark.parametrize(("recipe", "question", "label"), ASKED)
def test_a_question_of_a_plain_form_gets_its_answer(
    parser: Parser, kitchen: Kitchen, recipe: str, question: str, label: str
) -> None:
    """What the form asks is answered, whether or not a recipe is chosen."""
    said: list[str] = []

    def note(_at: float, message: Event | Effect) -> None:
        if isinstance(message, Say):
            said.append(message.text)

    session = VirtualSession(kitchen, parser.understand, note)
    session.open(read_recipe(shipped("recipes") / f"{recipe}.cook") if recipe else None)
    said.clear()
    session.hear(question)
    assert re.search(label, " ".join(said))


OTHER = """what's next|what does step two do|I have browned the mushrooms|set a timer for ten minutes|start
drop the garlic and go on|turn it down to four|the beans are in|is it done|how long for|what is in it|I put the rice in
keep it warm for ten minutes|next step please|the oven is at two hundred|we are four tonight|stop the timer
the onion has gone soft|the rice is still in the pan|it's still cooking|what do I do with the egg white, do I keep it
the dragon burned the village"""


@pytest.mark.parametrize("words", OTHER.replace("\n", "|").split("|"))
def test_what_has_no_such_form_is_left_to_the_others(kitchen: Kitchen, words: str) -> None:
    """Orders, reports and questions of the step are none of these."""
    recipe = read_recipe(shipped("recipes") / "mushroom-risotto.cook")
    assert by_form(Said(plain(words), kitchen, Session(recipe=recipe))) == ()
