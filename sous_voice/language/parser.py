"""One utterance → what it means. No memory between calls; everything of the moment comes in ``Context``."""

from collections.abc import Iterable

from spacy.tokens import Doc

from sous_voice.core.intents import HeatFrame, Intent, Slot, Understanding
from sous_voice.core.messages import Context
from sous_voice.language.automaton import Match
from sous_voice.language.heat import read_heat
from sous_voice.language.normalise import LONGEST, Said
from sous_voice.language.pipeline import SentenceReader, build

ENOUGH = 0.55
"""Share of an utterance that the grammar must explain."""
NOTHING = Context()


class Parser:
    """Understands cooks. Making one takes most of a second; keep it."""

    def __init__(self) -> None:
        self._nlp = build()
        reader = self._nlp.get_pipe("sous_voice_sentences")
        assert isinstance(reader, SentenceReader)
        self._reader = reader

    def understand(self, text: str, context: Context = NOTHING) -> Understanding:
        """What was meant.

        Args:
            text: an utterance, typed or as a recogniser wrote it.
            context: what is known of the moment.

        Returns:
            Intents in the order they were said, heat frames, or an explicit abstention.
        """
        if not text.strip() or len(text) > LONGEST:
            return Understanding(text=text, abstained=True, confidence=0.0)
        heat = read_heat(text, context)
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(text)
            doc._.context = context
            found = self._intents(self._nlp(doc), heat.spans)
        intents = merged([*heat.intents, *found])
        abstained = not intents and not heat.frames and not heat.clarify
        return Understanding(
            text=text,
            intents=tuple(intents),
            frames=tuple(heat.frames),
            clarify=heat.clarify,
            abstained=abstained,
            confidence=min((intent.confidence for intent in intents), default=0.0),
        )

    def _intents(self, doc: Doc, taken: Iterable[tuple[int, int]]) -> list[Intent]:
        said, reading = doc._.said, doc._.reading
        if not said or reading.coverage(len(said)) < ENOUGH:
            return []
        found = [self._intent(said, match, reading.coverage(len(said))) for match in reading.matches]
        return [
            intent
            for intent in found
            if not any(intent.span and a < intent.span[1] and intent.span[0] < b for a, b in taken)
        ]

    def _intent(self, said: list[Said], match: Match, sure: float) -> Intent:
        return Intent(
            name=self._reader.intents[match.intent],
            slots=slots_of(match),
            confidence=round(sure, 3),
            span=(said[match.start].start, said[match.end - 1].end),
        )

    def explain(self, text: str, context: Context = NOTHING) -> list[str]:
        """Which rules decided, one plain line each."""
        why: list[str] = []
        if text.strip() and len(text) <= LONGEST:
            heat = read_heat(text, context)
            why += [f"heat grammar: {intent.name} {dict(intent.slots)}" for intent in heat.intents]
            with self._nlp.memory_zone():
                doc = self._nlp.make_doc(text)
                doc._.context = context
                self._nlp(doc)
                said, reading = doc._.said, doc._.reading
                for match in reading.matches:
                    words = " ".join(word.word for word in said[match.start : match.end])
                    why.append(f'sentence: "{words}" is {self._reader.intents[match.intent]}')
                why.append(f"explained: {reading.coverage(len(said)):.2f} of the words")
        return why


def slots_of(match: Match) -> dict[str, Slot]:
    """The slots of a sentence: the unit that an amount brings along becomes the slot ``unit``."""
    slots: dict[str, Slot] = {}
    for name, value in match.slots:
        slots["unit" if name.endswith(".unit") else name] = value  # type: ignore[assignment]
    return slots


def merged(intents: Iterable[Intent]) -> list[Intent]:
    """In the order they were said; one thing said twice is said once."""
    ordered = sorted(intents, key=lambda intent: intent.span or (0, 0))
    out: list[Intent] = []
    for intent in ordered:
        if out and out[-1].name == intent.name and (not intent.slots or not out[-1].slots):
            last = out[-1]
            span = (last.span[0], intent.span[1]) if last.span and intent.span else last.span
            out[-1] = Intent(
                last.name, {**last.slots, **intent.slots}, max(last.confidence, intent.confidence), span
            )
        else:
            out.append(intent)
    return out


__all__ = ["HeatFrame", "Parser", "merged", "slots_of"]
