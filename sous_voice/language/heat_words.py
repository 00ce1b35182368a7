"""The closed vocabulary of the heat grammar: what each phrase means in a heat command, and nothing else.

A phrase may have several meanings ("lower left", "lower it"); the reader tries them in order and
keeps the first that reads the whole clause. A word that is not in these tables ends the attempt:
that is what keeps recipe text, questions, reports and stories from ever heating anything.
"""

from dataclasses import dataclass

ALL_ZONES = ("front_left", "front_right", "back_left", "back_right", "center")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One meaning of one phrase."""

    kind: str
    """zone, level, verb, particle, dir, by, prep, art, noun, filler, thing."""
    value: str
    length: int = 1
    """Words it took."""
    extra: str = ""


_DEPTH = {
    "front": "front fore forward near bottom lower nearest",
    "back": "back rear top upper far hind behind",
}
_SIDE = {"left": "left lefthand", "right": "right righthand"}
NOUNS = tuple(
    "burner ring one zone plate hob element eye hotplate cooker coil knob flame heat gas hand side spot".split()
)
PLURALS = tuple("burners rings ones zones plates hobs elements eyes hotplates coils two knobs flames".split())

_CENTER = "center centre middle central big large bigger larger biggest largest wok"
_SMALL = "small smaller smallest tiny"

_ALL = """
everything | all | all of them | all of it | it all | them all | all four | all five | the lot | every burner
every ring | every zone | every one | every single burner | all burners | all the burners | all of the burners
all rings | all the rings | all of the rings | all zones | all the zones | all heat | all the heat | all the gas
everything on the stove | everything on the hob | all the flames | all the elements | all elements | all the plates
all power | all the power | everything now | all hobs | all the hobs | all those burners | all of those | all five rings
"""
_DEVICE = """
the stove | stove | the hob | hob | the cooktop | cooktop | the stovetop | stovetop | stove top | the stove top
the cooker | the range | the whole stove | the whole hob | the whole thing | whole stove | the entire stove
the power | the appliance | the stoves | the burners | burners | the rings | the flames | flames | my stove
this stove | that stove
"""
_LEVELS = {
    "low": "low | lowest | the lowest | minimum | min | the minimum | the lowest setting | very low"
    " | as low as it goes | as low as possible | low heat",
    "medium_low": "medium low | low medium | mid low | low to medium | med low | medium to low"
    " | between low and medium | moderately low | lowish",
    "medium": "medium | mid | med | moderate | halfway | half way | the middle setting | middle heat | mid heat",
    "medium_high": "medium high | high medium | mid high | med high | medium to high"
    " | between medium and high | moderately high",
    "high": "high | hot | very high",
    "max": "max | maximum | full | full blast | full power | full heat | full whack | all the way up | all the way"
    " | as high as it goes | as high as it will go | as high as possible | as hot as it goes | highest | the highest"
    " | the highest setting | the max | the maximum | flat out | full on | full tilt | full throttle"
    " | maximum power | max power | maximum heat | max heat | top heat | the top setting | boost | full up"
    " | full strength | as hot as possible | right up | the hottest setting | the hottest",
    "warm": "warm | keep warm | warming | the warm setting | a warm setting",
    "simmer": "simmer | a simmer | simmering | gentle simmer | a gentle simmer | a low simmer | a bare simmer"
    " | slow simmer | a slow simmer | the simmer",
    "low ": "all the way down | right down | bottom heat",
}
_VERBS = {
    # neutral: what happens is said by the rest
    "set": "set | put | turn | switch | make | get | have | adjust | change | move | take | bring | go | run | dial"
    " | crank | bump | nudge | knock | flip | pop | stick | whack | slide | shift | push | pull | give | want"
    " | step | kick | throw | ramp | notch | click | tweak | return | program",
    "keep": "keep | leave | hold | maintain",
    "on": "light | ignite | fire up | start | start up | spark up | activate | power up | power on | light up"
    " | get going | fire | enable | warm up | begin | engage",
    "heat": "heat | heat up | preheat | pre heat",
    "off": "kill | cut | shut | shut down | douse | extinguish | stop | end | close | deactivate | disable"
    " | power down | power off | put out | cut off | shut off | snuff out | snuff | quit | switch down | cease"
    " | turn out | cut out | abort | stop heating | unplug | disconnect | close off",
    "up": "raise | increase | up | boost | intensify | crank up | bump up | turn up | amp up | ramp up",
    "down": "lower | reduce | decrease | drop | ease | ease off | ease back | dial back | dial down | knock back"
    " | knock down | cut back | tone down | back off | step down | turn down | cut down | bring down"
    " | diminish | drop back | ease up on | go easy on | go down | lighten | ease down"
    " | minimize | soften | scale back | take down | throttle back | pull back",
    "simmer": "simmer",
    "warm": "warm",
}
_DIRECTIONS = {
    "up": "up | hotter | higher | stronger | warmer | upwards | upward | more | more heat | more power | more flame"
    " | more gas | some more heat | some more | extra heat | more hot | bigger flame",
    "down": "down | lower | cooler | less | gentler | weaker | downwards | downward | less heat | less power"
    " | less flame | less gas | softer | not so hot | not as hot | less hot | not so high | colder | smaller flame"
    " | gently | not quite so hot | not quite so high",
}
_BY = {
    "1": "a bit | a little | a little bit | a touch | a tad | a smidge | a smidgen | slightly | a hair | a wee bit"
    " | a notch | one notch | a step | a level | a click | a tick | a fraction | a shade | some | just a bit"
    " | just a little | just a touch | a tiny bit | a small bit | somewhat | a peg | ever so slightly | a whisker"
    " | by a bit | by a little | by a touch | by a notch | another notch | one more notch | a single notch"
    " | one more | another step | bit | little bit | a point"
    " | a setting | by one | by a step | by a level | gently",
    "2": "a lot | way | a good bit | quite a bit | a couple of notches | a couple notches | a couple | a fair bit"
    " | considerably | a couple of levels | a couple of steps | a couple of clicks | by a couple | much"
    " | by a couple of notches | a whole lot | a good deal | significantly",
}
STEP_WORDS = frozenset(
    "notch notches level levels step steps point points click clicks tick ticks peg pegs stop stops settings"
    " setting bars".split()
)
_CURRENT = {
    "noun": "heat | flame | gas | burner | ring | temperature | temp | element | plate | fire | hotplate | power"
    " | setting | hob ring | coil | knob | dial",
    "it": "it | this | that | this one | that one | this burner | this ring | that burner | that ring | it back"
    " | the current one | the current burner | the same one | this thing | that thing | the thing | mine",
    "thing": "pan | pot | skillet | saucepan | frying pan | oil | water | sauce | soup | milk | butter | rice | pasta"
    " | stew | onions | wok pan | kettle | potatoes | beans | eggs | griddle | broth | stock",
}
_FILLERS = """
please | now | right now | just | again | for me | thanks | thank you | also | too | quickly | quick | immediately
at once | straight away | right away | asap | maybe | perhaps | then | so | ok | okay | alright | all right | well
um | uh | er | hey | hmm | instead | actually | kindly | if you can | if you could | if you would | if you please
if possible | would you | will you | for now | a moment | real quick | real fast | really | yeah | yes | yep | sure
right then | now please | for us | very | nice and | as well | my friend | dear | gently please | still | carefully
hurry | fast | next | first | today | the | straight | completely | entirely | fully | totally | directly
""".replace("\nhurry", "\nhurry").replace(" | the |", " |")
_OPENERS = """
can you | could you | would you | will you | can you please | could you please | would you please | will you please
could you maybe | can you just | could you just | i want you to | i want to have | i want | i'd like you to
i'd like to have | i'd like | i would like you to | i would like to have | i would like | i need you to | i need
we need | let's | lets | let us | go ahead and | please go ahead and | let me have | let me get | can i have | can i get
could i have | could i get | may i have | may i get | give me | i'll have | i'll take | we want | do me a favor and
do me a favour and | can we have | could we have | can we get | could we get | can we | could we
would you mind | do you mind | would you kindly | hey sous voice | sous voice
hey sous | sous | hey chef | chef | computer | hey there | hi | hello | have | i want to | i'd like to | i would like to
i need to have | be so kind and | be so kind as to | would it be possible to | is it possible to | try and | try to
i want it | you can | we'd like | why don't you | can you go ahead and | oh | now then
i'm going to need | i wish you to | tell the stove to | tell the hob to | ask the stove to | get the stove to
""".replace(" | have |", " |")
_PREPS = "to at on onto under of for below beneath in into with underneath by over against toward towards til"
_ARTICLES = "the a an my our your that those these this its their"


def _phrases(text: str) -> list[tuple[str, ...]]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return [tuple(phrase.split()) for row in rows for phrase in row if phrase.strip()]


def _zone_phrases() -> dict[tuple[str, ...], str]:
    """ "front left", "left front", "back left hand", "left one at the back", "front and back left", ..."""
    table: dict[tuple[str, ...], str] = {}
    for depth, depths in _DEPTH.items():
        for side, sides in _SIDE.items():
            zone = f"{depth}_{side}"
            for d in depths.split():
                for s in sides.split():
                    if d == "far":
                        continue
                    table[d, s] = table[s, d] = zone
                    for noun in ("one", "burner", "ring", "zone"):
                        for link in (("at",), ("in",), ("on",), ("at", "the"), ("in", "the"), ("on", "the")):
                            table[(s, noun, *link, d)] = table[(d, noun, *link, s)] = zone
                    for link in (("on",), ("on", "the"), ("at", "the"), ("in", "the"), ("to", "the")):
                        table[(d, *link, s)] = table[(s, *link, d)] = zone
                    table[d, s, "hand"] = table[s, "hand", d] = zone
            table[(side, depth)] = table[(depth + side,)] = zone
    return table


def _pair_phrases() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    groups = {
        "front": (("front",), "front_left front_right"),
        "back": (("back", "rear"), "back_left back_right"),
        "left": (("left", "left hand", "lefthand"), "front_left back_left"),
        "right": (("right", "right hand", "righthand"), "front_right back_right"),
    }
    for words, zones in groups.values():
        for text in words:
            w = tuple(text.split())
            for noun in PLURALS:
                table[(*w, noun)] = zones
                for lead in (
                    ("both",),
                    ("both", "the"),
                    ("both", "of", "the"),
                    ("two",),
                    ("all", "the"),
                    ("all",),
                ):
                    table[(*lead, *w, noun)] = zones
            for lead in (("both",), ("both", "the")):
                table[(*lead, *w)] = zones
    for depth in ("front", "back", "rear"):
        d = "back" if depth == "rear" else depth
        both = f"{d}_left {d}_right"
        for phrase in ("left and right", "right and left"):
            table[(depth, *phrase.split())] = both
            table[(*phrase.split(), depth)] = both
    for side in ("left", "right"):
        both = f"front_{side} back_{side}"
        for phrase in ("front and back", "back and front", "front and rear", "rear and front"):
            table[(side, *phrase.split())] = both
            table[(*phrase.split(), side)] = both
    return table


def _table() -> dict[tuple[str, ...], tuple[Chunk, ...]]:  # noqa: C901 — one list of words after the other
    table: dict[tuple[str, ...], list[Chunk]] = {}

    def add(phrase: tuple[str, ...], kind: str, value: str, extra: str = "") -> None:
        table.setdefault(phrase, []).append(Chunk(kind, value, len(phrase), extra))

    for phrase, zone in (_zone_phrases() | _pair_phrases()).items():
        add(phrase, "zone", zone)
    for word in _CENTER.split():
        add((word,), "zone", "center", "adjective")
    for word in _SMALL.split():
        add((word,), "zone", "front_right", "adjective")
    for noun in NOUNS[:6]:
        add(("little", noun), "zone", "front_right")
    for phrase in _phrases(_ALL):
        add(phrase, "zone", "all")
    for phrase in _phrases(_DEVICE):
        add(phrase, "zone", "all", "device")
    add(("them",), "zone", "all", "them")
    add(("these",), "zone", "all", "them")
    for side in ("left", "right", "front", "back", "rear"):
        add((side,), "zone", "back" if side == "rear" else side, "side")
        add((side, "hand"), "zone", side, "side")
    for phrase in (
        *_phrases(
            "other | other one | both | both of them | two burners | a burner | any burner | one burner"
        ),
        *_phrases(
            "one of the burners | one of the rings | one of them | some burner | another burner | a ring"
        ),
        *_phrases("one of the back burners | one of the front burners | one of the left burners"),
        *_phrases(
            "one of the right burners | one of the back ones | one of the front ones | a different burner"
        ),
        *_phrases(
            "the other burner | other burner | other ring | either burner | either one | a back burner"
        ),
        *_phrases(
            "a front burner | a left burner | a right burner | a front one | a back one | one of the front"
        ),
    ):
        add(phrase, "zone", "unclear", "side")
    for level, text in _LEVELS.items():
        for phrase in _phrases(text):
            add(phrase, "level", level.strip())
    for verb, text in _VERBS.items():
        for phrase in _phrases(text):
            add(phrase, "verb", verb, phrase[0])
    for phrase in _phrases(" | ".join(_gerunds())):
        add(phrase, "verb", _gerunds()[" ".join(phrase)], phrase[0])
    for direction, text in _DIRECTIONS.items():
        for phrase in _phrases(text):
            add(phrase, "dir", direction)
    for by, text in _BY.items():
        for phrase in _phrases(text):
            add(phrase, "by", by)
    for kind, text in _CURRENT.items():
        for phrase in _phrases(text):
            add(phrase, kind, "current", phrase[-1])
    for phrase in (("off",), ("out",), ("of",), ("down", "off")):
        add(phrase, "off", "off")
    add(("on",), "on", "on")
    for phrase in _phrases(_FILLERS):
        add(phrase, "filler", " ".join(phrase))
    for word in _PREPS.split():
        add((word,), "prep", word)
    for word in _ARTICLES.split():
        add((word,), "art", word)
    return {phrase: tuple(chunks) for phrase, chunks in table.items()}


def _gerunds() -> dict[str, str]:
    """ "would you mind turning ..."."""
    return {
        "turning": "set",
        "setting": "set",
        "switching": "set",
        "putting": "set",
        "lowering": "down",
        "reducing": "down",
        "raising": "up",
        "increasing": "up",
        "keeping": "keep",
        "lighting": "on",
        "shutting": "off",
        "killing": "off",
        "cutting": "off",
    }


PHRASES = _table()
"""Every meaning of every phrase, by its words."""

LONGEST = max(len(phrase) for phrase in PHRASES)

OPENERS = tuple(sorted(_phrases(_OPENERS), key=len, reverse=True))
"""How a request may begin."""

FILLERS = tuple(sorted(_phrases(_FILLERS), key=len, reverse=True))
