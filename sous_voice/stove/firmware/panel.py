"""What a hand does at the stove: buttons, the lock, the voice window, and the latches only a hand may
clear."""

ENABLE, RESET, ESTOP, UNLOCK, DIP, HOST = 1, 2, 4, 8, 16, 32
"""Bits of ``hal.buttons()``: voice enable, fault reset, emergency stop (held), unlock, supply dip, host
present (DTR)."""

ENABLE_SECONDS = 1800.0
ENABLE_AFTER_OFF = 120.0


class Panel:
    """Buttons seen as edges; the window in which a voice may raise heat."""

    def __init__(self, has_enable: bool) -> None:
        self.has_enable = has_enable
        self.window = 0.0
        """Seconds for which heat may still be raised by voice."""
        self.locked = False
        self.bits = HOST
        self.pressed = 0

    def update(self, bits: int, dt: float, heating: bool) -> None:
        """Take the buttons; ``pressed`` is what went down since the last call."""
        self.pressed = bits & ~self.bits
        if self.pressed & ENABLE:
            self.window = ENABLE_SECONDS
        if self.pressed & UNLOCK:
            self.locked = False
        # a burner that is on keeps the window open; two minutes after the last is off it closes
        self.window = max(self.window - dt, ENABLE_AFTER_OFF if heating else 0.0)
        self.bits = bits

    def last_off(self) -> None:
        """The last burner went off."""
        self.window = min(self.window, ENABLE_AFTER_OFF)

    def host_left(self, bits: int) -> bool:
        """Whether the host closed its end of the line just now."""
        return bool(self.bits & HOST and not bits & HOST)

    def open(self) -> bool:
        """Whether a voice may raise heat now, as far as the enable button goes."""
        return not self.has_enable or self.window > 0.0
