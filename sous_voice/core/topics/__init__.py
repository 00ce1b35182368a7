"""The topics of the conversation. Each intent and each question key belongs to exactly one.

To add a topic: write ``core/topics/<name>.py`` with ``TOPIC = Topic(...)`` and add it here. Their
order is the order in which ears, watchers and step hooks run: safety first, timers before stories.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sous_voice.core.topics import (
    access,
    amounts,
    asking,
    before_recipe,
    beyond,
    changes,
    choosing,
    community,
    comparing,
    consent,
    control,
    diets,
    diners,
    doneness,
    food,
    gathering,
    heat,
    how_hot,
    lighter,
    old_recipes,
    parts,
    recording,
    records,
    repeating,
    ringing,
    scaling,
    seasons,
    shortage,
    steps,
    story,
    supposing,
    swaps,
    technique,
    timers,
)
from sous_voice.core.turn import Answerer, Handler, Topic

TOPICS: tuple[Topic, ...] = (
    heat.TOPIC,
    parts.TOPIC,
    recording.TOPIC,
    consent.TOPIC,
    diets.TOPIC,
    ringing.TOPIC,
    diners.TOPIC,
    timers.TOPIC,
    control.TOPIC,
    before_recipe.TOPIC,
    choosing.TOPIC,
    gathering.TOPIC,
    steps.TOPIC,
    amounts.TOPIC,
    scaling.TOPIC,
    shortage.TOPIC,
    asking.TOPIC,
    how_hot.TOPIC,
    doneness.TOPIC,
    repeating.TOPIC,
    swaps.TOPIC,
    supposing.TOPIC,
    changes.TOPIC,
    food.TOPIC,
    comparing.TOPIC,
    lighter.TOPIC,
    technique.TOPIC,
    seasons.TOPIC,
    records.TOPIC,
    old_recipes.TOPIC,
    story.TOPIC,
    community.TOPIC,
    access.TOPIC,
    beyond.TOPIC,
)


def _handlers() -> Mapping[str, Handler]:
    """Every handler by intent; a name claimed twice is a fault of ours, found at import."""
    found: dict[str, Handler] = {}
    for topic in TOPICS:
        for name, handler in topic.handlers.items():
            if name in found:
                raise RuntimeError(f"{name} is claimed by {topic.name} and by another topic")
            found[name] = handler
    return MappingProxyType(found)


HANDLERS = _handlers()
ANSWERERS: Mapping[str, Answerer] = MappingProxyType(
    {key: answerer for topic in TOPICS for key, answerer in topic.answers.items()}
)
