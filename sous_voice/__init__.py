"""Sous Voice: a hands-free, offline cooking assistant."""

import os

__version__ = "0.1.0"

# The synthesiser's runtime (ONNX Runtime, since 1.29) tells its maker of every session over the network
# and keeps a device id, unless this is set before it is loaded. Nothing of a kitchen leaves it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# A second thread of numpy's algebra spins while it waits: on a busy machine that made a sentence weighed by the
# recogniser three times as dear in processor time (docs/benchmarks.md). Whoever wants more threads says so.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
