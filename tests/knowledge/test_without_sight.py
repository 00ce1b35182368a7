"""Kitchen work without sight: asked in many words, and never in place of another question."""

import pytest

from sous_voice.core.foodtalk.said import Said, plain
from sous_voice.core.foodtalk.sightless import sightless
from sous_voice.core.kitchen import Kitchen, Knowledge
from sous_voice.core.session import Session
from sous_voice.core.technique import find_sightless
from sous_voice.shelf.handbook import handbook

KITCHEN = Kitchen(knowledge=Knowledge(handbook=handbook()))
ASKED = {
    "how do I know the water is boiling without seeing it": "rumbles",
    "how can a blind person tell it's simmering": "murmurs",
    "how can I measure 200 grams if I can't see the scale": "talking kitchen scale",
    "how do I measure a teaspoon by touch": "wide jar",
    "how would I pour boiling water with no sight": "sink or on a tray",
    "how do I chop an onion safely": "fingertips",
    "how do you slice carrots when you can't see them": "fingertips",
    "how do I get the tin out of the oven without burning myself": "gloves",
    "how do I know the pan is in the middle of the burner": "cold and off",
    "how can I drain pasta blind": "colander",
    "how do I flip a pancake without looking": "double spatula",
    "how do I crack an egg without seeing": "wet fingertip",
    "how do I tell which spice is which by touch": "rubber bands",
    "what does golden brown smell like": "like nuts",
    "how do I know the oil is hot enough without looking": "wooden spoon",
    "how do I clean up broken glass if I cannot see it": "shoes",
    "how would I light the gas with my eyes closed": "soft rush",
    "what if I can't see the timer": "set a timer",
}
ELSE = (
    "how do I blind bake the crust",
    "can I do this without a mixer",
    "how do I know when the chicken is done without seeing it",
    "how can I tell when the onion is brown if I can't see",
    "chop the onion",
    "I can't see any butter in the recipe",
    "what does it taste like",
)


def _said(text: str) -> Said:
    return Said(plain(text), KITCHEN, Session())


@pytest.mark.parametrize(("question", "told"), ASKED.items())
def test_work_without_sight_is_told(question: str, told: str) -> None:
    """Given a question that is asked without seeing, then the way to do it is told."""
    intent = sightless(_said(question))
    assert intent is not None
    row = find_sightless(KITCHEN.knowledge.handbook, str(intent.slots["thing"]))
    assert row is not None and told in row.meaning


@pytest.mark.parametrize("question", ELSE)
def test_other_questions_are_left_to_others(question: str) -> None:
    """What a food is like when it is done has signs of its own; an empty crust is baked blind."""
    assert sightless(_said(question)) is None


def test_each_answer_is_short_enough_to_listen_to() -> None:
    """At most 45 words, and no sign that only eyes can take."""
    for row in KITCHEN.knowledge.handbook.unseen:
        assert len(row.meaning.split()) <= 45, row.term
        assert " look at" not in row.meaning.lower(), row.term
