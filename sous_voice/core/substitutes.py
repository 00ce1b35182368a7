"""What may stand in for what: ratio, what else must change, and whom it must not be offered."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from sous_voice.core.diets import DietTable, Diner, Finding, Verdict, against, words_of
from sous_voice.core.recipe import Quantity


@dataclass(frozen=True, slots=True)
class Substitution:
    """One row of the table: ``amount`` of ``food`` = ``sub_amount`` of ``substitute``."""

    food: str
    amount: str
    substitute: str
    sub_amount: str
    good_for: str = ""
    change: str = ""
    """What else must change."""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """A substitution that may be offered to everybody at the table."""

    row: Substitution
    check_label: tuple[Finding, ...] = ()
    """What may be in it, for whom the label must be read."""


_NUMBER = re.compile(r"(?:(\d+) )?(\d+)/(\d+)|(\d+(?:\.\d+)?)")


def find(table: tuple[Substitution, ...], name: str) -> tuple[Substitution, ...]:
    """All rows for a food: its own name first, then what its last words make ("whole milk" → milk)."""
    words = words_of(name)
    for start in range(len(words)):
        rows = tuple(row for row in table if words_of(row.food) == words[start:])
        if rows:
            return rows
    heads = tuple(row for row in table if set(words_of(row.food)) <= set(words))
    return heads


def for_everybody(rows: Iterable[Substitution], table: DietTable, diners: Iterable[Diner]) -> tuple[Fit, ...]:
    """The rows that nobody at the table must avoid, those without a label to read first.

    A row is left out when any part of it contains, or is not known not to contain, what somebody
    cannot have.
    """
    people = tuple(diners)
    fits = []
    for row in rows:
        findings = [f for part in parts(row) for diner in people for f in against(table, part, diner)]
        if all(finding.verdict is Verdict.MAY for finding in findings):
            fits.append(Fit(row, tuple(findings)))
    return tuple(sorted(fits, key=lambda fit: bool(fit.check_label)))


def parts(row: Substitution) -> tuple[str, ...]:
    """The foods that a substitute is made of: "milk and lemon juice" → milk, lemon juice."""
    return tuple(part.strip() for part in re.split(r"\band\b", row.substitute) if part.strip())


def read_amount(text: str) -> tuple[Fraction, str] | None:
    """Number and unit of "3/4 cup yogurt": (3/4, "cup"); a bare number has unit ""; None without a number."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    whole, top, bottom, plain = match.groups()
    number = Fraction(plain) if plain else Fraction(int(whole or 0)) + Fraction(int(top), int(bottom))
    unit = text[match.end() :].strip().split(" ")[0]
    return number, unit


def converter(row: Substitution) -> Callable[[Quantity], Quantity]:
    """How an amount of the food becomes an amount of the substitute.

    Same units scale by the ratio; pieces ("1 egg = 1/4 cup applesauce") take the substitute's unit.
    Amounts in another unit than the row's stay as they are where the ratio is one to one, and
    become words ("in the ratio ...") where it is not.
    """
    mine, theirs = read_amount(row.amount), read_amount(row.sub_amount)

    def convert(quantity: Quantity) -> Quantity:
        if quantity.low is None or mine is None or theirs is None:
            return replace(quantity, low=None, high=None, unit="", words=quantity.words or row.sub_amount)
        factor = theirs[0] / mine[0]
        same = words_of(theirs[1]) == words_of(mine[1])
        unit = quantity.unit if same else theirs[1]
        if words_of(quantity.unit) != words_of(mine[1]) and not same and quantity.unit:
            return Quantity(words=f"{row.sub_amount} for each {row.amount}")
        high = quantity.high * factor if quantity.high is not None else None
        return Quantity(quantity.low * factor, high, unit, fixed=quantity.fixed)

    return convert
