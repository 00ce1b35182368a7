"""One thing to be said: its pieces, how much of it was heard, and who may cut in."""

from dataclasses import dataclass, field

from sous_voice.core.messages import Kind, Say
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.chunks import Chunk
from sous_voice.speaking.reel import Piece, Reel, pause

RANK = {Kind.SAFETY: 0, Kind.ALARM: 1, Kind.OFFER: 2, Kind.ANSWER: 2, Kind.NARRATION: 3, Kind.STORY: 4}
"""Lower goes first."""
_WORDS_A_SECOND = 2.2
"""A slow speed, for what is not synthesised yet."""


@dataclass(eq=False, slots=True)
class Utterance:
    """A ``Say`` on its way to the ear. Owned by the player's thread."""

    say: Say
    chunks: tuple[Chunk, ...]
    order: float
    """Counts up; the same rank is spoken in this order."""
    speed: float = 1.0
    sounds: dict[int, Piece] = field(default_factory=dict)
    """Pieces made so far, by place, with their pauses; the last ones may be in the making."""
    reel: Reel = field(default_factory=Reel)
    start: int = 0
    """The piece with which its reel begins."""
    begun: bool = False
    """True once something of it was heard."""
    over: bool = False
    """True once it will not be heard any more: what is still to be made need not be."""
    missing: int = 0
    """Pieces that could not be made."""
    since: float = 0.0
    """Session time at which it was chosen to be heard."""
    late: bool = False
    """True once its lateness was told."""
    making: int = 0
    """Counts up when pieces are made anew, so that what was under way before can be told and left."""
    pauses: dict[int, float] = field(default_factory=dict)
    """Seconds of silence after some of the pieces, beside the usual ones, by place."""

    @property
    def rank(self) -> int:
        """Its place among the kinds."""
        return RANK[self.say.kind]

    @property
    def length(self) -> int:
        """Number of pieces."""
        return len(self.chunks)

    def silence(self, place: int) -> Pcm:
        """The silence that belongs after a piece."""
        return pause(self.chunks[place].ends_sentence, self.pauses.get(place, 0.0))

    def too_late(self, at: float) -> bool:
        """Whether it would end after the time by which it must have ended, if it began now."""
        if self.say.until is None:
            return False
        if self.say.seconds:
            return at + self.say.seconds > self.say.until
        made = {place: piece for place, piece in self.sounds.items() if piece.complete}
        ready = sum(piece.size for piece in made.values()) / RATE
        unmade = sum(len(chunk.words.split()) for place, chunk in enumerate(self.chunks) if place not in made)
        return at + ready + unmade / (_WORDS_A_SECOND * self.speed) > self.say.until

    def thread(self) -> None:
        """Put the pieces that are there onto the reel, in order."""
        while (place := self.start + len(self.reel.pieces)) < self.length and place in self.sounds:
            self.reel.pieces.append(self.sounds[place])
        if self.start + len(self.reel.pieces) >= self.length:
            self.reel.complete = True

    def rewind(self, index: int) -> None:
        """Make a new reel that begins with the sentence in which piece ``index`` of the old one lies."""
        place = min(self.start + index, self.length - 1)
        while place > 0 and not self.chunks[place - 1].ends_sentence:
            place -= 1
        self.start = place
        self.reel = Reel()
        self.arm()
        self.thread()

    def go_on(self, index: int, speed: float) -> None:
        """Make a new reel that goes on with piece ``index`` of the old one, made anew at another speed."""
        self.start = min(self.start + index, self.length)
        self.sounds = {place: piece for place, piece in self.sounds.items() if place < self.start}
        self.speed = speed
        self.making += 1
        self.reel = Reel()
        self.arm()

    def arm(self) -> None:
        """Tell the reel after which of its pieces a sentence ends."""
        self.reel.stops = frozenset(
            i - self.start for i, chunk in enumerate(self.chunks) if i >= self.start and chunk.ends_sentence
        )

    def heard(self, index: int, offset: int, late: float) -> int:
        """Characters heard to the end of the last whole piece; ``late`` seconds are still on their way."""
        index += self.start
        left = int(late * RATE)
        while left > 0 and index >= 0 and offset < left:
            left -= offset
            index -= 1
            offset = self.sounds[index].size if index in self.sounds else 0
        whole = index - 1
        return self.chunks[whole].end if 0 <= whole < self.length else 0

    @property
    def ready(self) -> bool:
        """True once its first piece is wholly made."""
        first = self.sounds.get(self.start)
        return first is not None and first.complete
