"""How we speak and listen, set by voice; and what was heard."""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Earcon, Listen, Remember, SetVoice
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text

RATES, VOLUMES = (0.5, 2.0), (0.1, 1.0)
_UP = ("up", "faster", "fast", "louder", "loud", "more", "quicker", "quick", "higher")
_DOWN = ("down", "slower", "slow", "quieter", "quiet", "softer", "soft", "less", "lower")
_VERBOSITY = {
    "short": ("short", "fewer", "less", "brief", "terse", "down"),
    "full": ("full", "more", "long", "detailed", "everything", "up"),
    "normal": ("normal", "usual", "default", "as before"),
}


def _moved(
    intent: Intent, now: float, step: float, limits: tuple[float, float], slots: tuple[str, ...]
) -> float:
    """A level set by number, by "louder" or by "normal", kept within its limits."""
    word = slot_text(intent, *slots, "direction")
    number = slot_number(intent, *slots)
    if number is not None:
        now = number / 100 if number > limits[1] else number
    elif word in _UP:
        now *= 1 + step
    elif word in _DOWN:
        now /= 1 + step
    elif word in ("max", "maximum", "full", "min", "minimum"):
        now = limits[1] if word.startswith(("ma", "f")) else limits[0]
    elif word in ("normal", "usual", "default"):
        now = 1.0
    return round(min(max(now, limits[0]), limits[1]), 2)


def rate_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Faster", "slower"."""
    rate = _moved(intent, session.voice.rate, 0.15, RATES, ("speed", "rate", "level"))
    if rate == session.voice.rate:
        return say(session, _limit(rate, RATES, "fast", "slow"))
    return _spoken(session, rate, session.voice.volume, "I speak at this speed now.")


def volume_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Louder", "quieter"."""
    volume = _moved(intent, session.voice.volume, 0.3, VOLUMES, ("level", "volume", "speed"))
    if volume == session.voice.volume:
        return say(session, _limit(volume, VOLUMES, "loud", "quiet"))
    return _spoken(session, session.voice.rate, volume, "I speak this loud now.")


def _limit(value: float, limits: tuple[float, float], most: str, least: str) -> str:
    """Why nothing changed."""
    if value in limits:
        return f"This is as {most if value == limits[1] else least} as I can be."
    return "It is so already."


def _spoken(session: Session, rate: float, volume: float, text: str) -> Turn:
    session = replace(session, voice=replace(session.voice, rate=rate, volume=volume))
    return Turn(session, (SetVoice(rate, volume),)).then(lambda now: say(now, text))


def verbosity_set(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Fewer words"."""
    word = slot_text(intent, "level", "verbosity", "speed")
    chosen = next((name for name, words in _VERBOSITY.items() if word in (name, *words)), "short")
    session = replace(session, voice=replace(session.voice, verbosity=chosen))
    texts = {
        "short": "Short from now on.",
        "full": "I will say everything, tips too.",
        "normal": "As usual again.",
    }
    return say(session, texts[chosen])


# ---------------------------------------------------------------- listening


def sleep(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Stop listening": only safety words, alarms and the wake phrase."""
    session = replace(session, voice=replace(session.voice, asleep=True, listening="wake_word"))
    turn = say(
        session, "I stop listening. Wake me with the wake phrase. Stop and emergency words still work."
    )
    return turn.plus(Listen("wake_word"))


def wake(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Listening again."""
    was = session.voice.asleep or session.voice.listening == "muted"
    session = replace(session, voice=replace(session.voice, asleep=False, listening="open"))
    if not was:
        return Turn(session, (Earcon("heard"),))
    return say(session, "I am listening.").plus(Listen("open"))


def mute(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The microphone off altogether; only a key turns it on."""
    session = replace(session, voice=replace(session.voice, asleep=True, listening="muted"))
    return say(session, "The microphone is off. Press a key to turn it on.").plus(Listen("muted"))


# ---------------------------------------------------------------- other ways to use it


NO_EYES_NEEDED = (
    "You need no screen here. I tell when things are done by sound, smell and touch. "
    "Ask me how anything is done without seeing, such as pouring or cutting."
)
_UNSEEING = re.compile(r"\b(?:blind|see|sighted|vision|visually)\b")
_ON, _OFF = re.compile(r"\b(?:on|use|start|enable)\b"), re.compile(r"\b(?:off|disable)\b")


def accessible_mode(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Plain lines, on and off; for somebody who cannot see they stay on, however often that is said."""
    heard = session.talk.last_heard.lower()
    unseeing = _UNSEEING.search(heard) is not None
    asked = _ON.search(heard) is not None or not session.voice.plain_lines
    on = unseeing or (asked and _OFF.search(heard) is None)
    session = replace(session, voice=replace(session.voice, plain_lines=on))
    plain = "Plain lines are on." if on else "Plain lines are off."
    return _setting(session, "plain_lines", on, NO_EYES_NEEDED if unseeing else plain)


def braille_mode(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Short lines for a braille display, on and off."""
    on = not session.voice.braille
    session = replace(session, voice=replace(session.voice, braille=on, plain_lines=on))
    return _setting(
        session, "braille", on, "Short lines for braille are on." if on else "Short lines are off."
    )


def one_key(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Everything by one key, on and off."""
    on = not session.voice.one_key
    session = replace(session, voice=replace(session.voice, one_key=on))
    text = "One key is on: once for next, twice for again, hold for stop." if on else "One key is off."
    return _setting(session, "one_key", on, text)


def _setting(session: Session, name: str, on: bool, text: str) -> Turn:
    kept = Remember("setting", (("name", name), ("value", "true" if on else "false")))
    return say(session, text).plus(kept)


_SENSES = {
    "ear": "sound",
    "hearing": "sound",
    "nose": "smell",
    "finger": "touch",
    "feel": "touch",
    "eye": "look",
}


def cue_style(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Tell me by ear": which sense the signs of doneness are given by."""
    said = slot_text(intent, "cue", "style", "sense", "word")
    sense = _SENSES.get(said, said)
    if sense not in ("smell", "touch", "sound", "look", "time"):
        return say(session, "By smell, touch, sound or look?")
    session = replace(session, voice=replace(session.voice, cue_style=sense))
    kept = Remember("setting", (("name", "cue_style"), ("value", sense)))
    return say(session, f"I tell you by {sense} when something is done.").plus(kept)


def train_word(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Learn this sound as next": asked of the shell, which has the sound."""
    command = slot_text(intent, "command", "word", "name")
    if not command:
        return say(session, "As which command? Say, for example, learn this sound as next.")
    return say(session, f"Noted for {command}. Your own words go into the settings.").plus(
        Remember("setting", (("name", "own_word"), ("value", command)))
    )


def spell_it(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """A word letter by letter: the one named, else the ingredient spoken of, else the last word."""
    word = slot_text(intent, "word", "ingredient", "text", "thing") or session.talk.it
    if not word and session.talk.last_said:
        word = session.talk.last_said.rstrip(".!?").split()[-1]
    if not word:
        return say(session, "Which word?")
    letters = ", ".join("space" if char == " " else char.upper() for char in word[:40])
    return say(session, f"{word}: {letters}.")


def what_did_you_hear(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The last words as they were understood."""
    heard = session.talk.heard_before
    return say(session, f"I heard: {heard}." if heard else "Nothing before this.")


def privacy(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """What happens to what is heard."""
    return say(
        session,
        "Everything stays on this machine. Nothing is sent anywhere.",
        "I keep a journal of this session in words, no sound unless you record a story.",
    )


TOPIC = Topic(
    "access",
    handlers={
        "rate_set": rate_set,
        "volume_set": volume_set,
        "verbosity_set": verbosity_set,
        "sleep": sleep,
        "wake": wake,
        "mute": mute,
        "accessible_mode": accessible_mode,
        "braille_mode": braille_mode,
        "one_key": one_key,
        "cue_style": cue_style,
        "train_word": train_word,
        "spell_it": spell_it,
        "what_did_you_hear": what_did_you_hear,
        "privacy": privacy,
    },
)
