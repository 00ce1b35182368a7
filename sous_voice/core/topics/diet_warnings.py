"""Who sits at the table, and what they are warned of: when a dish is chosen, and before the step that adds it."""

from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.allergens import ALLERGENS
from sous_voice.core.claims import claim
from sous_voice.core.diets import LOW_SODIUM, Diner, Finding, Verdict, against, against_all
from sous_voice.core.food_names import is_plural
from sous_voice.core.guest_names import SOMEBODY, one_alike
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.potluck import shown_name
from sous_voice.core.reading import lower_first
from sous_voice.core.session import Session
from sous_voice.core.turn import Turn
from sous_voice.core.wording import first_upper, spoken_list

_NAMED = 3  # ingredients named one by one; more are counted


def diners_of(kitchen: Kitchen, session: Session) -> tuple[Diner, ...]:
    """The people of the settings, then those told of by voice; a name told again replaces the older."""
    people = {diner.name.lower(): diner for diner in kitchen.knowledge.diners}
    people.update({diner.name.lower(): diner for diner in session.table.diners})
    return tuple(diner for diner in people.values() if diner.allergens or diner.diets or diner.dislikes)


def meant_by(name: str, people: Iterable[Diner]) -> tuple[Diner, ...]:
    """The person of that name; else the only one whose name sounds like it: "Ban" for Ben."""
    every = tuple(people)
    exact = tuple(diner for diner in every if diner.name.lower() == name.lower())
    near = one_alike(name, (diner.name for diner in every if diner.name)) if name else ""
    return exact or tuple(diner for diner in every if near and diner.name == near)


def label_of(what: str) -> str:
    """An allergen or diet as it is spoken."""
    return ALLERGENS.get(what) or what.replace("_", " ")


def names_of(session: Session) -> tuple[str, ...]:
    """The recipe's ingredients by name."""
    return tuple(i.name for i in session.recipe.ingredients) if session.recipe else ()


def reasons(findings: list[Finding]) -> str:
    return few([finding.ingredient for finding in findings])


def few(found: list[str]) -> str:
    names = list(dict.fromkeys(found))
    extra = len(names) - _NAMED
    return spoken_list([*names[:_NAMED], f"{extra} more"]) if extra > 0 else spoken_list(names)


# ---------------------------------------------------------------- warning


def warning_for(kitchen: Kitchen, session: Session, people: tuple[Diner, ...]) -> str:
    """What this recipe brings that these people cannot have; empty where nothing is known or doubtful."""
    sentences = []
    for diner in people:
        found = against_all(kitchen.knowledge.diets, names_of(session), diner)
        sentences += _sentences(diner, list(found))
        if LOW_SODIUM in diner.diets and session.recipe is not None:
            sentences.append(f"For {diner.name or 'you'}: {claim(kitchen, session.recipe, LOW_SODIUM)}")
    return " ".join(sentences)


def _sentences(diner: Diner, found: list[Finding]) -> list[str]:
    sure = {f.ingredient for f in found if f.verdict is Verdict.CONTAINS}
    by = {
        v: [f for f in found if f.verdict is v and (v is Verdict.CONTAINS or f.ingredient not in sure)]
        for v in Verdict
    }
    who = lower_first(diner.name) if diner.name == SOMEBODY else diner.name or "you"
    out = []
    if by[Verdict.CONTAINS]:
        out.append(f"Careful, not for {who}: {_with_causes(by[Verdict.CONTAINS])}.")
    if by[Verdict.MAY]:
        out.append(f"For {who}, check the label of {_with_causes(by[Verdict.MAY])}.")
    if by[Verdict.UNKNOWN]:
        out.append(f"For {who}, I don't know {reasons(by[Verdict.UNKNOWN])}.")
    return out


def _with_causes(findings: list[Finding]) -> str:
    """ "Sesame seeds, and soy sauce, because of gluten": each food with its own cause, those alike together."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_because([finding]), []).append(finding)
    if len(groups) == 1 or len(findings) > _NAMED:
        return f"{reasons(findings)}{_because(findings)}"
    return ", and ".join(f"{reasons(groups[cause])}{cause}" for cause in sorted(groups))


def _because(findings: list[Finding]) -> str:
    """ ", because of soy": the allergen, where the food's name does not tell it."""
    hidden = [
        label_of(finding.what)
        for finding in findings
        if finding.what in ALLERGENS and finding.what not in finding.ingredient.lower()
    ]
    return f", because of {spoken_list(dict.fromkeys(hidden))}" if hidden else ""


def shown(session: Session, name: str) -> str:
    """Before guests and classes nobody is named without their leave."""
    if name == SOMEBODY:
        return lower_first(name)
    if session.workshop or session.potluck.claims:
        return shown_name(session.potluck.named, name)
    return name


def on_recipe(kitchen: Kitchen, session: Session) -> Turn:
    """The warning when a recipe is chosen; what was said of the last one is forgotten."""
    session = replace(session, table=replace(session.table, warned=(), told=()))
    people = tuple(replace(diner, name=shown(session, diner.name)) for diner in diners_of(kitchen, session))
    warning = warning_for(kitchen, session, people)
    return Turn(session, (Say(warning, Kind.SAFETY),) if warning else ())


def on_step(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """The warning again before the step that adds it."""
    if session.recipe is None:
        return Turn(session)
    effects: list[Say] = []
    for diner in diners_of(kitchen, session):
        names = dict.fromkeys(i.name for i in session.recipe.steps[index].ingredients)
        found = [f for name in names for f in against(kitchen.knowledge.diets, name, diner)]
        sure = [f for f in found if f.verdict is Verdict.CONTAINS]
        may = [f for f in found if f.verdict is Verdict.MAY]
        key = f"{index}|{diner.name}"
        if not (sure or may) or key in session.table.warned:
            continue
        session = replace(session, table=replace(session.table, warned=(*session.table.warned, key)))
        who = shown(session, diner.name) or "you"
        foods = list(dict.fromkeys(finding.ingredient for finding in sure))
        comes = "come" if len(foods) > 1 or is_plural(foods[-1] if foods else "") else "comes"
        text = f"Careful: {reasons(sure)} {comes} now, not for {who}." if sure else (
            f"For {who}, check the label of {reasons(may)} first."
        )  # fmt: skip
        effects.append(Say(first_upper(text), Kind.SAFETY))
    return Turn(session, tuple(effects))
