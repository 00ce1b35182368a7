"""What is in season: by month, by place, by food."""

import re

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.seasons import (
    MONTHS,
    ZONES,
    by_season,
    find,
    in_season,
    months_of,
    several,
    spoken_months,
)
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import first_upper, spoken_list

_PLACES_TEXT = {
    "us_north": """new england|new york|chicago|canada|north|boston|midwest|michigan|ohio|pennsylvania|maine|
        vermont|wisconsin|minnesota|washington|oregon|seattle|toronto|ontario|quebec|montreal|illinois|iowa|
        northern states|northeast|america|united states|usa|us|states""",
    "us_south": """california|texas|florida|south|georgia|southern states|louisiana|arizona|alabama|carolina|
        los angeles|san francisco|new mexico|mississippi|tennessee|houston|miami""",
    "uk_north_europe": """england|britain|uk|scotland|ireland|wales|germany|france|netherlands|belgium|denmark|
        sweden|norway|finland|poland|austria|switzerland|london|paris|berlin|europe|northern europe|holland|
        united kingdom|great britain|czechia|vienna|dublin""",
    "mediterranean": """italy|spain|greece|mediterranean|portugal|turkey|sicily|rome|madrid|croatia|israel|
        lebanon|morocco|tunisia|malta|cyprus|southern france|provence|barcelona|athens|naples|genoa|lisbon""",
    "southern": """australia|new zealand|south africa|argentina|chile|uruguay|southern hemisphere|sydney|
        melbourne|auckland|cape town|buenos aires|santiago|southern brazil|perth|tasmania""",
}
_PLACES = {name.strip(): zone for zone, text in _PLACES_TEXT.items() for name in text.split("|")}
_TOLD = 6


def zone_of(place: str) -> str | None:
    """The climate zone of a place as it was said, the longest name first; None where it is unknown."""
    words = f" {' '.join(place.lower().replace('.', '').split())} "
    for name in sorted(_PLACES, key=len, reverse=True):
        if f" {name} " in words:
            return _PLACES[name]
    return None


def in_season_asked(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What's in season?", "are peaches good now?", "what grows in Italy in May?"."""
    place = slot_text(intent, "place")
    found = zone_of(place) if place else kitchen.knowledge.zone
    zone = found or kitchen.knowledge.zone
    lost = "" if found else f"I don't know the seasons of {place.title()}, so I tell those of {ZONES[zone]}."
    months = _months(kitchen, slot_text(intent, "month", "season", "time"), zone)
    food = slot_text(intent, "ingredient")
    heard = session.talk.last_heard.lower()
    if (
        not food
        and (
            intent.slots.get("of_recipe")
            or re.match(r"(?:is|are) (?:this|it|these|the ingredients)\b", heard)
        )
        and session.recipe is not None
    ):
        return _of_recipe(kitchen, session, zone, months)
    if "list" in heard and not food:
        return _of_list(kitchen, session, zone, months)
    if food:
        return say(session, lost, *_of_one(kitchen, food, zone, months, heard))
    if not months:
        return say(session, lost, "For which month? I don't know today's date.")
    produce = kitchen.knowledge.produce
    ranked = sorted(
        {p.name: p for month in months for p in in_season(produce, zone, month)}.values(),
        key=lambda p: -sum(3 * (month in p.best[zone]) + (month in p.grown[zone]) for month in months),
    )
    kind = slot_text(intent, "kind")
    ranked = [p for p in ranked if not kind or p.kind == kind]
    names = [several(p.name) for p in ranked[:_TOLD]]
    if not names:
        return say(session, lost, f"No {kind} that I know is in season then.")
    when = " and ".join(MONTHS[month - 1].capitalize() for month in (months[:1] + months[1:][-1:]))
    when = when.replace(" and ", " to ") if len(months) > 2 else when
    return say(session, lost, f"In {when}, in {ZONES[zone]}, the best are {spoken_list(names)}." if len(months) == 1
               else f"From {when}, in {ZONES[zone]}: {spoken_list(names)}.")  # fmt: skip


def _months(kitchen: Kitchen, asked: str, zone: str) -> tuple[int, ...]:
    """The months meant: those named, next month, else this one."""
    now = kitchen.knowledge.month_at_start
    months = months_of(asked, zone) if asked else ()
    if not months and now is not None:
        months = (now % 12 + 1,) if asked == "next month" else (now,)
    return months


_PRESERVED = re.compile(r"\b(?:tinned|canned|dried|frozen|black|white pepper|ground|paste|juice|powder)\b")
"""Words of foods that have no season any more, or are spices."""


def _of_recipe(kitchen: Kitchen, session: Session, zone: str, months: tuple[int, ...]) -> Turn:
    """ "Is this in season?": the fruit and vegetables of the recipe."""
    names = [item.name for item in session.recipe.ingredients] if session.recipe else []
    names = [name for name in names if not _PRESERVED.search(name.lower())]
    known = [name for name in names if find(kitchen.knowledge.produce, name) is not None]
    fresh, other = by_season(kitchen.knowledge.produce, known, zone, months[0] if months else None)
    historic = _historic(session)
    if not known:
        return say(session, historic or "It has no fruit or vegetable whose season I know.")
    return say(
        session,
        f"In season now: {spoken_list(fresh)}." if fresh else "Nothing of it is in season now.",
        f"Not now: {spoken_list(other)}." if other and fresh else "",
        historic,
    )


def _historic(session: Session) -> str:
    """What the recipe's own book says of its season: "Isabella Beeton, 1861: from October to March."."""
    data = session.recipe.metadata if session.recipe is not None else {}
    season, author, year = (data.get(key, "") for key in ("season", "author", "story.year"))
    return f"{author}, {year}: {season.rstrip('.')}." if season and author and year else ""


def _of_list(kitchen: Kitchen, session: Session, zone: str, months: tuple[int, ...]) -> Turn:
    """ "What on my list is in season?"."""
    items = kitchen.market if session.market is None else session.market
    fresh, other = by_season(kitchen.knowledge.produce, items, zone, months[0] if months else None)
    if not items:
        return say(session, "The market list is empty.")
    if not fresh:
        return say(session, f"Nothing on your list is in season that I know of: {spoken_list(other)}.")
    return say(
        session,
        f"In season: {spoken_list(fresh)}.",
        f"Not, or not known: {spoken_list(other)}." if other else "",
    )


def _of_one(kitchen: Kitchen, food: str, zone: str, months: tuple[int, ...], heard: str) -> tuple[str, ...]:
    produce = find(kitchen.knowledge.produce, food)
    if produce is None:
        return (f"I have no season for {food}.",)
    grown, best = produce.grown[zone], produce.best[zone]
    names = several(produce.name)
    are = "are" if names != produce.name else "is"
    if not grown:
        return (f"{first_upper(names)} {are} not grown in {ZONES[zone]}.",)
    when = f"In {ZONES[zone]} the time is {spoken_months(grown)}, the best {spoken_months(best)}."
    plainly = not re.search(r"\b(?:bad|wrong|out of|too (?:early|late)|not)\b", heard)
    if not months or heard.startswith("when"):
        return (when,)
    now = kitchen.knowledge.month_at_start == months[0]
    then = "now" if now else f"in {MONTHS[months[0] - 1].capitalize()}"
    if months[0] in best:
        told = f"{names} {are} at {'their' if are == 'are' else 'its'} best {then}."
        return (f"Yes, {told}" if plainly else first_upper(told), when)
    if months[0] in grown:
        told = f"{names} {are} in season {then}."
        return (f"Yes, {told}" if plainly else first_upper(told), when)
    told = f"{names} {are} not in season {then}."
    return (f"No, {told}" if plainly else first_upper(told), when)


TOPIC = Topic("seasons", handlers={"in_season": in_season_asked})
