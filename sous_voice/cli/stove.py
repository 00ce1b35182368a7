"""``sous-voice stove``: simulate one, ask one, switch one off, read what was done with it."""

import json
import random
import signal
import sys
import time
from pathlib import Path

import click

from sous_voice.cli.figures import Figure
from sous_voice.errors import StoveError, UserInputError

OFF_BY_HAND = "Nothing was sent: say off to the assistant that uses it, or turn the knobs."


@click.group()
def stove() -> None:
    """The stove: simulate one, ask its state, switch it off, read its log."""


@stove.command()
@click.option("--zones", default="", help="name=kind[:watts[:sensor[:lag]]],... Kinds: ind, rad, coil, gas.")
@click.option(
    "--plot",
    "picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw at the end (.svg; others need matplotlib).",
)
@click.option("--seconds", type=Figure(min=0), help="End after so long.")
@click.option("--seed", type=int, default=None, help="Same seed, same noise.")
@click.option("--load", "loads", multiple=True, help='What stands where, e.g. "front_left oil 0.5".')
@click.option(
    "--firmware",
    type=click.Choice(["here", "python", "micropython"]),
    default="here",
    help="Where the controller's program runs.",
)
@click.option("--enable-button/--no-enable-button", default=True, help="Whether raising needs a press there.")
@click.option("--stepped", is_flag=True, help="Time passes only by the command: step SECONDS.")
@click.option("--port", "name", type=click.Path(path_type=Path), help="Name the port so (a link is made).")
def simulate(
    zones: str,
    picture: Path | None,
    seconds: float | None,
    seed: int | None,
    loads: tuple[str, ...],
    firmware: str,
    enable_button: bool,
    stepped: bool,
    name: Path | None,
) -> None:
    """A stove that does not exist, on a pseudo-terminal. Prints its port first; takes faults as lines of
    input.

    Commands: unplug, replug, half_link tx|rx, garble RATE, replay, reboot, silent, slow SECONDS, freeze,
    unfreeze, sensor_open|sensor_short|sensor_stuck|weld|double_weld|runaway|no_flame|pan_off|pan_on ZONE,
    sensor_swap A B, sensor_offset ZONE K, short_circuit, wrap, load ZONE water|oil|food|empty AMOUNT, pan ZONE
    KIND, lid ZONE on|off, knob ZONE PERCENT, enable, unlock, reset, estop, clear, state, quit.
    """
    from sous_voice.stove.simulator.bench import Bench, InProcessBoard
    from sous_voice.stove.simulator.plant import make_plant, read_zones
    from sous_voice.stove.simulator.process_board import ProcessBoard
    from sous_voice.stove.simulator.server import Server, check_picture, plot

    try:
        configs = read_zones(zones)
    except UserInputError as fault:
        raise click.UsageError(fault.said) from None
    if picture:
        check_picture(picture)
    seed = random.SystemRandom().getrandbits(16) if seed is None else seed
    plant = make_plant(configs, seed)
    board = (
        InProcessBoard(plant, configs, enable_button, seed)
        if firmware == "here"
        else ProcessBoard(plant, configs, firmware, enable_button, stepped, seed)
    )
    server = Server(Bench(plant, board, seed), stepped, name)
    for load in loads:
        server.faults.do("load " + load)
    if enable_button and not stepped:
        plant.press("enable")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.run(seconds)
    except KeyboardInterrupt:
        click.echo("Stove: the simulator ends.", err=True)
    finally:
        if isinstance(board, ProcessBoard):
            board.close()
        if picture:
            plot(server.history, [config.name for config in configs], picture)


@stove.command()
@click.option("--port", default="", help="The stove's serial port; default: the setting stove.port.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(port: str, as_json: bool) -> None:
    """What the stove says of itself. Asking ends any heat that an assistant had started and left."""
    from dataclasses import asdict

    from sous_voice.core.messages import StoveReported
    from sous_voice.stove.link import connect

    link = connect(_port(port))
    try:
        report = _first(link, StoveReported).report
    finally:
        link.close()
    if as_json:
        click.echo(json.dumps(asdict(report)))
        return
    fault = f", fault {report.fault}" if report.fault else ""
    click.echo(f"Stove: {report.state}{fault}{', locked' if report.locked else ''}")
    for zone in report.zones:
        heat = f"{zone.celsius:.0f} degrees" if zone.celsius is not None else "temperature not known"
        pan = {True: "pan there", False: "no pan", None: "pan not known"}[zone.pan]
        level = f"on at {zone.level}, {zone.watts:.0f} watts" if zone.level else "off"
        click.echo(f"Zone: {zone.name.replace('_', ' ')} {level}, {heat}{', hot' if zone.hot else ''}, {pan}")


def _port(given: str) -> str:
    """The port that was named, or that of the settings."""
    from sous_voice.settings import load_settings

    port = given or load_settings().stove.port
    if port in ("", "none", "sim"):
        raise click.UsageError("Name the stove's port with --port, or as stove.port in the settings.")
    return port


def _first(link: "object", kind: type) -> "object":
    """The first event of this kind within two seconds."""
    from sous_voice.stove.link import wait_readable

    end = time.monotonic() + 2.0
    while time.monotonic() < end:
        for event in link.poll(time.monotonic()):  # type: ignore[attr-defined]
            if isinstance(event, kind):
                return event
        wait_readable(link, 0.05)  # type: ignore[arg-type]
    raise StoveError("The stove fell silent.", "Look at the stove itself.")


@stove.command()
@click.option("--port", default="", help="The stove's serial port; default: the setting stove.port.")
@click.option("--emergency", is_flag=True, help="Also latch the stove.")
def off(port: str, emergency: bool) -> None:
    """Everything off, and say so only when the stove shows it."""
    from sous_voice.core.messages import StoveReported
    from sous_voice.stove.link import connect

    try:
        link = connect(_port(port))
    except StoveError as fault:
        raise StoveError(fault.said, f"{OFF_BY_HAND} {fault.remedy}".strip()) from None
    try:
        link.off(emergency=emergency)
        for _ in range(6):
            report = _first(link, StoveReported).report  # type: ignore[attr-defined]
            if all(zone.level == 0 and zone.watts == 0 for zone in report.zones):
                click.echo("Stove: everything is off." + (" It is latched." if emergency else ""))
                return
    finally:
        link.close()
    raise StoveError("Off was sent, but the stove still shows power.", "Switch it off at the wall.")


@stove.command()
@click.argument("journal", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def log(journal: Path | None, as_json: bool) -> None:
    """Every change of heat in a session's journal: words heard, who confirmed, what the stove reported."""
    from sous_voice.runtime.sessions import folder
    from sous_voice.stove.history import heat_changes, newest_journal

    place = journal or newest_journal(folder())
    if place is None:
        raise UserInputError("There is no journal yet.", "Cook once, or name a journal file.")
    for change in heat_changes(place):
        click.echo(json.dumps(change) if as_json else change["line"])
