"""Peers of our parser, each as an engine of ``understanding.py``: turn → product intents and how sure it is.

svm     TF-IDF of words and letters, a linear SVM for each intent (scikit-learn), trained on the same four blocks
hassil  the template matcher of Home Assistant, reading the sentences of our own grammar files
adapt   adapt-parser, keywords by hand

hassil and adapt find one intent a call: a turn is cut at words that begin a new clause, alike for both, and what is
found in any clause counts. Needs the extra ``peers``.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from sous_voice.core.intents import Intent
from sous_voice.language.normalise import normal
from sous_voice.language.products import product_of
from training import samples as source
from training import train

GRAMMARS = Path(__file__).parent.parent / "grammars"
Answer = tuple[frozenset[str], float]
Reader = Callable[[source.Sample], Answer]

_CUE = re.compile(
    r"\s+(?=(?:what|how|which|where|when|can i|can you|could i|could you|should i|is there|are there|is it|is that|"
    r"thanks|thank you|do i|it is|i have|i did|next|ok)\b)"
)
_HANGS = re.compile(
    r"\b(know|tell me|see|mean|of|in|on|to|with|for|at|from|until|and|so|if|but|that|the|is|what)$"
)


def clauses(text: str) -> list[str]:
    """A turn cut where a new clause begins; a cue behind a word that needs more stays."""
    found: list[str] = []
    for part in _CUE.split(text):
        asked = found and re.match(r"(?:\w+ )?(?:what|how|which|where|when)\b", found[-1])
        if found and (_HANGS.search(found[-1]) or (asked and not re.match(r"thank|ok|what|how", part))):
            found[-1] += " " + part
        else:
            found.append(part)
    return found


def svm(learn: Sequence[source.Sample]) -> Reader:
    """The strongest peer: TF-IDF of words and letters, a linear SVM for each intent; no moment."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    seen = make_union(TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"\S+"), letters)
    rows = seen.fit_transform([turn.text for turn in learn])
    models = {}
    for label in train.LABELS:
        truth = [label in turn.labels for turn in learn]
        if sum(truth) > 2:
            models[label] = LinearSVC(C=0.5).fit(rows, truth)

    def read(turn: source.Sample) -> Answer:
        row = seen.transform([turn.text])
        scores = {label: float(model.decision_function(row)[0]) for label, model in models.items()}
        chosen = {label for label, score in scores.items() if score > 0} or {
            max(scores, key=lambda k: scores[k])
        }
        return frozenset(chosen), min(abs(score) for score in scores.values())

    return read


def _opened(sentence: str) -> str:
    """A template with its contractions opened and "okay" folded, as the turns are."""
    return re.sub(r"[a-z]+(?:'[a-z]+)?", lambda word: " ".join(normal(word[0])) or word[0], sentence)


def _templates() -> dict[str, Any]:
    """Our recipe and control sentences in hassil's own form, by product intent; free slots are wildcards."""
    intents: dict[str, list[str]] = {}
    rules: dict[str, str] = {}
    lists: dict[str, Any] = {}
    for name in ("recipe", "control"):
        held = yaml.safe_load((GRAMMARS / f"{name}.yaml").read_text(encoding="utf-8"))
        rules |= {key: _opened(rule) for key, rule in (held.get("rules") or {}).items()}
        for key, values in (held.get("lists") or {}).items():
            lists[key] = {"values": [v["said"] if isinstance(v, dict) else str(v) for v in values]}
        for intent, body in held["intents"].items():
            label = "thanks" if intent == "acknowledge" else product_of(Intent(intent))
            said = [_opened(one) for one in body["sentences"] if label != "thanks" or "{thanks" in one]
            if label:
                intents.setdefault(label, []).extend(said)
    used = set(re.findall(r"\{(\w+)", str(intents) + str(rules)))
    lists |= {key: {"wildcard": True} for key in used if key not in lists}
    return {
        "language": "en",
        "intents": {label: {"data": [{"sentences": said}]} for label, said in intents.items()},
        "expansion_rules": rules,
        "lists": lists,
        "skip_words": ["please", "so", "well", "um", "uh", "then", "ok", "and", "now", "great", "good"],
    }


def hassil(_: Sequence[source.Sample]) -> Reader:
    """hassil; of several matches of a clause the one with the most own words, as its default is."""
    from hassil import Intents, recognize_best

    intents = Intents.from_dict(_templates())

    def read(turn: source.Sample) -> Answer:
        found = [recognize_best(part, intents) for part in clauses(turn.text)]
        labels = frozenset(hit.intent.name for hit in found if hit)
        return labels, sum(hit is not None for hit in found) / len(found)

    return read


_KEYWORDS = {
    "next": "next|what now|what should i do|what else|what do i do|how do i proceed|what to do",
    "previous": "go back|previous|before that",
    "repeat": "repeat|again|did you say|pardon|sorry what|of what",
    "go_to_step": "step number|go to step",
    "start": "first step|start|begin|how do i make",
    "recipe_title": "what are we making|what are we cooking|name of the recipe|what will we|what do we make",
    "ingredients_list": "ingredients first|list of ingredients|all the ingredients|how many ingredients",
    "ingredient_amount": "how much|how many|how large|how big|all of the|use all",
    "substitute": "instead|substitute|replace|can i use",
    "tool": "which pan|what size|large bowl|which pot|what kind of pan|tools",
    "duration": "how long|how do i know|how many minutes|when is it",
    "temperature": "temperature|how hot|degrees|celsius|fahrenheit|what heat",
    "parallel_task": "meanwhile|in the meantime|while it|do something else",
    "progress": "is that it|is that all|can i eat|finished yet|anything else to do|ready to serve",
    "done": "done|i did|i have|i added|i put|it is ready|finished|is in the|are in the",
    "affirm": "yes|sure|yeah|i am ready|of course",
    "negate": "no|no thanks|skip that|not now",
    "greeting": "hi|hello|hey|good morning",
    "goodbye": "bye|goodbye|good night|see you",
    "other": "should i|is it ok|can i add|do you mean|what is a|how do i|what kind of",
    "thanks": "thanks|thank you",
}
"""Words of each intent, written looking at dialogues 000-129."""


def adapt(_: Sequence[source.Sample]) -> Reader:
    """adapt-parser: one keyword of an intent is enough; the surest intent of a clause counts."""
    from adapt.engine import IntentDeterminationEngine
    from adapt.intent import IntentBuilder

    engine = IntentDeterminationEngine()
    for label, words in _KEYWORDS.items():
        for word in words.split("|"):
            engine.register_entity(word, f"{label}_word")
        engine.register_intent_parser(IntentBuilder(label).require(f"{label}_word").build())

    def read(turn: source.Sample) -> Answer:
        found = [next(iter(engine.determine_intent(part)), None) for part in clauses(turn.text)]
        sure = [hit["confidence"] for hit in found if hit]
        return frozenset(hit["intent_type"] for hit in found if hit), min(sure, default=0.0)

    return read


PEERS: dict[str, Callable[[Sequence[source.Sample]], Reader]] = {"svm": svm, "hassil": hassil, "adapt": adapt}
