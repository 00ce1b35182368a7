"""What the loudspeaker's callback plays: reels of samples, and the mixer that turns them into blocks.

The callback may wait for nobody, so everything it shares with the player is either appended by one
side and read by the other, or a single assignment; what it has to say goes into a ``SimpleQueue``,
whose ``put`` holds no lock of Python's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import numpy as np
import numpy.typing as npt

from sous_voice.speaking.cache import RATE, Pcm

_FADE = int(0.02 * RATE)
_GAP_SENTENCE = np.zeros(int(0.22 * RATE), np.int16)
_GAP_CLAUSE = np.zeros(int(0.05 * RATE), np.int16)


def pause(ends_sentence: bool, more: float = 0.0) -> Pcm:
    """The silence that belongs after a piece, and ``more`` seconds."""
    gap = _GAP_SENTENCE if ends_sentence else _GAP_CLAUSE
    return np.concatenate([gap, np.zeros(int(more * RATE), np.int16)]) if more else gap


def with_pause(pcm: Pcm, ends_sentence: bool, more: float = 0.0) -> Pcm:
    """A piece with the pause that belongs after it."""
    return np.concatenate([pcm, pause(ends_sentence, more)])


@dataclass(eq=False, slots=True)
class Piece:
    """The sound of one piece of text, which may still be in the making."""

    parts: list[Pcm] = field(default_factory=list)
    """Appended by the player, read by the callback."""
    complete: bool = False
    """Set by the player after the last part."""

    @property
    def size(self) -> int:
        """Samples made so far."""
        return sum(part.size for part in self.parts)


@dataclass(eq=False, slots=True)
class Reel:
    """One utterance as sound: the pieces that are ready, in order, and how far they were played."""

    pieces: list[Piece] = field(default_factory=list)
    """Appended by the player, read by the callback."""
    complete: bool = False
    """Set by the player once no more pieces will come."""
    cut: bool = False
    """Set by the player: fade out and end."""
    index: int = 0
    """The piece being played. Callback only."""
    offset: int = 0
    """Samples of it that were played. Callback only."""
    part: int = 0
    """The part of it being played. Callback only."""
    within: int = 0
    """Samples of the part that were played. Callback only."""
    stops: frozenset[int] = frozenset()
    """Pieces after which the reel may be taken off, when ``yield_at_stop`` is set."""
    yield_at_stop: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What the callback tells: this happened to this reel, at this time at the listener's ear."""

    what: str
    """began (a piece), ended (the reel played out), cut (it was taken off)."""
    reel: Reel
    at: float
    index: int
    offset: int


class Mixer:
    """Blocks for the loudspeaker from one reel and any earcons."""

    def __init__(self, marks: "SimpleQueue[Mark]", notify: Callable[[], None]) -> None:
        """``notify`` is called after a mark was put, from the callback: it must not wait."""
        self._marks = marks
        self._notify = notify
        self._earcons: SimpleQueue[Pcm] = SimpleQueue()
        self._overlays: list[tuple[Pcm, int]] = []
        self._gain = 1.0
        self.reel: Reel | None = None
        """What is played. Set by the player when None; set to None by the callback at its end."""
        self.volume = 1.0
        """0 to 1; glides over one block."""
        self.ducked = False
        """True while somebody speaks to us: everything at a quarter."""

    def sound(self, earcon: Pcm) -> None:
        """Play an earcon over whatever is on."""
        self._earcons.put(earcon)

    @property
    def busy(self) -> bool:
        """True while anything sounds or is about to."""
        return self.reel is not None or bool(self._overlays) or not self._earcons.empty()

    def render(self, frames: int, at: float) -> Pcm:
        """The next block. ``at``: session time at which its first sample reaches the ear. Never waits."""
        block = np.zeros(frames, np.float32)
        had_overlay = self._add_earcons(block)
        reel = self.reel
        # an earcon that comes before words is heard before them
        if reel is not None and not (had_overlay and reel.index == 0 and reel.offset == 0 and not reel.cut):
            self._play(reel, block, at)
        return self._with_gain(block)

    def _with_gain(self, block: npt.NDArray[np.float32]) -> Pcm:
        target = self.volume * (0.25 if self.ducked else 1.0)
        if target != self._gain:
            block *= np.linspace(self._gain, target, block.size, dtype=np.float32)
            self._gain = target
        elif target != 1.0:
            block *= target
        return np.clip(block, -32768, 32767).astype(np.int16)

    def _add_earcons(self, block: npt.NDArray[np.float32]) -> bool:
        try:
            while True:
                self._overlays.append((self._earcons.get_nowait(), 0))
        except Empty:
            pass
        left = []
        for pcm, start in self._overlays:
            part = pcm[start : start + block.size]
            block[: part.size] += part
            if start + part.size < pcm.size:
                left.append((pcm, start + part.size))
        self._overlays = left
        return bool(left)

    def _play(self, reel: Reel, block: npt.NDArray[np.float32], at: float) -> None:
        if reel.cut and not reel.index and not reel.offset:
            self._end("cut", reel, at)
            return
        limit = min(block.size, _FADE) if reel.cut else block.size
        filled = 0
        while filled < limit:
            if reel.index >= len(reel.pieces):
                if reel.complete and reel.index >= len(reel.pieces) and not reel.cut:
                    self._end("ended", reel, at + filled / RATE)
                    return
                break  # the synthesiser is behind: silence
            piece = reel.pieces[reel.index]
            complete = piece.complete  # looked at before the parts: what is complete gets no more of them
            if reel.part < len(piece.parts):
                filled = self._play_part(reel, piece.parts[reel.part], block[:limit], filled, at)
            elif not complete:
                break
            elif self._next_piece(reel, at + filled / RATE):
                return
        if reel.cut:
            if filled:
                block[:filled] *= np.linspace(1, 0, filled, dtype=np.float32)
            self._end("cut", reel, at + filled / RATE)

    def _play_part(
        self, reel: Reel, part: Pcm, block: npt.NDArray[np.float32], filled: int, at: float
    ) -> int:
        """Add what fits of a part to the block; how much of the block is filled then."""
        if not reel.part and not reel.within:
            self._mark("began", reel, at + filled / RATE)
        sound = part[reel.within : reel.within + block.size - filled]
        block[filled : filled + sound.size] += sound
        reel.offset += sound.size
        reel.within += sound.size
        if reel.within >= part.size:
            reel.part, reel.within = reel.part + 1, 0
        return filled + sound.size

    def _next_piece(self, reel: Reel, at: float) -> bool:
        """Go on with the next piece; True where the reel is taken off here."""
        played = reel.index
        reel.index, reel.offset, reel.part, reel.within = played + 1, 0, 0, 0
        if reel.yield_at_stop and played in reel.stops:
            self._end("cut", reel, at)
            return True
        return False

    def _end(self, what: str, reel: Reel, at: float) -> None:
        self.reel = None
        self._mark(what, reel, at)

    def _mark(self, what: str, reel: Reel, at: float) -> None:
        self._marks.put(Mark(what, reel, at, reel.index, reel.offset))
        self._notify()
