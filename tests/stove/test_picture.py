"""``stove simulate --plot``: temperatures, orders and faults over time, in a picture that needs no library."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sous_voice.errors import StoveError
from sous_voice.stove.simulator.picture import draw, ticks
from sous_voice.stove.simulator.server import check_picture

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_of_a_session(tmp_path: Path) -> None:
    """A session on the command line ends in a picture: whole and dashed lines, orders, the fault by its words."""
    place = tmp_path / "evening.svg"
    command = [
        sys.executable,
        "-m",
        "sous_voice.cli.main",
        "stove",
        "simulate",
        "--stepped",
        "--plot",
        str(place),
    ]
    lines = "step 5\nload front_left oil 0.5 80\nsensor_open front_left\nstep 60\nquit\n"
    ran = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    picture = ElementTree.fromstring(place.read_text(encoding="utf-8"))
    curves = picture.findall(f"{SVG}polyline")
    words = [text.text for text in picture.findall(f"{SVG}text")]
    assert len(curves) == 12, "pan, food and orders of four zones, none of which was driven"
    assert sum("stroke-dasharray" in curve.attrib for curve in curves) == 4
    assert {"°C", "ordered, %", "seconds", "sensor_open front_left", "front_left: pan whole,"} <= set(words)


def test_only_zones_that_heated() -> None:
    """A zone that was never driven is left out where another was; every point lies inside the picture."""
    line = [(0.0, 20.0), (60.0, 180.0)]
    picture = ElementTree.fromstring(
        draw(
            ["a", "b"],
            [line, line],
            [line, line],
            [[(0.0, 0.0), (60.0, 50.0)], [(0.0, 0.0), (60.0, 0.0)]],
            [],
        )
    )
    curves = picture.findall(f"{SVG}polyline")
    assert len(curves) == 3
    for curve in curves:
        for point in curve.attrib["points"].split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 900 and 0 <= y <= 600


@pytest.mark.parametrize(("most", "count"), [(0.9, 1), (6.0, 7), (100.0, 6), (105.0, 6), (3600.0, 4)])
def test_ticks(most: float, count: int) -> None:
    """Round numbers, and never a crowd of them."""
    assert len(ticks(most)) == count


def test_a_picture_that_cannot_be_drawn_is_told_at_once(tmp_path: Path) -> None:
    """Nobody waits an hour to learn that the folder is not there."""
    with pytest.raises(StoveError, match="There is no folder"):
        check_picture(tmp_path / "nowhere" / "x.svg")
    command = [
        sys.executable,
        "-m",
        "sous_voice.cli.main",
        "stove",
        "simulate",
        "--plot",
        str(tmp_path / "no" / "x.svg"),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1 and "Traceback" not in ran.stderr and ran.stdout == ""
