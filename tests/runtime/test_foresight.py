"""What is foreseen is what is then said."""

from datetime import datetime

import pytest

from sous_voice.core.decide import begin, decide
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effects, Heard, Say, SetVoice, Ticked
from sous_voice.core.session import Session
from sous_voice.runtime.foresight import MOST, Foresight, likely
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish, shelf_of
from sous_voice.shelf.recipes import find_recipe


def hear(kitchen: Kitchen, session: Session, name: str, **slots: str | float) -> tuple[Session, Effects]:
    """The cook means this."""
    meant = Understanding(name.replace("_", " "), (Intent(name, slots),))
    turn = decide(kitchen, session, Heard(session.at + 1, meant, began=session.at))
    return turn.session, turn.effects


@pytest.fixture
def cooking() -> tuple[Kitchen, Session]:
    """The walnut pie, at its second step."""
    settings = Settings()
    recipe = find_recipe("Walnut pie", shelf_of(settings))
    kitchen = furnish(settings, recipe, datetime(2026, 11, 26, 18), ())
    session = begin(kitchen, recipe).session
    for name in ("start_cooking", "next_step"):
        session, _ = hear(kitchen, session, name)
    return kitchen, session


@pytest.mark.parametrize(
    "name", ["next_step", "repeat_last", "affirm", "negate", "duration", "where_am_i", "tool"]
)
def test_the_answer_was_foreseen(cooking: tuple[Kitchen, Session], name: str) -> None:
    """Given a step, when the cook says what cooks mostly say, then every sentence of the answer was foreseen."""
    kitchen, session = cooking
    foreseen = {say.text for say in likely(kitchen, session)}
    _, effects = hear(kitchen, session, name)
    said = [effect.text for effect in effects if isinstance(effect, Say)]

    assert said
    assert set(said) <= foreseen
    assert len(foreseen) <= MOST


def test_a_timer_is_foreseen_before_it_rings(cooking: tuple[Kitchen, Session]) -> None:
    """Given a running timer, then what is said at its end is foreseen, and nothing of the session has changed."""
    kitchen, session = cooking
    session, _ = hear(kitchen, session, "timer_start", duration=600.0, timer="eggs")
    foreseen = {say.text for say in likely(kitchen, session)}
    (ends,) = (timer.ends_at for timer in session.timers.live)
    assert ends is not None
    said = [
        effect.text for effect in decide(kitchen, session, Ticked(ends)).effects if isinstance(effect, Say)
    ]

    assert said
    assert set(said) <= foreseen
    assert not session.timers.ringing


def test_only_what_was_said_makes_foresee(cooking: tuple[Kitchen, Session]) -> None:
    """Given the watcher, then it works ahead after words and after a change of the voice, not at each tick."""
    kitchen, session = cooking
    asked: list[object] = []
    seen: list[object] = []
    watcher = Foresight(kitchen, asked.append, lambda *all_: seen.append(all_))

    watcher(Ticked(3.0), session, session, ())
    assert not asked
    watcher(None, session, session, (Say("Stir."),))
    watcher(None, session, session, (SetVoice(1.2, 1.0),))
    assert len(asked) == 2
    assert len(seen) == 3
