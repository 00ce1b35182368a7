"""The grammar's reading and the statistical part's opinion → what was meant.

The grammar wins at home: what only this assistant can do (timers, stories, lists, nutrition ...) is
read by grammar alone, and a turn that the grammar reads whole gains no intent from the statistical part. The
statistical part decides between the intents of any cooking conversation where the words alone do not, and
says when nobody here was meant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sous_voice.core.intents import Intent
from sous_voice.core.moment import Context
from sous_voice.language.classifier import Opinion
from sous_voice.language.features import asks, opening
from sous_voice.language.normalise import normal
from sous_voice.language.products import ASIDE, DEFAULT, product_of

ENOUGH = 0.55
"""Share of an utterance that the grammar must explain to be believed alone."""
WHOLE = 0.9
"""Share from which it has explained all that matters."""
UNSURE, UNSURE_OURS = 0.15, 0.5
"""Confidence below which nothing is claimed; in a session of ours, where other ways to read a turn stand behind."""
UNSURE_REMARK = 0.45
"""The same for what people also say to each other, where nothing is known of a dialogue and no sentence was read."""
_SAID_TO_ANYBODY = frozenset({"other", "done"})
SURELY_ASIDE = 0.9
OTHERS = 0.6
"""Chance of being meant for others from which half read words are, in a session of ours."""
LOOSELY = 0.85
"""The same for words that are no remarks: "and the winner is" is half of a question for an amount."""
CLEAR = 0.3
"""Doubt below which a reading has hardly a free word."""
_FREE_STATES = ("idle", "cooking", "gathering", "step")
_REMARKS = frozenset(
    """have_ingredient lack_ingredient mark_done check_understanding problem substitute repeat_part negate affirm
    story_more missed_step""".split()
)
"""Intents with sentences that people also say to each other, about other things."""
_OPEN_STATES = ("idle", "cooking", "gathering")
"""States in which anything may be said; in all others something of ours is going on."""
LIKELY, SURELY = 0.4, 0.8
_WORDED = frozenset({"greeting", "goodbye"})
"""Said in few words, which the grammar knows: the weights alone must be sure of them."""
_OPENINGS = frozenset({"recipe_title", "start"})
"""What a conversation is opened with; the greeting before it is often lost to a recogniser."""
_BEFORE = ("greeting", "affirm", "negate", "thanks", "done")
"""Product intents that are said first, where their place is not known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grammar made of a turn."""

    intents: tuple[Intent, ...]
    coverage: float
    """0 to 1: share of the words that it explains."""
    doubt: float
    """Of its free words, in words."""

    @property
    def whole(self) -> bool:
        """True where the grammar's own words explain the turn, but for one free word at most."""
        return bool(self.intents) and self.coverage >= WHOLE and self.doubt < 0.5

    @property
    def remarks(self) -> bool:
        """True where it holds only what people also say to each other."""
        return all(i.name in _REMARKS for i in self.intents)

    @property
    def ours(self) -> bool:
        """True where it holds something that only this assistant does."""
        return any(not product_of(i) and i.name != "acknowledge" for i in self.intents)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was meant, how sure that is, and why."""

    intents: tuple[Intent, ...]
    confidence: float
    why: str


NOTHING = Decision((), 0.0, "nobody here was meant")


def decide(reading: Reading, opinion: Opinion, text: str, context: Context) -> Decision:
    """What a turn means.

    Args:
        reading: the grammar's.
        opinion: the statistical part's.
        text: the turn.
        context: what is known of the moment.
    """
    aside = opinion.chances.get(ASIDE, 0.0)
    session = bool(context.titles or context.ingredients)
    meant = believable(reading, aside, session=session, asked=not free_to_talk(context))
    if reading.intents and (reading.ours or (meant and _only_manners(reading))):
        return _by_grammar(reading) if meant else NOTHING
    if meant and grammar_suffices(reading, context, session):
        return _by_grammar(reading)
    if context.state not in _OPEN_STATES:
        return NOTHING
    labels = opinion.labels - {ASIDE}
    unsure = opinion.confidence < _least(labels, reading, context)
    if for_others(opinion, context) or not labels or unsure:
        heard = reading.whole and (aside < 0.5 or not in_dialogue(context))
        return _by_grammar(reading) if meant and heard else NOTHING
    labels |= twice_seen(reading, opinion)
    lost = greeting_lost(labels, opinion, context)
    if declined(text, context):
        labels = labels - {"affirm"} | {"negate"}
    if reading.whole:
        labels = without_additions(labels - lost, reading, opinion)
    labels -= {label for label in _WORDED - _products(reading) if opinion.chances.get(label, 0.0) < SURELY}
    labels |= lost | (_WORDED & _products(reading))
    intents = composed(labels, reading, text)
    agreed = labels == _products(reading)
    return Decision(tuple(intents), opinion.confidence, "grammar and weights agree" if agreed else "weights")


def _least(labels: frozenset[str], reading: Reading, context: Context) -> float:
    """The confidence below which nothing is claimed."""
    if context.ours:
        return UNSURE_OURS
    remark = labels <= _SAID_TO_ANYBODY and not _products(reading) & labels
    return UNSURE_REMARK if remark and not in_dialogue(context) else UNSURE


def free_to_talk(context: Context) -> bool:
    """True where nothing of ours was asked or is going on, so that people may well talk to each other."""
    return not context.pending and context.state in _FREE_STATES


def believable(reading: Reading, aside: float, *, session: bool, asked: bool) -> bool:
    """True where the grammar's reading may be acted on: free words are doubted where talk is likely elsewhere.

    A running session of ours knows the names that matter, so that free words are doubted later there; unless something
    was asked, what is half read and like other talk is for others, remarks sooner than orders.
    """
    if not reading.intents or reading.coverage < ENOUGH:
        return False
    if reading.whole and reading.doubt == 0:
        return True
    if session:
        doubtful = reading.doubt >= CLEAR or not reading.whole
        if doubtful and not asked:
            return aside <= (OTHERS if reading.remarks else LOOSELY)
        return aside <= SURELY_ASIDE or reading.doubt < 0.6
    return aside <= (SURELY_ASIDE if reading.whole and reading.doubt < 0.5 else 0.4)


def grammar_suffices(reading: Reading, context: Context, session: bool) -> bool:
    """True where the weights are not asked.

    They learnt from dialogues between people. In a session of ours, whose state is known, a turn that is read well
    is clear, and beside a story, a recording or a question of ours the grammar is biased to what is going on.
    """
    if session or context.state not in _OPEN_STATES:
        return True
    if opening(context) and _products(reading) <= _OPENINGS:
        return False
    return reading.whole and reading.doubt == 0 and not in_dialogue(context)


def for_others(opinion: Opinion, context: Context) -> bool:
    """True where a turn is rather meant for somebody else than for us."""
    if ASIDE not in opinion.labels:
        return False
    likeliest = max((opinion.chances[label] for label in opinion.labels - {ASIDE}), default=0.0)
    return not in_dialogue(context) or opinion.chances[ASIDE] >= likeliest


def declined(text: str, context: Context) -> bool:
    """True for "no ..." to a question of the assistant; "no problem" is none."""
    words = normal(text)[:2]
    refused = words[:1] == ["no"] and not set(words[1:]) & {"problem", "worries", "worry", "idea", "matter"}
    return refused and in_dialogue(context) and asks(context.prev_agent)


def greeting_lost(labels: frozenset[str], opinion: Opinion, context: Context) -> frozenset[str]:
    """A greeting that the weights are sure of at the opening of a conversation, whether it was heard or not."""
    chance = opinion.chances.get("greeting", 0.0) if opening(context) else 0.0
    known = labels - {"greeting"} <= _OPENINGS
    return frozenset({"greeting"}) if chance >= (LIKELY if known else SURELY) else frozenset()


def in_dialogue(context: Context) -> bool:
    """True in a conversation that is not in a session of ours, of which something is known."""
    return context.state == "idle" and bool(context.prev_agent or context.last_given)


def _by_grammar(reading: Reading) -> Decision:
    sure = 0.6 + 0.38 * reading.coverage - 0.1 * min(reading.doubt, 2.0)
    return Decision(reading.intents, round(sure, 3), "grammar")


def _only_manners(reading: Reading) -> bool:
    """ "ok", "nice": an acknowledgement is never an action, whatever dialogues elsewhere call it."""
    return all(i.name == "acknowledge" and not i.slots for i in reading.intents)


def _products(reading: Reading) -> frozenset[str]:
    return frozenset(product for i in reading.intents if (product := product_of(i)))


def without_additions(labels: frozenset[str], reading: Reading, opinion: Opinion) -> frozenset[str]:
    """Where the grammar read the turn whole, labels may be exchanged, never added."""
    read = _products(reading)
    added = sorted(labels - read, key=lambda label: -opinion.chances[label])
    return (labels & read) | frozenset(added[: len(read - labels)])


def twice_seen(reading: Reading, opinion: Opinion) -> frozenset[str]:
    """What the grammar read and the weights think likely by itself, however seldom it is said beside the rest."""
    return frozenset(label for label in _products(reading) if opinion.chances.get(label, 0.0) >= 0.5)


def composed(labels: Iterable[str], reading: Reading, text: str) -> list[Intent]:
    """The grammar's intents that carry these labels, and the plain intent of each label it has none for."""
    wanted = set(labels)
    kept = [i for i in reading.intents if product_of(i) in wanted]
    missing = wanted - {product_of(i) for i in kept}
    first = [plain(label, text) for label in _BEFORE if label in missing]
    last = [plain(label, text) for label in sorted(missing) if label not in _BEFORE]
    return [*first, *kept, *last]


def plain(label: str, text: str) -> Intent:
    """The intent that stands for a label."""
    name = DEFAULT[label]
    if label == "thanks":
        return Intent(name, {"kind": "thanks"})
    return Intent(name, {"claim": text.strip()}) if label == "other" else Intent(name)


def sure_of(intents: Sequence[Intent], confidence: float) -> tuple[Intent, ...]:
    """The same intents with the confidence of the turn."""
    return tuple(Intent(i.name, i.slots, round(confidence, 3), i.span) for i in intents)
