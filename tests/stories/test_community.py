"""Cooking with others: who brings what, what is missing, whom nobody names; a class waits; a change is remembered."""

from pathlib import Path

import pytest
from test_offering import Evening

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.knowledge import Knowledge
from sous_voice.core.lineage import changes_of, descend, differences, lineage_lines
from sous_voice.core.messages import Effect, Event, Remember, Share
from sous_voice.core.potluck import Claim, Potluck
from sous_voice.language.parser import Parser
from sous_voice.runtime.keepsakes import Keepsakes
from sous_voice.runtime.sharing import Sharing
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.shelf import kept
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.diet_table import diet_table
from sous_voice.shelf.handbook import substitution_table
from sous_voice.shelf.recipes import read_recipe


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def evening(parser: Parser, root: Path) -> Evening:
    made: list[Effect] = []
    recipes = tuple(read_recipe(root / "recipes" / name) for name in ("tomato-soup.cook", "walnut-pie.cook"))
    kitchen = Kitchen(
        recipes=recipes, knowledge=Knowledge(diets=diet_table(), substitutions=substitution_table())
    )

    def report(_at: float, message: Event | Effect) -> None:
        made.append(message)  # type: ignore[arg-type]

    session = VirtualSession(kitchen, parser.understand, report)
    session.open(recipes[0])
    return Evening(session, made)


def plan(evening: Evening) -> None:
    for line in ("plan a potluck", "I'll bring the walnut pie", "Ana brings a salad and Tom brings lemonade"):
        evening.say(line)


def test_a_gap_is_said_aloud(evening: Evening) -> None:
    """Nobody brings a main; with a vegan at the table, nobody brings a vegan main, until somebody does."""
    plan(evening)
    evening.say("Maria is vegan")
    said = evening.say("what's missing for the potluck")
    assert "Nobody brings a main." in said
    assert "Nobody brings a vegan main." in said
    evening.say("Ben brings the roast chicken")
    assert "Nobody brings a vegan main." in evening.say("what's missing for the potluck")
    evening.say("Carla brings the vegan lasagna")
    said = evening.say("what's missing for the potluck")
    assert not [line for line in said if line.startswith("Nobody")]


def test_allergies_are_summed_and_nobody_is_named(evening: Evening) -> None:
    """All of them, no name; a name only with that person's leave, and no more when it is taken back."""
    plan(evening)
    evening.say("Ana is allergic to nuts")
    evening.say("Tom can't have milk")
    said = " ".join(evening.say("what allergies are there"))
    assert all(word in said for word in ("tree nuts", "milk"))
    assert not any(name in said for name in ("Ana", "Tom"))
    evening.say("you may name Ana")
    said = " ".join(evening.say("what allergies are there"))
    assert "Ana can't have" in said
    assert "Tom" not in said
    evening.say("don't name Ana")
    assert "Ana" not in " ".join(evening.say("what allergies are there"))


def test_a_dish_is_checked_by_its_recipe(evening: Evening) -> None:
    """The pie's recipe has butter in it, which its name does not tell."""
    plan(evening)
    evening.say("Tom can't have milk")
    said = evening.say("who brings what")
    assert "Careful: the walnut pie has milk, and somebody can't have it." in said


def test_before_a_class_nobody_is_named(evening: Evening) -> None:
    """The warning at a step says that it is not for somebody here."""
    evening.say("let's make the walnut pie")
    evening.say("Tom can't have milk")
    evening.say("start the workshop")
    said = " ".join(evening.say("start cooking"))
    assert "not for somebody here" in said
    assert "Tom" not in said


def test_claims_change(evening: Evening) -> None:
    """What somebody does not bring after all is gone."""
    plan(evening)
    assert "nobody brings" in evening.say("Ana does not bring the salad any more")[0]
    assert evening.say("who brings the salad") == ["Nobody brings salad."]


def test_each_dish_has_its_story(evening: Evening) -> None:
    """It is said that there is one; asked for, it is told in short, whatever is on the stove."""
    plan(evening)
    assert "You: walnut pie, and it has a story." in evening.say("who brings what")
    told = evening.say("tell me the story of the walnut pie")
    assert told[0].startswith("English Walnut Pie. I was sixteen")


def test_cards_are_written(evening: Evening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By voice: one page with a card for each dish; a recipe's own card; a book to be shared."""
    monkeypatch.setenv("SOUS_VOICE_DATA", str(tmp_path))
    plan(evening)
    evening.say("make table cards for the potluck")
    evening.say("make a table card")
    evening.say("share this recipe")
    told: list[str] = []
    warned: list[str] = []
    sharing = Sharing(lambda: evening.session.session, evening.session.kitchen, told.append, warned.append)
    for one in evening.effects:
        if isinstance(one, Share):
            assert sharing.handle(one)
    assert not warned
    assert sorted(path.name for path in (tmp_path / "shared").iterdir()) == [
        "potluck.html", "tomato-soup.html", "tomato-soup.sousbook",
    ]  # fmt: skip
    cards = (tmp_path / "shared" / "potluck.html").read_text()
    assert cards.count("<article>") == 3
    assert "I was sixteen" in cards


def test_a_plan_of_another_day_goes_on(parser: Parser, root: Path) -> None:
    """Asked for, it is looked over and added to; "a new potluck" begins anew."""
    soup = read_recipe(root / "recipes" / "tomato-soup.cook")
    old = Potluck("Saturday", (Claim("Ana", "salad", "salad"),))
    made: list[Effect] = []
    kitchen = Kitchen(recipes=(soup,), knowledge=Knowledge(diets=diet_table()), potluck=old)
    session = VirtualSession(kitchen, parser.understand, lambda _at, one: made.append(one))  # type: ignore[arg-type]
    session.open(soup)
    evening = Evening(session, made)
    assert "Ana: salad." in evening.say("who brings what")
    evening.say("Tom will bring drinks")
    assert {"Ana: salad.", "Tom: drinks."} <= set(evening.say("what's missing for the potluck"))
    assert evening.say("plan a new potluck")[0].startswith("Who brings what?")


# ---------------------------------------------------------------- workshops


def test_a_class_waits_for_everybody(evening: Evening) -> None:
    """ "Next" alone is asked back; "everyone is ready" goes on; after the workshop it is as before."""
    evening.say("start the workshop")
    evening.say("start cooking")
    assert evening.say("next") == ["Is everyone ready?"]
    assert "I wait" in evening.say("no")[0]
    assert evening.session.session.step == 0
    assert "Step 2" in evening.say("everyone is ready")[0]
    evening.say("next")
    assert "Step 3" in " ".join(evening.say("yes"))
    evening.say("end the workshop")
    assert evening.say("next") != ["Is everyone ready?"]


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        ("slower for the class", 0.9),
        ("go faster for the group", 1.1),
        ("this is too fast for the group", 0.9),
    ],
)
def test_the_pace_of_a_class(evening: Evening, said: str, rate: float) -> None:
    """Slower and faster are heard at once by the loudspeaker."""
    evening.say(said)
    assert evening.session.session.voice.rate == pytest.approx(rate)
    assert any(type(one).__name__ == "SetVoice" for one in evening.effects)


# ---------------------------------------------------------------- lineage


def test_a_saved_change_knows_its_parent(evening: Evening, tmp_path: Path) -> None:
    """A swap by voice, saved: a file of its own, with parent, hash, date and what was changed; spoken when asked."""
    parent = evening.session.session.recipe
    assert parent is not None
    evening.say("leave out the sugar")
    evening.say("save this as mine")
    saved = [one for one in evening.effects if isinstance(one, Remember) and one.what == "recipe"]
    parts = Keepsakes(
        lambda: evening.session.session,
        lambda title: next((r for r in evening.session.kitchen.recipes if r.title == title), None),
        stories=tmp_path / "stories",
        recipes=tmp_path / "recipes",
    )
    for one in saved:
        parts.handle(one)
    (path,) = (tmp_path / "recipes").glob("*.cook")
    child = read_recipe(path)
    assert child.title == "My Tomato Soup"
    assert child.metadata["lineage.parent"] == "Tomato Soup"
    assert len(child.metadata["lineage.hash"]) == 16
    (change,) = changes_of(child.metadata)
    assert change.endswith("without sugar")
    assert "sugar" not in [item.name for item in child.ingredients]
    told = lineage_lines(child.metadata)
    assert told[0] == "It comes from Tomato Soup."
    assert told[1].startswith("In ")
    assert "without sugar" in told[1]


def test_a_line_of_changes_grows() -> None:
    """A grandchild keeps the changes of both, in order, each with who made it."""
    first = parse("---\ntitle: Bread\n---\n\nMix @flour{500%g} and @salt{10%g}.\n", "a.cook")
    second = parse("Mix @rye flour{500%g} and @salt{10%g}.\n", "b.cook")
    third = parse("Mix @rye flour{500%g} and @salt{5%g}.\n", "c.cook")
    child = descend(first, second, "aa", "2026-11-26", "Ana", "Rye bread")
    grandchild = descend(child, third, "bb", "2027-01-02", "", "Mild rye bread")
    assert changes_of(grandchild.metadata) == (
        "2026-11-26 Ana: rye flour instead of flour",
        "2027-01-02 5 grams salt instead of 10 grams",
    )
    assert lineage_lines(grandchild.metadata) == (
        "It comes from Rye bread.",
        "In November 2026, Ana changed this: rye flour instead of flour.",
        "In January 2027, somebody changed this: 5 grams salt instead of 10 grams.",
    )
    assert differences(first, first) == ()


def test_what_was_kept_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """List, notes and potluck of another evening, as they stood; torn lines are passed over."""
    monkeypatch.setenv("SOUS_VOICE_DATA", str(tmp_path))
    from sous_voice.runtime.keeper import Keeper

    keeper = Keeper()
    keeper.handle(
        Remember("market", (("action", "add"), ("item", "milk"), ("item", "eggs"), ("item", "two lemons")))
    )
    keeper.handle(Remember("market", (("action", "tick"), ("item", "eggs"))))
    keeper.handle(Remember("note", (("recipe", "Bread"), ("text", "less salt"))))
    keeper.handle(
        Remember(
            "potluck", (("title", "Saturday"), ("Ana|salad", "salad"), ("|main", "pie"), ("|main", "dal"))
        )
    )
    with (tmp_path / "market.jsonl").open("a") as file:
        file.write('{"action": "add", "ite')
    assert kept.market() == ("milk", "two lemons")
    assert kept.notes() == (("Bread", "less salt"),)
    potluck = kept.potluck()
    assert [(one.person, one.dish) for one in potluck.claims] == [("Ana", "salad"), ("", "pie"), ("", "dal")]


def test_a_note_of_last_time_is_said_when_the_recipe_is_chosen(parser: Parser, root: Path) -> None:
    """The newest two, of this recipe alone."""
    soup = read_recipe(root / "recipes" / "tomato-soup.cook")
    notes = (("Tomato Soup", "more basil"), ("Hummus", "less lemon"), ("Tomato Soup", "less salt"))
    made: list[Effect] = []
    session = VirtualSession(
        Kitchen(recipes=(soup,), notes=notes),
        parser.understand,
        lambda _at, one: made.append(one),  # type: ignore[arg-type]
    )
    session.open(soup)
    assert "Your note of last time: more basil; less salt." in [getattr(one, "text", "") for one in made]
