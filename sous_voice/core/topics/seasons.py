"""What is in season: by month, by place, by food."""

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.seasons import MONTHS, ZONES, find, in_season, months_of, spoken_months
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import spoken_list

_PLACES = {
    "us_north": ("new england", "new york", "chicago", "canada", "north", "boston", "midwest"),
    "us_south": ("california", "texas", "florida", "south", "georgia"),
    "uk_north_europe": (
        "england",
        "britain",
        "uk",
        "scotland",
        "ireland",
        "germany",
        "france",
        "netherlands",
    ),
    "mediterranean": ("italy", "spain", "greece", "mediterranean", "portugal", "turkey"),
    "southern": ("australia", "new zealand", "south africa", "argentina", "chile"),
}
_TOLD = 6


def _zone(kitchen: Kitchen, place: str) -> str:
    longest = sorted(
        ((name, zone) for zone, names in _PLACES.items() for name in names), key=lambda p: -len(p[0])
    )
    return next((zone for name, zone in longest if name in place), kitchen.knowledge.zone)


def in_season_asked(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What's in season?", "are peaches good now?", "what grows in Italy in May?"."""
    zone = _zone(kitchen, slot_text(intent, "place"))
    asked = slot_text(intent, "month", "season", "time")
    months = months_of(asked, zone) if asked else ()
    if not months and kitchen.knowledge.month_at_start is not None:
        months = (kitchen.knowledge.month_at_start,)
    food = slot_text(intent, "ingredient")
    if food:
        return say(session, _of_one(kitchen, food, zone, months))
    if not months:
        return say(session, "For which month? I don't know today's date.")
    names = [p.name for p in in_season(kitchen.knowledge.produce, zone, months[0])][:_TOLD]
    when = MONTHS[months[0] - 1].capitalize()
    return say(session, f"In {when}, in {ZONES[zone]}: {spoken_list(names)}.")


def _of_one(kitchen: Kitchen, food: str, zone: str, months: tuple[int, ...]) -> str:
    produce = find(kitchen.knowledge.produce, food)
    if produce is None:
        return f"I have no season for {food}."
    grown, best = produce.grown[zone], produce.best[zone]
    if not grown:
        return f"{food.capitalize()} is not grown in {ZONES[zone]}."
    when = f"In {ZONES[zone]} its time is {spoken_months(grown)}, best in {spoken_months(best)}."
    if not months:
        return when
    if months[0] in best:
        return f"Yes, {food} is at its best now. {when}"
    return f"Yes, {food} is in season. {when}" if months[0] in grown else f"No, not now. {when}"


TOPIC = Topic("seasons", handlers={"in_season": in_season_asked})
