"""Temperatures and orders over time as an SVG picture, without any library."""

from collections.abc import Iterator, Sequence
from html import escape

WIDTH, HEIGHT = 900, 600
LEFT, RIGHT, TOP = 60, 180, 20
PANELS = ((TOP, 340), (390, 560))
"""Upper and lower edge of the temperatures, and of the orders."""
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf")

Line = Sequence[tuple[float, float]]
"""(seconds, value) of each point."""


def ticks(most: float, about: int = 6) -> list[float]:
    """Round numbers from 0 to ``most``."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000):
        if most / step <= about:
            return [float(step * k) for k in range(int(most / step) + 1)]
    return [0.0, most]


def used_zones(orders: Sequence[Line]) -> list[int]:
    """The zones that were ever driven; all of them where none was."""
    return [n for n, line in enumerate(orders) if any(value for _, value in line)] or list(range(len(orders)))


def draw(
    names: Sequence[str],
    pans: Sequence[Line],
    foods: Sequence[Line],
    orders: Sequence[Line],
    marks: Sequence[tuple[float, str]],
) -> str:
    """One colour a zone: pan whole, food dashed, and below the per cent ordered; ``marks`` are faults as they came.

    Zones that never heated are left out, unless none did.
    """
    used = used_zones(orders)
    seconds = max((at for line in pans for at, _ in line), default=1.0) or 1.0
    hottest = max((value for n in used for _, value in pans[n]), default=100.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><rect width="100%" height="100%" fill="white"/>'
    ]
    for panel, most, label in ((PANELS[0], 1.1 * hottest, "°C"), (PANELS[1], 105.0, "ordered, %")):
        parts += _frame(panel, most, seconds, label)
        parts += _marks(panel, seconds, marks, named=panel is PANELS[0])
        for place, n in enumerate(used):
            colour = COLOURS[place % len(COLOURS)]
            if panel is PANELS[0]:
                parts.append(_line(panel, most, seconds, pans[n], colour, ""))
                parts.append(_line(panel, most, seconds, foods[n], colour, ' stroke-dasharray="6 4"'))
                y = TOP + 14 + 34 * place
                parts.append(_text(WIDTH - RIGHT + 10, y, f"{names[n]}: pan whole,", colour))
                parts.append(_text(WIDTH - RIGHT + 10, y + 14, "food dashed", colour))
            else:
                parts.append(_line(panel, most, seconds, _stairs(orders[n]), colour, ""))
    return "\n".join([*parts, "</svg>\n"])


def _x(at: float, seconds: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * at / seconds


def _y(value: float, panel: tuple[int, int], most: float) -> float:
    top, bottom = panel
    return bottom - (bottom - top) * min(max(value / most, 0.0), 1.0)


def _text(x: float, y: float, words: str, colour: str = "black", more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}"{more}>{escape(words)}</text>'


def _frame(panel: tuple[int, int], most: float, seconds: float, label: str) -> Iterator[str]:
    """The axes, with their numbers."""
    top, bottom = panel
    right = WIDTH - RIGHT
    yield f'<path d="M{LEFT} {top}V{bottom}H{right}" fill="none" stroke="black"/>'
    for value in ticks(most):
        y = _y(value, panel, most)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>'
        yield _text(LEFT - 8, y + 4, f"{value:g}", more=' text-anchor="end"')
    for at in ticks(seconds):
        yield _text(_x(at, seconds), bottom + 16, f"{at:g}", more=' text-anchor="middle"')
    yield _text(8, top - 6, label)
    yield _text(right, bottom + 32, "seconds", more=' text-anchor="end"')


def _marks(
    panel: tuple[int, int], seconds: float, marks: Sequence[tuple[float, str]], named: bool
) -> Iterator[str]:
    """A dotted line at each fault, with its words, each lower than the one before."""
    top, bottom = panel
    for number, (at, words) in enumerate(marks):
        x = _x(at, seconds)
        yield f'<path d="M{x:.1f} {top}V{bottom}" stroke="#888" stroke-dasharray="2 3"/>'
        if named:
            yield _text(x + 3, top + 12 + 14 * (number % 8), words, "#555")


def _line(panel: tuple[int, int], most: float, seconds: float, line: Line, colour: str, more: str) -> str:
    points = " ".join(f"{_x(at, seconds):.1f},{_y(value, panel, most):.1f}" for at, value in line)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"{more}/>'


def _stairs(line: Line) -> Line:
    """An order holds until the next."""
    steps: list[tuple[float, float]] = []
    for at, value in line:
        if steps:
            steps.append((at, steps[-1][1]))
        steps.append((at, value))
    return steps
