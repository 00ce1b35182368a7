"""spaCy without its command line, its reader of YAML and its progress bars: 21 MB and a fifth of a second.

``import spacy`` imports ``spacy.cli``, which brings web clients and templates. A placeholder stands in its place
meanwhile; afterwards it is taken away, so that whoever wants spaCy's command line can still import it. The reader of
YAML, which spaCy has for its projects, and the bars, which it has for training, are loaded when they are first called.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

_UNUSED = ("spacy.cli", "spacy.cli.info")
_LATER = ("srsly._yaml_api", "tqdm")


class _Late(ModuleType):
    """A module of functions that is loaded with the first call of one of them."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*given: object, **named: object) -> object:
            found: object = getattr(import_module(self.__name__), name)(*given, **named)
            return found

        return call


_placed = "spacy" not in sys.modules
if _placed:
    for _name in _UNUSED:
        sys.modules[_name] = ModuleType(_name)
    sys.modules["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules["spacy.cli"].__path__ = []
    for _name in _LATER:
        sys.modules.setdefault(_name, _Late(_name))
import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

if _placed:
    for _name in (*_UNUSED, *_LATER):
        if isinstance(sys.modules.get(_name), _Late) or _name in _UNUSED:
            sys.modules.pop(_name, None)

__all__ = ["Doc", "Language", "Vocab", "spacy"]
