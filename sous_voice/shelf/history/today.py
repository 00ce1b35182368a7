"""What is known today and an old cookbook does not say: temperatures, and what must not be done any more.

Old recipes give no temperatures and some give poison. An import marks each recipe with what a cook has to
know (metadata ``safety.1``, ``safety.2``, ...), and puts the temperature beside the step that cooks the food.
Temperatures: USDA FSIS, Safe Minimum Internal Temperature Chart (2020). Raw eggs, preserves, botulism: US
FDA and USDA National Center for Home Food Preservation. Bitter almonds, laurel and peach kernels: hydrogen
cyanide, EFSA Journal 2016;14(4):4424.
"""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from sous_voice.core.recipe import Ingredient, Recipe, Step, StepTimer, StoryNote

COOKS = re.compile(
    r"\b(?:roast|boil|bak|fr(?:y|ie)|stew|broil|grill|simmer|hash|brais|poach|toast|cook|put .{0,40}oven)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One danger: by which words it is known, and what is said of it."""

    name: str
    words: re.Pattern[str]
    """Found in the ingredients, or where ``anywhere`` is set, in all of the recipe."""
    said: str
    unless: re.Pattern[str] | None = None
    """Words in the recipe that show that there is no danger."""
    anywhere: bool = False
    at_heat: bool = False
    """True where it belongs beside the step that cooks."""


def _rule(
    name: str, words: str, said: str, *, unless: str = "", anywhere: bool = False, at_heat: bool = False
) -> Rule:
    flags = re.IGNORECASE
    return Rule(
        name, re.compile(rf"\b(?:{words})", flags), said, re.compile(rf"\b(?:{unless})", flags) if unless else None,
        anywhere, at_heat,
    )  # fmt: skip


RULES = (
    _rule(
        "poultry",
        r"chickens?\b|fowls?\b|turke(?:y|ys)\b|ducks?\b|ducklings?\b|geese\b|goose\b|pigeons?\b|capons?\b|pullets?\b"
        r"|partridges?\b|pheasants?\b|grouse\b|quails?\b|larks?\b|giblets\b|poultry\b",
        "Cook it until the thickest part has 74°C (165°F).",
        unless=r"goose[- ]grease|goose[- ]fat",
        at_heat=True,
    ),
    _rule(
        "ground meat",
        r"sausages?(?:[- ]meat)?\b|forcemeat|minced (?:beef|veal|mutton|pork|meat)|force-?meat"
        r"|ground (?:beef|pork|meat)|chopped (?:beef|pork|veal|meat)",
        "Cook minced meat until its middle has 71°C (160°F).",
        at_heat=True,
    ),
    _rule(
        "pork",
        r"pork\b|sucking[- ]pig|pig'?s?\b|loin of pork|spare-?ribs?\b",
        "Cook pork until its middle has 63°C (145°F), and let it rest three minutes.",
        at_heat=True,
    ),
    _rule(
        "meat",
        r"beef\b(?![- ](?:suet|dripping|marrow|tea))|veal\b|mutton\b(?![- ]suet)|lamb\b"
        r"|venison\b|rabbits?\b|hares?\b|liver\b|kidneys?\b|sweetbreads?\b|tripe\b"
        r"|rumpsteaks?\b|rump-steaks?\b|steaks?\b|cutlets?\b|calf'?s?\b",
        "Cook it until its middle has 63°C (145°F), and let it rest three minutes; rabbit and hare need 71°C (160°F).",
        unless=r"beef[- ]dripping only",
        at_heat=True,
    ),
    _rule(
        "fish",
        r"fish\b|cod\b|salmon\b|sole\b|soles\b|turbot\b|haddocks?\b|mackerel\b|eels?\b|pike\b|carp\b|trout\b|whitings?\b"
        r"|herrings?\b|sturgeon\b|skate\b|plaice\b|smelts?\b|tench\b|perch\b|brill\b|halibut\b|shad\b",
        "Cook fish until it has 63°C (145°F) inside and flakes.",
        at_heat=True,
    ),
    _rule(
        "shellfish",
        r"oysters?\b|mussels?\b|clams?\b|cockles?\b|scallops?\b|lobsters?\b|crabs?\b|crayfish\b|prawns?\b|shrimps?\b",
        "Cook shellfish through; throw away shells that stay closed.",
        at_heat=True,
    ),
    _rule(
        "raw egg",
        r"eggs?\b|yolks?\b|whites? of",
        "The eggs stay raw in this. Take pasteurised eggs; it is not for anybody pregnant, very young, old or ill.",
        unless=r"bak|boil|fr(?:y|ie)|oven|simmer|poach|roast|steam|cook|hard|stew|scald"
        r"|thicken.{0,40}fire|over (?:the|a) .{0,12}fire",
    ),
    _rule(
        "keeping",
        r"pott(?:ed|ing)\b|bottl(?:e|ed|ing) .{0,60}(?:peas|beans|meat|mushrooms|vegetables|fowl|fish)"
        r"|air-?tight|bladders?\b"
        r"|will keep (?:good )?(?:for )?(?:some |many |several |two |three |six |a )?(?:weeks?|months?|years?)",
        "Do not keep it as the book says: jars and pots of low acid can grow botulism. Keep it cold and eat it within "
        "three days, or freeze it.",
        unless=r"sugar .{0,200}(?:jam|jelly|preserve|marmalade)|vinegar",
        anywhere=True,
    ),
    _rule(
        "bitter almond",
        r"bitter almonds?|laurel[- ]lea(?:f|ves)|peach[- ](?:leaves|kernels)|apricot[- ]kernels?|noyeau|ratafia",
        "Leave out bitter almonds, laurel leaves and fruit kernels: they make cyanide. Take almond extract.",
        anywhere=True,
    ),
    _rule(
        "poison",
        r"sugar of lead|alum\b|roche alum|saltpetre|saltpeter|verdigris"
        r"|(?:copper|brass) (?:pan|vessel|skillet|saucepan|kettle)"
        r"|halfpence|sal prunella|laudanum|opium|blue vitriol|tartar emetic|calomel",
        "Leave out alum, saltpetre, lead and drugs, and boil nothing sour in bare copper: they poison.",
        unless=r"well[- ]tinned",
        anywhere=True,
    ),
    _rule(
        "raw milk",
        r"(?:new|warm) milk|milk (?:warm )?from the cow|syllabub",
        "Take pasteurised milk; milk straight from the cow can make people ill.",
        anywhere=True,
    ),
    _rule(
        "dried beans",
        r"(?:kidney|haricot|lima|navy|red) beans|white beans",
        "Boil dried beans hard for ten minutes before they simmer: raw they are poisonous.",
        unless=r"baked or boiled|canned",
    ),
)  # fmt: skip


def with_today(recipe: Recipe) -> Recipe:
    """The recipe with what a cook has to know today: as metadata, and as notes beside the steps that cook."""
    listed = " ; ".join(item.name for item in recipe.ingredients) + " ; " + recipe.title
    steps = [_words(step) for step in recipe.steps]
    whole = " ".join([listed, *steps])
    found = [rule for rule in RULES if _applies(rule, listed, whole)]
    if any(rule.name in ("poultry", "pork", "ground meat") for rule in found):
        # the broad rule for meat says nothing that these do not, unless there is other meat as well
        found = [rule for rule in found if rule.name != "meat" or _other_meat(listed)]
    metadata = {**recipe.metadata, **{f"safety.{n}": rule.said for n, rule in enumerate(found, 1)}}
    notes = [_note(rule, steps) for rule in found if rule.at_heat and steps]
    ordered = tuple(sorted((*notes, *recipe.notes), key=lambda note: note.before_step))
    return replace(recipe, metadata=MappingProxyType(metadata), notes=ordered)


def _words(step: Step) -> str:
    parts = []
    for item in step.items:
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, StepTimer):
            parts.append(item.text)
        elif isinstance(item, Ingredient):
            parts.append(item.name)
    return " ".join("".join(parts).split())


def _applies(rule: Rule, listed: str, whole: str) -> bool:
    if not rule.words.search(whole if rule.anywhere else listed):
        return False
    return rule.unless is None or not rule.unless.search(whole)


def _other_meat(listed: str) -> bool:
    return re.search(r"\b(?:beef|veal|mutton|lamb|venison|rabbit|hare)\b", listed, re.IGNORECASE) is not None


def _note(rule: Rule, steps: list[str]) -> StoryNote:
    """Behind the last step that cooks: there the cook decides whether it is done."""
    cooking = [index for index, text in enumerate(steps) if COOKS.search(text)]
    place = cooking[-1] if cooking else len(steps) - 1
    return StoryNote(f"Today: {rule.said[0].lower()}{rule.said[1:]}", place + 1)
