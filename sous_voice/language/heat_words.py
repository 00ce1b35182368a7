"""The closed vocabulary of the heat grammar: what each phrase means in a heat command, and nothing else.

A phrase may have several meanings ("lower left", "lower it"); the reader tries them in order and
keeps the first that reads the whole clause. A word that is not in these tables ends the attempt:
that is what keeps recipe text, questions, reports and stories from ever heating anything.
"""

from dataclasses import dataclass

from sous_voice.language.heat_zones import phrases, zone_phrases


@dataclass(frozen=True, slots=True)
class Chunk:
    """One meaning of one phrase."""

    kind: str
    """zone, level, verb, particle, dir, by, prep, art, noun, filler, thing."""
    value: str
    length: int = 1
    """Words it took."""
    extra: str = ""


_LEVELS = {
    "low": "low | as low as you can | as low as it can go | its lowest | its lowest setting | the very lowest | bottom setting | lowest | the lowest | minimum | min | the minimum | the lowest setting | very low"
    " | as low as it goes | as low as possible | low heat",
    "medium_low": "medium low | low medium | mid low | low to medium | med low | medium to low"
    " | between low and medium | moderately low | lowish",
    "medium": "medium | middling | the middle | mid | med | moderate | halfway | half way | the middle setting | middle heat | mid heat",
    "medium_high": "medium high | high medium | mid high | med high | medium to high"
    " | between medium and high | moderately high",
    "high": "high | hot | very high",
    "max": "max | max out | maxed out | full bore | at full | wide open | as high as you can | as hot as you can | as high as it can go | maximum | full | full blast | full power | full heat | full whack | all the way up"
    " | as high as it goes | as high as it will go | as high as possible | as hot as it goes | highest | the highest"
    " | the highest setting | the max | the maximum | flat out | full on | full tilt | full throttle"
    " | maximum power | max power | maximum heat | max heat | top heat | the top setting | boost | full up"
    " | full strength | as hot as possible | right up | the hottest setting | the hottest",
    "percent:25": "quarter power | a quarter power | a quarter of the power | one quarter power | quarter heat",
    "percent:50": "half power | half heat | half strength | half of the power | half the power | half | half way up power",
    "percent:75": "three quarter power | three quarters power | three quarters | three quarters of the power",
    "warm": "warm | keep warm | warming | the warm setting | a warm setting",
    "simmer": "simmer | a simmer | simmering | gentle simmer | a gentle simmer | a low simmer | a bare simmer"
    " | slow simmer | a slow simmer | the simmer",
    "low ": "all the way down | right down | bottom heat | right the way down | way down low",
}
_VERBS = {
    # neutral: what happens is said by the rest
    "set": "set | put | turn | switch | make | get | have | adjust | change | move | take | bring | go | run | dial"
    " | crank | bump | nudge | knock | flip | pop | stick | whack | slide | shift | push | pull | give | want"
    " | step | kick | throw | shove | chuck | plonk | fling | haul | yank | drag | jack | wind | spin | twist | rotate | flick | hit | try | use | do | grab | zap | shave | trim | slow | calm | settle | tame | cool | make sure | make sure that | see that | be sure | let | dial in | ramp | notch | click | tweak | return | program",
    "keep": "keep | leave | hold | maintain",
    "on": "get lit | light | ignite | fire up | start | start up | spark up | activate | power up | power on | light up"
    " | get going | fire | enable | warm up | begin | engage",
    "heat": "heat | heat up | preheat | pre heat",
    "off": "kill | ditch | lose | stop heating | cut | shut | shut down | douse | extinguish | stop | end | close | deactivate | disable"
    " | power down | power off | put out | cut off | shut off | snuff out | snuff | quit | switch down | cease"
    " | turn out | cut out | abort | stop heating | unplug | disconnect | close off",
    "up": "raise | increase | up | boost | intensify | crank up | bump up | turn up | amp up | ramp up",
    "down": "lower | reduce | decrease | drop | ease | ease off | ease back | dial back | dial down | knock back"
    " | knock down | cut back | tone down | back off | step down | turn down | cut down | bring down"
    " | diminish | drop back | ease up on | go easy on | go down | lighten | ease down"
    " | minimize | soften | scale back | take down | throttle back | pull back",
    "same": "same | the same | do the same | do the same thing | the same thing | the same again | same again | same thing"
    " | exactly the same | same heat | the same heat | same level | the same level | same setting | the same setting",
    "simmer": "simmer",
    "warm": "warm",
}
_LINKS = """
wants to be | wants to go | wants | needs to be | needs to go | needs | has to be | has to go | goes | should go | can go
come | go | needs to come | can come | should come | could go | could come | to be | gets | must be | must go | to go | to come | be | will be | will go | is to be | is to go
"""
_DIRECTIONS = {
    "up": "one more notch | another notch | a notch more | one notch more | one more step | up | hotter | higher | stronger | warmer | upwards | upward | more | more heat | more power | more flame"
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
    " | one more | another step | bit | little | little bit | wee bit | a teeny bit | a teensy bit | a tiny bit more | a point"
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
    " | the current one | the current burner | the same one | this thing | that thing | the thing | damn thing | bloody thing | stupid thing | mine",
    "thing": "pan | pot | skillet | saucepan | frying pan | oil | water | sauce | soup | milk | butter | rice | pasta"
    " | stew | onions | wok pan | potatoes | beans | eggs | griddle | broth | stock",
}
_HEADS = (
    "pan pot skillet saucepan kettle wok griddle casserole oven oil water sauce soup milk butter rice pasta stew onions"
    " potatoes beans eggs broth stock curry chili noodles porridge custard gravy syrup lentils vegetables cream"
).split()
_KINDS = (
    "pasta rice potato potatoes stock soup sauce tomato chicken vegetable beef fish onion mushroom pumpkin lentil bean egg"
    " noodle oat big small little large heavy deep frying stew milk cooking boiling salted salt poaching blanching cast"
    " iron dutch cream cheese pepper curry coconut olive sugar caramel spaghetti new sweet baked brown white wild basmati"
).split()
_DISHES = " | ".join(
    (
        "kettle | curry | chili | noodles | porridge | oatmeal | custard | gravy | syrup | lentils | stockpot | casserole",
        *(f"{kind} {head}" for kind in _KINDS for head in _HEADS),
        *(f"cast iron {head}" for head in ("pan", "pot", "skillet")),
        *(
            f"{vessel} of {head}"
            for vessel in ("pan", "pot", "kettle", "big pot", "large pot", "small pan")
            for head in _HEADS
        ),
    )
)
"""What stands on a burner, in more words than "thing": read only between a verb, a level and a named burner."""
_ADJECTIVES = "rolling | steady | nice | solid | good | gentle | constant | even | proper | exactly | about | around | fairly | pretty | quite"
_NO_MORE = "no more heat | no more gas | no more flame | no more power | no more fire"
_FILLERS = """
please | now | right now | just | again | for me | thanks | thank you | also | too | quickly | quick | immediately
at once | straight away | right away | asap | maybe | perhaps | then | so | ok | okay | alright | all right | well
um | uh | er | hey | hmm | instead | actually | kindly | if you can | if you could | if you would | if you please
if possible | would you | will you | for now | a moment | real quick | real fast | really | yeah | yes | yep | sure
absolutely | literally | basically | simply | possibly | definitely | certainly | honestly | truly | properly | a sec | would that be possible
right then | now please | for us | very | nice and | as well | my friend | dear | gently please | still | carefully
hurry | fast | next | first | both
or so | or thereabouts | or something | or something like that
carefully now | there | there now | over there | if you don't mind | when you can | when you get a chance | for a bit | for a while
in a second now | pronto | on the double | this instant | this minute | this second | damn | damned | bloody | darn | flipping | freaking | blasted | stupid | goddamn | shall we | cheers | ta | mate | love | honey | darling | chef | buddy | would you please
this moment | this very second | this very minute
right this second | right this minute | promptly | today | the | straight | completely | entirely | fully | totally | directly
""".replace("\nhurry", "\nhurry").replace(" | the |", " |")
_PREPS = "to at on onto under of for below beneath in into with underneath by over against toward towards til"
_ARTICLES = "the a an my our your that those these this its their"


def _table() -> dict[tuple[str, ...], tuple[Chunk, ...]]:  # noqa: C901 — one list of words after the other
    table: dict[tuple[str, ...], list[Chunk]] = {}

    alike: dict[tuple[str, str, int, str], Chunk] = {}  # thousands of phrases share few meanings

    def add(phrase: tuple[str, ...], kind: str, value: str, extra: str = "") -> None:
        meaning = (kind, value, len(phrase), extra)
        table.setdefault(phrase, []).append(alike.setdefault(meaning, Chunk(*meaning)))

    for phrase, zone, extra in zone_phrases():
        add(phrase, "zone", zone, extra)
    for level, text in _LEVELS.items():
        for phrase in phrases(text):
            add(phrase, "level", level.strip())
    for verb, text in _VERBS.items():
        for phrase in phrases(text):
            add(phrase, "verb", verb, phrase[0])
    for phrase in phrases(" | ".join(_gerunds())):
        add(phrase, "verb", _gerunds()[" ".join(phrase)], phrase[0])
    for direction, text in _DIRECTIONS.items():
        for phrase in phrases(text):
            add(phrase, "dir", direction)
    for by, text in _BY.items():
        for phrase in phrases(text):
            add(phrase, "by", by)
    for kind, text in (*_CURRENT.items(), ("dish", _DISHES)):
        for phrase in phrases(text):
            add(phrase, kind, "current", phrase[-1])
    for phrase in (
        *phrases(
            "off | out | of | down off | shut off | power off | shut down | stop heating | stop cooking | all the way off | right off | fully off | completely off | to off | way off"
        ),
        *phrases(_NO_MORE),
    ):
        add(phrase, "off", "off")
    add(("on",), "on", "on")
    for phrase in phrases(
        "going | ticking over | ticking along | ticking away | bubbling away | lit | running | burning | fired up | started | up and running | heating"
    ):
        add(phrase, "on", "on", "going")
    for phrase in phrases(_LINKS):
        add(phrase, "link", "link")
    add(("is",), "link", "is")
    for phrase in phrases(_FILLERS):
        add(phrase, "filler", " ".join(phrase))
    for phrase in phrases(_ADJECTIVES):
        add(phrase, "filler", " ".join(phrase), "adjective")
    for word in _PREPS.split():
        add((word,), "prep", word)
    for word in _ARTICLES.split():
        add((word,), "art", word)
    shared: dict[tuple[Chunk, ...], tuple[Chunk, ...]] = {}
    return {phrase: shared.setdefault(key := tuple(chunks), key) for phrase, chunks in table.items()}


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

FILLERS = tuple(sorted(phrases(_FILLERS), key=len, reverse=True))
