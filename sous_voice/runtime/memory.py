"""How the C library keeps memory, on Linux.

Every thread that allocates gets an arena of its own, and none gives back what it once had: with a
recogniser, two synthesisers and a player that is over 100 MB in a session, for no speed that anybody
notices (docs/benchmarks.md).
"""

import ctypes

_ARENA_MAX = -8
_TRIM_THRESHOLD = -1
_KEPT = 1_000_000
"""Bytes at the end of the heap that are kept rather than given back."""


def share_one_arena() -> bool:
    """Let all threads allocate from one arena; to be called before they start. False where it cannot be said."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        return bool(libc.mallopt(_ARENA_MAX, 1)) and bool(libc.mallopt(_TRIM_THRESHOLD, _KEPT))
    except (OSError, AttributeError):
        return False  # another C library keeps memory in its own way


def trim() -> None:
    """Give back what loading left in the heap. Does nothing where the C library is not the GNU one."""
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    except (OSError, AttributeError):
        return
