"""Threads share one arena of the C library."""

import ctypes
import subprocess
import sys

import pytest

from sous_voice.runtime.memory import share_one_arena

COUNT = """
import ctypes, io, threading, sys
from sous_voice.runtime.memory import share_one_arena
if sys.argv[1] == "shared":
    assert share_one_arena()
libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype = ctypes.c_void_p
threads = [threading.Thread(target=lambda: libc.malloc(5000)) for _ in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
libc.malloc_stats()
"""


def arenas(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", COUNT, how], capture_output=True, text=True, check=True)
    return done.stderr.count("Arena ")


def test_threads_share_one_arena() -> None:
    """After the call no thread gets memory of its own; without it they do."""
    if not hasattr(ctypes.CDLL(None), "malloc_stats"):
        pytest.skip("this C library has no arenas to count")
    assert arenas("shared") == 1
    assert arenas("own") > 1
    assert isinstance(share_one_arena(), bool)
