"""``sous-voice replay``: a journal, decided again."""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("journal", type=click.Path(path_type=Path))
@click.option("--reparse", is_flag=True, help="Let the parser read the words again, too.")
@click.option("--accept", is_flag=True, help="Write what is decided now into the journal, as right.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def replay(journal: Path, reparse: bool, accept: bool, as_json: bool) -> None:
    """Decide every event of JOURNAL again and compare; exit code 1 where something is decided otherwise."""
    from sous_voice.runtime.journal import read_journal
    from sous_voice.runtime.replay import renew, replay_journal

    account = read_journal(journal)
    differing = 0
    for told in replay_journal(account, reparse=reparse):
        differing += not told.same
        if as_json:
            line = {"line": told.line, "at": told.at, "event": told.event, "same": told.same}
            click.echo(json.dumps({**line, "was": told.was, "now": told.now}, ensure_ascii=False))
        elif not told.same:
            click.echo(f"Differs: line {told.line}, {told.event}: was {told.was}; now {told.now}")
    if not as_json:
        torn = f", {account.torn} torn" if account.torn else ""
        click.echo(f"Replayed: {len(account.steps)} events{torn}, {differing} decided otherwise.")
    if accept:
        renew(journal)
    sys.exit(1 if differing and not accept else 0)
