"""The assistant's own parts: one that died, a device that went or came, noise that drowns the cook.

Nothing fails silently: each is spoken, and what can no longer be watched over goes off.
"""

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import DeviceChanged, Earcon, Event, Kind, Noise, RequestOff, Say, WorkerDied
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn

_PARTS = {
    "ear": "My hearing",
    "listener": "My hearing",
    "voice": "My voice",
    "player": "My voice",
    "voice-ahead": "My voice",
    "keyboard": "The keyboard",
    "dialogue": "The conversation",
    "stove": "The line to the stove",
}


def _watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    match event:
        case WorkerDied():
            return _died(kitchen, session, event)
        case DeviceChanged():
            return _device(session, event)
        case Noise():
            text = (
                f"I heard {event.seconds:.0f} seconds of sound without a pause, and can't make out words. "
                "If the hood is loud, turn it down, come closer, or type."
            )
            return Turn(session, (Earcon("failed"), Say(text)))
        case _:
            return Turn(session)


def _died(kitchen: Kitchen, session: Session, event: WorkerDied) -> Turn:
    part = _PARTS.get(event.name, f"The part called {event.name}")
    if not kitchen.zones:
        text = f"{part} stopped working. Please start me again; I will go on where we are."
        return Turn(session, (Earcon("warning"), Say(text, Kind.SAFETY)))
    text = f"{part} stopped working, so I switch the heat off. Please check the stove, and start me again."
    return Turn(session, (RequestOff(), Earcon("warning"), Say(text, Kind.SAFETY)))


def _device(session: Session, event: DeviceChanged) -> Turn:
    if event.present:
        return Turn(session, (Say(f"The {event.device} is back.", Kind.SAFETY),))
    rest = " I can't hear you; please type." if event.device == "microphone" else ""
    return Turn(session, (Earcon("warning"), Say(f"The {event.device} went away.{rest}", Kind.SAFETY)))


TOPIC = Topic("parts", watch=_watch)
