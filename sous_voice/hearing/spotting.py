"""Words that must act at once, noticed in the stream before the sentence ends.

pocketsphinx's keyphrase search: about a tenth of a core, and a threshold for each phrase. The
thresholds are powers of ten: the smaller the number, the more is noticed and the more is imagined.
They were set on read speech, kitchen noise and the assistant's own voice (docs/benchmarks.md).
"""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from sous_voice.hearing.engine import RATE, Samples, Spotted, as_int16
from sous_voice.hearing.phonetic.phones import PHONES
from sous_voice.hearing.phonetic.pronounce import is_known, pronunciations


def threshold(phrase: str) -> float:
    """Longer phrases are rarer by chance, so they may be noticed on weaker evidence."""
    phones = sum(len(pronunciations(word)[0]) for word in phrase.split())
    if phones <= 3:
        return 100.0
    return float(10.0 ** -min(8, max(2, 2 * (phones - 4))))


class Spotter:
    """Listens for a few phrases in a stream."""

    def __init__(self, phrases: Sequence[str]) -> None:
        from pocketsphinx import Decoder, get_model_path

        self._decoder = Decoder(
            hmm=get_model_path("en-us/en-us"),
            dict=get_model_path("en-us/cmudict-en-us.dict"),
            lm=None,
            samprate=RATE,
            loglevel="FATAL",
        )
        for word in {word for phrase in phrases for word in phrase.split() if not is_known(word)}:
            spelt = " ".join(PHONES[phone] for phone in pronunciations(word)[0])
            self._decoder.add_word(word, spelt, False)
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "phrases"
            listed.write_text("".join(_line(phrase) for phrase in phrases), encoding="utf-8")
            self._decoder.add_kws("stop", str(listed))
        self._decoder.activate_search("stop")
        self._seconds = 0.0
        self._decoder.start_utt()

    def feed(self, samples: Samples) -> list[Spotted]:
        """Take samples; phrases noticed in them, once each."""
        self._decoder.process_raw(as_int16(samples).tobytes(), False, False)
        self._seconds += len(samples) / RATE
        found = list(_phrases(self._decoder.hyp()))
        if found:
            # the search reports a phrase until it is started anew
            self._decoder.end_utt()
            self._decoder.start_utt()
        return [Spotted(phrase, self._seconds) for phrase in found]

    def reset(self) -> None:
        """A new utterance."""
        self._decoder.end_utt()
        self._decoder.start_utt()
        self._seconds = 0.0


def _line(phrase: str) -> str:
    return f"{phrase} /{threshold(phrase):.0e}/\n"


def _phrases(hypothesis: object) -> Iterable[str]:
    text = getattr(hypothesis, "hypstr", "") or ""
    return dict.fromkeys(part.strip() for part in text.split("  ") if part.strip())
