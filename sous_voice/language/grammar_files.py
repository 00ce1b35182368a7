"""Where the parser's grammars lie, as written and as compiled."""

import hashlib
from pathlib import Path

NAMES = ("control", "recipe", "timers", "nutrition", "story", "community", "access", "beyond")
"""The parser's grammar files; heat has a closed grammar of its own."""
GRAMMARS = Path(__file__).resolve().parents[2] / "grammars"
COMPILED = Path(__file__).resolve().parent / "model" / "patterns.json.gz"
FORMAT = 2
"""Of the compiled file; another one is compiled afresh."""


def digest_of(folder: Path) -> str:
    """What the grammar files contain, in short; empty where they are not there."""
    files = [folder / f"{name}.yaml" for name in NAMES]
    if not all(file.is_file() for file in files):
        return ""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
