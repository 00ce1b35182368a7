"""Something costly that several threads share: made by the first that needs it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Call it for the one thing; the others wait while it is made."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T | None = None

    def __call__(self) -> T:
        """The thing. Raises what making it raises, each time anew."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
