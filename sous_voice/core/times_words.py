"""A factor as a cook says it: twice every amount, a bit more than half of it."""

from fractions import Fraction

from sous_voice.core.quantity import number_text

_SHARES = (
    (Fraction(1, 10), "a tenth of"), (Fraction(1, 8), "an eighth of"), (Fraction(1, 6), "a sixth of"),
    (Fraction(1, 5), "a fifth of"),
    (Fraction(1, 4), "a quarter of"), (Fraction(1, 3), "a third of"), (Fraction(1, 2), "half of"),
    (Fraction(2, 3), "two thirds of"), (Fraction(3, 4), "three quarters of"), (Fraction(1), ""),
    (Fraction(5, 4), "one and a quarter times"), (Fraction(4, 3), "one and a third times"),
    (Fraction(3, 2), "one and a half times"), (Fraction(2), "twice"), (Fraction(5, 2), "two and a half times"),
    (Fraction(3), "three times"),
)  # fmt: skip
_JUST = Fraction(1, 100)


def _near(factor: Fraction) -> str:
    """ "a bit more than half of": the nearest share that a cook would name; empty where none is near."""
    near, name = min(_SHARES, key=lambda share: abs(share[0] - factor))
    if abs(factor - near) <= _JUST and name:
        return f"{name} every amount"
    if not near * Fraction(7, 8) <= factor <= near * Fraction(10, 7):
        return ""
    side = "more" if factor > near else "less"
    return f"a bit {side} than {name} every amount" if name else f"a bit {side} of everything"


def times_text(factor: Fraction) -> str:
    """ "twice every amount", "three quarters of every amount"."""
    if factor == 4:
        return "four times every amount"
    if factor == 1:
        return "every amount as it is written"
    near = _near(factor)
    if near:
        return near
    return f"{number_text(factor)} {'of' if factor < 1 else 'times'} every amount"
