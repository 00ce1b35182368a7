"""Oven temperatures for the ear, in the cook's own scale."""

# British gas marks and the oven temperature each stands for, °C (BS 5386-4; the usual kitchen table)
GAS_MARKS = {
    0.25: 110, 0.5: 120, 1: 140, 2: 150, 3: 165, 4: 180, 5: 190, 6: 200, 7: 220, 8: 230, 9: 240, 10: 260,
}  # fmt: skip
_MARK_WORDS = {0.25: "a quarter", 0.5: "a half"}


def gas_mark(celsius: float) -> float | None:
    """The nearest gas mark, ¼ to 10; None more than 15 °C outside the scale."""
    mark = min(GAS_MARKS, key=lambda candidate: abs(GAS_MARKS[candidate] - celsius))
    return mark if abs(GAS_MARKS[mark] - celsius) <= 15 else None


def fahrenheit(celsius: float) -> float:
    """°C → °F."""
    return celsius * 9 / 5 + 32


def celsius_of(number: float, scale: str) -> float | None:
    """A number in scale ``C``, ``F`` or ``gas`` as °C; None for a gas mark that does not exist."""
    if scale == "gas":
        return float(GAS_MARKS[number]) if number in GAS_MARKS else None
    return (number - 32) * 5 / 9 if scale == "F" else number


def oven_words(celsius: float, scale: str) -> str:
    """How a cook says an oven temperature: rounded to 5 °C or 25 °F as dials have it.

    ``scale`` is ``C``, ``F`` or ``gas``; outside the gas marks Celsius is said.
    """
    if scale == "F":
        exact = fahrenheit(celsius)
        return f"{round(exact / 25) * 25 if exact >= 200 else round(exact / 5) * 5:g} degrees Fahrenheit"
    mark = gas_mark(celsius) if scale == "gas" else None
    if mark is not None:
        return f"gas mark {_MARK_WORDS.get(mark, f'{mark:g}')}"
    return f"{round(celsius / 5) * 5:g} degrees Celsius"
