"""What is known of a moment, for who reads words in it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """What the parser may know of the moment; it keeps no memory of its own."""

    state: str = "idle"
    prev_agent: str = ""
    """The assistant's last words."""
    last_given: str = ""
    """The item it gave last: ``ing-3``, ``inst-2``, ``title`` (counted from 0)."""
    last_step: str = ""
    """The instruction it gave last, where an ingredient was talked of since."""
    completed: str = ""
    """The item that was finished last, where ``last_given`` is not known."""
    acts: tuple[str, ...] = field(default=())
    """What the assistant gave before ``last_given`` since the recipe began, an act each, in order; may be unknown."""
    instructions: tuple[str, ...] = field(default=())
    """The recipe's steps in its own words, where they are known."""
    recipe: str = ""
    pending: str = ""
    """What was asked last: yes_no, choice, offer, burner, name, guest, amount, consent; empty for nothing."""
    ingredients: tuple[str, ...] = field(default=())
    tools: tuple[str, ...] = field(default=())
    timers: tuple[str, ...] = field(default=())
    titles: tuple[str, ...] = field(default=())
    people: tuple[str, ...] = field(default=())
    """Names of those who eat along, as they are known."""
    n_ingredients: int = 0
    n_instructions: int = 0
    zones: tuple[str, ...] = field(default=())
    ours: bool = False
    """True in a session of this program, where what the grammar reads whole is meant for us."""
