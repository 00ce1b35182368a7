"""The command line as a whole: every command is there, and no traceback reaches a user."""

import subprocess
import sys

import pytest

from sous_voice.cli.main import COMMANDS

PROGRAM = [sys.executable, "-m", "sous_voice.cli.main"]


def test_help_lists_every_command() -> None:
    """``--help`` imports each command and names it."""
    done = subprocess.run([*PROGRAM, "--help"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert all(f"  {name}" in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 2),
        (["recipe", "show", "no-such-recipe.cook"], 1),
        (["season", "bicycles"], 2),
        (["hear", "no-such-file.wav"], 1),
        (["cook", "no-such-recipe.cook"], 1),
        (["cook", "--audio-in", "no-such-file.wav"], 1),
        (["story", "list", "no-such-recipe.cook"], 1),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], code: int) -> None:
    """Wrong usage exits with 2, a job that failed with 1; what is wrong stands on standard error."""
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_stories_are_listed() -> None:
    """The walnut pie tells who crossed the sea, and when."""
    done = subprocess.run(
        [*PROGRAM, "story", "list", "walnut pie"], capture_output=True, text=True, timeout=60
    )
    assert "Story: English Walnut Pie: The crossing, Rosa, Naples, 1912" in done.stdout
