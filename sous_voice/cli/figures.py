"""Numbers on the command line."""

import math
from typing import Any

import click


class Figure(click.FloatRange):
    """A number within bounds. ``nan``, which no bound keeps out by itself, is none."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; fails as a usage error."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number
