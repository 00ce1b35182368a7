"""Whether what the parser made of an utterance can stand: whether its handler finds what it is asked for."""

import re
from collections.abc import Callable

from sous_voice.core.alter import meant
from sous_voice.core.finding import like_ingredients, steps_about
from sous_voice.core.foodtalk.said import Said, as_lack
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.keeping import VERBS
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.session import Session, open_question
from sous_voice.core.substitutes import find
from sous_voice.core.technique import find_advice, find_remedy, find_term
from sous_voice.core.topics.shortage import is_main
from sous_voice.core.turn import slot_number, slot_text

VAGUE = frozenset(
    "check_understanding mark_done out_of_grammar acknowledge repeat_last next_step is_finished recap affirm negate "
    "more_to_do meanwhile where_am_i ingredients_done tool both".split()
)
"""What is taken of talk that fits nothing better."""


_MEANT = {
    "next_step": r"\bnext\b|\bstep\b|\bwhat (?:should|shall|must) i do\b|\bwhat do i do (?:now|next)\b",
    "meanwhile": r"\bmean(?:while|time)\b|\bwhile\b",
    "mark_done": (
        r"^(?:i|we) (?:have )?(?:just )?(?:\w+ed|put|cut|made|set|got|did|done)\b(?!.*\b(?:what|how|can|is)\b)"
    ),
    "tool": r"\bwhat is an? ",
}
"""Words that make what is vague plain."""


def sure(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """Whether an intent of the parser's can stand beside what the words themselves tell.

    Args:
        text: the utterance made plain.
    """
    if intent.name == "next_step" and not re.search(r"\bnext\b|\bstep\b|\bnow\b", text):
        return (
            bool(re.search(_MEANT["next_step"], text))
            and find_remedy(kitchen.knowledge.handbook, text) is None
        )
    if intent.name in VAGUE:
        return bool(re.search(_MEANT.get(intent.name, r"(?!)"), text))
    check = _CHECKS.get(intent.name)
    return intent.risk in (Risk.R0, Risk.R3) or check is None or check(kitchen, session, intent, text)


_EATEN = re.compile(
    r"\b(?:day|daily|per|percentage|calories?|each|apiece|get|portion|serving|slice|helping|plate|bowl of|so far|"
    r"already|up to now|in all|in total|altogether)\b"
)
"""What is asked is eaten, not measured out."""


def _measured(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    return not _EATEN.search(text) and _in_recipe(kitchen, session, intent, text)


def _in_recipe(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    recipe, named = session.recipe, slot_text(intent, "ingredient", "thing", "food")
    if recipe is None or not named:
        return False
    return bool(meant(recipe, named) or like_ingredients(named, recipe.ingredients)) or (
        kitchen.foods is not None and kitchen.foods.find(named) is not None and "free" not in text
    )


def _there_or_not(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """Only of what the recipe takes: "I only have ground cumin" lacks no ground cumin, but the seeds."""
    recipe, named = session.recipe, slot_text(intent, "ingredient", "thing", "food")
    if intent.name == "have_ingredient" and re.search(r"\b(?:short of|run out|out of|low on)\b", text):
        return False
    if recipe is None or not named:
        return False
    others = re.search(r"\bonly\b", text) is None and intent.name == "have_ingredient"
    return bool(meant(recipe, named)) or (others and _in_recipe(kitchen, session, intent, text))


def _all_used(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    which = find_remedy(kitchen.knowledge.handbook, text) and re.search(r"\b(?:still|gone|too)\b", text)
    which = which or re.search(r"\b(?:which|what) (?:bit|part|ingredient|thing|one)\b", text)
    return which is None and _in_recipe(kitchen, session, intent, text)


def _changed(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    if re.search(r"^(?:is|are|does|do|has|have) .*\b(?:more|less)\b.*\b(?:or|in it|in this)\b", text):
        return False
    asks = re.search(r"^no .*\b(?:ok|fine|instead|do|work|good)\b", text)
    taste = not slot_text(intent, "ingredient")
    named, recipe = slot_text(intent, "ingredient"), session.recipe
    return asks is None and (taste or (recipe is not None and bool(meant(recipe, named))))


def _scaled(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """By people or times; by an amount only of what the dish is made of: of one carrot less nobody makes half."""
    if slot_number(intent, "servings", "factor", "times") is not None:
        return True
    named, recipe = slot_text(intent, "ingredient"), session.recipe
    lines = (
        [item for item in recipe.ingredients if item.name in meant(recipe, named)] if recipe and named else []
    )
    return recipe is not None and bool(lines) and is_main(kitchen, recipe, lines[0])


def _told_by_signs(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """No advice and no trouble: "the skin is dark but the inside is not done"."""
    remedy = find_remedy(kitchen.knowledge.handbook, text)
    trouble = remedy is not None and bool(re.search(r"\bbut\b|\btoo\b|\balready\b", text))
    return not trouble and find_advice(kitchen.knowledge.handbook, text) is None


def _chosen(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """Where something was offered: "my sugar is used up, what else is there" and "rice still hard" choose nothing."""
    question = open_question(session)
    if session.recipe is None or (question and question.options):
        return True
    trouble = slot_text(intent, "dish") and find_remedy(kitchen.knowledge.handbook, text) is not None
    return not trouble and not re.search(r"\b(?:out of|gone|used up|finished|empty)\b", text)


_FEW = 4
"""Words of a term that is asked for; more is another question."""


def _explained(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    asked = slot_text(intent, "action", "thing", "word", "text", "ingredient", "tool")
    if intent.slots.get("about") or not asked:
        return bool(intent.slots.get("about"))
    if re.search(r"\b(?:know|tell|notice)\b.*\b(?:smell|sound|touch|feel|ear|nose|hand)", text):
        return False
    if re.search(r"\b(?:rescue|save|fix|stop|avoid|prevent)\b", text) and find_remedy(
        kitchen.knowledge.handbook, text
    ):
        return False
    known = find_term(kitchen.knowledge.handbook, asked) is not None and len(asked.split()) <= _FEW
    return known or bool(VERBS.search(asked))


def _swappable(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    """Whether the foods of a swap are foods: no "would honey do", no "the pasta"."""
    name, new = slot_text(intent, "ingredient"), slot_text(intent, "replacement")
    recipe = session.recipe
    if name and not any(
        word[:4] in text for word in name.split()
    ):  # taken for another word that sounds like it
        return False
    if new in _NO_FOODS or (not name and not new and Said(text, kitchen, session).foods()):
        return False
    if (
        not name
        and not new
        and not session.talk.it
        and find_advice(kitchen.knowledge.handbook, as_lack(text)) is not None
    ):
        return False
    if name.startswith(("the ", "my ", "some ")) or re.match(
        r"(?:would|could|can|does|is|half|a|an|some|if|when|that|there|what) ", new
    ):
        return False
    known = (
        not name
        or (recipe is not None and bool(meant(recipe, name)))
        or bool(find(kitchen.knowledge.substitutions, name))
    )
    if kitchen.foods is None:
        return known
    food, known = kitchen.foods.find(new) if new else None, known or kitchen.foods.find(name) is not None
    return known and (not new or food is not None or len(new.split()) == 1)


_NO_FOODS = frozenset("in out with then over in on it that this some any something use put".split())


def _foods_known(kitchen: Kitchen, session: Session, intent: Intent) -> bool:
    """Whether what shall be in the dish is food: no "rice and half an hour that on a can eat"."""
    food = " ".join(slot_text(intent, slot) for slot in ("ingredient", "second", "third"))
    return not re.search(r"\b(?:that|can|in|hour|minutes|eat)\b", food)


def _timed(kitchen: Kitchen, session: Session, intent: Intent, text: str) -> bool:
    about, recipe = slot_text(intent, "action", "thing", "food", "ingredient"), session.recipe
    told = re.search(r"\b(?:should|need|needs|have to|must|supposed)\b", text)
    if re.search(r"\b(?:keep|freez|last|leftover|oven)", text) or (
        not told and re.search(r"\b(?:sit|stay|fridge)", text)
    ):
        return False
    return not about or recipe is None or bool(steps_about(about, recipe.steps))


_Check = Callable[[Kitchen, Session, Intent, str], bool]
_CHECKS: dict[str, _Check] = {
    **dict.fromkeys(("lack_ingredient", "have_ingredient"), _there_or_not),
    **dict.fromkeys(("add_extra", "next_ingredient"), _in_recipe),
    "amount": _measured,
    "use_all": _all_used,
    "change": _changed,
    "define": _explained,
    "how_to": _explained,
    "substitute": _swappable,
    "duration": _timed,
    "doneness": _told_by_signs,
    "choose_option": _chosen,
    "problem": lambda kitchen, _s, _i, text: find_remedy(kitchen.knowledge.handbook, text) is not None,
    "scale": _scaled,
    "temperature": lambda kitchen, _s, _i, text: (
        not re.search(r"\bpan\b|\bfan\b|\bconvection\b", text)
        and find_advice(kitchen.knowledge.handbook, text) is None
    ),
    "nutrition": lambda kitchen, _s, _i, text: (
        not re.search(r"\b(?:should|normal|recommended|healthy|need|limit)\b", text)
        or bool(re.search(r"\b(?:serving|portion|this|that|recipe|dish)\b", text))
        or find_advice(kitchen.knowledge.handbook, text) is None
    ),
    "diet_check": lambda _k, _s, intent, _t: len(slot_text(intent, "ingredient")) != 1,
    "find_recipe": lambda kitchen, session, intent, text: (
        _foods_known(kitchen, session, intent)
        and (session.recipe is None or bool(re.search(r"\b(?:recipes?|cook|make|dish|bake)\b", text)))
    ),
    "set_profile": lambda _k, _s, intent, text: (
        not (intent.slots.get("show") and re.search(r"\b(?:here|in it|in this|of this|skip)\b", text))
    ),
    "in_season": lambda _k, _s, _i, text: not re.search(r"\bfruits?\b|\bveg", text),
}
"""By name; what is not here stands."""
