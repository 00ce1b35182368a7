"""Frames of SVL/1: ``:`` body ``*`` CRC-32 ``\\n``; encoder and bounded reader, for both ends of the line.

The CRC is CRC-32/ISO-HDLC over the body. Each of its nibbles n travels as the byte 0x40 | n, high first, so
that one flipped bit on the wire is one flipped bit of the CRC (ordinary hexadecimal would let one flip
change three).
"""

from binascii import crc32

MAJOR = 1
"""Both ends must agree on it for heat; off works with any."""
MAX_BODY = 200
STOP_BYTE = 0x18
"""Two in a row, anywhere, even inside a frame, are the emergency stop."""
NO_SESSION = "00000000"
TICKS = 1 << 30
"""MicroPython's millisecond counter wraps here, after about 12 days."""

STOP = "STOP"
BAD = "BAD"


def elapsed(now: int, then: int) -> int:
    """Milliseconds from ``then`` to ``now`` on a counter that wraps at ``TICKS``."""
    return (now - then) & (TICKS - 1)


def checksum(body: bytes) -> bytes:
    """The CRC of a body as eight bytes ``@`` to ``O``."""
    value = crc32(body) & 0xFFFFFFFF
    return bytes([0x40 | (value >> shift) & 15 for shift in (28, 24, 20, 16, 12, 8, 4, 0)])


def encode(body: str) -> bytes:
    """A body of at most 200 printable ASCII characters without ``:`` and ``*``, as a frame."""
    raw = body.encode()
    if len(raw) > MAX_BODY or any(b < 0x20 or b > 0x7E or b in b":*" for b in raw):
        raise ValueError("not a body: " + body)
    return b":" + raw + b"*" + checksum(raw) + b"\n"


def frame(sid: str, seq: int, *fields: object) -> bytes:
    """The frame of session ``sid`` (8 hexadecimal digits) and number ``seq`` with these fields."""
    return encode(",".join([sid, f"{seq & 0xFFFF:04X}"] + [str(field) for field in fields]))


class Reader:
    """Bytes in, bodies out. Holds at most one frame's bytes, whatever arrives."""

    def __init__(self) -> None:
        self.bad = 0
        """Frames thrown away for a wrong CRC, character or length."""
        self._frame = bytearray()
        self._inside = False
        self._last = 0

    def feed(self, data: bytes) -> list:
        """Bodies as text, ``STOP`` for each emergency stop, ``BAD`` for each broken frame, in order."""
        found = []
        for byte in data:
            if byte == STOP_BYTE and self._last == STOP_BYTE:
                found.append(STOP)
                self._last = 0
                continue
            self._last = byte
            item = self._take(byte)
            if item is not None:
                found.append(item)
        return found

    def _take(self, byte: int) -> "str | None":
        if byte == 0x3A:
            self._inside = True
            self._frame = bytearray()
        elif not self._inside:
            return None
        elif byte == 0x0A:
            self._inside = False
            return self._close()
        elif byte < 0x20 or byte > 0x7E or len(self._frame) >= MAX_BODY + 9:
            self._inside = False
            self.bad += 1
            return BAD
        else:
            self._frame.append(byte)
        return None

    def _close(self) -> str:
        whole = bytes(self._frame)
        body = whole[:-9]
        if len(whole) < 10 or whole[-9] != 0x2A or 0x2A in body or checksum(body) != whole[-8:]:
            self.bad += 1
            return BAD
        return str(body, "ascii")


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(c in "0123456789ABCDEF" for c in text)


def split(body: str) -> "tuple[str, int, str, list] | None":
    """Session, number, verb and further fields of a body; None where it does not have this form."""
    parts = body.split(",")
    if len(parts) < 3 or not _is_hex(parts[0], 8) or not _is_hex(parts[1], 4) or not parts[2]:
        return None
    return parts[0], int(parts[1], 16), parts[2], parts[3:]


def whole(text: str, low: int, high: int) -> "int | None":
    """A plain decimal number between ``low`` and ``high``; None for anything else (signs, spaces,
    letters)."""
    if not text or len(text) > 6 or not all(c in "0123456789" for c in text):
        return None
    value = int(text)
    return value if low <= value <= high else None


def hexadecimal(text: str, length: int) -> "int | None":
    """A number of exactly ``length`` upper-case hexadecimal digits; None for anything else."""
    return int(text, 16) if _is_hex(text, length) else None
