"""Names of people as they are heard: which known person is meant, and whether a word is a name at all.

Recognisers write a name that they do not expect as words that sound like it: "on a" for Ana, "bend" for Ben. Pure.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_GIVEN = frozenset(
    """aaron abdul abigail ada adam adele adrian agnes ahmed aidan aisha alan albert alberto alejandro alex alexander
    alexandra alfie alfred ali alice alicia alina alison amanda amelia amina amir amy ana anastasia anders andre
    andrea andreas andrew angela anita anja ann anna anne annie anthony antonio april arjun arthur asha astrid
    audrey aunt ava barbara beatrice bella ben benjamin bernard beth bilal bill billy birgit bob boris brandon
    brenda brian bridget bruno camila carl carla carlos carmen carol caroline cassie catherine cecilia charles
    charlie charlotte chen cheryl chloe chris christian christina christine christopher claire clara claudia
    colin connor craig cynthia daisy dan daniel daniela danny dave david dawn dean deborah denise dennis diana
    diego dmitri dominic don donna dora doris dorothy duncan dylan edgar edith edward eileen elaine eleanor
    elena eli elif elijah elisa elise eliza elizabeth ella ellen ellie elliot elsa emil emilia emily emma eric
    erica erik erin esther ethan eva evan eve evelyn fabian farah fatima felix finn fiona florence frances
    francis frank franz fred freddie frederick frida gabriel gabriela gary gavin george georgia gerald gina
    giovanni giulia gloria gordon grace graham greg greta gustav guy hana hannah hans harold harry hasan hassan
    heather heidi helen helena henry herbert hilda hiroshi holly howard hugh hugo ian ibrahim ida ines ingrid
    irene iris isaac isabel isabella isla ivan ivy jack jackie jacob jade jake jamal james jamie jan jane janet
    jasmine jason javier jean jeff jen jennifer jenny jeremy jerry jess jesse jessica jill jim jimmy jo joan
    joanna joe joel johan johanna john johnny jon jonas jonathan jordan jorge jose joseph josh joshua joy joyce
    juan judith judy julia julian julie juliet june justin kai karen karim karin karl kate katherine kathleen
    kathy katie kay keith kelly ken kenji kenneth kevin khadija kim kirsten klaus kofi kumar kyle lara larry
    lars laura lauren layla lea leah lee lena leo leon leonard leroy leslie lewis liam lily lina linda lisa liz
    lola lorenzo louis louisa louise luca lucas lucia lucille lucy luis luke lydia maggie mahmoud malcolm malik
    manuel marco marcus margaret margarita maria marianne marie marina mario marion mark marta martha martin
    martina mary mateo matilda matt matthew maureen max maya megan mehmet mei melanie melissa mia michael
    michelle miguel mike mila miriam mohammed moira molly monica monika morgan muhammad musa nadia nancy naomi
    natalie natasha nathan neil nelson nia nicholas nick nicola nicole nigel nils nina noah noel nora norma
    norman olga oliver olivia omar oscar otto owen pablo pam pamela pat patricia patrick paul paula pauline
    pedro peggy penny percy peter petra phil philip phoebe pia pierre polly priya rachel rafael raj rajesh ralph
    ramon ravi ray raymond rebecca reza rhys ricardo richard rick rita rob robert roberta roberto robin rodrigo
    roger roland rosa rosalind rose rosemary ross roy ruby rudolf rupert russell ruth ryan sabine sally sam
    samantha samir samuel sandra sanjay sara sarah saul scott sean sebastian selma serena sergei seth shane
    sharon sheila shirley silvia simon sofia sonia sonja sophia sophie stan stefan stella stephanie stephen
    steve steven stuart sue susan susanna susie svetlana sven sylvia tamara tania tanya tara tariq ted teresa
    terry thea theo theresa thomas tim timothy tina toby todd tom tommy tony tracy ulrike uma ursula valentina
    valerie vanessa vera veronica victor victoria vijay vikram vincent viola violet virginia vladimir walter
    wanda wei wendy wilhelm will william yasmin yuki yusuf yvonne zara zoe zoya""".split()
)
"""Given names that are common where this program's language is spoken, and among its guests."""


KIN = frozenset(
    """daughter son wife husband mother father mom mum dad friend guest kid child children kids partner brother sister
    grandma grandmother grandpa grandfather aunt uncle neighbour neighbor boyfriend girlfriend baby boss cousin niece
    nephew roommate flatmate colleague coworker visitor student teacher teenager toddler fiance fiancee""".split()
)
"""By which a guest is spoken of who has no name here: "my nephew"."""
_FUNCTION = frozenset(
    """a an the of in on for to and or not is are was be been it its this that these those i you we he she they them me
    him her us my your his our their then than there here what which who whom how when where why can could may do does
    did have has had at by with from so as if no yes ok one all any some now too also just very time""".split()
)
_PERSONS = frozenset("i me you we us he him she her they them it".split())


def is_no_name(heard: str) -> bool:
    """Whether what was heard for a name is only small words of the language."""
    return bool(heard.split()) and all(word in _FUNCTION for word in heard.lower().split())


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name: what else was heard for a name may be a mishearing."""
    return all(part in _GIVEN for part in word.lower().split()) if word.strip() else False


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """How a name sounds, roughly: its first sound and its consonants; a vowel in front is one sound, h is none."""
    plain = re.sub(r"[^a-z]", "", name.lower())
    plain = re.sub(r"^h(?=[aeiou])", "", plain)
    for letters, sound in (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("z", "s"), ("j", "y")):
        plain = plain.replace(letters, sound)
    first = "a" if plain[:1] in "aeiou" else plain[:1]
    return re.sub(r"(.)\1+", r"\1", first + re.sub(r"[aeiouyhw]", "", plain[1:]))


def alike(heard: str, name: str) -> bool:
    """Whether what was heard may be this name: the same sounds, or one more consonant at its end."""
    a, b = skeleton(heard.replace(" ", "")), skeleton(name)
    if len(b) < 2 or not a:
        return a == b and heard.replace(" ", "")[:2] == name.lower()[:2]
    return a == b or (a.startswith(b) and len(a) == len(b) + 1)


def one_alike(heard: str, names: Iterable[str]) -> str:
    """The only one of the names that what was heard may be; empty where there is none, or more than one."""
    every = tuple(dict.fromkeys(names))
    exact = [name for name in every if name.lower() == heard.lower()]
    if exact:
        return exact[0]
    if heard.lower() in _PERSONS:
        return ""
    same = [
        name for name in every if skeleton(name) == skeleton(heard.replace(" ", "")) and alike(heard, name)
    ]
    near = same or [name for name in every if alike(heard, name)]
    return near[0] if len(near) == 1 else ""
