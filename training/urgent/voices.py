"""The voices that say the phrases: every offline English synthesiser that could be had, each clip kept on disk.

    python -m training.urgent.voices FOLDER [--kokoro FOLDER] [--only NAME]

Joe (Piper) at several pitches and rates, espeak-ng in several accents and variants, flite, festival, and
Kokoro-82M (Apache-2.0; ``model.onnx``, ``vocab.json`` and ``voices/*.bin`` in the folder named), whose voices
of other languages speak English with their accent. ``HELD_OUT`` voices are never trained on.
"""

import argparse
import functools
import io
import json
import random
import re
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from sous_voice.hearing.engine import RATE

Floats = NDArray[np.float32]
Say = Callable[[str, random.Random], Floats]
HERE = Path(__file__).parent
HELD_OUT = frozenset({
    "flite-rms", "flite-awb", "espeak-en-gb-scotland+m3", "espeak-en-us+f3", "espeak-en-029", "festival-kdlpc",
    "kokoro-af_nova", "kokoro-am_eric", "kokoro-am_liam", "kokoro-bf_lily", "kokoro-bm_daniel", "kokoro-if_sara",
    "kokoro-hm_omega", "kokoro-zf_xiaoyi", "kokoro-af_kore", "joe-1.28",
})  # fmt: skip
ESPEAK = ("en-us", "en-us+f2", "en-us+f3", "en-us+m3", "en-us+m7", "en-gb", "en-gb+f2", "en-gb+f4", "en-gb+m1",
          "en-gb-scotland+m3", "en-gb-scotland+f1", "en-gb-x-rp", "en-gb-x-rp+f5", "en-029", "en-gb-x-gbclan",
          "en-gb-x-gbcwmd+m5", "en-us-nyc+f3")  # fmt: skip
JOE = (0.82, 0.9, 0.96, 1.0, 1.05, 1.1, 1.16, 1.22, 1.28, 1.36)
PITCHED = (0.88, 1.14, 1.22)
"""Kokoro's own speakers, moved as well: few of them have the voice of a child or of an old man."""
SHARES = {"kokoro": (11, 5, 20), "joe": (44, 56, 99), "espeak": (44, 64, 99), "festival": (44, 64, 99)}
"""How many phrases and near ones a voice says, drawn by chance, and the letters of a near one at most."""

READERS = ("flite-slt", "flite-kal16", "espeak-en-us", "espeak-en-gb+f4", "espeak-en-us-nyc+f3", "joe-0.9", "joe-1.1",
           "joe-1.22", "festival-slt")  # fmt: skip
"""Voices that read from our recipes as well: nothing in them must be noticed."""
SENTENCES = 40
WORDS = {"kokoro": 10, "joe": 36, "espeak": 40, "festival": 40}
"""Single words that a voice says, drawn by chance."""

BARE = {"kokoro": (("stop", "stop", "off"), 1)}
"""Of the words that stand alone, those that a voice says in any case, and how many near ones; others say all."""
ALONE = ("stop", "stop", "stop", "stop stop", "off", "quiet", "fire")
KIND_OF = {"stop": "stop", "stop stop": "stop", "off": "off", "quiet": "quiet", "fire": "fire"}
ALMOST = ("start", "step", "star", "top", "shop", "stock", "stuff", "store", "up", "on", "how", "often", "cough",
          "five", "four", "higher", "quite", "quick", "stir", "salt")  # fmt: skip
"""Words that sound like them."""


def reading() -> list[str]:
    """Sentences of our recipes, less those that are urgent phrases themselves."""
    found = []
    for file in sorted((HERE.parents[1] / "recipes").glob("*.cook")):
        text = re.sub(
            r"^---.*?^---|^[>=-].*?$|\[-.*?-\]", "", file.read_text(encoding="utf-8"), flags=re.S | re.M
        )
        plain = re.sub(r"\{[^}]*\}|\([^)]*\)|[@#~&]", "", text)
        found += [" ".join(one.split()) for one in re.split(r"(?<=[.!?])\s+", plain)]
    return [one for one in found if 20 < len(one) < 110 and not re.search(r"\boff\b|\bstop\b|\bquiet", one)]


def phrases() -> list[tuple[str, str]]:
    """Kind and words of what must be noticed."""
    lines = (HERE / "phrases.txt").read_text(encoding="utf-8").splitlines()
    return [
        (kind, words) for kind, words in (line.split(": ", 1) for line in lines if not line.startswith("#"))
    ]


def near() -> list[str]:
    """What must not be."""
    lines = (HERE / "near.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cut(sound: Floats) -> Floats:
    """Without the silence around it, at a level of 0.07: the word ends where the clip does."""
    frames = sound[: sound.size // 160 * 160].reshape(-1, 160)
    power = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(power > 0.03 * power.max())
    sound = sound[loud[0] * 160 : (loud[-1] + 1) * 160]
    return (sound * (0.07 / np.sqrt(np.mean(sound**2) + 1e-12))).astype(np.float32)


def _moved(sound: Floats, rate: float, pitch: float) -> Floats:
    return soxr.resample(sound, rate * pitch, RATE).astype(np.float32)


def _joe(pitch: float) -> Say:
    from sous_voice.speaking.cache import RATE as SPOKEN
    from sous_voice.speaking.voice import open_voice, synthesise

    @functools.cache
    def voice() -> object:
        return open_voice()

    def say(words: str, rng: random.Random) -> Floats:
        speed = rng.uniform(0.85, 1.35) / pitch
        pcm = synthesise(voice(), voice().written(words), speed)  # type: ignore[attr-defined]
        return _moved(pcm.astype(np.float32) / 32768, SPOKEN, pitch)

    return say


def _command(line: Callable[[str, str, random.Random], list[str]]) -> Say:
    def say(words: str, rng: random.Random) -> Floats:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "said.wav"
            subprocess.run(line(words, str(out), rng), check=True, capture_output=True)
            samples, rate = soundfile.read(io.BytesIO(out.read_bytes()), dtype="float32")
        return _moved(samples, rate, rng.uniform(0.94, 1.08))

    return say


def _espeak(name: str) -> Say:
    return _command(
        lambda words, out, rng: ["espeak-ng", "-v", name, "-s", str(rng.randint(130, 200)),
                                 "-p", str(rng.randint(35, 65)), "-w", out, words]
    )  # fmt: skip


def _flite(name: str) -> Say:
    return _command(lambda words, out, rng: ["flite", "-voice", name, "-o", out, "-t", words])


def _festival(name: str) -> Say:
    def line(words: str, out: str, rng: random.Random) -> list[str]:
        words = words.replace('"', "")
        scheme = f'(voice_{name}) (utt.save.wave (utt.synth (Utterance Text "{words}")) "{out}" (quote riff))'
        scheme = f"(begin {scheme})"
        return ["festival", "-b", scheme]

    return _command(line)


_IPA = (("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("oʊ", "O"), ("əʊ", "Q"), ("ɔɪ", "Y"), ("dʒ", "ʤ"), ("tʃ", "ʧ"),
        ("ɚ", "əɹ"), ("ɐ", "ə"), ("ɬ", "l"), ("r", "ɹ"), ("ʲ", "j"), ("x", "k"), ("ᵻ", "ɪ"), ("̩", ""))  # fmt: skip


@functools.cache
def _ipa(words: str, british: bool) -> str:
    accent = "en-gb" if british else "en-us"
    found = subprocess.run(["espeak-ng", "-q", "--ipa", "-v", accent, words], capture_output=True, text=True)
    text = " ".join(found.stdout.split())
    for one, other in (*_IPA, *(() if british else (("ɜː", "ɜɹ"), ("ː", "")))):
        text = text.replace(one, other)
    return text


def _kokoro(folder: Path) -> dict[str, Say]:
    import onnxruntime

    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]

    @functools.cache
    def session() -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(str(folder / "model.onnx"), options)

    def speaker(file: Path) -> Say:
        styles = np.fromfile(file, np.float32).reshape(-1, 256)

        def say(words: str, rng: random.Random) -> Floats:
            spelt = _ipa(words, file.stem.startswith("b")) + rng.choice((".", ".", "!", ""))
            tokens = [vocabulary[sign] for sign in spelt if sign in vocabulary]
            fed = {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": styles[min(len(tokens), len(styles)) - 1].reshape(1, 256),
                "speed": np.array([rng.uniform(0.85, 1.3)], np.float32),
            }
            pitch = rng.choice((1.0, 1.0, *PITCHED)) if f"kokoro-{file.stem}" not in HELD_OUT else 1.0
            return _moved(session().run(None, fed)[0].ravel(), 24_000, pitch)

        return say

    return {f"kokoro-{file.stem}": speaker(file) for file in sorted((folder / "voices").glob("*.bin"))}


def voices(kokoro: Path | None) -> dict[str, Say]:
    """Name → how it says something."""
    found = {f"joe-{pitch}": _joe(pitch) for pitch in JOE}
    found |= {f"espeak-{name}": _espeak(name) for name in ESPEAK}
    found |= {f"flite-{name}": _flite(name) for name in ("slt", "rms", "awb", "kal16")}
    festival = {"kal": "kal_diphone", "kdlpc": "ked_diphone", "slt": "cmu_us_slt_arctic_hts"}
    found |= {f"festival-{short}": _festival(name) for short, name in festival.items()}
    found |= {f"read-{name}": found[name] for name in READERS}
    found |= _kokoro(kokoro) if kokoro else {}
    plain = {name: say for name, say in found.items() if not name.startswith("read-")}
    return found | {f"{set_}-{name}": say for set_ in ("words", "bare") for name, say in plain.items()}


def speaker(name: str) -> str:
    """Who says a set of clips, whatever is in it."""
    return name.removeprefix("words-").removeprefix("bare-").removeprefix("read-")


def lines(name: str) -> Iterator[tuple[str, str]]:
    """What a voice says: kind (``near`` for none) and words."""
    rng = random.Random(zlib.crc32(name.encode()))
    if name.startswith("read-"):
        return iter([("near", words) for words in rng.sample(reading(), SENTENCES)])
    if name.startswith("bare-"):
        said, few = BARE.get(name.split("-")[1], (ALONE, 4))
        alone = [(KIND_OF[words], words) for words in said]
        return iter([*alone, *(("near", words) for words in rng.sample(ALMOST, few))])
    if name.startswith("words-"):
        wanted = (HERE / "words.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
        return iter([("near", word) for word in rng.sample(wanted, WORDS.get(name.split("-")[1], 120))])
    wanted, others = phrases(), [("near", words) for words in near()]
    some, few, letters = SHARES.get(name.split("-")[0], (len(wanted), len(others), 99))
    others = [one for one in others if len(one[1]) <= letters]
    chosen = [*rng.sample(wanted, min(some, len(wanted))), *rng.sample(others, min(few, len(others)))]
    rng.shuffle(chosen)
    return iter(chosen)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kokoro", type=Path)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    for name, say in voices(args.kokoro).items():
        if not re.search(args.only, name):
            continue
        rng = random.Random(zlib.crc32(name.encode()) + 1)
        for number, (kind, words) in enumerate(lines(name)):
            out = (
                args.folder
                / name
                / f"{number:03d}.{kind}.{re.sub('[^a-z]+', '-', words.lower()).strip('-')[:60]}.wav"
            )
            drawn = random.Random(rng.random())
            if out.exists():
                continue
            out.parent.mkdir(parents=True, exist_ok=True)
            soundfile.write(out, cut(say(words, drawn)), RATE)
        print(name, flush=True)


if __name__ == "__main__":
    main()
