"""What is kept for later: the market list, notes, ratings, the recipe as it was changed."""

from dataclasses import replace

from sous_voice.core.food_names import is_plural
from sous_voice.core.gather import name_key
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Remember
from sous_voice.core.quantity import number_text
from sous_voice.core.seasons import by_season
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import counted, first_upper, ingredient_text, spoken_list

AT_ONCE = 4
"""Lines of the market list read in one go."""


def _list(kitchen: Kitchen, session: Session) -> tuple[str, ...]:
    return kitchen.market if session.market is None else session.market


def _items(session: Session, intent: Intent) -> tuple[str, ...]:
    """The things named, one each; without any, what the cook lacks."""
    value = intent.slots.get("items")
    if isinstance(value, tuple):
        return tuple(str(item).strip() for item in value if str(item).strip())
    text = slot_text(intent, "items", "item", "ingredient", "text", "thing")
    for joint in (" and ", ";"):
        text = text.replace(joint, ",")
    named = tuple(part.strip() for part in text.split(",") if part.strip())
    return named or session.cooking.lack


def _kept(
    session: Session, items: tuple[str, ...], action: str, which: tuple[str, ...]
) -> tuple[Session, Remember]:
    data = (("action", action), *(("item", item) for item in which))
    return replace(session, market=items), Remember("market", data)


def market_list_add(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Add milk, eggs and two lemons"."""
    wanted = tuple(one for item in _items(session, intent) for one in _apart(kitchen, item))
    if slot_text(intent, "scope") == "all" and session.recipe is not None:
        have = {name_key(name) for name in session.cooking.have}
        wanted = tuple(ingredient_text(i) for i in session.recipe.ingredients if name_key(i.name) not in have)
    if not wanted:
        return say(session, "What shall I put on the list?")
    there = _list(kitchen, session)
    new = tuple(item for item in wanted if item not in there)
    if not new:
        return say(session, f"{first_upper(spoken_list(wanted))}: already on the list.")
    session, effect = _kept(session, (*there, *new), "add", new)
    return say(session, f"On the list: {spoken_list(new)}.").plus(effect)


_HOMOPHONES = {
    "leaks": "leeks", "leak": "leek", "flower": "flour", "time": "thyme", "pair": "pear", "pairs": "pears",
    "beats": "beets", "muscles": "mussels", "current": "currants", "currents": "currants", "stakes": "steaks",
    "stake": "steak", "chilly": "chilli", "karats": "carrots", "bury": "berry", "buries": "berries",
}  # fmt: skip
"""What a recogniser writes for foods that sound the same."""


def _apart(kitchen: Kitchen, item: str) -> tuple[str, ...]:
    """ "Tomatoes leeks" are two things: no recogniser writes commas."""
    words, book = item.split(), kitchen.foods
    known = book.find(item) if book is not None else None
    if known is None or known.near:
        words = [_HOMOPHONES.get(word, word) for word in words]
        item = " ".join(words)
    if (
        book is None
        or len(words) < 2
        or (known is not None and not known.near)
        or not all(map(is_plural, words))
    ):
        return (item,)
    return tuple(words) if all(book.find(word) is not None for word in words) else (item,)


def _found(there: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    keys = {name_key(item) for item in wanted}
    return tuple(
        item for item in there if name_key(item) in keys or any(key in name_key(item).split() for key in keys)
    )


def market_list_remove(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Take the milk off the list"."""
    return _taken(kitchen, session, intent, "remove", "Off the list")


def market_list_tick(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "I have the milk": bought, so no longer on the list."""
    return _taken(kitchen, session, intent, "tick", "Ticked off")


def _taken(kitchen: Kitchen, session: Session, intent: Intent, action: str, words: str) -> Turn:
    there, wanted = _list(kitchen, session), _items(session, intent)
    gone = _found(there, wanted)
    if not gone:
        return say(
            session, f"{first_upper(spoken_list(wanted))} is not on the list." if wanted else "Which one?"
        )
    rest = tuple(item for item in there if item not in gone)
    session, effect = _kept(session, rest, action, gone)
    return say(session, f"{words}: {spoken_list(gone)}. {first_upper(str(len(rest)))} left.").plus(effect)


def market_list_read(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Read me the market list"."""
    there = _list(kitchen, session)
    if not there:
        return say(session, "The market list is empty.")
    knowledge = kitchen.knowledge
    fresh, other = by_season(knowledge.produce, there, knowledge.zone, knowledge.month_at_start)
    if fresh and other:
        told = (f"In season: {spoken_list(fresh)}.", f"Then {spoken_list(other)}.")
        if len(there) <= 2 * AT_ONCE:
            return say(session, f"{first_upper(counted(len(there), 'thing'))}.", *told)
    there = (*fresh, *other)
    groups = [there[i : i + AT_ONCE] for i in range(0, len(there), AT_ONCE)]
    return say(
        session,
        f"{first_upper(counted(len(there), 'thing'))}.",
        *(f"{first_upper(spoken_list(g))}." for g in groups),
    )


# ---------------------------------------------------------------- about this recipe


def _title(session: Session) -> str:
    return session.recipe.title if session.recipe is not None else ""


def note(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Note: less sugar next time"."""
    text = slot_text(intent, "text", "note", "words")
    if not text:
        return say(session, "What shall I note? Say: note, and then your words.")
    step = "" if session.step is None else str(session.step + 1)
    data = (("recipe", _title(session)), ("step", step), ("text", text))
    return say(session, f"Noted: {text}.").plus(Remember("note", data))


def rate(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Four stars"."""
    stars = slot_number(intent, "stars", "n", "number")
    if session.recipe is None:
        return say(session, "Choose a recipe first.")
    if stars is None or not 0 <= stars <= 5:
        return say(session, "How many stars, from one to five?")
    text = f"{session.recipe.title}: {number_text(stars)} {'star' if stars == 1 else 'stars'}."
    data = (("recipe", session.recipe.title), ("stars", number_text(stars)))
    return say(session, text).plus(Remember("rating", data))


def save(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Keep the recipe as it is now, changes and amounts included."""
    if session.recipe is None:
        return say(session, "Choose a recipe first.")
    data = (("recipe", session.recipe.title), ("scale", str(session.recipe.scale)))
    return say(session, f"{session.recipe.title} is saved as it is now.").plus(Remember("recipe", data))


def on_recipe(kitchen: Kitchen, session: Session) -> Turn:
    """What the cook noted the last times, the newest two."""
    title = _title(session).lower()
    noted = [text for recipe, text in kitchen.notes if recipe.lower() == title][-2:]
    return say(session, f"Your note of last time: {'; '.join(noted)}." if noted else "")


TOPIC = Topic(
    "records",
    on_recipe=on_recipe,
    handlers={
        "market_list_add": market_list_add,
        "market_list_remove": market_list_remove,
        "market_list_read": market_list_read,
        "market_list_tick": market_list_tick,
        "note": note,
        "rate": rate,
        "save": save,
    },
)
