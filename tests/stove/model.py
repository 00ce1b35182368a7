"""An abstract model of both ends of the line, searched to the end.

One zone, one host, one person. Each direction of the line holds one frame and may lose it; an adversary
keeps one frame that went to the stove and may deliver it later. A tick is one second: the lease is 3, an
offer lives 2, a confirmation in the tick of its offer is early. Faults (the host hangs with or without its
heartbeat, dies, starts again; the controller reboots; the kept frame comes) are counted, at most ``faults``
of them in a run.

Claims, judged in every state that can be reached:
    A   it begins to heat only by a yes of the person to this very offer of this session
    A2  and not when that offer is older than it lives
    B   it never heats longer than lease + 1 ticks after an honest host was last heard
    C   an off that arrives brings it to zero, in every state
    D   a stale frame never begins heat
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LEASE, LIVES = 3, 2
MOST = 2
"""Sessions and offers that a run may have: numbers are never used twice within it."""
DEAD, HONEST, DEAF, MUTE = range(4)
"""The host: gone; honest; hung with a thread that beats on without reading; hung and silent."""


class State(NamedTuple):
    """Everything; ``agreed`` (the offer the person said yes to), ``used`` (the last that heated) and
    ``unheard`` are ghosts."""

    sid: int = 0
    sessions: int = 0
    lease: int = 0
    offer: int = 0
    age: int = 0
    offers: int = 0
    heat: int = 0
    host: int = HONEST
    hsid: int = 0
    read: int = 0
    agreed: int = 0
    used: int = 0
    unheard: int = 0
    up: tuple = ()
    down: tuple = ()
    kept: tuple = ()
    faults: int = 0
    ticks: int = 0


@dataclass(frozen=True)
class Rules:
    """What the two ends check; a mutant leaves one out."""

    session: bool = True
    token: bool = True
    lives: bool = True
    once: bool = True
    lease: bool = True
    echo: bool = True
    off_always: bool = True
    person: bool = True


class Broken(Exception):
    """A claim does not hold; the words say which."""


def take(s: State, frame: tuple, rules: Rules, stale: bool) -> State:
    """The controller takes a frame: (kind, session, token or honesty)."""
    kind, sid, extra = frame
    if kind == "O":
        after = s._replace(heat=0, offer=0) if rules.off_always or sid == s.sid else s
        if after.heat:
            raise Broken("C")
        return after
    if kind == "HI":
        if s.sessions == MOST:
            return s._replace(sid=0, heat=0, offer=0)
        number = s.sessions + 1
        return s._replace(sid=number, sessions=number, lease=LEASE, offer=0, heat=0, down=("WE", number, 0))
    if rules.session and (sid != s.sid or not s.sid):
        return s
    if kind == "H" and (extra or not rules.echo):
        return s._replace(lease=LEASE, unheard=0 if extra and not stale else s.unheard)
    if kind == "A" and s.offers < MOST:
        number = s.offers + 1
        return s._replace(offer=number, offers=number, age=0, down=("OF", s.sid, number))
    if kind == "C":
        return _confirm(s, extra, rules)
    return s


def _confirm(s: State, token: int, rules: Rules) -> State:
    if not s.offer or (rules.token and token != s.offer) or s.age == 0 or (rules.lives and s.age > LIVES):
        return s if rules.once is False else s._replace(offer=0)
    if s.heat == 0:
        if s.agreed != s.offer:
            raise Broken("A")
        if s.age > LIVES:
            raise Broken("A2")
        if s.used >= s.offer:
            raise Broken("D")
    return s._replace(heat=1, offer=0 if rules.once else s.offer, used=s.offer)


def hear(s: State) -> State:
    """The host takes what the stove sent."""
    kind, sid, token = s.down
    s = s._replace(down=())
    if s.host != HONEST:
        return s
    if kind == "WE":
        return s._replace(hsid=sid, read=0)
    return s._replace(read=token) if sid == s.hsid else s


def tick(s: State, rules: Rules) -> State:
    """One second on both ends."""
    lease = max(s.lease - 1, 0)
    s = s._replace(lease=lease, age=min(s.age + 1, LIVES + 1), ticks=s.ticks + 1)
    s = s._replace(unheard=s.unheard + 1 if s.heat else 0)
    if lease == 0 and rules.lease:
        s = s._replace(sid=0, heat=0, offer=0)
    if s.heat and s.unheard > LEASE + 1:
        raise Broken("B")
    return s


def sent(s: State, frame: tuple) -> State:
    """A frame goes onto the line; the adversary may keep a copy."""
    return s._replace(up=frame)


def steps(s: State, rules: Rules, faults: int, ticks: int) -> Iterator[State]:
    """Every state that may follow."""
    if s.up:
        yield take(s._replace(up=()), s.up, rules, stale=False)
        yield s._replace(up=())
        if not s.kept and s.up[0] in ("A", "C", "HI"):
            yield s._replace(kept=s.up)
    if s.down:
        yield hear(s)
        yield s._replace(down=())
    if s.ticks < ticks:
        yield tick(s, rules)
    if not s.up:
        yield from _speaks(s, rules)
    if s.faults < faults:
        yield from _faults(s._replace(faults=s.faults + 1), rules)


def _speaks(s: State, rules: Rules) -> Iterator[State]:
    """What the host may send now."""
    if s.host == HONEST:
        yield sent(s, ("O", s.hsid, 0))
        if not s.hsid:
            yield sent(s, ("HI", 0, 0))
        else:
            yield sent(s, ("H", s.hsid, 1))
            yield sent(s, ("A", s.hsid, 0))
        if s.read and s.agreed != s.read:
            yield s._replace(agreed=s.read)
        if s.read and (s.agreed == s.read or not rules.person):
            yield sent(s._replace(read=0), ("C", s.hsid, s.read))
    elif s.host == DEAF and s.hsid:
        yield sent(s, ("H", s.hsid, 0))


def _faults(s: State, rules: Rules) -> Iterator[State]:
    for host in (DEAD, DEAF, MUTE):
        if s.host == HONEST:
            yield s._replace(host=host, read=0)
    if s.host != HONEST:
        # it starts again and knows nothing
        yield s._replace(host=HONEST, hsid=0, read=0, down=())
    yield s._replace(sid=0, heat=0, offer=0, lease=0, down=())
    if s.kept:
        yield take(s._replace(kept=()), s.kept, rules, stale=True)


def plain(s: State) -> State:
    """The same state with everything that cannot matter any more at zero."""
    if not s.offer and s.age:
        s = s._replace(age=0)
    if not s.heat and s.unheard:
        s = s._replace(unheard=0)
    if s.host in (DEAD, MUTE) and s.down:
        s = s._replace(down=())
    return s


def search(rules: Rules, faults: int = 1, ticks: int = 4) -> tuple[int, int]:
    """Visit every state; (states, states in which it heats).

    Raises:
        Broken: a claim does not hold.
    """
    first = State()
    seen = {first}
    todo = [first]
    hot = 0
    while todo:
        state = todo.pop()
        hot += state.heat
        for follower in steps(state, rules, faults, ticks):
            after = plain(follower)
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return len(seen), hot


if __name__ == "__main__":
    import sys

    print(search(Rules(), *(int(word) for word in sys.argv[1:])))
