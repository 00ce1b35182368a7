"""How probable given sentences are to Whisper's decoder: many at once, common beginnings computed once.

The decoder is the one of Radford et al. 2022 (pre-norm transformer, GELU, tied output embedding), in
numpy on the float16 weights of the model file. All sentences form one tree of tokens; each token
sees its own ancestors only, so one pass scores them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing.whisper.weights import Array

Floats = NDArray[np.float32]

HEAD = 64
"""Width of an attention head in every Whisper model."""
_SIGN_AND_VALUE = 0x8FFFE000 - 2**32
_CHUNK = 1024
"""Rows of the vocabulary converted to float32 at a time: 1.5 MB instead of 80, near the processor."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """Tokens of all sentences; a node's parent comes before it."""

    tokens: NDArray[np.int64]
    parents: NDArray[np.int64]
    depths: NDArray[np.int64]
    paths: list[list[int]]
    """For each sentence its nodes, without those of the common prefix."""


def _grow(prefix: Sequence[int], sentences: Sequence[Sequence[int]]) -> _Tree:
    tokens, parents, depths = list(prefix), list(range(-1, len(prefix) - 1)), list(range(len(prefix)))
    known: dict[tuple[int, int], int] = {}
    paths = []
    for sentence in sentences:
        node, path = len(prefix) - 1, []
        for token in sentence:
            if (node, token) not in known:
                known[node, token] = len(tokens)
                tokens.append(token)
                parents.append(node)
                depths.append(depths[node] + 1)
            node = known[node, token]
            path.append(node)
        paths.append(path)
    return _Tree(np.array(tokens), np.array(parents), np.array(depths), paths)


def _ancestors(tree: _Tree) -> Floats:
    """0 where the column's node is the row's or an ancestor of it, else minus infinity."""
    count = len(tree.tokens)
    mask = np.full((count, count), -np.inf, dtype=np.float32)
    for node, parent in enumerate(tree.parents):
        if parent >= 0:
            mask[node] = mask[parent]
        mask[node, node] = 0.0
    return mask


def widened(half: Array, into: Floats) -> Floats:
    """float16 → float32, a quarter of numpy's own time: sign and all other bits to their places, then the bias.

    Exact for every finite value.
    """
    bits = into[: len(half)].view(np.int32)
    np.left_shift(half.view(np.int16), 13, out=bits, dtype=np.int32, casting="unsafe")
    np.bitwise_and(bits, np.int32(_SIGN_AND_VALUE), out=bits)
    wide = into[: len(half)]
    wide *= np.float32(2.0**112)
    return wide


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function; erf after Abramowitz and Stegun 7.1.26 (error < 2e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.copysign(1.0 - series * np.exp(-z * z), x)
    half: Floats = (0.5 * x * (1.0 + erf)).astype(np.float32, copy=False)
    return half


def _softmax(x: Floats) -> Floats:
    x -= x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


def _heads(x: Floats) -> Floats:
    """(n, width) → (heads, n, HEAD)"""
    return x.reshape(len(x), -1, HEAD).transpose(1, 0, 2)


def _attend(query: Floats, key: Floats, value: Floats, mask: Floats | None = None) -> Floats:
    """Scaled dot-product attention of (n, width) arrays."""
    scores = _heads(query) @ _heads(key).transpose(0, 2, 1) * np.float32(HEAD**-0.5)
    if mask is not None:
        scores += mask
    mixed = _softmax(scores) @ _heads(value)
    return mixed.transpose(1, 0, 2).reshape(len(query), -1)


class Scorer:
    """Log-probabilities of token sequences, given the encoder's output."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self._embedding = weights["decoder/embeddings/weight"]
        self._positions = weights["decoder/position_encodings/encodings"].astype(np.float32)
        self._layers = 0
        self._weights: dict[str, Floats] = {}
        for name, array in weights.items():
            if name.startswith(("decoder/layer_", "decoder/layer_norm")):
                self._weights[name.removeprefix("decoder/")] = array.astype(np.float32)
                if name.startswith("decoder/layer_") and name.endswith("ffn/layer_norm/beta"):
                    self._layers += 1

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._weights[f"{name}/weight"].T + self._weights[f"{name}/bias"]

    def _norm(self, name: str, x: Floats) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-5))
        return x * self._weights[f"{name}/gamma"] + self._weights[f"{name}/beta"]

    def _hidden(self, tree: _Tree, audio: Floats) -> Floats:
        """The decoder's last layer for every node; shape (nodes, width)."""
        mask = _ancestors(tree)
        x = self._embedding[tree.tokens].astype(np.float32) + self._positions[tree.depths]
        for number in range(self._layers):
            layer = f"layer_{number}"
            own = self._norm(f"{layer}/self_attention/layer_norm", x)
            query, key, value = np.split(self._linear(f"{layer}/self_attention/linear_0", own), 3, axis=1)
            x = x + self._linear(f"{layer}/self_attention/linear_1", _attend(query, key, value, mask))
            query = self._linear(
                f"{layer}/attention/linear_0", self._norm(f"{layer}/attention/layer_norm", x)
            )
            key, value = np.split(self._linear(f"{layer}/attention/linear_1", audio), 2, axis=1)
            x = x + self._linear(f"{layer}/attention/linear_2", _attend(query, key, value))
            wide = _gelu(self._linear(f"{layer}/ffn/linear_0", self._norm(f"{layer}/ffn/layer_norm", x)))
            x = x + self._linear(f"{layer}/ffn/linear_1", wide)
        return self._norm("layer_norm", x)

    def _log_totals(self, hidden: Floats) -> Floats:
        """Log of the sum over the vocabulary of exp(logit), for each row."""
        total = np.full(len(hidden), -np.inf, dtype=np.float32)
        room = np.empty((_CHUNK, self._embedding.shape[1]), dtype=np.float32)
        for start in range(0, len(self._embedding), _CHUNK):
            logits = hidden @ widened(self._embedding[start : start + _CHUNK], room).T
            top = logits.max(axis=1)
            logits -= top[:, None]
            np.exp(logits, out=logits)
            total = np.logaddexp(total, top + np.log(logits.sum(axis=1)))
        return total

    def score(self, audio: Floats, prefix: Sequence[int], sentences: Sequence[Sequence[int]]) -> list[Floats]:
        """Log-probability of each token of each sentence.

        Args:
            audio: encoder output, shape (frames, width), float32.
            prefix: tokens before the text (start of transcript and so on).
            sentences: token ids, with the end-of-text token where it shall count.
        """
        tree = _grow(prefix, sentences)
        hidden = self._hidden(tree, audio)
        parents = tree.parents[len(prefix) :]
        asked, place = np.unique(parents, return_inverse=True)
        totals = self._log_totals(hidden[asked])
        rows = self._embedding[tree.tokens[len(prefix) :]].astype(np.float32)
        gained = np.einsum("nd,nd->n", hidden[parents], rows) - totals[place]
        return [gained[np.array(path, dtype=np.int64) - len(prefix)] for path in tree.paths]
