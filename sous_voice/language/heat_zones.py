"""How people name a place on the stove: corners, sides, pairs, the big and the small ring, all, the rest."""

from collections.abc import Iterator
from sys import intern

ALL_ZONES = ("front_left", "front_right", "back_left", "back_right", "center")
NOUNS = tuple(
    "burner ring one zone plate hob element eye hotplate cooker coil knob flame heat gas hand side spot".split()
)
PLURALS = tuple("burners rings ones zones plates hobs elements eyes hotplates coils two knobs flames".split())
OWN = tuple(f"own_{number}" for number in range(8))
"""What a stove's own names are while they are read (``heat_names``); nobody says these words."""
REST = "rest"
"""All zones that were not named in the same utterance."""

_DEPTH = {
    "front": "front fore forward near bottom lower nearest",
    "back": "back rear top upper far hind behind",
}
_SIDE = {"left": "left lefthand", "right": "right righthand"}
_CENTER = "center centre middle central big large bigger larger biggest largest wok"
_SMALL = "small smaller smallest tiny"
_THINGS = ("one", "burner", "ring", "zone", "plate", "hob")

_ALL = """
everything | all | the lot of them | every last one | every single one | every single ring | every single zone | every plate
every single plate | every hob | every flame | all of the flames | all the zones | all of the zones | all of the elements
all of them | all of it | it all | them all | all four | all five | the lot | every burner | all my burners | all my rings
every ring | every zone | every one | every single burner | all burners | all the burners | all of the burners
all rings | all the rings | all of the rings | all zones | all heat | all the heat | all the gas | all of the heat
all heating | all the heating | all cooking | anything that is on | anything on | whatever is on | whatever's on
everything on the stove | everything on the hob | all the flames | all the elements | all elements | all the plates
all power | all the power | everything now | all hobs | all the hobs | all those burners | all of those | all five rings
all four burners | all five burners | all four rings | all of the power | all of this | all of that | everything on it
"""
_DEVICE = """
the stove | stove | the hob | hob | the cooktop | cooktop | the stovetop | stovetop | stove top | the stove top
the cooker | the range | the whole stove | the whole hob | the whole thing | whole stove | the entire stove | the whole lot
the power | the appliance | the stoves | the burners | burners | the rings | the flames | flames | my stove
this stove | that stove | the whole cooktop | the entire hob | the entire cooktop | the whole cooker
"""
_REST = """
the rest | rest | the rest of them | the others | others | all the others | all others | the other ones | all the other ones
the other burners | the other rings | all the other burners | all the rest | everything else | all the other rings
the rest of the burners | the rest of the rings | any others | any other burners | all other burners
"""
_UNCLEAR = """
other | other one | both | both of them | two burners | a burner | any burner | one burner | some burner | another burner
a ring | any ring | one ring | another ring | a different burner | the other burner | other burner | other ring
the other ring | either burner | either one | one of them | one of these | one of those | a couple of burners | a zone
"""


def phrases(text: str) -> list[tuple[str, ...]]:
    """The phrases of a table: lines, parted by bars. Thousands of phrases are made of few words, each kept once."""
    rows = (line.split("|") for line in text.strip().splitlines())
    return [tuple(map(intern, phrase.split())) for row in rows for phrase in row if phrase.strip()]


def zone_phrases() -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(words, zones, extra) for every way to name a place; extra: side, device, them, adjective or nothing."""
    for phrase, zone in (_corners() | _pairs()).items():
        yield phrase, zone, ""
    for zone in OWN:
        yield (zone,), zone, ""
    for word in _CENTER.split():
        yield (word,), "center", "adjective"
    for word in _SMALL.split():
        yield (word,), "front_right", "adjective"
    for noun in NOUNS[:6]:
        yield ("little", noun), "front_right", ""
    for table, zone, extra in (
        (_ALL, "all", ""),
        (_DEVICE, "all", "device"),
        (_REST, REST, ""),
        (_UNCLEAR, "unclear", "side"),
    ):
        for phrase in phrases(table):
            yield phrase, zone, extra
    yield ("them",), "all", "them"
    yield ("these",), "all", "them"
    yield from _sides()


def _sides() -> Iterator[tuple[tuple[str, ...], str, str]]:
    """ "left", "the far left", "a back burner", "one of the front rings"."""
    for side in ("left", "right", "front", "back", "rear"):
        yield (side,), "back" if side == "rear" else side, "side"
        yield (side, "hand"), side, "side"
        if side in ("left", "right"):
            yield ("far", side), side, "side"
        for link in ("on", "at"):
            yield ("one", link, "the", side), "back" if side == "rear" else side, "side"
        for noun in _THINGS:
            yield ("a", side, noun), "unclear", "side"
        for noun in PLURALS:
            for lead in ("one", "any", "some", "either"):
                yield (lead, "of", "the", side, noun), "unclear", "side"
        yield ("one", "of", "the", side), "unclear", "side"
    for noun in PLURALS:
        yield ("one", "of", "the", noun), "unclear", "side"
        yield ("any", "of", "the", noun), "unclear", "side"


def _corners() -> dict[tuple[str, ...], str]:
    """ "front left", "left front", "back left hand", "left one at the back", "one at the front on the left"."""
    table: dict[tuple[str, ...], str] = {}
    for depth, depths in _DEPTH.items():
        for side, sides in _SIDE.items():
            zone = f"{depth}_{side}"
            for d in depths.split():
                for s in sides.split():
                    if d != "far":
                        table |= dict.fromkeys(_corner(d, s), zone)
                        table |= {(noun, d, s): zone for noun in (*_THINGS[1:5], "element")}
            table |= dict.fromkeys([(side, depth), (depth + side,)], zone)
    return table


def _corner(d: str, s: str) -> Iterator[tuple[str, ...]]:
    yield from ((d, s), (s, d), (d, s, "hand"), (s, "hand", d))
    links = [(word, *article) for word in ("at", "in", "on", "to") for article in ((), ("the",))]
    for link in links:
        yield (d, *link, s)
        yield (s, *link, d)
        for noun in _THINGS:
            yield (s, noun, *link, d)
            yield (d, noun, *link, s)
        for other in links:
            for one, two in ((d, s), (s, d)):
                yield ("one", *link, one, *other, two)
                yield ("one", *link, one, two)


def _pairs() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    groups = {
        "front": (("front",), "front_left front_right"),
        "back": (("back", "rear"), "back_left back_right"),
        "left": (("left", "left hand", "lefthand"), "front_left back_left"),
        "right": (("right", "right hand", "righthand"), "front_right back_right"),
    }
    leads = ((), ("both",), ("both", "the"), ("both", "of", "the"), ("two",), ("all", "the"), ("all",))
    for words, zones in groups.values():
        for text in words:
            w = tuple(text.split())
            for noun in PLURALS:
                table |= {(*lead, *w, noun): zones for lead in leads}
            table |= {("both", *w): zones, ("both", "the", *w): zones}
    for depth in ("front", "back", "rear"):
        d = "back" if depth == "rear" else depth
        for phrase in (("left", "and", "right"), ("right", "and", "left")):
            table |= {(depth, *phrase): f"{d}_left {d}_right", (*phrase, depth): f"{d}_left {d}_right"}
    for side in ("left", "right"):
        for one, two in (("front", "back"), ("back", "front"), ("front", "rear"), ("rear", "front")):
            zones = f"front_{side} back_{side}"
            table |= {(side, one, "and", two): zones, (one, "and", two, side): zones}
    return table
