"""Standard input and output whatever they are: closed, full, or without the letters of a recipe."""

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

LONGEST_LINE = 1 << 20
"""Bytes of a line that are kept; the rest of a longer one is dropped unread."""
_ESCAPED = "sous-voice-escaped"


def escaped(fault: UnicodeError) -> tuple[str, int]:
    r"""An error handler: letters that the encoding lacks as ``\u00bd``, which JSON reads back."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    units = fault.object[fault.start : fault.end].encode("utf-16-be", "surrogatepass")
    pairs = [units[i : i + 2].hex() for i in range(0, len(units), 2)]
    return "".join(f"\\u{pair}" for pair in pairs), fault.end


def prepare_output() -> None:
    """No letter stops the program, however the terminal is set."""
    codecs.register_error(_ESCAPED, escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)


def flush_output() -> None:
    """Write out what is held back while a fault of it can still be told.

    Raises:
        OSError: the disk is full, or the reader went away.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """Nothing more is written: the interpreter's own last flush would fail again, with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def input_lines(stream: BinaryIO | None = None) -> Iterator[str]:
    """Lines of a byte stream, by default of standard input, as text, whatever its bytes; memory stays bounded.

    A standard input that was closed has no lines.
    """
    if stream is None:
        if sys.stdin is None:
            return
        stream = sys.stdin.buffer
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and len(rest) == LONGEST_LINE:
            rest = stream.readline(LONGEST_LINE)
        yield line.decode("utf-8", "replace").rstrip("\r\n")
