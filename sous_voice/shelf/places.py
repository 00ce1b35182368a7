"""Where the folders that come with the program lie: beside a checkout, or below an installation."""

import sys
import sysconfig
from pathlib import Path

from sous_voice.errors import MissingPartError


def shipped(name: str) -> Path:
    """The folder ``name`` (grammars, recipes, voices): the checkout's own first, then an installed one.

    Raises:
        MissingPartError: it is nowhere, so the installation is broken.
    """
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    # pip puts data files below the prefix; with --user below the user's base
    roots = dict.fromkeys(
        (sys.prefix, sysconfig.get_path("data"), sysconfig.get_config_var("userbase") or "")
    )
    for root in filter(None, roots):
        folder = Path(root) / "share" / "sous-voice" / name
        if folder.is_dir():
            return folder
    raise MissingPartError(
        f"The folder {name} of the program is missing.",
        "Install it anew: pip install --force-reinstall sous-voice.",
    )
