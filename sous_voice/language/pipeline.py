"""The parser's spaCy pipeline: a blank English one with our own tokenizer and components.

    text ─▶ tokenizer (normalise) ─▶ sentences (grammar) ─▶ Doc with ``doc._.reading``

No model is downloaded and none of spaCy's own statistical parts is used: what spaCy gives is the
tokenized document, its vocabulary and the pipeline that others can extend.
"""

from collections.abc import Callable

from sous_voice.core.moment import Context
from sous_voice.language.automaton import Matcher
from sous_voice.language.colloquial import plainer
from sous_voice.language.compiled import Lists, load_patterns
from sous_voice.language.cover import cover
from sous_voice.language.lean_spacy import Doc, Language, Vocab, spacy
from sous_voice.language.mishearing import mended
from sous_voice.language.moment import BRIEF, bias_of
from sous_voice.language.normalise import Said, words_said
from sous_voice.language.slots import SlotReader

for _name in ("said", "reading", "context", "typed", "sentences"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class KitchenTokenizer:
    """Text → a Doc of normalised words; their places in the text are in ``doc._.said``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        said: list[Said] = mended(plainer(words_said(text)))
        doc = Doc(self.vocab, words=[word.word for word in said])
        doc._.said = said
        return doc


@spacy.registry.tokenizers("sous_voice_kitchen")
def _kitchen() -> Callable[[Language], KitchenTokenizer]:
    return lambda nlp: KitchenTokenizer(nlp.vocab)


class SentenceReader:
    """The component that reads a document as sentences of the grammar files."""

    def __init__(self) -> None:
        self.patterns, self.lists = load_patterns()
        self.intents = self.patterns.intents
        self._matcher = Matcher(self.patterns)
        self._brief = frozenset(i for i, name in enumerate(self.intents) if name in BRIEF)

    def __call__(self, doc: Doc) -> Doc:
        said: list[Said] = doc._.said
        words = [word.word for word in said]
        context = doc._.context or Context()
        reader = SlotReader(words, context, self.lists, [word.opens for word in said])
        doc._.sentences = list(self._matcher.find(words, reader))
        doc._.reading = cover(said, doc._.sentences, bias_of(context, self.intents, words), self._brief)
        return doc


@Language.factory("sous_voice_sentences")
def _sentences(nlp: Language, name: str) -> SentenceReader:
    return SentenceReader()


def build() -> Language:
    """The pipeline, ready to read."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "sous_voice_kitchen"}}})
    nlp.add_pipe("sous_voice_sentences")
    return nlp


__all__ = ["KitchenTokenizer", "Lists", "SentenceReader", "build"]
