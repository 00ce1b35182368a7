"""One VITS model → its two halves: words to frames (encoder), frames to sound (decoder).

A Piper voice is a single ONNX graph that gives no sound before all of it is done. Its last part, the
HiFi-GAN decoder, is a stack of convolutions: it takes most of the time and needs only a few frames on
either side of what it sounds, so once it stands alone it can run piece by piece (``halves.py``).

An ONNX file is a Protocol Buffers message. Whole nodes and weights are moved from one message to
another, so no more of the format is read than which field a value belongs to; numbers of the fields
after ``onnx.proto3``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

MODEL_GRAPH = 7
GRAPH_NODE, GRAPH_NAME, GRAPH_INITIALIZER, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_VALUE_INFO = 1, 2, 5, 11, 12, 13
NODE_INPUT, NODE_OUTPUT, NODE_OP, NODE_ATTRIBUTE = 1, 2, 4, 5
TENSOR_NAME, VALUE_NAME, VALUE_TYPE, ATTRIBUTE_GRAPH = 8, 1, 2, 6

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_FLOAT = b"\x0a\x02\x08\x01"
"""TypeProto: a tensor of floats, of any shape."""
_UPSAMPLING = "ConvTranspose"
_RANDOM = ("RandomNormalLike", "RandomNormal")


class NotCuttable(ValueError):
    """Not a model of the form that can be cut."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Two ONNX files, as bytes."""

    encoder: bytes
    decoder: bytes
    frames: str
    """Name of the tensor (1, channels, frames) that goes from one to the other."""
    others: tuple[str, ...]
    """Names of what else goes over, the same for every frame: the speaker."""


@dataclass(slots=True)
class _Node:
    op: str
    inputs: list[str]
    outputs: list[str]
    raw: bytes


@dataclass(slots=True)
class _Graph:
    nodes: list[_Node] = field(default_factory=list)
    weights: dict[str, bytes] = field(default_factory=dict)
    inputs: dict[str, bytes] = field(default_factory=dict)
    outputs: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, bytes] = field(default_factory=dict)
    name: bytes = b""


def cut(model: bytes) -> Halves:
    """The halves of a Piper model. Raises ``NotCuttable`` where it has another form."""
    try:
        head = b"".join(raw for number, _, raw in _fields(memoryview(model)) if number != MODEL_GRAPH)
        graph = _read(next(value for number, value, _ in _fields(memoryview(model)) if number == MODEL_GRAPH))
    except (StopIteration, IndexError, ValueError) as fault:
        raise NotCuttable("not an ONNX model") from fault
    frames = _frames(graph)
    decoder = _downstream(graph, frames)
    inside = {id(node) for node in decoder}
    made = {name for node in decoder for name in node.outputs}
    needed = {name for node in decoder for name in node.inputs if name} - made
    constants = [
        node
        for node in graph.nodes
        if id(node) not in inside and node.op == "Constant" and needed & {*node.outputs}
    ]
    given = needed - {*graph.weights} - {name for node in constants for name in node.outputs}
    if given & {*graph.inputs} or not given >= {frames}:
        raise NotCuttable("its decoder takes more than frames")
    others = tuple(sorted(given - {frames}))
    encoder = [node for node in graph.nodes if id(node) not in inside]
    return Halves(
        _write(head, graph, encoder, graph.inputs, _values(graph, (frames, *others))),
        _write(head, graph, [*constants, *decoder], _values(graph, (frames, *others)), graph.outputs),
        frames,
        others,
    )


def _frames(graph: _Graph) -> str:
    """What goes into the first convolution before the first upsampling, on the way that carries noise.

    The speaker's embedding comes by the same sum, but nothing random is in it.
    """
    made_by = {name: node for node in graph.nodes for name in node.outputs}
    upsampling = next((node for node in graph.nodes if node.op == _UPSAMPLING), None)
    if upsampling is None:
        raise NotCuttable("it upsamples nowhere")
    noisy = _noisy(graph)
    at: _Node | None = upsampling
    while at is not None and (at is upsampling or at.op != "Conv"):
        at = next((made_by[name] for name in at.inputs if name in made_by and name in noisy), None)
    if at is None or at.inputs[0] not in noisy:
        raise NotCuttable("no convolution stands before its upsampling")
    return at.inputs[0]


def _noisy(graph: _Graph) -> set[str]:
    """Every tensor that depends on a random one. Nodes stand in the order in which they are computed."""
    noisy: set[str] = set()
    for node in graph.nodes:
        if node.op in _RANDOM or noisy.intersection(node.inputs):
            noisy.update(node.outputs)
    return noisy


def _downstream(graph: _Graph, name: str) -> list[_Node]:
    """Every node that depends on this tensor."""
    reached, nodes = {name}, []
    for node in graph.nodes:
        if reached.intersection(node.inputs):
            reached.update(node.outputs)
            nodes.append(node)
    return nodes


def _values(graph: _Graph, names: tuple[str, ...]) -> dict[str, bytes]:
    """Declarations of tensors; one whose type the file does not tell is a float's."""
    return {
        name: graph.types.get(name, message(VALUE_NAME, name.encode()) + message(VALUE_TYPE, _FLOAT))
        for name in names
    }


def _write(
    head: bytes, graph: _Graph, nodes: list[_Node], inputs: dict[str, bytes], outputs: dict[str, bytes]
) -> bytes:
    used = {name for node in nodes for name in node.inputs}
    parts = [
        *(message(GRAPH_NODE, node.raw) for node in nodes),
        message(GRAPH_NAME, graph.name),
        *(message(GRAPH_INITIALIZER, raw) for name, raw in graph.weights.items() if name in used),
        *(message(GRAPH_INPUT, raw) for raw in inputs.values()),
        *(message(GRAPH_OUTPUT, raw) for raw in outputs.values()),
    ]
    return head + message(MODEL_GRAPH, b"".join(parts))


# ---------------------------------------------------------------- the format


def message(number: int, value: bytes) -> bytes:
    """A field of Protocol Buffers that has a length."""
    return _varint(number << 3 | _BYTES) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number that does not end")


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Every field: its number, its value where it has a length (else nothing), and all of its bytes."""
    at = 0
    while at < len(data):
        start = at
        key, at = _read_varint(data, at)
        kind = key & 7
        value = data[:0]
        if kind == _VARINT:
            _, at = _read_varint(data, at)
        elif kind == _BYTES:
            length, at = _read_varint(data, at)
            value = data[at : at + length]
            at += length
        elif kind in (_FIXED64, _FIXED32):
            at += 8 if kind == _FIXED64 else 4
        else:
            raise ValueError(f"field of kind {kind}")
        if at > len(data):
            raise ValueError("cut short")
        yield key >> 3, value, data[start:at]


def _text(value: memoryview) -> str:
    return bytes(value).decode()


def _named(value: memoryview, number: int) -> str:
    return next((_text(inner) for field_, inner, _ in _fields(value) if field_ == number), "")


def _read(data: memoryview) -> _Graph:
    graph = _Graph()
    for number, value, _ in _fields(data):
        if number == GRAPH_NODE:
            graph.nodes.append(_node(value))
        elif number == GRAPH_INITIALIZER:
            graph.weights[_named(value, TENSOR_NAME)] = bytes(value)
        elif number == GRAPH_INPUT:
            graph.inputs[_named(value, VALUE_NAME)] = bytes(value)
        elif number == GRAPH_OUTPUT:
            graph.outputs[_named(value, VALUE_NAME)] = bytes(value)
        elif number == GRAPH_VALUE_INFO:
            graph.types[_named(value, VALUE_NAME)] = bytes(value)
        elif number == GRAPH_NAME:
            graph.name = bytes(value)
    return graph


def _node(data: memoryview) -> _Node:
    node = _Node("", [], [], bytes(data))
    for number, value, _ in _fields(data):
        if number == NODE_INPUT:
            node.inputs.append(_text(value))
        elif number == NODE_OUTPUT:
            node.outputs.append(_text(value))
        elif number == NODE_OP:
            node.op = _text(value)
        elif number == NODE_ATTRIBUTE and any(inner == ATTRIBUTE_GRAPH for inner, _, _ in _fields(value)):
            raise NotCuttable("it branches")  # a branch may use any tensor without naming it as input
    return node
