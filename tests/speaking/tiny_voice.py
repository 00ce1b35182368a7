"""A voice of a few hundred bytes in the form of Piper's: noise, an upsampling decoder, two speakers."""

import json
from pathlib import Path

import numpy as np

FLOAT, INT64 = 1, 7


def varint(value: int) -> bytes:
    """A number in Protocol Buffers."""
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def number(field: int, value: int) -> bytes:
    """A field that holds a number."""
    return varint(field << 3) + varint(value)


def data(field: int, value: "bytes | str") -> bytes:
    """A field that has a length."""
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def ints(name: str, *values: int) -> bytes:
    """An attribute of a node: a list of numbers."""
    return data(5, data(1, name) + b"".join(number(8, value) for value in values) + number(20, 7))


def node(op: str, inputs: str, output: str, *attributes: bytes) -> bytes:
    """A node of the graph."""
    given = b"".join(data(1, name) for name in inputs.split())
    return data(1, given + data(2, output) + data(4, op) + b"".join(attributes))


def weight(name: str, values: np.ndarray) -> bytes:
    """A weight of the graph."""
    kind = INT64 if values.dtype == np.int64 else FLOAT
    dims = b"".join(number(1, size) for size in values.shape)
    return data(5, dims + number(2, kind) + data(8, name) + data(9, values.tobytes()))


def value(field: int, name: str, kind: int) -> bytes:
    """An input or output of the graph."""
    return data(field, data(1, name) + data(2, data(1, number(1, kind))))


def tiny_model(upsampling: bool = True, reach: int = 3) -> bytes:
    """The ONNX file. ``reach``: frames that its decoder's first convolution takes in, an odd number."""
    random = np.random.default_rng(7)

    def normal(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.2).astype(np.float32)

    last = (
        node("ConvTranspose", "relu up", "wave", ints("strides", 2), ints("pads", 1, 1))
        if upsampling
        else node("Conv", "relu flat", "wave")
    )
    cast = data(5, data(1, "to") + number(3, FLOAT) + number(20, 2))
    graph = (
        node("Cast", "input", "floats", cast)
        + node("Unsqueeze", "floats one", "text")
        + node("RandomNormalLike", "text", "random")
        + node("Gather", "scales zero", "noise")
        + node("Mul", "random noise", "noisy")
        + node("Add", "text noisy", "mixed")
        + node("Conv", "mixed flow", "z")
        + node("Gather", "speakers sid", "row")
        + node("Unsqueeze", "row two", "g")
        + node("Conv", "z pre", "before", ints("pads", reach // 2, reach // 2))
        + node("Conv", "g cond", "speaker")
        + node("Add", "before speaker", "sum")
        + node("LeakyRelu", "sum", "relu")
        + last
        + node("Tanh", "wave", "loud")
        + node("Unsqueeze", "loud one", "output")
        + data(2, "tiny")
        + weight("one", np.array([1], np.int64))
        + weight("two", np.array([2], np.int64))
        + weight("zero", np.array(0, np.int64))
        + weight("flow", normal(4, 1, 1))
        + weight("speakers", normal(2, 4) * 5)
        + weight("pre", normal(4, 4, reach))
        + weight("cond", normal(4, 4, 1))
        + (weight("up", normal(4, 1, 4)) if upsampling else weight("flat", normal(1, 4, 1)))
        + value(11, "input", INT64)
        + value(11, "input_lengths", INT64)
        + value(11, "scales", FLOAT)
        + value(11, "sid", INT64)
        + value(12, "output", FLOAT)
    )
    return number(1, 8) + data(8, data(1, "") + number(2, 15)) + data(7, graph)


def write_tiny_voice(folder: Path, upsampling: bool = True, rate: int = 22_050, reach: int = 3) -> Path:
    """The voice with its settings; every letter is a phoneme."""
    model = folder / f"tiny-{upsampling}-{rate}-{reach}.onnx"
    model.write_bytes(tiny_model(upsampling, reach))
    letters = "abcdefghijklmnopqrstuvwxyz ."
    settings = {
        "audio": {"sample_rate": rate},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.0, "length_scale": 1, "noise_w": 0.0},
        "phoneme_type": "text",
        "num_symbols": 40,
        "num_speakers": 2,
        "phoneme_id_map": {"_": [0], "^": [1], "$": [2]} | {one: [3 + i] for i, one in enumerate(letters)},
    }
    Path(f"{model}.json").write_text(json.dumps(settings), encoding="utf-8")
    return model
