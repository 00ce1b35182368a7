"""A board that is not there: the parts of MicroPython's ``machine`` that ``rp2040_main`` uses."""

WDT_RESET = 3
PINS = {}
"""Number → what stands on the pin."""
OHMS = {26: 1080.0, 27: 1080.0}
LINE = {"in": b"", "out": b""}
FED = []


def reset_cause():
    return 1


class Pin:
    OUT, IN, PULL_UP = 1, 0, 2

    def __init__(self, number, mode=0, pull=0, value=1):
        self.number = number
        PINS.setdefault(number, value)

    def value(self, *new):
        if new:
            PINS[self.number] = new[0]
        return PINS[self.number]


class ADC:
    def __init__(self, pin):
        self.number = pin.number

    def read_u16(self):
        ohms = OHMS[self.number]
        return 65535 if ohms is None else int(65535 * ohms / (ohms + 2200.0))


class UART:
    def __init__(self, number, baudrate=0, tx=None, rx=None, rxbuf=0):
        assert baudrate == 115200

    def read(self, most):
        data, LINE["in"] = LINE["in"][:most], LINE["in"][most:]
        return data or None

    def write(self, data):
        LINE["out"] += data


class WDT:
    def __init__(self, timeout=0):
        assert timeout == 1000

    def feed(self):
        FED.append(1)
