"""Every error that a user may meet, by whose hand mends it.

    SousVoiceError            a sentence fit to be spoken, and a remedy
    ├── UserInputError        what was given cannot be used (exit 1): a file, a name, a value
    │   ├── RecipeError       a recipe that cannot be read
    │   ├── GrammarError      a grammar file with faults (all of them, with file and line)
    │   ├── SettingsError     a settings file with faults (all of them)
    │   ├── AudioFileError    a file that is not audio, or is broken
    │   └── StoryError        a story, recording or book that cannot be read
    ├── MissingPartError      something is not on this machine: a device, a model, a library
    │   ├── DeviceError       a microphone or loudspeaker
    │   └── ModelError        a model or voice: missing, broken, or not what its name says
    ├── StoveError            the stove: port, protocol or firmware
    └── DownloadError         the network, when the user asked for it

Wrong usage of the command line is click's ``UsageError`` (exit 2). Anything else that
escapes is a bug of ours.
"""


class SousVoiceError(Exception):
    """An error with a sentence for the cook and, where there is one, the remedy.

    ``said`` and ``remedy`` are plain sentences without markup, fit to be printed on one
    line and to be spoken.
    """

    exit_code = 1

    def __init__(self, said: str, remedy: str = "") -> None:
        super().__init__(f"{said} {remedy}".strip())
        self.said = said
        self.remedy = remedy


class UserInputError(SousVoiceError):
    """What was given cannot be used."""


class RecipeError(UserInputError):
    """A recipe that cannot be read; names file, line and column."""


class GrammarError(UserInputError):
    """A grammar file with faults."""


class SettingsError(UserInputError):
    """A settings file with faults; all of them are in the sentence."""

    exit_code = 2


class AudioFileError(UserInputError):
    """A file that is not audio, or is broken."""


class StoryError(UserInputError):
    """A story, a recording or a book that cannot be read."""


class MissingPartError(SousVoiceError):
    """Something is not on this machine."""


class DeviceError(MissingPartError):
    """A microphone or a loudspeaker is missing or went away."""


class ModelError(MissingPartError):
    """A model or a voice is missing or broken."""


class StoveError(SousVoiceError):
    """The stove's port, protocol or firmware."""


class DownloadError(SousVoiceError):
    """A download that the user asked for failed."""
