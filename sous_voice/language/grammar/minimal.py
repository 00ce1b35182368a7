"""The smallest graph with the same sentences: common beginnings and common ends are laid together."""

from collections import defaultdict
from collections.abc import Iterable

from sous_voice.core.wordgraph import START, Arc, Mark, WordGraph

Symbol = tuple[str, Mark | None]


def minimal(arcs: Iterable[Arc], end: int) -> WordGraph:
    """Arcs of an acyclic graph from ``START`` to ``end`` → the minimal deterministic graph.

    Subset construction, then equal ends are merged from the back. Words and marks count alike, so a
    path keeps its slots.
    """
    moves, finals = _deterministic(arcs, end)
    return _merged(moves, finals)


def _deterministic(arcs: Iterable[Arc], end: int) -> tuple[list[dict[Symbol, int]], set[int]]:
    """States numbered from 0, their moves, and those where a sentence may end."""
    empty: dict[int, list[int]] = defaultdict(list)
    named: dict[int, list[tuple[Symbol, int]]] = defaultdict(list)
    for arc in arcs:
        if arc.word or arc.mark is not None:
            named[arc.source].append(((arc.word, arc.mark), arc.target))
        else:
            empty[arc.source].append(arc.target)
    first = closed({START}, empty)
    number = {first: 0}
    todo = [first]
    moves: list[dict[Symbol, int]] = [{}]
    while todo:
        nodes = todo.pop()
        targets: dict[Symbol, set[int]] = defaultdict(set)
        for node in nodes:
            for symbol, target in named[node]:
                targets[symbol].add(target)
        for symbol, reached in targets.items():
            state = closed(reached, empty)
            if state not in number:
                number[state] = len(moves)
                moves.append({})
                todo.append(state)
            moves[number[nodes]][symbol] = number[state]
    return moves, {index for nodes, index in number.items() if end in nodes}


def closed(nodes: set[int], empty: dict[int, list[int]]) -> frozenset[int]:
    """Nodes, and what can be reached from them without a word."""
    todo = [node for node in nodes if node in empty]
    seen = set(nodes)
    while todo:
        for target in empty.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return frozenset(seen)


def _merged(moves: list[dict[Symbol, int]], finals: set[int]) -> WordGraph:
    """States with the same moves become one; nodes are numbered from start to end."""
    order = _from_the_end(moves)
    # a list without values leaves beginnings that no sentence ends
    alive: set[int] = set()
    for state in order:
        if state in finals or any(target in alive for target in moves[state].values()):
            alive.add(state)
    known: dict[object, int] = {}
    merged = [0] * len(moves)
    for state in order:
        out = frozenset(
            (symbol, merged[target]) for symbol, target in moves[state].items() if target in alive
        )
        merged[state] = known.setdefault((out, state in finals), state)
    kept = [state for state in reversed(order) if merged[state] == state and (state in alive or state == 0)]
    number = {state: index for index, state in enumerate(kept)}
    last = len(kept)
    arcs = [
        Arc(number[state], number[merged[target]], *symbol)
        for state in kept
        for symbol, target in moves[state].items()
        if target in alive
    ]
    arcs += [Arc(number[state], last) for state in kept if state in finals]
    return WordGraph(tuple(sorted(arcs, key=lambda arc: (arc.source, arc.target, arc.word))), last)


def _from_the_end(moves: list[dict[Symbol, int]]) -> list[int]:
    """States so that each comes after all it leads to."""
    order: list[int] = []
    seen = {0}
    stack = [(0, iter(moves[0].values()))]
    while stack:
        state, targets = stack[-1]
        for target in targets:
            if target not in seen:
                seen.add(target)
                stack.append((target, iter(moves[target].values())))
                break
        else:
            order.append(state)
            stack.pop()
    return order
