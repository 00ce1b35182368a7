"""Words of talk at a stove that stand for others: "okey dokey" is ok, "yep" is yes, "owt" is anything.

Written once here, so that grammars and weights need not learn each of them. Names by which people call each other
("thanks love", "right then my friend") and hesitations ("erm") carry nothing and are left out where they stand beside the
message. The heat grammar does not read what is changed here.
"""

from collections.abc import Sequence
from dataclasses import replace

from sous_voice.language.normalise import Said

_STANDS_FOR: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("yup", "yessir", "yep", "yip", "aye"), ("yes",)),
    **dict.fromkeys(("nah", "nope", "naw"), ("no",)),
    **dict.fromkeys(("righto", "rightio", "okeydokey", "mhm", "mmhm", "mhmm", "uhuh", "roger", "mkay"), ("ok",)),
    **dict.fromkeys(("owt", "summat", "sumthing"), ("anything",)),
    **dict.fromkeys(("cos", "coz", "cuz", "'cause", "'cos"), ("because",)),
    **dict.fromkeys(("kinda",), ("kind", "of")),
    **dict.fromkeys(("sorta",), ("sort", "of")),
    **dict.fromkeys(("outta",), ("out", "of")),
    **dict.fromkeys(("gotcha",), ("got", "it")),
    **dict.fromkeys(("whatcha", "wotcha", "whaddya"), ("what", "do", "you")),
    **dict.fromkeys(("shoulda",), ("should", "have")),
    **dict.fromkeys(("'em", "em"), ("them",)),
    **dict.fromkeys(("ain't", "aint"), ("is", "not")),
    **dict.fromkeys(("innit",), ("is", "it", "not")),
    **dict.fromkeys(("y'all", "yall"), ("you",)),
    **dict.fromkeys(("wot", "wat"), ("what",)),
    **dict.fromkeys(("nowt",), ("nothing",)),
    **dict.fromkeys(("hiya", "heya", "howdy", "hullo", "allo"), ("hi",)),
    **dict.fromkeys(("ciao", "cheerio", "toodles", "ta-ta", "tata"), ("bye",)),
}  # fmt: skip
"""A word → the words that are meant."""

_PHRASES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ok", "dokey"), "ok"),
    (("ok", "doke"), "ok"),
    (("ok", "dokie"), "ok"),
    (("right", "o"), "ok"),
    (("righty", "ho"), "ok"),
    (("rightie", "ho"), "ok"),
    (("fair", "enough"), "ok"),
    (("no", "worries"), "ok"),
    (("uh", "huh"), "yes"),
    (("mm", "hmm"), "yes"),
    (("mm", "hm"), "yes"),
    (("you", "bet"), "yes"),
    (("sure", "thing"), "yes"),
    *(((kin, "in", "law"), f"{kin}-in-law") for kin in "mother father brother sister son daughter".split()),
    (("yes", "sir"), "yes"),
    (("yes", "indeed"), "yes"),
    (("many", "thanks"), "thanks"),
    (("thanks", "ever", "so", "much"), "thanks"),
)
"""Words said together → the word that is meant."""
_FIRST = frozenset(phrase[0] for phrase, _ in _PHRASES)

HESITATIONS = frozenset("um uh er erm ehm ah uhm hmm hm mm ooh oooh".split())
_CALLED = frozenset("love dear darling mate pal buddy sweetheart sweetie dude bro mama honey friend".split())
"""Names for whoever is spoken to; some of them are verbs or foods elsewhere."""
_BEFORE_CALLED = frozenset(
    "ok thanks you please right sorry no yes now then next hi hello hey bye again is that it in on done ready".split()
)
"""Words that such a name follows; "my" may stand between."""
_FOOD_TOO = frozenset({"honey"})
_BEFORE_FOOD = frozenset("thanks sorry hi hello hey bye".split())
_PUT = frozenset("chuck bung whack lob plonk shove sling pop".split())
_WHAT_IS_PUT = frozenset("it them that this these those the in some everything a my all".split())
"""What follows a "chuck" that puts."""


def plainer(said: list[Said]) -> list[Said]:
    """The words as somebody would say them who does not chat; places stay."""
    if not said:
        return said
    out: list[Said] = []
    place = 0
    words = [word.word for word in said]
    while place < len(said):
        taken, meant = _meant(words, place)
        first, last = said[place], said[place + taken - 1]
        out += (
            [first]
            if taken == 1 and meant == (first.word,)
            else [
                replace(first, word=word, end=last.end, opens=first.opens and n == 0)
                for n, word in enumerate(meant)
            ]
        )
        place += taken
    return _without_ornaments(out)


def _meant(words: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """How many words from ``place`` on stand for something else, and for what."""
    word = words[place]
    for phrase, one in _PHRASES if word in _FIRST else ():
        if tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase), (one,)
    behind = words[place + 1] if place + 1 < len(words) else ""
    if word in _PUT and behind in _WHAT_IS_PUT:
        return 1, ("put",)
    return 1, _STANDS_FOR.get(word, (word,))


def _without_ornaments(said: list[Said]) -> list[Said]:
    """Without hesitations and names for who is spoken to; something always stays."""
    kept: list[Said] = []
    opens = False
    for place, word in enumerate(said):
        if word.word in HESITATIONS or _is_called(said, place):
            opens = opens or word.opens
            continue
        kept.append(replace(word, opens=True) if opens else word)
        opens = False
    return kept or said


def _is_called(said: Sequence[Said], place: int) -> bool:
    """True for the "love" of "thanks love", "no love that is all"; and for the "my" before it."""
    word = said[place].word
    if word == "my" and place + 1 < len(said) and said[place + 1].word in _CALLED:
        place += 1
        before = said[place - 2].word if place >= 2 else ""
    elif word in _CALLED:
        before = said[place - 1].word if place else ""
        if before == "my" and place >= 2:
            before = said[place - 2].word
    else:
        return False
    if word in _FOOD_TOO and before not in _BEFORE_FOOD:
        return False
    after = said[place + 1].word if place + 1 < len(said) else ""
    ends = not after or said[place + 1].opens
    return before in _BEFORE_CALLED and (
        ends or before in ("ok", "thanks", "sorry", "right", "no", "yes", "hi", "hello")
    )


__all__ = ["HESITATIONS", "plainer"]
