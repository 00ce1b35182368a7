"""Recogniser models that can be fetched on request; nothing is ever fetched unasked."""

from dataclasses import dataclass

from sous_voice.errors import UserInputError

BASE = "https://alphacephei.com/vosk/models"
"""Where the makers of Vosk publish their models."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model, packed as a ZIP file with one folder in it."""

    name: str
    sha256: str
    size: int
    """Bytes; 0 where only the checksum is known."""
    about: str

    @property
    def file(self) -> str:
        """Name of the packed file."""
        return f"{self.name}.zip"


MODELS = (
    Model(
        "vosk-model-small-en-us-0.15",
        "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
        41_205_931,
        "English, small: 40 MB, quick, good enough for a kitchen",
    ),
    Model(
        "vosk-model-en-us-0.22-lgraph",
        "d9838b4aaa82a75c4a17f5aca300eaca129aaab2a7cbf951bafbb500eb9c4334",
        0,
        "English, larger: hears better, takes more memory",
    ),
)


def find_model(name: str) -> Model:
    """A model of the catalogue. Raises ``UserInputError`` naming all of them."""
    for model in MODELS:
        if name in (model.name, model.file):
            return model
    raise UserInputError(
        f"There is no model {name!r}.", f"Known: {', '.join(model.name for model in MODELS)}."
    )
