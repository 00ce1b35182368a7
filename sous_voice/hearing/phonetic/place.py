"""Which heard words belong to which words of a sentence."""

from collections.abc import Sequence

import numpy as np

from sous_voice.core.wordgraph import ANY_WORDS
from sous_voice.hearing.phonetic.graph import ANY_COST, ANY_PHONE
from sous_voice.hearing.phonetic.phones import GAP, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import pronunciations


def spread(sentence: Sequence[str], phones: Sequence[int], owners: Sequence[int]) -> list[list[int]]:
    """Line up a sentence with the phones heard.

    Args:
        sentence: its words; ``ANY_WORDS`` takes in any.
        phones: phone numbers heard.
        owners: for each phone heard, the index of its word.

    Returns:
        For each word of the sentence the indices of the heard words whose phones it took, in order;
        a heard word goes to the sentence word that took most of it.
    """
    spelt: list[int] = []
    belongs: list[int] = []
    for index, word in enumerate(sentence):
        said = (ANY_PHONE,) if word == ANY_WORDS else pronunciations(word)[0]
        spelt += said
        belongs += [index] * len(said)
    votes = np.zeros((len(sentence), max(owners, default=0) + 1), dtype=np.int32)
    for row, column in _aligned(spelt, phones):
        votes[belongs[row], owners[column]] += 1
    taken: list[list[int]] = [[] for _ in sentence]
    for word in range(votes.shape[1]):
        if votes[:, word].any():
            taken[int(votes[:, word].argmax())].append(word)
    return taken


def _aligned(spelt: Sequence[int], phones: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs (index in spelt, index in phones) on the cheapest alignment."""
    rows, columns = len(spelt), len(phones)
    cost = np.full((rows + 1, columns + 1), np.inf)
    cost[0] = np.concatenate(([0.0], np.cumsum([GAP[phone] for phone in phones])))
    back = np.zeros((rows + 1, columns + 1), dtype=np.int8)
    back[0, 1:] = 2
    for row in range(1, rows + 1):
        open_slot = spelt[row - 1] == ANY_PHONE
        omit = 1.0 if open_slot else float(GAP[spelt[row - 1]])
        for column in range(columns + 1):
            ways = [cost[row - 1, column] + omit, np.inf, np.inf]
            if column:
                phone = phones[column - 1]
                ways[1] = cost[row - 1, column - 1] + (
                    ANY_COST if open_slot else float(SUBSTITUTION[spelt[row - 1], phone])
                )
                ways[2] = cost[row, column - 1] + (ANY_COST if open_slot else float(GAP[phone]))
            back[row, column] = int(np.argmin(ways))
            cost[row, column] = min(ways)
    pairs = []
    row, column = rows, columns
    while row or column:
        way = back[row, column]
        if way != 0 and row:
            pairs.append((row - 1, column - 1))
        row -= way in (0, 1)
        column -= way in (1, 2)
    return pairs[::-1]
