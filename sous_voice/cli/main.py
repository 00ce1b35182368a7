"""``sous-voice``: one command, one file per group of subcommands, each imported only when called.

Heavy libraries (spaCy, Piper, CTranslate2, sounddevice) are imported inside the commands that
need them, so that ``sous-voice --help`` and the link process stay light.
"""

import errno
import os
import sys
import threading
from importlib import import_module
from typing import NoReturn

import click

from sous_voice import __version__
from sous_voice.cli.streams import drop_output, flush_output, prepare_output
from sous_voice.errors import SousVoiceError

# command → "module:attribute" below sous_voice.cli
COMMANDS = {
    "understand": "understand:understand",
    "hear": "hear:hear",
    "speak": "speak:speak",
    "converse": "converse:converse",
    "cook": "cook:cook",
    "recipe": "recipe:recipe",
    "nutrition": "nutrition:nutrition",
    "season": "season:season",
    "story": "story:story",
    "stove": "stove:stove",
    "models": "models:models",
    "grammar": "grammar:grammar",
    "doctor": "doctor:doctor",
    "replay": "replay:replay",
}


class LazyGroup(click.Group):
    """A click group that imports a subcommand's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(f"sous_voice.cli.{module}"), attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="sous-voice")
def root() -> None:
    """A hands-free, offline cooking assistant."""


def main(argv: list[str] | None = None) -> None:
    """Run the command line; exit 0 good, 1 the job failed, 2 wrong usage. No traceback reaches a user."""
    prepare_output()
    try:
        code = _run(argv)
        flush_output()
        _end(code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except SousVoiceError as fault:
        click.echo(f"Error: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        # the reader went away (sous-voice ... | head): nothing is wrong
        drop_output()
        sys.exit(0)
    except MemoryError:
        click.echo("Error: the input is larger than this machine's memory. Give a smaller one.", err=True)
        sys.exit(1)
    except OSError as fault:
        click.echo(f"Error: {_of_the_system(fault)}", err=True)
        drop_output()
        sys.exit(1)


def _run(argv: list[str] | None) -> int | str:
    """The exit code of the command; click gives back that of an ``Exit``, ``sys.exit`` raises its own."""
    try:
        code = root.main(args=argv, standalone_mode=False)
    except SystemExit as asked:
        return asked.code or 0
    return code if isinstance(code, int) else 0


def _end(code: int | str) -> NoReturn:
    """End with this code. A thread that the interpreter kills inside a library's native code takes the whole program
    down with an abort; where one still runs, the interpreter's own way out is left out."""
    if isinstance(code, int) and any(thread.daemon for thread in threading.enumerate()):
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _of_the_system(fault: OSError) -> str:
    """What the system refused, for a person."""
    what = fault.strerror or str(fault)
    if fault.filename is not None:
        return f"{fault.filename}: {what[:1].lower()}{what[1:]}."
    if fault.errno == errno.ENOSPC:
        return "the output could not be written: the disk is full. Free some space."
    return f"the system refused: {what[:1].lower()}{what[1:]}."


if __name__ == "__main__":
    main()
