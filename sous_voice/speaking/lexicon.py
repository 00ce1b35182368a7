"""Words that the synthesiser would say wrong, with their phonemes: ``voices/lexicon.yaml``."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from sous_voice.errors import ModelError

_PLACE = Path(__file__).resolve().parents[2] / "voices" / "lexicon.yaml"
_STRESS = frozenset("ˈˌ")
_ALLOWED = re.compile(r"[a-zæðŋɐɑɒɔəɚɛɜɡɪɫɬɹɾʃʊʌʒʔθᵻɲχβʁɕʝ ːˈˌ̃]+")


class Lexicon:
    """Words and phrases → phonemes in espeak's alphabet (IPA)."""

    def __init__(self, entries: dict[str, str]) -> None:
        """``entries``: lower-case words or phrases → phonemes."""
        self._entries = entries
        forms = sorted(entries, key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<![\w'])({'|'.join(map(re.escape, forms))})(s|'s|es)?(?![\w'])", re.IGNORECASE)
            if forms
            else None
        )

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._entries.items())

    def apply(self, words: str) -> str:
        """The words with known ones as ``[[phonemes]]``; plurals and possessives follow their word."""
        return self._pattern.sub(self._phonemes, words) if self._pattern else words

    def _phonemes(self, match: re.Match[str]) -> str:
        phonemes = self._entries[match[1].lower()]
        return f"[[{phonemes}{_ending(phonemes) if match[2] else ''}]]"


def _ending(phonemes: str) -> str:
    """The plural's sound after this one: "z", "s" or "ɪz"."""
    last = phonemes.rstrip("ːˈˌ ")[-1:]
    if last in "szʃʒ":
        return "ᵻz"
    return "s" if last in "ptkfθ" else "z"


def read_lexicon(place: Path) -> Lexicon:
    """A lexicon from YAML: a map of word → phonemes, in groups. Raises ``ModelError`` naming every fault."""
    try:
        groups = yaml.safe_load(place.read_text(encoding="utf-8")) or {}
    except OSError as fault:
        raise ModelError(f"The lexicon {place} cannot be read: {fault.strerror}.") from fault
    except yaml.YAMLError as fault:
        raise ModelError(f"The lexicon {place} is not YAML: {str(fault).splitlines()[0]}.") from fault
    entries: dict[str, str] = {}
    faults = []
    for group, words in groups.items() if isinstance(groups, dict) else [("", None)]:
        for word, phonemes in words.items() if isinstance(words, dict) else [(group, "")]:
            if not isinstance(phonemes, str) or not _ALLOWED.fullmatch(phonemes):
                faults.append(f"{group}: {word}: {phonemes!r} is not phonemes")
            elif str(word) in entries:
                faults.append(f"{group}: {word} stands there twice")
            else:
                entries[str(word).lower()] = phonemes
    if faults:
        raise ModelError(f"The lexicon {place.name} has faults: {'; '.join(faults)}.", "Mend these lines.")
    return Lexicon(entries)


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of ``voices/``; empty where the program is installed without it."""
    return read_lexicon(_PLACE) if _PLACE.is_file() else Lexicon({})
