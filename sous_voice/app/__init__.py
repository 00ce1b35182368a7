"""The composition root: settings → parts → conductor. The only package that knows every part.

Three ways to run a session, one conversation: live (microphone, loudspeaker, keyboard), from files
(a WAV or raw PCM in, a WAV out) and the rehearsal (a second voice plays the cook through real sound).

What hears and understands takes most of the start: a live session greets before any of it is imported,
the microphone keeps what is said meanwhile, and the recogniser loads beside the parser (``parts.ear_of``).
"""

from sous_voice.app.from_files import cook_from_sound, open_sound_in
from sous_voice.app.live import cook_live, sound_devices
from sous_voice.app.parts import Parts, Plan
from sous_voice.app.rehearsed import rehearse

__all__ = ["Parts", "Plan", "cook_from_sound", "cook_live", "open_sound_in", "rehearse", "sound_devices"]
