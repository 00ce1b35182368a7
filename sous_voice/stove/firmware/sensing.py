"""What the pan's temperature is now, from a sensor that lags behind it."""

SMOOTHING = 1.0
"""Seconds; takes 0.3 K of sensor noise down to a twentieth of a degree."""
SLOPE_SMOOTHING = 2.0
"""Seconds; keeps lag × noise of the slope below a degree for a lag of 20 s."""


def usable(celsius: "float | None") -> bool:
    """Whether a reading can be a temperature on a stove; an open or shorted sensor reads outside -20 to 450
    °C."""
    return celsius is not None and celsius == celsius and -20.0 < celsius < 450.0


class Estimator:
    """Lead compensation: the smoothed reading plus the sensor's lag times its slope.

    A glass-side sensor of 20 s lag shows 270 °C when an empty pan is at 384 °C; with this the cut comes at
    271 °C.
    """

    def __init__(self, lag: float) -> None:
        self.lag = lag
        self.smooth = None
        self.slope = 0.0
        """K/s of the smoothed reading."""
        self.celsius = None
        """Estimate of the pan's temperature, °C; None before the first usable reading."""

    def update(self, reading: "float | None", dt: float) -> None:
        """Take one reading, ``dt`` seconds after the one before."""
        if not usable(reading):
            return
        if self.smooth is None:
            self.smooth = self.celsius = reading
        if dt <= 0:
            return
        before = self.smooth
        self.smooth += (reading - before) * dt / (SMOOTHING + dt)
        self.slope += ((self.smooth - before) / dt - self.slope) * dt / (SLOPE_SMOOTHING + dt)
        self.celsius = self.smooth + (self.lag + SMOOTHING) * self.slope
