"""Text cut for the ear: sentences, and pieces of some 20 words that end where a voice may pause."""

import re

CHUNK_WORDS = 20
"""A spoken chunk; human helpers' turns have a median of 13 words and a 95th percentile of 26."""

_ABBREVIATIONS = "approx no No tbsp Tbsp tsp oz lb min hr e.g i.e etc vs St Mr".split()
_SENTENCE = re.compile(
    "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _ABBREVIATIONS)
    + r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[^a-z\s])"
)
_VERBS_TEXT = (
    "add arrange bake baste beat blend boil bring brown brush chill chop coat combine continue cook cool cover "
    "crush cut dice dip discard divide drain dress drizzle drop dry dust fill flip fold form freeze fry garnish "
    "grate grease grill heat keep knead ladle lay leave let lift line lower make mash melt mince mix move pat peel "
    "place plate poach pour preheat press put reduce refrigerate remove repeat rest return rinse roast roll rub "
    "scatter scrape season sear serve set shake shape sift simmer skim slice smash spoon spread sprinkle squeeze "
    "steam stir strain stuff swirl take taste throw tip toast top toss transfer trim turn wait warm wash whip whisk "
    "wipe work wrap"
)
VERBS = frozenset(_VERBS_TEXT.split())
"""Verbs with which a new act of a step begins."""
_ACT = rf"(?:(?:gently|slowly|then|immediately)\s)?(?:{'|'.join(sorted(VERBS))})\s"
_AMOUNT = r"(?:\d|[½⅓⅔¼¾⅛]|an?\s|some\s|the\s)"
_BREAKS = (
    (r";\s+", 0.0),
    (r":\s+", 0.0),
    (r",?\s+(?=(?:until|then|while|before|after|so that)\s)", 0.0),
    (rf",?\s+(?=(?:and|or)\s{_ACT})", 0.0),
    (rf",\s+(?!{_AMOUNT}|\w+ed\b|and\s|or\s)", 1.0),
    (rf",?\s+(?=(?:and|or|but)\s(?!{_AMOUNT}))", 3.0),
    (r"\s+(?=(?:with|for|in|on|over|into|from)\s)", 5.0),
    (r",\s+(?!\w+ed\b)", 6.0),
    (r"\s+(?=(?:and|or|but)\s)", 7.0),
)
"""Where a sentence may be cut, and how unwelcome that is, in words of imbalance: between the things of
a list last of all."""


def sentences(text: str) -> tuple[str, ...]:
    """The text cut at the ends of its sentences."""
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def chunks(text: str, limit: int = CHUNK_WORDS) -> tuple[str, ...]:
    """The text in pieces of at most ``limit`` words where it has any place to be cut.

    Whole sentences are kept together while they fit; a longer one is cut where its parts meet. Every
    word stays, in order.
    """
    kept: list[str] = []
    for sentence in sentences(text):
        pieces = _joined(_cut(sentence, limit), limit)
        if kept and len(pieces) == 1 and _fits(kept[-1], pieces[0], limit) and kept[-1][-1] in ".!?":
            kept[-1] = f"{kept[-1]} {pieces[0]}"
        else:
            kept += pieces
    return tuple(kept)


def _fits(one: str, other: str, limit: int) -> bool:
    return len(one.split()) + len(other.split()) <= limit


def _joined(pieces: list[str], limit: int) -> list[str]:
    """Neighbours that fit into one chunk put together again."""
    kept: list[str] = []
    for piece in pieces:
        if kept and _fits(kept[-1], piece, limit):
            kept[-1] = f"{kept[-1]} {piece}"
        else:
            kept.append(piece)
    return kept


def _cut(sentence: str, limit: int) -> list[str]:
    words = sentence.split()
    if len(words) <= limit:
        return [sentence]
    place = _place(sentence)
    if place is None:
        return [" ".join(words[:limit]), *_cut(" ".join(words[limit:]), limit)]
    return [*_cut(sentence[:place].strip(), limit), *_cut(sentence[place:].strip(), limit)]


def _place(sentence: str) -> int | None:
    """The best place to cut; None where there is none."""
    found: list[tuple[float, int]] = []
    for pattern, unwelcome in _BREAKS:
        for match in re.finditer(pattern, sentence):
            before, after = len(sentence[: match.end()].split()), len(sentence[match.end() :].split())
            if min(before, after) >= (4 if pattern.startswith(":") else 3):
                found.append((unwelcome + abs(before - after) / 2, match.end()))
    return min(found)[1] if found else None
