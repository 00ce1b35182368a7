"""``sous-voice``: one command, one file per group of subcommands, each imported only when called.

Heavy libraries (spaCy, Piper, CTranslate2, sounddevice) are imported inside the commands that
need them, so that ``sous-voice --help`` and the link process stay light.
"""

import sys
from importlib import import_module

import click

from sous_voice import __version__
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
    try:
        root.main(args=argv, standalone_mode=False)
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
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
