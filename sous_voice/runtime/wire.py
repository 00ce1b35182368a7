"""Messages of the core ⇄ plain JSON values: ``{"type": "Ticked", "at": 1.5}``.

The dataclasses of ``core.messages`` stay plain; pydantic reads their types, so that a new field or a new
message is written and read without a line here.
"""

from collections.abc import Hashable
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from sous_voice.core.messages import Effect, Event

EVENTS: dict[str, type] = {one.__name__: one for one in get_args(Event)}
EFFECTS: dict[str, type] = {one.__name__: one for one in get_args(Effect)}
_ALL = EVENTS | EFFECTS


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(message: Event | Effect) -> dict[str, Any]:
    """A message as JSON values."""
    kind = type(message)
    return {"type": kind.__name__, **_adapter(kind).dump_python(message, mode="json")}


def from_json(data: dict[str, Any]) -> Event | Effect:
    """The message again.

    Raises:
        ValueError: no such message, or fields that do not fit; says which.
    """
    fields = dict(data)
    kind = _ALL.get(str(fields.pop("type", "")))
    if kind is None:
        raise ValueError(f"there is no message {data.get('type')!r}")
    try:
        message: Event | Effect = _adapter(kind).validate_python(fields)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{kind.__name__}.{place}: {first['msg']}") from None
    return message
