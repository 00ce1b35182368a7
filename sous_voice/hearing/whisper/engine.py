"""The embedded default engine: Whisper tiny.en, and the grammar of the moment laid over it."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing import short_commands
from sous_voice.hearing.clip_stream import ClipStream
from sous_voice.hearing.engine import (
    RATE,
    Alternative,
    Expectation,
    Glance,
    Hint,
    Recognised,
    Samples,
    SecondLook,
    Spotted,
    Word,
    as_float,
)
from sous_voice.hearing.phonetic.graph import PhoneGraph, compile_phones
from sous_voice.hearing.phonetic.phrases import Phrases, fittest
from sous_voice.hearing.urgent import urgent_phrases
from sous_voice.hearing.whisper.fit import Fit, best_of, fits
from sous_voice.hearing.whisper.judge import UNSURE, Heard, confidence, free_refusal, refusal
from sous_voice.hearing.whisper.look import look
from sous_voice.hearing.whisper.model import FREE_SILENCE_AFTER, LONGEST, Encoded, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.name_look import name_look
from sous_voice.hearing.whisper.on_doubt import OnDoubt
from sous_voice.hearing.whisper.repeats import said_once, transcript_words
from sous_voice.hearing.whisper.second_look import second_look

GRAPHS_KEPT = 16
"""Compiled graphs kept: dialogue states come back."""
SHORTEST = 0.12
"""Seconds; less is a click."""
GLANCE = 2.5
"""Seconds of the open utterance that a look takes in, the last ones: urgent phrases are short."""
GUESS = 0.35
"""Lost log-probability per token up to which another transcript is a guess worth trying."""
LIKELY = (
    "Next step. Repeat that. How much butter? How long? Set a timer for ten minutes. Turn the heat to low."
)
"""How cooks word what they want; the decoder writes like it."""
MOST_HINTS = 30
"""Names that the decoder is told, the last ones: more cost time, and blur."""
SILENCE = 1e-4
"""Root mean square below which nobody spoke (-80 dB of full scale)."""


class WhisperEngine:
    """See ``sous_voice.hearing.engine.Engine``."""

    name = "whisper"

    def __init__(self, folder: FilePath | None = None, threads: int = 1) -> None:
        self._model = WhisperModel(folder, threads)
        self._expectation = Expectation()
        self._graph: PhoneGraph | None = None
        self._graphs: OrderedDict[str, PhoneGraph] = OrderedDict()
        self._stream = ClipStream(as_float, np.float32)
        self._prompt = self._prompted()
        self._urgent = urgent_phrases()
        self._on_doubt = OnDoubt()
        self._commands = Phrases(short_commands.COMMANDS)
        self._clip: tuple[Encoded, Sequence[Hypothesis], float] | None = None
        self._last: Recognised | None = None
        """What came of ``_clip``."""

    def expect(self, expectation: Expectation) -> None:
        self._expectation = expectation
        self._prompt = self._prompted()
        self._graph = None
        if expectation.graph is not None and expectation.graph.arcs:
            key = expectation.graph.fingerprint
            if key not in self._graphs:
                self._graphs[key] = compile_phones(expectation.graph)
                if len(self._graphs) > GRAPHS_KEPT:
                    self._graphs.popitem(last=False)
            self._graphs.move_to_end(key)
            self._graph = self._graphs[key]

    def _prompted(self) -> tuple[int, ...]:
        """The decoder is told the names of the moment, and how commands are worded."""
        names = ", ".join(self._expectation.hints[-MOST_HINTS:])
        return self._model.prompt(f"{names.capitalize()}. {LIKELY}" if names else LIKELY)

    def feed(self, samples: Samples) -> Sequence[Spotted]:
        self._stream.feed(samples)
        return ()

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        begun = time.process_time()
        clip = as_float(samples)[-int(GLANCE * RATE) :]
        if not self._expectation.keyphrases or not _sounds(clip):
            return Glance()
        spotted = look(self._model, self._urgent, clip, len(samples) / RATE, hint)
        return Glance(spotted, time.process_time() - begun)

    def partial(self) -> str:
        return ""

    def finish(self) -> Recognised:
        return self.recognise(self._stream.take())

    def reset(self) -> None:
        self._stream.reset()

    def recognise(self, samples: Samples) -> Recognised:
        """A clip; of one longer than ``LONGEST`` seconds the end counts, where the command is."""
        self._clip = None
        self._last = self._recognised(samples)
        return self._last

    def _recognised(self, samples: Samples) -> Recognised:
        begun = time.process_time()
        clip = as_float(samples)
        seconds = len(clip) / RATE
        if not _sounds(clip):
            return self._result(begun, seconds, refused="nobody spoke")
        clip = clip[-int(LONGEST * RATE) :]
        if self._graph is None:
            encoded = self._model.encode(clip, FREE_SILENCE_AFTER)
            heard, silence = self._model.hear(encoded, 5, prompt=self._prompt)
            self._clip = (encoded, heard, silence)
        else:
            encoded = self._model.encode(clip)
            heard, silence = self._model.hear(encoded)
        found = fits(self._graph, self._model, encoded, heard) if self._graph is not None else []
        best, margin = best_of(found)
        evidence = Heard(heard[0].text, heard[0].logprob, silence, seconds, self._expectation.closed)
        offset = max(0.0, seconds - LONGEST)
        if best is not None and not (reason := refusal(evidence, best)):
            words = self._placed(encoded, best.path.words, heard, offset)
            return self._result(
                begun,
                seconds,
                words=words,
                best=best,
                confidence=confidence(evidence, best, margin),
                margin=margin,
                found=found,
                heard=heard,
            )
        if self._expectation.closed and self._graph is not None:
            return self._result(
                begun, seconds, heard=heard, found=found, refused=reason if best else "no words"
            )
        short = self._short_command(encoded, heard)
        reason = free_refusal(evidence)
        if reason and not short:
            return self._result(begun, seconds, heard=heard, found=found, refused=reason)
        free = short.split() if reason else transcript_words(heard[0].text)
        free = self._on_doubt.meant(self._model, encoded, free)
        words = self._placed(encoded, free, heard, offset)
        sure = float(np.exp(heard[0].logprob))
        guesses = guessed(heard, short)
        return self._result(
            begun, seconds, words=words, confidence=sure, heard=heard, found=found, guesses=guesses
        )

    def second_look(self, heard: Recognised) -> SecondLook | None:
        sentences = self._expectation.sentences
        if sentences is None or self._clip is None or heard is not self._last:
            return None
        begun = time.process_time()
        found = second_look(self._model, sentences, self._urgent, *self._clip)
        return None if found is None else replace(found, seconds_cpu=time.process_time() - begun)

    def name_look(self, heard: Recognised, *, asked: bool = False, known: bool = False) -> SecondLook | None:
        sentences = self._expectation.sentences
        if sentences is None or self._clip is None or heard is not self._last:
            return None
        begun = time.process_time()
        found = name_look(self._model, sentences, *self._clip, asked=asked, known=known)
        return None if found is None else replace(found, seconds_cpu=time.process_time() - begun)

    def _placed(
        self, clip: Encoded, words: Sequence[str], heard: Sequence[Hypothesis], offset: float
    ) -> list[Word]:
        """Words with their places in the whole clip; all in one place where nobody asks for them."""
        if self._expectation.places:
            return _shifted(self._model.place(clip, words), offset)
        sure = round(float(np.exp(heard[0].logprob)), 3)
        return [Word(word, sure, offset, offset + clip.seconds) for word in words]

    def _short_command(self, clip: Encoded, heard: Sequence[Hypothesis]) -> str:
        """The short command that fits a short clip; empty where none does."""
        if clip.seconds > short_commands.LONGEST:
            return ""
        said = [said_once(transcript_words(one.text)) for one in heard]
        if heard[0].logprob >= UNSURE and " ".join(said[0]) in self._commands.phrases:
            return ""  # the free words say it already
        near = self._commands.nearest(said)
        weights = self._model.weigh(clip, [phrase.split() for phrase, _ in near]) if near else []
        likely = [
            (one, weight)
            for one, weight in zip(near, weights, strict=True)
            if weight >= short_commands.LEAST_LIKELY
        ]
        fit = fittest([one for one, _ in likely], [weight for _, weight in likely], heard[0].logprob)
        return fit[0] if fit is not None and fit[1] <= short_commands.LIMIT else ""

    def _result(
        self,
        begun: float,
        seconds: float,
        *,
        words: Sequence[Word] = (),
        best: Fit | None = None,
        confidence: float = 0.0,
        margin: float = 0.0,
        found: Sequence[Fit] = (),
        guesses: Sequence[Alternative] = (),
        heard: Sequence[Hypothesis] = (),
        refused: str = "",
    ) -> Recognised:
        return Recognised(
            text=" ".join(word.text for word in words),
            words=tuple(words),
            seconds_audio=seconds,
            seconds_cpu=time.process_time() - begun,
            engine=self.name,
            path=best.path if best else None,
            confidence=round(confidence, 3),
            margin=margin,
            cost=best.cost if best else 0.0,
            heard=heard[0].text if heard else "",
            alternatives=(
                *(
                    Alternative(" ".join(fit.path.words), fit.score, fit.path)
                    for fit in found[:8]
                    if fit is not best
                ),
                *guesses,
            ),
            refused=refused,
        )


def guessed(heard: Sequence[Hypothesis], short: str) -> list[Alternative]:
    """What else was perhaps said, likeliest first: other transcripts, each once, and a short command."""
    texts: dict[str, float] = {}
    for one in heard:
        if one.logprob < heard[0].logprob - GUESS:
            continue
        words = transcript_words(one.text)
        texts.setdefault(" ".join(words), one.logprob)
        texts.setdefault(" ".join(said_once(words)), one.logprob)
    if short:
        texts.setdefault(short, heard[0].logprob)
    return [Alternative(text, score) for text, score in texts.items() if text]


def _sounds(clip: NDArray[np.float32]) -> bool:
    """Whether a clip is long and loud enough to hold a word."""
    return len(clip) >= SHORTEST * RATE and float(np.sqrt(np.mean(clip * clip))) >= SILENCE


def _shifted(words: Sequence[Word], by: float) -> list[Word]:
    """Words of a clip's end, placed in the whole clip."""
    return (
        [Word(word.text, word.conf, word.start + by, word.end + by) for word in words] if by else list(words)
    )
