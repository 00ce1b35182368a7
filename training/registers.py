"""The same turns as others would say them: with small talk around, as learners of English, two things in a breath.

What is meant stays; the weights learn what may stand beside it.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.samples import Sample

_BEFORE = """right then|right so|so like|well now|let me see|hang on|oh dear|oh lovely|ooh nice|hm|let's see|listen|hey|
    ok so|alright so|okay dokey|sorry|excuse me|wait|oh|oh right|i see|got you|lovely|brilliant|perfect|wonderful|yum|
    great stuff|cool cool|fine|interesting|that sounds nice|sounds good|sounds easy enough|ok that's easy|ok got it|
    just checking|quick question|one question|silly question but|before i do that|one more thing|i was wondering|
    can you tell me|could you tell me|do you know|remind me|tell me|i forgot to ask|just to be sure|
    ok my hands are dirty|oh the kids are here|now|and|but|so|um|i think""".replace("\n", " ")
_BEHIND = """please|then|now|or what|do you think|if you don't mind|my friend|love|mate|exactly|roughly|like|you know|
    by the way|i wonder|here|again i mean|i guess|in your opinion|for this|i mean|though|actually|chef|
    i'm not sure|i don't know|sorry""".replace("\n", " ")
BEFORE = tuple(part.strip() for part in _BEFORE.split("|"))
BEHIND = tuple(part.strip() for part in _BEHIND.split("|"))
_MANNERS = frozenset({"affirm", "negate", "greeting", "goodbye", "thanks"})
"""Labels whose turns are hardly more than their word: nothing is put before them."""
_LOST = frozenset("the a an do does is are did have has should to it i will".split())
_LEARNT = {
    "added": "add", "chopped": "chop", "mixed": "mix", "peeled": "peel", "finished": "finish", "did": "do",
    "put": "putted", "cups": "cup", "minutes": "minute", "onions": "onion", "eggs": "egg", "ingredients": "ingredient",
    "should": "must", "shall": "must", "how": "how", "them": "it", "they": "it", "many": "much", "much": "many",
    "until": "till when", "these": "this", "are": "is", "has": "have", "boiled": "boil", "melted": "melt",
}  # fmt: skip


def chatty(sample: Sample, rng: random.Random) -> Sample:
    """With words around that change nothing."""
    text = sample.text
    if rng.random() < 0.7 and not sample.labels <= _MANNERS:
        text = f"{rng.choice(BEFORE)} {text}"
    if rng.random() < 0.4 and len(text.split()) > 2:
        text = f"{text} {rng.choice(BEHIND)}"
    return replace(sample, text=text, source="chatty")


def learner(sample: Sample, rng: random.Random) -> Sample:
    """As somebody says it who is learning English: small words left out, endings and tenses lost."""
    words = []
    for word in sample.text.split():
        if word in _LOST and rng.random() < 0.35:
            continue
        words.append(_LEARNT[word] if word in _LEARNT and rng.random() < 0.4 else word)
    return replace(sample, text=" ".join(words) or sample.text, source="learner")


_REMARKS = """it smells like my grandmother's house|the kids are going to love it|what a mess|i burnt my finger|
    my mother always did it like that|this is fun|i'm getting hungry|the dog wants some too|it took a while|
    that was easy|that was hard work|
    my arms are tired|i dropped some on the floor|sorry about the noise|my daughter is helping me|
    i had to wash my hands|i nearly forgot|that was close|it looks just like the picture|lucky me|the lid was stuck|
    i had to run to the shop|the cat jumped on the counter|my glasses are steamed up|it reminds me of venice|
    i'm no great cook|what a lovely color|i've never done this before|it spat all over me|i hope that's right|
    goodness me|good heavens|who would have thought|i did my best|it went everywhere|never mind the mess|
    i used my nan's old bowl|i had a little helper|the neighbours can smell it|i'm all thumbs today|
    it's my first time""".replace("\n", " ")
REMARKS = tuple(part.strip() for part in _REMARKS.split("|"))


def with_remark(sample: Sample, others: Sequence[str], rng: random.Random) -> Sample:
    """With a remark before or behind it, or with words to somebody else: what is asked stays asked."""
    remark = " ".join((rng.choice(REMARKS) if rng.random() < 0.7 else rng.choice(others)).split())
    parts = [remark, sample.text] if rng.random() < 0.6 else [sample.text, remark]
    return replace(sample, text=" ".join(parts), source="remark")


_FIRST = "done done done thanks thanks greeting affirm repeat other negate".split()
_LIKELY = {
    "done": """next next next duration temperature other other progress parallel_task tool ingredient_amount thanks
        repeat""".split(),
    "thanks": "next next next other duration done goodbye progress ingredient_amount".split(),
    "greeting": "start recipe_title ingredients_list start".split(),
    "affirm": "next start done ingredients_list".split(),
    "repeat": ["thanks"],
    "other": ["next", "duration"],
    "negate": ["next", "thanks", "done"],
}
"""What is said in one breath, and behind what."""


def bundled(samples: Sequence[Sample], rng: random.Random, count: int) -> list[Sample]:
    """Turns of two things, made of turns of one."""
    single: dict[str, list[Sample]] = {}
    for sample in samples:
        if len(sample.labels) == 1:
            single.setdefault(next(iter(sample.labels)), []).append(sample)
    found = []
    for _ in range(count):
        first = rng.choice(
            ("done", "done", "done", "thanks", "thanks", "greeting", "affirm", "repeat", "other", "negate")
        )
        second = rng.choice([label for label in _LIKELY[first] if label in single])
        one, two = rng.choice(single[first]), rng.choice(single[second])
        joined = f"{one.text} {rng.choice(('', '', '', 'and ', 'so '))}{two.text}"
        found.append(replace(one, text=joined, labels=one.labels | two.labels, source="bundled"))
    return found
