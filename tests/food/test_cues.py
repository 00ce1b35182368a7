"""Heat, temperature, duration and "until" in the words of a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.cues import Cue, cues, gas_mark, oven_words


def of(text: str, kind: str) -> list[Cue]:
    return [cue for cue in cues(text) if cue.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Beat on low speed for a while, then on high.",
        "Add the boiled potatoes and the medium onion.",
        "In a medium bowl mix the high-protein flour.",
        "Pour boiling water over it.",
        "Do not let it boil.",
        "Serve the medium-rare steak with low-fat milk.",
        "Cook on low in the slow cooker.",
    ],
)
def test_false_friends_are_no_heat(text: str) -> None:
    """Low, medium, high and boiled are heat only where the stove is meant."""
    assert of(text, "heat") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fry over medium-high heat.", ("set", "medium_high", "")),
        ("Melt the butter on low to medium heat.", ("set", "low", "medium")),
        ("Reduce heat to low.", ("lower", "low", "")),
        ("Turn up the heat.", ("raise", "", "")),
        ("Remove the pan from the heat.", ("off", "", "")),
        ("Bring a large pot of salted water to a boil.", ("set", "boil", "")),
        ("Heat the oil in a wok.", ("on", "", "")),
        ("Set burner to medium.", ("set", "medium", "")),
    ],
)
def test_heat_is_read_with_its_order(text: str, wanted: tuple[str, str, str]) -> None:
    """A heat cue tells the order and the level, and nothing more than the step says."""
    (cue,) = of(text, "heat")
    assert (cue.op, cue.level, cue.level_high) == wanted


@pytest.mark.parametrize(
    ("text", "celsius", "what"),
    [
        ("Preheat the oven to 180°C/350°F/gas mark 4.", 180, "oven"),
        ("Bake at 400F.", 204.4, "oven"),
        ("Cook at 200C fan/220C.", 220, ""),
        ("Heat the oil to 170 °C.", 170, "oil"),
        ("until the internal temperature is 165 degrees F", 73.9, "food"),
        ("Heat oven to 400.", 204.4, "oven"),
    ],
)
def test_one_temperature_in_several_scales_is_one_cue(text: str, celsius: float, what: str) -> None:
    """Two scales for one oven are one temperature; a fan oven's figure gives way."""
    (cue,) = of(text, "temperature")
    assert cue.celsius == pytest.approx(celsius, abs=0.1)
    assert cue.what == what


def test_turning_a_pan_is_no_temperature() -> None:
    """An angle and a cup written C are no temperatures, and doubtful degrees stay open."""
    assert of("Rotate the pan 180 degrees. Add 2 C flour.", "temperature") == []
    (cue,) = of("Bake at 225 degrees.", "temperature")
    assert cue.celsius is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Simmer for 1 hour and 30 minutes.", 5400, None),
        ("Bake for an hour and a half.", 5400, None),
        ("Fry 2-3 minutes.", 120, 180),
        ("Rest for a minute or two.", 60, 120),
        ("Toast 30 seconds to 1 minute.", 30, 60),
        ("Cook 2½ hours.", 9000, None),
        ("Wait a few minutes.", None, None),
    ],
)
def test_durations(text: str, low: float | None, high: float | None) -> None:
    """A wait is read with both ends; "a few minutes" has no figure."""
    (cue,) = of(text, "duration")
    assert (cue.seconds, cue.seconds_high) == (low, high)


@pytest.mark.parametrize(
    "text", ["Stir every 5 minutes.", "A minute before the pasta is done, add it.", "Use a second bowl."]
)
def test_moments_and_periods_are_no_waits(text: str) -> None:
    """What recurs or names a moment is offered no timer."""
    assert of(text, "duration") == []


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a step, the reader comes back, with spans inside the text."""
    assert all(0 <= cue.span[0] < cue.span[1] <= len(text) for cue in cues(text))


def test_oven_talk() -> None:
    """The oven is told in the cook's own scale."""
    assert oven_words(176.7, "F") == "350 degrees Fahrenheit"
    assert oven_words(180, "gas") == "gas mark 4"
    assert gas_mark(400) is None
