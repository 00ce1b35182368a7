"""How a request may begin: "could you please", "I'd go for", "hey chef, let's have".

An opener is only taken off; what stands behind it has to be a whole clause of the closed grammar.
"""

import re

_ADVERB = (
    r"(?:please|just|maybe|possibly|kindly|quickly|also|now|then|perhaps|really|quite|rather|go ahead and|go on and|be so kind as to"
    r"|be so kind and|be a dear and|try to|try and|ever so kindly)"
)
_WANT = r"(?:like|love|want|need|have|take|get|go for|go with|say|prefer|use|do with|appreciate|try|fancy|pick|choose)"
_PATTERNS = (
    rf"(?:can|could|would|will) (?:you|we)(?: {_ADVERB})*(?: (?:get|give|do|grab|have|let|make)(?: me| us)?)?",
    rf"(?:can|could|would|will) you(?: {_ADVERB})* (?:get|have) (?:the stove|the hob) to",
    rf"(?:can|could|may|might) i(?: {_ADVERB})*(?= (?:get|have|ask))",
    rf"(?:can|could|may|might) i(?: {_ADVERB})* (?:get|have)",
    r"(?:can|could)(?= (?:the|my|this|that) .*\bplease\b)",
    r"(?:can|could)(?= (?:the|my|this|that) [\w' ]*\b(?:come|go) (?:up|down|lower|higher)\b)",
    r"right(?: then)?(?= (?:let's|lets|let|could|can|would|will|i|i'd|i'll|we|give|get|please)\b)",
    r"(?:(?:would|do) you )?mind",
    r"(?:would|will|are) you (?:be )?able to|are you ok to",
    r"would it be possible to",
    rf"(?:i|we)(?:'d|'ll| would| will| could| should)(?: {_ADVERB})* {_WANT}(?: (?:you|it) to| to (?:have|get|see|use|try)| to)?",
    rf"(?:i|we)(?: {_ADVERB})* (?:want|need|wish|fancy)(?: (?:you|it) to| to (?:have|get|see|use|try)| to| it)?",
    r"(?:i think )(?:i|we)(?:'d like|'ll have| want| need)(?: to have)?",
    r"(?:i'm|we're|i am|we are) (?:after|looking for|going for|going with|going to need|gonna need|going to want|thinking)",
    rf"you (?:can|may|could|might|should)(?: {_ADVERB})*(?: go ahead and)?",
    rf"let(?:'s|s| us)(?: {_ADVERB})*(?: (?:have|get|go with|go for|go|try|do|use|say|make it))?",
    r"let (?:me|us) (?:have|get|try)(?: the)?",
    r"(?:please )?go ahead and",
    r"need|gimme|wanna have|i wanna have|give me|get me|give us|do me a favou?r and|be so kind and|be so kind as to|why don't you|try and|try to",
    r"(?:tell|ask|get) the (?:stove|hob|cooktop) to",
    r"(?:now|next|then) (?:i|we) (?:want|need|'d like)(?: the)?",
    r"(?:i|we) have to|time to|it's time to|time for|it's time for|(?:i|we)'ve got to|(?:i|we) need to|(?:i|we) want to|(?:i|we)'d better",
    r"(?:hey |ok |okay |hi |hello |yo )?(?:sous voice|sous|chef|computer|kitchen|stove)",
    r"(?:start|kick|set|sort) (?:me|us) (?:off|up|out) (?:with|on|at)",
    r"hey there|hey|hi|hello|have|oh|now then|listen|right so|so now|alright so|okay so",
)
_OPENERS = [re.compile(rf"(?:{pattern})(?= |$)") for pattern in _PATTERNS]
_LONGEST = 10


def opener_lengths(words: list[str], i: int) -> list[int]:
    """How many words an opener may take here, longest first; without 0."""
    said = " ".join(words[i : i + _LONGEST])
    found = set()
    for pattern in _OPENERS:
        match = pattern.match(said)
        while match is not None and match.end() > 0:
            found.add(said[: match.end()].count(" ") + 1)
            match = pattern.fullmatch(said[: match.end()].rpartition(" ")[0])
    return sorted(found, reverse=True)
