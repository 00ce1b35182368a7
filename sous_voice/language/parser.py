"""One utterance → what it means. What was said before changes nothing; everything of the moment comes in ``Context``."""

from collections.abc import Container, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from sous_voice.core.intents import HeatFrame, Intent, Slot, Understanding
from sous_voice.core.moment import Context
from sous_voice.language.automaton import Match
from sous_voice.language.classifier import Classifier, Opinion
from sous_voice.language.decision import (
    CLEAR,
    ENOUGH,
    WHOLE,
    Decision,
    Reading,
    believable,
    decide,
    free_to_talk,
    sure_of,
)
from sous_voice.language.decision import NOTHING as NOTHING_MEANT
from sous_voice.language.features import Clause, Features, features
from sous_voice.language.food_kinds import FoodKinds
from sous_voice.language.heat import HeatReading, read_heat
from sous_voice.language.heat_zones import ALL_ZONES
from sous_voice.language.lean_spacy import Doc
from sous_voice.language.normalise import LONGEST, Said
from sous_voice.language.pipeline import SentenceReader, build
from sous_voice.language.products import ASIDE, product_of
from sous_voice.language.sayable import Automaton, Sayable

MOST_STRINGS = 4_000
"""Words that spaCy's vocabulary may hold (forgetting costs a third of a millisecond a turn)."""
NOTHING = Context()


class Parser:
    """Understands cooks. Making one takes most of a second; keep it."""

    def __init__(self, trained: bool = True, classifier: Classifier | None = None) -> None:
        """Raises ``ModelError`` where the shipped weights cannot be read.

        Args:
            trained: false for the grammar alone, as training needs it.
            classifier: other weights than the shipped ones.
        """
        self._nlp = build()
        self._classifier = (classifier or Classifier.load()) if trained else None
        self._food = FoodKinds.load() if trained else None
        reader = self._nlp.get_pipe("sous_voice_sentences")
        assert isinstance(reader, SentenceReader)
        self._reader = reader
        self._automaton = Automaton(reader.patterns, reader.lists)
        self._last: tuple[str, Context, Opinion | None] = ("", NOTHING, None)

    def sentences(self, context: Context) -> Sayable:
        """The whole sentences that are understood in a moment, for a recogniser to search."""
        return Sayable(self._automaton, context)

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
        with self._zone():
            doc = self._read(text, context)
            if heat.clarify and self._no_heat(doc, heat, context):
                heat = HeatReading()
            decision = self._decided(doc, context, heat.spans)
        intents = merged([*heat.intents, *sure_of(decision.intents, decision.confidence)])
        kinds = self._kinds(text, context)
        guessed = not intents and not heat.frames and not heat.clarify
        intents = self._guess(text, context, kinds) if guessed and kinds else intents
        abstained = not intents and not heat.frames and not heat.clarify
        return Understanding(
            text=text,
            kinds=kinds,
            guessed=guessed and not abstained,
            intents=tuple(intents),
            frames=tuple(heat.frames),
            clarify=heat.clarify,
            abstained=abstained,
            confidence=min((intent.confidence for intent in intents), default=0.0),
        )

    def _kinds(self, text: str, context: Context) -> tuple[tuple[str, float], ...]:
        """What kind of question about food it may be: asked only in a session of ours, and where words may be free."""
        ours = context.ours or context.ingredients or context.titles
        if (
            self._food is None
            or not ours
            or context.state not in _ASKED_IN
            or context.pending in _NO_QUESTION
        ):
            return ()
        return self._food.chances(text, context)

    @staticmethod
    def _guess(text: str, context: Context, kinds: tuple[tuple[str, float], ...]) -> list[Intent]:
        """What a question is by its shape alone."""
        from sous_voice.language.food_guess import guess  # only a session of ours has a use for its tables

        return guess(text, context, kinds)

    def aside(self, text: str, context: Context = NOTHING) -> float:
        """How likely words are that people say to each other, 0 to 1; 0 where nothing is known of that."""
        if self._classifier is None or not text.strip() or len(text) > LONGEST:
            return 0.0
        text_then, context_then, opinion = self._last
        if opinion is None or text_then != text or context_then != context:
            opinion = self._classifier.opinion(self.features(text, context, self._classifier.known))
        return opinion.chances.get(ASIDE, 0.0)

    def _no_heat(self, doc: Doc, heat: HeatReading, context: Context) -> bool:
        """True for "go back one": an unclear call for heat that a sentence of another grammar reads to the last word.

        It only ever takes a question about heating away: a clear order, off and down stay.
        """
        if context.pending or any(frame.op in ("off", "lower") for frame in heat.frames):
            return False
        if any(frame.zone in (*ALL_ZONES, *context.zones) for frame in heat.frames):
            return False  # "back left to fourteen" names a burner, and nothing else
        reading = self._reading(doc, ())
        return reading.whole and reading.doubt == 0

    def _decided(self, doc: Doc, context: Context, taken: Sequence[tuple[int, int]]) -> Decision:
        """What the turn means, beside what the heat grammar took of it."""
        said, reading = doc._.said, self._reading(doc, taken)
        if not said:
            return NOTHING_MEANT
        if self._classifier is None or taken or self._ours(doc, context, reading):
            believed = reading.intents and reading.coverage >= ENOUGH
            return Decision(reading.intents, reading.coverage, "grammar") if believed else NOTHING_MEANT
        return decide(reading, self._opinion(doc, context, self._classifier), doc._.typed, context)

    def _opinion(self, doc: Doc, context: Context, classifier: Classifier) -> Opinion:
        """What the weights say of a turn; that of the last turn is kept, since several ask for it."""
        text, before, opinion = self._last
        if opinion is None or text != doc._.typed or before != context:
            opinion = classifier.opinion(self._seen(doc, context, classifier.known))
            self._last = (doc._.typed, context, opinion)
        return opinion

    def _ours(self, doc: Doc, context: Context, reading: Reading) -> bool:
        """True in a session of ours for what the grammar reads to the end, unless it is surely meant for others."""
        if self._classifier is None or not context.ours or not reading.intents or reading.coverage < WHOLE:
            return False
        opinion = self._opinion(doc, context, self._classifier)
        aside, asked = opinion.chances.get(ASIDE, 0.0), not free_to_talk(context)
        known = reading.whole and reading.doubt < CLEAR and not reading.remarks
        return known or believable(reading, aside, session=True, asked=asked)

    def _reading(self, doc: Doc, taken: Sequence[tuple[int, int]]) -> Reading:
        """The grammar's intents outside what the heat grammar took."""
        said, found = doc._.said, doc._.reading
        intents = [
            refined(self._intent(said, match, 1.0), said, match, found.matches) for match in found.matches
        ]
        free = [i for i in intents if not any(i.span and a < i.span[1] and i.span[0] < b for a, b in taken)]
        doubt = sum(match.doubt for match in found.matches)
        return Reading(tuple(merged(free)), found.coverage(len(said)), doubt)

    def features(self, text: str, context: Context, known: Container[str]) -> Features:
        """What the statistical part sees of a turn; ``known`` are the words that cooks use."""
        with self._zone():
            return self._seen(self._read(text, context), context, known)

    def _read(self, text: str, context: Context) -> Doc:
        doc = self._nlp.make_doc(text)
        doc._.context, doc._.typed = context, text
        return self._nlp(doc)

    def _seen(self, doc: Doc, context: Context, known: Container[str]) -> Features:
        said, reading = doc._.said, doc._.reading
        clauses = []
        for match in reading.matches:
            intent = refined(self._intent(said, match, 1.0), said, match, reading.matches)
            clauses.append(Clause(intent.name, product_of(intent), match.doubt))
        words = [word.word for word in said]
        return features(words, clauses, reading.coverage(len(said)), reading.left, context, known)

    def _zone(self) -> AbstractContextManager[object]:
        """New words are kept until there are many; from then on they are forgotten again after each turn."""
        if len(self._nlp.vocab.strings) < MOST_STRINGS:
            return nullcontext()
        return self._nlp.memory_zone()

    def _intent(self, said: list[Said], match: Match, sure: float) -> Intent:
        return Intent(
            name=self._reader.intents[match.intent],
            slots=slots_of(match),
            confidence=round(sure, 3),
            span=(said[match.start].start, said[match.end - 1].end),
        )

    def explain(self, text: str, context: Context = NOTHING) -> list[str]:
        """Which rules and weights decided, one plain line each."""
        if not text.strip() or len(text) > LONGEST:
            return ["nothing to read" if not text.strip() else f"longer than {LONGEST} characters"]
        heat = read_heat(text, context)
        why = [f"heat grammar: {intent.name} {dict(intent.slots)}" for intent in heat.intents]
        with self._zone():
            doc = self._read(text, context)
            said, found = doc._.said, doc._.reading
            for match in found.matches:
                words = " ".join(word.word for word in said[match.start : match.end])
                why.append(f'sentence: "{words}" is {self._reader.intents[match.intent]}')
            why.append(f"explained: {found.coverage(len(said)):.2f} of the words")
            why += self._weights(doc, context)
            why += self._shape(text, context)
            why.append(f"decided by: {self._decided(doc, context, heat.spans).why}")
        return why

    def _shape(self, text: str, context: Context) -> list[str]:
        """What kind of question about food it is by its shape, with the features that spoke loudest."""
        lines = []
        for kind, chance in self._kinds(text, context)[:1]:
            loudest = self._food.loudest(text, context, kind) if self._food is not None else []
            spoken = ", ".join(f"{name!r} {weight:+.2f}" for name, weight in loudest)
            lines.append(f"question of food: {kind} {chance:.2f}: {spoken}")
        return lines

    def _weights(self, doc: Doc, context: Context) -> list[str]:
        """The labels that the statistical part thinks likely, with what spoke loudest for and against each."""
        if self._classifier is None or not doc._.said:
            return []
        seen = self._seen(doc, context, self._classifier.known)
        lines = []
        for label, chance in self._classifier.opinion(seen).chances.items():
            if chance > 0.2:
                loudest = self._classifier.weights_of(seen, label)
                spoken = ", ".join(f"{name!r} {weight:+.2f}" for name, weight in loudest)
                lines.append(f"weights: {label} {chance:.2f}: {spoken}")
        return lines


def refined(intent: Intent, said: Sequence[Said], match: Match, beside: Sequence[Match]) -> Intent:
    """Two sentences whose sense hangs on a word inside or on what stands beside them.

    "two more minutes" changes a timer; "done" alone asks for the next step, beside another request it reports.
    """
    words = [word.word for word in said[match.start : match.end]]
    if intent.name == "timer_start" and ("more" in words or "extra" in words):
        return Intent("timer_change", {**intent.slots, "change": "plus"}, intent.confidence, intent.span)
    if intent.name == "next_step" and words[-1] == "done" and len(beside) > 1:
        return Intent("mark_done", {}, intent.confidence, intent.span)
    return intent


def slots_of(match: Match) -> dict[str, Slot]:
    """The slots of a sentence: the unit that an amount brings along becomes the slot ``unit``."""
    slots: dict[str, Slot] = {}
    for name, value in match.slots:
        slots["unit" if name.endswith(".unit") else name] = value  # type: ignore[assignment]
    return slots


_ASKED_IN = frozenset("idle cooking gathering choosing yes_no step".split())
"""States in which questions about food are asked."""
_NO_QUESTION = frozenset("offer burner name amount consent".split())
"""Questions of ours that any words may answer."""
_OPENING = frozenset("greeting affirm negate acknowledge mark_done".split())


def _place(intent: Intent) -> tuple[int, int]:
    """Where it was said; where that is not known, manners and reports come first and questions last."""
    return intent.span or ((-1, 0) if intent.name in _OPENING else (LONGEST, 0))


def merged(intents: Iterable[Intent]) -> list[Intent]:
    """In the order they were said; one thing said twice is said once."""
    ordered = sorted(intents, key=_place)
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
