"""The hazard table as scenarios: one function a row, run on the controller as an object and on its program
on a pty.

Each returns the seconds from the fault to power off where there are such, and is held to ``within``. Rows
that are the assistant's show here what the controller makes of them when the assistant fails. The scenarios stand by
subject in ``hazards_line`` (cable, programs, clocks), ``hazards_heat`` (sensors, switches, pans) and ``hazards_word``
(offers, voices, hands).
"""

from . import hazards_heat, hazards_line, hazards_word
from .hazard_table import HAZARDS, Hazard

__all__ = ["HAZARDS", "Hazard", "hazards_heat", "hazards_line", "hazards_word"]

HAZARDS.sort(key=lambda hazard: hazard.row)
