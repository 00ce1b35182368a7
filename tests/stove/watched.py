"""A stove whose claims are judged all along, and an honest host that knows when it last was one."""

from types import ModuleType

from .rig import Direct, Rig

ZONES = "left=ind:1800:pan:1,right=ind:2200:pan:1"


class Watched(Direct):
    """A stove that has its claims judged after every tick and every byte."""

    def __init__(self, module: ModuleType, judge) -> None:
        self.judge = lambda: None
        super().__init__(module, ZONES)
        self.judge = judge

    def write(self, data: bytes) -> None:
        self.bench.write(data)

    def read(self) -> bytes:
        came = super().read()
        self.judge()
        return came

    def step(self, seconds: float, each: float) -> bytes:
        came = b""
        for _ in range(max(round(seconds / each), 1)):
            came += super().step(each, each)
            self.judge()
        return came


class Host(Rig):
    """A rig that remembers when it was last an honest host."""

    sworn = read = -100.0

    def hello(self, major: int = 1, nonce: str = "12345678") -> str:
        verb = super().hello(major, nonce)
        self.sworn = self.read = self.stove.bench.now
        return verb

    def send(self, *fields: object) -> list:
        if fields[0] == "H" and self.nibble == "F":
            self.sworn = self.stove.bench.now
        return super().send(*fields)

    def take(self, data: bytes) -> list:
        known = self.counter
        came = super().take(data)
        if self.counter != known:
            self.read = self.stove.bench.now
        return came
