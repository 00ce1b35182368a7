"""Words of ingredient lines that are not the food: containers, sizes, what was done to it."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNT_UNITS = {
    name: unit
    for unit, names in {
        "clove": "clove cloves zehe zehen gousse gousses diente dientes spicchio spicchi",
        "head": "head heads",
        "bulb": "bulb bulbs",
        "slice": "slice slices scheibe scheiben tranche tranches",
        "rasher": "rasher rashers",
        "strip": "strip strips",
        "stick": "stick sticks",
        "stalk": "stalk stalks",
        "rib": "rib ribs",
        "sprig": "sprig sprigs",
        "bunch": "bunch bunches bund",
        "leaf": "leaf leaves",
        "ear": "ear ears",
        "fillet": "fillet fillets filet filets",
        "can": "can cans dose dosen",
        "tin": "tin tins",
        "jar": "jar jars",
        "box": "box boxes",
        "bag": "bag bags",
        "bottle": "bottle bottles",
        "container": "container containers",
        "carton": "carton cartons",
        "package": "package packages pkg pkgs pack packs",
        "packet": "packet packets sachet sachets envelope envelopes",
        "tub": "tub tubs",
        "tube": "tube tubes",
        "block": "block blocks",
        "cube": "cube cubes",
        "sheet": "sheet sheets",
        "loaf": "loaf loaves",
        "piece": "piece pieces pc pcs stück",
        "chunk": "chunk chunks",
        "knob": "knob knobs",
        "thumb": "thumb thumbs",
        "pinch": "pinch pinches prise prisen pincée pincées pizca pizcas pizzico",
        "dash": "dash dashes",
        "splash": "splash splashes",
        "drizzle": "drizzle drizzles",
        "sprinkle": "sprinkle sprinkles sprinkling",
        "drop": "drop drops",
        "squeeze": "squeeze squeezes",
        "handful": "handful handfuls",
        "spoonful": "spoonful spoonfuls",
        "spoon": "spoon spoons",
        "scoop": "scoop scoops",
        "glass": "glass glasses",
        "mug": "mug mugs",
        "bowl": "bowl bowls",
        "pot": "pot pots",
        "kettle": "kettle kettles",
        "jigger": "jigger jiggers",
        "shot": "shot shots",
        "serving": "serving servings portion portions",
        "recipe": "recipe recipes batch batches",
        "rack": "rack racks",
        "ball": "ball balls",
        "round": "round rounds",
        "wedge": "wedge wedges",
        "inch": "inch inches",
        "cm": "cm centimeter centimeters centimetre centimetres",
    }.items()
    for name in names.split()
}
"""Singular or plural → the unit as this project writes it."""

PACKS = _words("""
    can tin jar box bag bottle container carton package packet tub tube block loaf ball
""")
"""Units that hold a stated amount: "1 (14.5 oz) can"."""

VAGUE = re.compile(
    r"(?:a\s+|an\s+|the\s+)?(?P<words>few|several|some|any|plenty(?: of)?|lots? of|generous amount of|"
    r"little(?: bit(?: of)?)?|bit of|touch of|enough|good amount of)\s+",
    re.IGNORECASE,
)
"""Amounts in words without a number."""

TO_TASTE = re.compile(
    r"[\s,;:(-]*\b(?P<words>(?:or\s+(?:more\s+)?)?to\s+(?:your\s+)?(?:taste|liking|preference)|"
    r"as\s+(?:needed|desired|required|you like)|adjust(?:ed)? to (?:taste|preference)|according to taste|"
    r"to serve|for serving|for (?:the )?garnish(?:ing)?|for (?:deep[- ]|shallow[- ])?frying|"
    r"for (?:dusting|greasing|brushing|sprinkling|decoration))\b\)?\s*",
    re.IGNORECASE,
)

SIZES = _words("""
    small medium large big extra-large jumbo medium-sized large-sized small-sized sized size
    long short thick thin whole heaping heaped level scant rounded packed firmly lightly tightly
    good generous full extra additional more about around approximately roughly approx approx.
    of the your a an very regular
""")
DONE = _words("""
    chopped diced minced sliced grated shredded crushed peeled pressed mashed beaten whisked
    melted softened softenend cubed quartered halved julienned crumbled cooked uncooked drained
    rinsed sifted toasted roasted pitted seeded deseeded cored trimmed cut torn picked washed
    cleaned thawed defrosted chilled cooled warmed scalded pureed puréed zested juiced squeezed
    separated divided strained rolled-out diagonally lengthwise finely coarsely roughly thinly
    thickly freshly lightly firmly packed fresh freshly-ground raw ripe overripe cold warm
    lukewarm hot boiling ice-cold chunky room-temperature boneless skinless bone-in high-quality
    favorite favourite skin-on deveined shelled hulled husked frozen good-quality quality
    organic free-range best-quality crisp leftover unpeeled fine
""")
DROPPED_BEFORE = SIZES | DONE
"""Words in front of a name that say how, not what."""
KEPT_WITH = {
    "whole": frozenset({"milk", "wheat", "grain", "wholemeal", "milk,"}),
    "crushed": frozenset({"red", "chili", "chilli", "pepper"}),
    "roasted": frozenset({"red", "bell", "peppers"}),
    "hot": frozenset(
        {"sauce", "dog", "dogs", "pepper", "peppers", "chili", "chilli", "paprika", "chocolate"}
    ),
    "thick": frozenset({"cream"}),
    "shredded": frozenset({"wheat"}),
    "crisp": frozenset({"bread"}),
    "split": frozenset({"peas"}),
    "extra": frozenset({"virgin", "firm", "dry", "sharp", "dark"}),
    "long": frozenset({"grain", "grained", "beans", "pepper", "peppers"}),
    "short": frozenset({"grain", "grained", "pastry", "ribs"}),
    "medium": frozenset({"grain", "grained"}),
    "large": frozenset({"flake"}),
    "melted": frozenset(),
}
"""Words kept where they make another food: "whole milk", "crushed red pepper"."""
SHARED_HEADS = _words("""
    flour oil paprika vinegar sugar wine cheese milk cream broth stock onion onions pepper
    peppers beans noodles bread lettuce sauce chocolate rice
""")
"""Heads that stand once for two: "wheat or rye flour"."""
FIRST_HALVES = _words("""
    wheat rye sweet smoked hot red white yellow green black brown olive vegetable canola
    sunflower beef chicken veal fish pork rapeseed plain whole low-fat skim navy pinto kidney
    cider malt rice dark light granulated caster sour heavy double single egg udon bell jasmine
    basmati
""")
"""Words that wait for such a head."""
_CUTS = _words("""
    grounded freshly ground pieces piece cubes chunks strips rounds medium large small medium-sized sized
""")
DROPPED_AFTER = (DONE | _CUTS) - {"hot"}
"""Words behind a name that say how it was cut or treated."""
ENDS_NAME = re.compile(
    r"\s*(?:[,;]|\s[-–—]\s|:(?=\s|$)|\.\s+|\s\+\s|\(|\*|\s\|)\s*|"
    r"\s+(?:and\s+(?:a\s+(?:little|bit|touch)\s+)?(?:more|extra)|for|to|as|at|if|cut|with|without|from|in|into|plus|adjust|about|approximately|that|which|such|like|"
    r"until|per|on|of choice|of your choice|of any|of some|i have|depending|preferably|ideally|ie|e\.g\.|i\.e\.)"
    r"(?=[\s,.]|$)",
    re.IGNORECASE,
)
"""Where the name is over and a remark begins."""
OR = re.compile(r"\s+or\s+|\s*/\s*|\s+and/or\s+", re.IGNORECASE)
"""Between alternatives."""
