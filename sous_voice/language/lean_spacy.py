"""spaCy without its command line, which brings web clients and templates: 19 MB and a fifth of a second.

``import spacy`` imports ``spacy.cli``. A placeholder stands in its place meanwhile; afterwards it is taken away, so
that whoever wants spaCy's command line can still import it.
"""

import sys
from types import ModuleType

_UNUSED = ("spacy.cli", "spacy.cli.info")
_placed = "spacy" not in sys.modules
if _placed:
    for _name in _UNUSED:
        sys.modules[_name] = ModuleType(_name)
    sys.modules["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules["spacy.cli"].__path__ = []
import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

if _placed:
    for _name in _UNUSED:
        sys.modules.pop(_name, None)

__all__ = ["Doc", "Language", "Vocab", "spacy"]
