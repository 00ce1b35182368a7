"""Vosk: the first choice wherever an English model is on the machine.

It hears while the person speaks (a partial result about every 0.2 s), takes the grammar of the moment
as a list of phrases, and knows a word for everything else (``[unk]`` in English models), without which
any noise would become a command. Words that a model does not know are left out together with their
phrases: Vosk would only skip the words, and hear half a phrase as a whole one.
"""

import json
import time
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any

from sous_voice.core.wordgraph import Path, WordGraph, read_path, walks
from sous_voice.errors import ModelError
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
from sous_voice.hearing.phonetic.graph import PhoneGraph, compile_phones
from sous_voice.hearing.phonetic.nearby import nearest_path
from sous_voice.hearing.phrases import phrases

PARTS = ("am/final.mdl", "conf/model.conf", "graph/*")
"""What every model holds."""
UNKNOWN = ("[unk]", "<unk>", "<UNK>")
"""How models spell the word for everything else."""
MOST_UNKNOWN = 0.34
"""Share of unknown words beyond which it was no command."""
LEAST_SURE = 0.5
"""Mean confidence of the words below which it was no command."""
FARTHEST_SOUND = 0.25
"""Phonetic cost per phone from Vosk's words to a sentence of the grammar."""


class VoskEngine:
    """See ``sous_voice.hearing.engine.Engine``."""

    def __init__(self, folder: FilePath, name: str = "vosk") -> None:
        import vosk

        vosk.SetLogLevel(-1)
        again = f"Fetch it again: sous-voice models get {folder.name}"
        if not (folder / "am").is_dir():
            raise ModelError(f"There is no Vosk model in {folder}.", again)
        if missing := [part for part in PARTS if not any(folder.glob(part))]:
            # told here: the library would print lines of its own
            raise ModelError(f"The Vosk model in {folder} is broken: {missing[0]} is missing.", again)
        try:
            self._model = vosk.Model(str(folder))
        # vosk raises bare Exception for a folder it cannot use
        except Exception:  # noqa: BLE001
            raise ModelError(f"The Vosk model in {folder} cannot be loaded.", again) from None
        self._vosk = vosk
        self._unknown = next((word for word in UNKNOWN if self.knows(word)), "")
        self.name = name
        self._expectation = Expectation()
        self._grammar = ""
        self._phones: PhoneGraph | None = None
        self._live = self._recogniser()
        self._restart()

    def knows(self, word: str) -> bool:
        """Whether the model has a word."""
        return int(self._model.vosk_model_find_word(word)) >= 0

    def _recogniser(self) -> Any:
        words = (self._grammar,) if self._grammar else ()
        made = self._vosk.KaldiRecognizer(self._model, RATE, *words)
        made.SetWords(True)
        return made

    def _restart(self) -> None:
        self._done: list[dict[str, Any]] = []
        self._fed = 0
        self._cpu = 0.0
        self._spotted: set[str] = set()

    def expect(self, expectation: Expectation) -> None:
        graph = expectation.graph
        words = graph_phrases(graph, expectation) if graph is not None else []
        known = [phrase for phrase in words if all(map(self.knows, phrase.split()))]
        others = [self._unknown] if self._unknown else []
        grammar = json.dumps([*known, *others], ensure_ascii=False) if known else ""
        self._expectation = expectation
        if grammar == self._grammar:
            return
        before, self._grammar = self._grammar, grammar
        self._phones = compile_phones(graph) if graph is not None and graph.arcs else None
        # a grammar is changed between utterances only; a recogniser begun without one cannot be given one
        if before and grammar:
            self.reset()
            self._live.SetGrammar(grammar)
        else:
            self._live = self._recogniser()
            self._restart()

    def feed(self, samples: Samples) -> Sequence[Spotted]:
        begun = time.process_time()
        self._fed += len(samples)
        if self._live.AcceptWaveform(as_int16(samples).tobytes()):
            self._done.append(json.loads(self._live.Result()))
        text = self.partial()
        self._cpu += time.process_time() - begun
        fresh = [
            phrase
            for phrase in self._expectation.keyphrases
            if phrase not in self._spotted and f" {text} ".find(f" {phrase} ") >= 0
        ]
        self._spotted.update(fresh)
        return [Spotted(phrase, self._fed / RATE) for phrase in fresh]

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        return Glance()

    def second_look(self, heard: Recognised) -> SecondLook | None:
        return None

    def name_look(self, heard: Recognised, *, asked: bool = False, known: bool = False) -> SecondLook | None:
        return None

    def partial(self) -> str:
        so_far = [part.get("text", "") for part in self._done]
        so_far.append(json.loads(self._live.PartialResult()).get("partial", ""))
        return " ".join(word for part in so_far for word in part.split() if word not in UNKNOWN)

    def finish(self) -> Recognised:
        begun = time.process_time()
        self._done.append(json.loads(self._live.FinalResult()))
        result = self._result(self._done, self._fed / RATE, self._cpu - begun)
        self.reset()
        return result

    def reset(self) -> None:
        self._live.Reset()
        self._restart()

    def recognise(self, samples: Samples) -> Recognised:
        begun = time.process_time()
        recogniser = self._recogniser()
        pcm = as_int16(samples).tobytes()
        parts = []
        # pieces of 0.25 s, as from a microphone: one huge block is decoded less well
        for start in range(0, len(pcm), RATE // 2):
            if recogniser.AcceptWaveform(pcm[start : start + RATE // 2]):
                parts.append(json.loads(recogniser.Result()))
        parts.append(json.loads(recogniser.FinalResult()))
        return self._result(parts, len(samples) / RATE, -begun)

    def _result(self, parts: Sequence[dict[str, Any]], seconds: float, cpu: float) -> Recognised:
        """``cpu`` is what was spent so far less the processor time at which this began."""
        every = [
            Word(item["word"], round(float(item["conf"]), 3), float(item["start"]), float(item["end"]))
            for part in parts
            for item in part.get("result", ())
        ]
        words = tuple(word for word in every if word.text not in UNKNOWN)
        heard = " ".join(word.text for word in every)
        sure = sum(word.conf for word in words) / len(words) if words else 0.0
        path, cost, refused = self._judged(every, words, sure)
        if path is None and self._expectation.closed and not refused:
            refused = "it sounds like no sentence that is expected"
        return Recognised(
            text="" if refused else " ".join(path.words if path else (word.text for word in words)),
            words=() if refused else words,
            seconds_audio=seconds,
            seconds_cpu=time.process_time() + cpu,
            engine=self.name,
            path=None if refused else path,
            confidence=0.0 if refused else round(sure * (1.0 - cost), 3),
            cost=cost,
            heard=heard,
            refused=refused,
        )

    def _judged(
        self, every: Sequence[Word], words: Sequence[Word], sure: float
    ) -> tuple[Path | None, float, str]:
        """The way through the grammar, its phonetic cost, and why nothing is taken."""
        if not words:
            return None, 0.0, "nobody spoke"
        if len(every) - len(words) > MOST_UNKNOWN * len(every):
            return None, 0.0, "other words than expected"
        if sure < LEAST_SURE:
            return None, 0.0, "it was not clear"
        graph = self._expectation.graph
        if graph is None or self._phones is None:
            return None, 0.0, ""
        said = [word.text for word in words]
        if exact := walks(graph, said):
            return read_path(exact[0]), 0.0, ""
        path, cost = nearest_path(self._phones, said)
        return (path, cost, "") if path is not None and cost <= FARTHEST_SOUND else (None, cost, "")


def graph_phrases(graph: WordGraph, expectation: Expectation) -> list[str]:
    """The phrase list for a graph: its sentences, the stop words and the hints."""
    return list(dict.fromkeys([*phrases(graph), *expectation.keyphrases, *expectation.hints]))
