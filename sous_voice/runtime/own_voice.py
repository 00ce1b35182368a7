"""Our own voice is taken out of the microphone before anything listens.

The loudspeaker's callback leaves every block it plays here, with the time at which it reaches the ear.
The listener lays both streams beside each other by their counts of samples: times tremble, counts do
not. Only where the times say for seconds that the counts have drifted apart (a block was lost, two sound
cards of their own clocks) are they laid anew.

    render ─▶ Played ─▶ 16 kHz ─┐
    microphone ─────────────────┴▶ EchoCanceller ─▶ Ear
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np
import soxr

from sous_voice.hearing.canceller import BLOCK, EchoCanceller
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.residual import Beside, Residual
from sous_voice.hearing.source import Floats
from sous_voice.hearing.whose_voice import ALIKE, EXCESS, likeness
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.cache import Pcm
from sous_voice.speaking.sinks import Render, Sink

AHEAD = 0.02
"""Seconds by which the played samples are laid early. The microphone's times are late by its own delay,
so the true way is later than it seems, and the canceller's length takes that in."""
HELD = 0.2
"""Seconds for which the microphone is held back at most, where the samples played then are not known yet."""
KNOWN = 1.0
"""Seconds after a block of the microphone whose played samples are taken in with it. A listener that is late, as at
the start, finds those of its own block still there."""
ALIVE = 0.5
"""Seconds after its last block for which the loudspeaker counts as running."""
LOOSE = 0.06
"""Seconds by which times and counts may disagree."""
STALL = 3.0
"""Seconds at most for which a busy machine may let the loudspeaker stand still; else it was opened anew."""
PATIENCE = 20
"""Blocks of the microphone for which they must disagree before the counts are laid anew: 2 s."""
KEPT = 3 * RATE
"""Played samples kept."""
UNHEARD = 6000
"""Blocks kept that the listener has not asked for yet: two minutes."""
REMEMBERED = 25.0
"""Seconds of sound, cleaned and played, that can be compared afterwards: longer than any utterance."""
LATEST = 0.8
"""Seconds by which the room may give our voice back late."""
AROUND = 24
"""Blocks on either side of the loudest that are compared with what was played: 0.4 s."""
ANOTHER = 2.5
"""Times what may be left of us from which a block is let through as it is: 4 dB …"""
WORD = 16
"""… and the blocks after it, for the soft end of a word: a quarter of a second."""
UNSURE = 75
"""Blocks after a break in which what is heard may be ours, however loud it is: 1.2 s."""
HUSHED = 0.03
"""What is left of everything else: 30 dB less. Recognisers understand also what is hardly to be heard."""


@dataclass(frozen=True, slots=True)
class _Past:
    """A block, and how it was judged."""

    left: Floats
    played: Floats
    heard: Beside | None
    """How loud it is beside us; None after a break, where that is not known."""


class Played:
    """A ``Sink`` around another that remembers what it plays."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.blocks: deque[tuple[Pcm, float]] = deque(maxlen=UNHEARD)
        """Samples and the session time of the first of them; filled by the callback, emptied by the ear."""

    def start(self, render: Render) -> None:
        """As the sink within."""

        def heard(frames: int, at: float) -> Pcm:
            block = render(frames, at)
            self.blocks.append((block, at))
            return block

        self._sink.start(heard)

    def stop(self) -> None:
        """As the sink within."""
        self._sink.stop()

    @property
    def latency(self) -> float:
        """As the sink within."""
        return self._sink.latency

    @property
    def present(self) -> bool:
        """As the sink within."""
        return self._sink.present


class _Stream:
    """What was played, at ``RATE``, by count."""

    def __init__(self) -> None:
        self._resampler = soxr.ResampleStream(SPOKEN_RATE, RATE, 1, dtype="float32")
        self._samples = np.zeros(0, np.float32)
        self._first = 0
        self._taken = 0
        self._zeros: deque[float] = deque(maxlen=50)
        self.last = -1.0
        """Session time of the last block."""
        self.breaks = 0
        """How often the loudspeaker stood still or began anew."""

    @property
    def zero(self) -> float | None:
        """Session time of sample 0; None while nothing was played."""
        return median(self._zeros) if self._zeros else None

    def add(self, pcm: Pcm, at: float) -> None:
        zero = at - self._taken / SPOKEN_RATE
        astray = zero - median(self._zeros) if self._zeros else 0.0
        if LOOSE < astray < STALL:
            # the loudspeaker stood still, and was silent as long
            self.breaks += 1
            pcm = np.concatenate([np.zeros(round(astray * SPOKEN_RATE), np.int16), pcm])
        elif abs(astray) > LOOSE:
            self.breaks += 1  # it began anew
            self._zeros.clear()
            self._zeros.append(zero)
        else:
            self._zeros.append(zero)
        self.last = at
        self._taken += pcm.size
        fresh = self._resampler.resample_chunk(pcm.astype(np.float32) / 32768.0)
        self._samples = np.concatenate([self._samples, fresh])
        if self._samples.size > 2 * KEPT:
            self._first += self._samples.size - KEPT
            self._samples = self._samples[-KEPT:]

    @property
    def end(self) -> int:
        """Count after the last sample known."""
        return self._first + self._samples.size

    def at(self, start: int) -> Floats:
        """``BLOCK`` samples from a count on; silence where there are none."""
        block = np.zeros(BLOCK, np.float32)
        begin = start - self._first
        part = self._samples[max(0, begin) : max(0, begin + BLOCK)]
        place = max(0, -begin)
        block[place : place + part.size] = part
        return block


class OwnVoice:
    """Cleans the microphone's blocks. Owned by the listener."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self._stream = _Stream()
        self._canceller = EchoCanceller()
        self._residual = Residual()
        self._breaks = self._unsure = 0
        """Breaks that were noticed, and blocks for which nobody can be told from us after the last one."""
        self._let = 0
        """Blocks that are still let through as they are."""
        self._rest: Floats = np.zeros(0, np.float32)
        self._came = 0
        self._went = 0
        self._zeros: deque[float] = deque(maxlen=50)
        self._shift: int | None = None
        self._astray = 0
        self._past: deque[_Past] = deque(maxlen=round(REMEMBERED * RATE / BLOCK))
        self._at = 0.0

    def __call__(self, samples: Floats, at: float) -> Floats:
        """The next block, ``at`` being the session time of its end; up to 16 ms of it come with the next."""
        self._came += samples.size
        self._at = at
        self._zeros.append(at - self._came / RATE)
        while self._played.blocks and self._played.blocks[0][1] < at + KNOWN:
            self._stream.add(*self._played.blocks.popleft())
        self._lay()
        if self._stream.breaks > self._breaks:
            self._breaks, self._unsure = self._stream.breaks, UNSURE
        data = np.concatenate([self._rest, samples])
        whole = self._ready(data.size, alive=self._stream.last > at - ALIVE)
        self._rest = data[whole:]
        return np.concatenate(
            [np.zeros(0, np.float32), *(self._clean(data[i : i + BLOCK]) for i in range(0, whole, BLOCK))]
        )

    def _ready(self, size: int, *, alive: bool) -> int:
        """How many of the waiting samples can be cleaned now: whole blocks whose played samples are known."""
        known = size
        if self._shift is not None and alive:
            known = self._stream.end - self._shift - self._went
            if known < size - round(HELD * RATE):
                # the loudspeaker stands still: what it plays when it goes on is not known in time
                known, self._unsure = size - round(HELD * RATE), UNSURE
        return max(0, min(size, known)) // BLOCK * BLOCK

    def _clean(self, block: Floats) -> Floats:
        start = self._went
        self._went += BLOCK
        silence = np.zeros(BLOCK, np.float32)
        played = self._stream.at(start + self._shift) if self._shift is not None else silence
        left = self._canceller.take(block, played)
        self._unsure = max(0, self._unsure - 1)
        excess, heard = (0.0, None) if self._unsure else self._residual.take(left, played)
        self._past.append(_Past(left, played, heard))
        self._let = WORD if excess >= ANOTHER else self._let - 1
        return left if self._let > 0 or not self._canceller.playing else HUSHED * left

    def another_spoke(self, began: float, ended: float) -> bool:
        """Whether the sound between two session times bears out that somebody else spoke then.

        False as well where it is too long ago to be told. Judged by what is known of the room by now: who answers
        in our first second spoke before anything was known. While nothing is, as after a busy machine's break, what
        is louder than the noise is another's where it is unlike what we played.
        """
        past = tuple(self._past)
        newest = round((self._at - ended) * RATE / BLOCK)
        last = len(past) - max(0, newest - (self._came - self._went) // BLOCK)
        first = max(0, last - max(1, round((ended - began) * RATE / BLOCK)))
        excess = {
            place: self._residual.excess(beside) if self._residual.learnt else beside.left / beside.noise
            for place in range(first, last)
            if (beside := past[place].heard)
        }
        loudest = max(excess, key=excess.__getitem__, default=-1)
        if loudest < 0 or excess[loudest] < EXCESS:
            return False
        around = past[max(first, loudest - AROUND) : min(last, loudest + AROUND)]
        early = loudest - AROUND - round(LATEST * RATE / BLOCK)
        played = _joined(one.played for one in past[max(0, early) : min(last, loudest + AROUND)])
        before = np.zeros(max(0, -early) * BLOCK, np.float32)
        return likeness(_joined(one.left for one in around), np.append(before, played)) < ALIKE

    def _lay(self) -> None:
        """Find, and hold, how many samples the two counts are apart."""
        played = self._stream.zero
        if played is None:
            return
        # a block is noticed late, never early
        wanted = round((min(self._zeros) - played + AHEAD) * RATE)
        if self._shift is None:
            self._shift = wanted
        self._astray = self._astray + 1 if abs(wanted - self._shift) > LOOSE * RATE else 0
        if self._astray >= PATIENCE:
            self._shift, self._astray = wanted, 0
            # what was learnt of the way, and of what is left, is true no more
            self._canceller.forget()
            self._residual = Residual()
            self._unsure = UNSURE


def _joined(blocks: Iterable[Floats]) -> Floats:
    return np.concatenate([np.zeros(0, np.float32), *blocks])
