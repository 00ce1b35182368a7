"""pocketsphinx as a whole recogniser: small and quick, and less exact than the others.

The grammar becomes a finite-state search; beside it a loop of bare phones hears the same samples, and
a sentence that explains them much worse than any phones would is no sentence.
"""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.wordgraph import ANY_WORDS, START, Path, WordGraph, read_path, walks
from sous_voice.hearing.clip_stream import ClipStream
from sous_voice.hearing.engine import (
    RATE,
    Expectation,
    Glance,
    Hint,
    Recognised,
    Samples,
    SecondLook,
    Spotted,
    Word,
    as_int16,
)
from sous_voice.hearing.phonetic.phones import PHONES
from sous_voice.hearing.phonetic.pronounce import is_known, pronunciations
from sous_voice.hearing.spotting import Spotter

MOST_BEHIND = 260.0
"""Acoustic score a frame by which the phone loop may be ahead of a sentence (pocketsphinx's own units)."""
FRAMES_PER_SECOND = 100
_FILLERS = ("<s>", "</s>", "<sil>", "[NOISE]", "[SPEECH]", "(NULL)")


class PocketsphinxEngine:
    """See ``sous_voice.hearing.engine.Engine``."""

    name = "pocketsphinx"

    def __init__(self) -> None:
        from pocketsphinx import get_model_path

        self._expectation = Expectation()
        self._decoder = self._make(lm=get_model_path("en-us/en-us.lm.bin"))
        self._loop = self._make(
            allphone=get_model_path("en-us/en-us-phone.lm.bin"), lw=2.0, beam=1e-20, pbeam=1e-20
        )
        self._free = self._decoder.current_search()
        self._stream = ClipStream(as_int16, np.int16)
        self._phrases = Expectation().keyphrases  # stop words count before anything is expected
        self._spotter: Spotter | None = None

    @staticmethod
    def _make(**options: object) -> Any:
        from pocketsphinx import Decoder, get_model_path

        # bestpath makes end_utt stall for many seconds on grammars
        return Decoder(
            **{
                "hmm": get_model_path("en-us/en-us"),
                "dict": get_model_path("en-us/cmudict-en-us.dict"),
                "lm": None,
                "samprate": RATE,
                "bestpath": False,
                "loglevel": "FATAL",
                **options,
            }
        )

    def expect(self, expectation: Expectation) -> None:
        if expectation.keyphrases != self._phrases:
            self._phrases, self._spotter = expectation.keyphrases, None
        self._expectation = expectation
        if expectation.graph is None or not expectation.graph.arcs:
            self._decoder.activate_search(self._free)
            return
        name = expectation.graph.fingerprint
        if name != self._decoder.current_search():
            self._add(expectation.graph, name)
            self._decoder.activate_search(name)

    def _add(self, graph: WordGraph, name: str) -> None:
        """The graph as a finite-state search; an open slot is left out together with its sentence."""
        for word in graph.words:
            if not is_known(word):
                spelt = " ".join(PHONES[phone] for phone in pronunciations(word)[0])
                self._decoder.add_word(word, spelt, False)
        steps = [
            (arc.source, arc.target, 1.0, *((arc.word,) if arc.word else ()))
            for arc in graph.arcs
            if arc.word != ANY_WORDS
        ]
        self._decoder.add_fsg(name, self._decoder.create_fsg(name, START, graph.end, steps))

    def feed(self, samples: Samples) -> Sequence[Spotted]:
        self._stream.feed(samples)
        if self._spotter is None and self._phrases:
            self._spotter = Spotter(self._phrases)
        return self._spotter.feed(samples) if self._spotter else ()

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        return Glance()

    def second_look(self, heard: Recognised) -> SecondLook | None:
        return None

    def name_look(self, heard: Recognised, *, asked: bool = False, known: bool = False) -> SecondLook | None:
        return None

    def partial(self) -> str:
        return ""

    def finish(self) -> Recognised:
        clip = self._stream.take()
        self.reset()
        return self.recognise(clip)

    def reset(self) -> None:
        self._stream.reset()
        if self._spotter is not None:
            self._spotter.reset()

    def recognise(self, samples: Samples) -> Recognised:
        begun = time.process_time()
        pcm = as_int16(samples)
        seconds = len(pcm) / RATE
        words, score = _decoded(self._decoder, pcm) if len(pcm) >= RATE // 10 else ([], 0.0)
        path, refused = self._judged(words, score, pcm)
        taken = [] if refused else words
        sure = float(np.mean([word.conf for word in taken])) if taken else 0.0
        return Recognised(
            text=" ".join(word.text for word in taken),
            words=tuple(taken),
            seconds_audio=seconds,
            seconds_cpu=time.process_time() - begun,
            engine=self.name,
            path=path,
            confidence=round(sure, 3),
            heard=" ".join(word.text for word in words),
            refused=refused,
        )

    def _judged(self, words: list[Word], score: float, pcm: NDArray[np.int16]) -> tuple[Path | None, str]:
        """The way through the graph, and why nothing is taken."""
        if not words:
            return None, "nobody spoke"
        graph = self._expectation.graph
        if graph is None or not graph.arcs:
            return None, ""
        _, loop = _decoded(self._loop, pcm)
        if (loop - score) / max(1.0, len(pcm) / RATE * FRAMES_PER_SECOND) > MOST_BEHIND:
            return None, "other words fit better"
        found = walks(graph, [word.text for word in words])
        return (read_path(found[0]), "") if found else (None, "it sounds like no sentence that is expected")


def _decoded(decoder: Any, pcm: NDArray[np.int16]) -> tuple[list[Word], float]:
    """Words of a clip without fillers, and the score of the whole."""
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), False, True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    if hypothesis is None:
        return [], -np.inf
    words = [
        Word(
            segment.word.split("(")[0],
            round(min(1.0, float(np.exp(min(0.0, segment.prob / 1000.0)))), 3),
            segment.start_frame / FRAMES_PER_SECOND,
            (segment.end_frame + 1) / FRAMES_PER_SECOND,
        )
        for segment in decoder.seg()
        if segment.word not in _FILLERS and not segment.word.startswith(("<", "["))
    ]
    return words, float(hypothesis.score)
