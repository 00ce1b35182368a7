"""A word graph as a list of phrases, for recognisers that build a small language model of them."""

from collections import defaultdict

from sous_voice.core.wordgraph import ANY_WORDS, START, Arc, WordGraph

MOST_SENTENCES = 400
"""Up to so many sentences are written out; a larger graph is given as all its runs of three words."""


def phrases(graph: WordGraph) -> list[str]:
    """Whole sentences where they are few, else every run of three words that the graph allows.

    A language model made of all runs of three words allows the same runs as the sentences would.
    """
    leaving: dict[int, list[Arc]] = defaultdict(list)
    for arc in graph.arcs:
        leaving[arc.source].append(arc)
    sentences = _runs(leaving, START, None, MOST_SENTENCES + 1, graph.end)
    if len(sentences) <= MOST_SENTENCES:
        return sorted(" ".join(sentence) for sentence in sentences if sentence)
    found: set[tuple[str, ...]] = set()
    for node in range(graph.end + 1):
        if any(arc.word for arc in leaving[node]):
            found |= _runs(leaving, node, 3, 2000, graph.end)
    return sorted(" ".join(run) for run in found if run)


def _runs(
    leaving: dict[int, list[Arc]], start: int, words: int | None, most: int, end: int
) -> set[tuple[str, ...]]:
    """Word runs from a node: ``words`` long or up to the end; at most ``most`` of them."""
    found: set[tuple[str, ...]] = set()
    todo: list[tuple[int, tuple[str, ...]]] = [(start, ())]
    seen = set(todo)
    while todo and len(found) < most:
        node, said = todo.pop()
        if node == end or (words is not None and len(said) == words):
            found.add(said)
            continue
        for arc in leaving[node]:
            word = () if arc.word in ("", ANY_WORDS) else (arc.word,)
            if (step := (arc.target, said + word)) not in seen:
                seen.add(step)
                todo.append(step)
    return found
