"""The command line as a whole: every command is there, and no traceback reaches a user."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from sous_voice.cli.main import COMMANDS, root
from sous_voice.core.messages import Ticked
from sous_voice.runtime import sessions
from sous_voice.runtime.journal import Journal

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
        (["grammar", "check", "tests"], 1),
        (["stove", "log", "pyproject.toml"], 1),
        (["understand", "--context", "[1]", "next"], 1),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], code: int) -> None:
    """Wrong usage exits with 2, a job that failed with 1; what is wrong stands on standard error."""
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    assert ("Error" in done.stderr) != done.stdout.startswith("Fault: ")
    assert "Traceback" not in done.stderr


def test_stories_are_listed() -> None:
    """The walnut pie tells who crossed the sea, and when."""
    done = subprocess.run(
        [*PROGRAM, "story", "list", "walnut pie"], capture_output=True, text=True, timeout=60
    )
    assert "Story: English Walnut Pie: The crossing, Rosa, Naples, 1912" in done.stdout


def run(arguments: list[str], given: str | None = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The program with this standard input (None: a closed one) and more environment."""
    shell = ["bash", "-c", '"$@" <&-', "bash"] if given is None else []
    return subprocess.run(
        [*shell, *PROGRAM, *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **more},
    )


@pytest.mark.parametrize("number", ["nan", "NaN", "-nan", "inf", "-1"])
@pytest.mark.parametrize("command", [["nutrition", "pancakes", "--servings"], ["speak", "hello", "--rate"]])
def test_what_is_no_number_is_wrong_usage(command: list[str], number: str) -> None:
    """ "nan", which lies in no order to any bound, is refused like a number outside its bounds."""
    done = CliRunner().invoke(root, [*command, number])
    assert done.exit_code == 2
    assert "Invalid value" in done.output


@pytest.mark.parametrize("arguments", [["understand"], ["speak", "--spoken-text"]])
def test_a_closed_standard_input_has_no_lines(arguments: list[str]) -> None:
    """A program started without a standard input ends as at the end of an empty one."""
    done = run(arguments, None)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["recipe", "list"], ["speak", "--spoken-text", "1/2 tsp"]])
def test_a_full_disk_is_one_clear_line(arguments: list[str]) -> None:
    """Output that cannot be written ends the program with exit code 1 and says why."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120
        )
    assert done.returncode == 1
    assert done.stderr.strip() == "Error: the output could not be written: the disk is full. Free some space."


def test_letters_that_a_terminal_lacks_stop_nothing() -> None:
    """Where the output knows ASCII only, other letters are escaped so that JSON still reads them."""
    done = run(["speak", "--spoken-text", "--json", "crème \U0001f370"], PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"] == "crème \U0001f370"


def test_a_session_that_runs_is_not_taken_for_a_killed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second program leaves the journal of a running one alone, and goes on with it once that was killed."""
    monkeypatch.setenv(sessions.VARIABLE, str(tmp_path))
    running = Journal(sessions.new_path())
    running.header(version="1", started=time.time(), recipe="Pie")
    running.event(Ticked(1.0))
    assert sessions.interrupted() is None
    running.close()  # without an end: as the system does for a killed program
    assert sessions.interrupted() is not None


def test_a_journal_that_cannot_be_written_is_told_once() -> None:
    """A disk that fills up in mid-session costs the resuming, says so, and stops nothing."""
    told: list[str] = []
    journal = Journal(Path("/dev/full"), append=True, tell=told.append)
    for at in (1.0, 2.0):
        journal.event(Ticked(at))
    assert len(told) == 1
    assert "cannot be written" in told[0]
