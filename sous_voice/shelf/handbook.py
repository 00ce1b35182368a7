"""Reads the kitchen's tables of substitutions, terms, doneness and remedies (``tables/*.csv``)."""

from functools import cache

from sous_voice.core.interview import Prompt
from sous_voice.core.keeping import Keeping
from sous_voice.core.substitutes import Substitution
from sous_voice.core.technique import SENSES, Doneness, Handbook, Remedy, Term
from sous_voice.shelf.diet_table import rows


def _also(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name in row["also"].split("|") if name)


def _number(text: str) -> int | None:
    return int(text) if text else None


@cache
def substitution_table() -> tuple[Substitution, ...]:
    """All substitutions, those of one food in order of preference."""
    return tuple(
        Substitution(**{key: value or "" for key, value in row.items()}) for row in rows("substitutions.csv")
    )


@cache
def handbook() -> Handbook:
    """Terms, signs of doneness, remedies, advice."""
    terms = tuple(Term(row["term"], _also(row), row["meaning"]) for row in rows("glossary.csv"))
    doneness = tuple(
        Doneness(
            row["food"],
            _also(row),
            _number(row["celsius"]),
            _number(row["fahrenheit"]),
            _number(row["rest_minutes"]),
            tuple((sense, row[sense]) for sense in SENSES if row[sense]),
            _number(row["done_celsius"]),
            _number(row["done_fahrenheit"]),
            row["note"] or "",
        )
        for row in rows("doneness.csv")
    )
    remedies = tuple(Remedy(row["symptom"], _also(row), row["remedy"]) for row in rows("rescue.csv"))
    advice, reasons, forms, warnings, unseen = (
        tuple(Term(row["topic"], _also(row), row["advice"]) for row in rows(name))
        for name in ("advice.csv", "reasons.csv", "forms.csv", "safety.csv", "without_sight.csv")
    )
    return Handbook(terms, doneness, remedies, advice, reasons, forms, warnings, unseen)


@cache
def keeping_table() -> tuple[Keeping, ...]:
    """How long dishes keep."""
    return tuple(
        Keeping(
            row["food"],
            _also(row),
            row["fridge"],
            row["freezer"] or "",
            row["note"] or "",
            bool(row["bought"]),
            *_sources(row["source"]),
        )
        for row in rows("keeping.csv")
    )


def _sources(text: str) -> tuple[str, str]:
    """ "keeper/thumb" → the source of the fridge time, that of the freezer time."""
    fridge, _, freezer = text.partition("/")
    return fridge, freezer or fridge


@cache
def prompt_table() -> tuple[Prompt, ...]:
    """Questions for tellers, by stage."""
    return tuple(Prompt(row["stage"], row["question"]) for row in rows("interview.csv"))
