"""The controller's own program: one source for CPython, for MicroPython's Unix port and for a board.

Nothing here imports more than ``binascii``: no dataclasses, enums or typing, which MicroPython lacks.
The rules are in ``docs/stove-protocol.md``; time is an argument, and hardware is ``hal``
(``controller.Controller``).
"""
