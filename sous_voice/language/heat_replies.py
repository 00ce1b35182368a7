"""What is said to the stove besides orders: confirmations, questions, presence, locks, faults.

Each is a whole-utterance pattern over words (a question mark or "please" aside); a confirmation in
particular is read only where nothing else was said.
"""

import re

from sous_voice.core.intents import HeatFrame, Intent, Slot
from sous_voice.core.moment import Context
from sous_voice.language.heat_clause import read_clause
from sous_voice.language.heat_words import PHRASES
from sous_voice.language.numbers import Token

_STOVE = r"(?:stove|hob|cooktop|cooker|range|stovetop|stove top|burners?|rings?|heat|flame|gas|oven hob)"
_PLACE = (
    r"(?:own_\d|(?:front|back|rear|left|right|top|bottom)(?: (?:left|right|front|back|rear))?(?: hand)?"
    r"|(?:big|large|small|little|middle|center|centre|central)(?= (?:ring|burner|one|hob|zone|plate))|center|centre|middle)"
    r"(?: (?:burner|ring|one|zone|plate|hob|element|side))?"
)
_BURNER = (
    r"(?:own_\d|(?:front|back|rear|top|bottom) (?:left|right)(?: (?:burner|ring|one|zone|plate|hob|element))?"
    r"|(?:front|back|rear|left|right|big|large|small|little|middle|center|centre) (?:burner|ring|zone|plate|hob|element))"
)
"""A place that can be nothing but a burner: "left" alone is also what is left."""
_THING = rf"(?:(?:the|my|any|both|all|all the)? ?(?:{_PLACE}|{_STOVE})|it|anything|everything|something)"
_LEVEL = r"low|medium low|medium high|medium|high|max|simmer|warm|off|zero|one|two|three|four|five|six|seven|eight|nine|[0-9]"
_TAIL = r"(?: (?:now|right now|at the moment|currently|please|still|again|yet|already|then|at all))*"

_STATUS = [
    re.compile(pattern + _TAIL + "$")
    for pattern in (
        r"^(?:so |and |ok |okay )?(?:what|what's|whats|what is|which)(?: (?:is|are|burners?|rings?|zones?|ones?|one))* ?(?:still |currently |turned )?(?:on|hot|lit|running|heating)",
        rf"^(?:is|are|isn't|was) (?:there )?{_THING}(?: still| all| really| already| actually| switched| turned)* ?(?:on|off|hot|lit|running|burning hot|cold|out|warm)",
        rf"^(?:is|are) {_THING}(?: still| set| now| already)*(?: on| at| to)* (?:low|medium|high|medium low|medium high|simmer|warm|max)",
        rf"^(?:what|what's|whats|what is|how high|how hot|how low)(?: (?:level|heat|setting|temperature|power))?(?: (?:is|are|does|'s))?(?: (?:the|level|setting))* ?(?:{_PLACE})(?: (?:on|at|set to|set at|set|doing|running at|hot))*",
        rf"^(?:how high|how hot|how low)(?: is| are)(?: the| my)? {_STOVE}(?: on| set| turned| up| at)*",
        rf"^(?:what(?:'s| is)?|tell me|give me|show me|check)(?: the)? (?:status|state|setting|level)(?: of)?(?: the| my)? (?:{_STOVE}|{_PLACE})",
        rf"^(?:check )?(?:the )?(?:{_STOVE}|heat) (?:status|state|check|report)",
        r"^(?:did|have) (?:you|we|i) (?:turn|turned|switch|switched|leave|left)(?: (?:off|on))?(?: (?:the|a|any|all the|it|everything))* ?(?:"
        + _PLACE
        + "|"
        + _STOVE
        + r")?(?: (?:on|off))?",
        r"^(?:is|are) (?:everything|all|all of them|they|the burners|all the burners|all the rings)(?: really| all)? (?:off|on|out)",
        rf"^(?:what|which)(?: (?:level|heat|setting|number))(?: (?:is|are|did|do))(?: (?:i|we|you|it|the|have|set))* ?(?:{_PLACE}|{_STOVE})?(?: (?:on|at|set to|to|set))*",
        rf"^how (?:much )?(?:heat|power) (?:is|does|have|do)(?: (?:there|i|the|we|have|got|on|under))* ?(?:{_PLACE}|{_STOVE})?",
        r"^what(?:'s| is)? (?:on|cooking on) (?:the )?(?:stove|hob|cooktop)",
        # how long its heat goes on
        rf"^(?:how (?:much )?(?:long|longer|more time|time)|for how (?:much )?long(?:er)?|until when|when)"
        rf"(?: (?:is|are|will|does|has|left|on|for|of))* ?(?:the |my )?{_BURNER}"
        r"(?: (?:still|be|going|to|stay|keep|run|got|go|turn|switch|left|on|off|for|heating|running|out))*",
        # a report is answered by what the stove shows
        rf"^(?:i think |i believe |now |so )*(?:the |my )?{_BURNER}(?: is|'s)(?: still| now| already| set| on| at| turned)* (?:{_LEVEL})"
        r"(?: right| isn't it)?",
    )
]
_CLEAR = re.compile(
    r"^(?:clear|reset)(?: (?:it|(?:the |that |this |my )?(?:emergency |voice |heat )?"
    r"(?:stop|emergency|fault|error|latch|stove|shut ?down|cut ?off)))(?: now| on the stove)*$"
    r"|^(?:release|lift|cancel|undo|end) the (?:emergency stop|stop|emergency|lock ?out)$"
)
"""How a stop is cleared; "cancel the stop" but not "cancel it"."""
_CLEAR_ANSWER = re.compile(
    r"^clear(?:ed|ing)?(?: (?:the|that|it))?(?: (?:stop|emergency|stove|emergency stop|alarm))?$"
)
_AWAY = re.compile(
    r"^(?:ok |okay |so |right |well |just |hey )*(?:i'll be (?:right )?back(?: soon| later)?|be right back|back in a (?:minute|moment|sec|second|bit|while)"
    r"|brb|i(?:'m| am|'ve got to| have to| need to|'ve to| must) (?:just |quickly )?(?:leaving|leave|going out|go out|popping out|pop out|stepping out|step out"
    r"|going upstairs|away|go|get the door|answer the door|take this call)"
    r"(?: (?:of )?(?:the )?(?:kitchen|room|house|for a (?:minute|moment|bit|while|second|sec)|now|a moment|a minute))*)"
    r"(?: (?:in|for) .{1,30})?$"
)
_FIRE_OUT = re.compile(
    r"^(?:ok |okay |good |phew |right |well |so )*(?:the )?(?:fire|flames?)(?:'s| is| are| has| have|'ve)? ?(?:now |gone |all )?(?:out|gone|over|under control|not burning|dead)"
    r"(?: now| again| already)*$|^(?:there(?:'s| is) )?no (?:more )?(?:fire|flames)(?: (?:any ?more|now))*$|^i(?:'ve| have)? (?:put|got) the fire out$"
)
_MEANT = re.compile(
    r"^(?:(?:no|nope|sorry|wait|oh|oops|ah|hey|actually|not that(?: one)?) )*(?:i|we) (?:mean|meant|said|wanted)(?: (?:on|the|to))* (.+)$"
)
_HERE = re.compile(
    r"^(?:yes |yeah |yep |ok |no )*(?:i'm|im|i am|we're|we are)? ?(?:still |right )*(?:here|cooking|around|in the kitchen|watching it|watching|"
    r"back|present|with you|awake|alive|at the stove)(?: still| again| now| cooking| here)*$"
)
_HERE_NEEDS = {"still", "here", "i'm", "im", "we're", "am", "are"}
_LOCK = re.compile(
    rf"^(?:lock|child ?lock|block)(?: (?:the|my|down|up))* {_STOVE}$|^(?:(?:turn|switch|put) on|activate|enable|engage|set)(?: the)? (?:child|kitchen|safety|stove)? ?(?:lock|proofing)$"
    r"|^(?:the )?(?:child|stove|safety) ?lock(?: on)?$|^(?:turn|switch|put)(?: the)? (?:child|stove|safety) lock on$|^lock it$|^lock everything$"
    rf"|^lock(?: the| my)? {_STOVE}(?: down| up| for the kids)?$"
)
_UNLOCK = re.compile(
    rf"^(?:unlock|release|unblock)(?: (?:the|my))* (?:{_STOVE}|child lock|lock)$|^(?:(?:turn|switch|take) off|deactivate|disable|remove|release|lift)(?: the)? (?:child|kitchen|safety|stove)? ?lock$"
    r"|^(?:the )?(?:child|stove|safety) ?lock off$|^(?:turn|switch|take)(?: the)? (?:child|stove|safety) lock off$|^unlock it$"
)
_HEAT = r"(?:(?:all |all of )?(?:the |my )?(?:heat|heating|stove|hob|burners?|knobs?|flames?|rings?))"
_HANDS_ON = re.compile(
    r"^(?:(?:turn on|switch on|switch to|go to|go into|change to|enter|use|start|begin|activate|enable|set) )?(?:the )?"
    r"(?:hands[ -]on|manual|knob)(?: heat)? mode(?: on)?$"
    r"|^(?:i'll|i will|i want to|i'd like to|i would like to|i'd rather|i prefer to|let me)(?: just)? "
    rf"(?:do|handle|manage|control|run|work|turn|operate|take care of|look after|see to) {_HEAT}(?: up| down)? (?:by hand|myself|on my own)$"
    rf"|^let me (?:do|handle|manage|control|take care of) {_HEAT}$|^leave {_HEAT} to me$"
    rf"|^(?:don't|do not|never) touch {_HEAT}$|^(?:stop|no more|don't make|quit) (?:offering (?:me )?heat|heat offers)$"
    rf"|^(?:keep )?(?:your )?hands off {_HEAT}$"
)
_HANDS_ON_END = re.compile(
    r"^(?:leave|end|exit|stop|quit|finish|turn off|switch off|get out of|deactivate|disable)(?: the)? "
    r"(?:hands[ -]on|manual|knob)(?: heat)? mode$|^(?:the )?(?:hands[ -]on|manual|knob)(?: heat)? mode off$"
    rf"|^you (?:can|may|could) (?:do|handle|manage|control|run|work|take over|take care of|help with) {_HEAT}(?: again| now| for me)*$"
    rf"|^take over {_HEAT}(?: again| now| for me)*$|^(?:do|handle|manage) {_HEAT} for me(?: again)?$"
)
_WHOLE = (
    (_HANDS_ON_END, "hands_on_end"),
    (_HANDS_ON, "hands_on"),
    (_CLEAR, "clear_stop"),
    (_FIRE_OUT, "fire_out"),
    (_AWAY, "leave_room"),
    (_LOCK, "lock_stove"),
    (_UNLOCK, "unlock_stove"),
)
_FAULT = re.compile(
    r"\b(?:sparks?|sparking|sparked|arcing|short(?:ed)? circuit|shorted|tripped|blew a fuse|fuse (?:blew|is out|went)|power (?:is out|went out|cut out)"
    r"|(?:got|had|gave me|getting) (?:a|an) (?:electric )?shock|smell(?:s|ing)?(?: (?:of|like|some|something))* (?:gas|burning|smoke|burnt|plastic|rubber|electrical)"
    r"|(?:glass|cooktop|hob|stove) (?:is |has )?(?:cracked|broken)|strange noise|weird noise|buzzing|humming loudly"
    r"|(?:burner|ring|stove|hob|heat|it) (?:won't|wont|doesn't|isn't|is not|does not|will not|refuses to) (?:light|ignite|turn off|switch off|turning off|switching off|go off|go out|stop)"
    r"|something(?:'s| is) (?:wrong|not right) with the (?:stove|hob|burner|heat|cooker)|(?:stove|hob|burner|cooker) (?:is )?(?:broken|not working|acting up|making))\b"
)
_BURNING = re.compile(
    r"^(?:oh no |oh |hey |ok |i think |no )*(?:it's|it is|something's|something is|everything's|everything is) (?:burning|smoking|on the point of burning)(?: (?:now|badly|up))*$"
)
_NOT_A_REPORT = re.compile(
    r"\b(?:if|was|were|once|grandma|until|when|story|she|he|they|recipe|should|used)\b|^(?:what|how|why|where|does|do|can|sparkling)\b"
)
_REJECT = re.compile(
    r"^(?:(?:oh|um|uh|er|well|ok|okay|actually|please|hey|sorry) )*(?:no|nope|nah|cancel|don't|do not|dont|wait|stop|never ?mind|forget it|hold on|hang on|not now|not yet|negative|abort|reject|that's wrong|wrong|leave it|skip it|no way|not that|too (?:high|hot|much))\b"
)
_CANCEL_HEAT = re.compile(
    r"^(?:no )?(?:cancel|reject|don't|do not|refuse)(?: (?:the|that|this|do the|turn on the|any))* (?:heat|offer|burner|heating)$"
)
_CONFIRM = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|okay|please|alright|sure|um|uh|i|and|right|so) )*(?:confirm|confirmed|confirming|confirms)\b ?(.*)$"
)
_HEARD_AS = {
    "for": "four",
    "fore": "four",
    "to": "two",
    "too": "two",
    "won": "one",
    "ate": "eight",
    "tree": "three",
    "fife": "five",
    "free": "three",
    "sex": "six",
    "nein": "nine",
}


_CARRYING = frozenset(
    word for phrase, chunks in PHRASES.items() if any(c.kind in ("zone", "level") for c in chunks) for word in phrase
) | frozenset(
    """the to at on of out level heat flame burner ring zone one two three four five six seven eight nine ten percent
    degrees watts watt celsius fahrenheit 1 2 3 4 5 6 7 8 9 hundred twenty thirty forty fifty sixty seventy eighty
    ninety thousand and a number for""".split()
)  # fmt: skip
"""Words that a confirmation may consist of: whatever else is in it makes it none."""


def read_replies(words: list[str], tokens: list[Token], context: Context) -> tuple[Intent, ...]:
    """The replies and questions of an utterance; empty where it is none of them."""
    said = " ".join(word for word in words if word[0].isalnum())
    span = (tokens[0].start, tokens[-1].end)
    confirmed = _confirmation(said, span)
    if confirmed is not None:
        return (confirmed,)
    if _CANCEL_HEAT.match(said) or (
        context.pending == "offer" and _REJECT.match(said) and not _order_inside(said)
    ):
        return (Intent("reject_heat", {}, 1.0, span),)
    plain = re.sub(
        r"^(?:(?:please|ok|okay|hey|so|and|um|uh|can you|could you|would you|tell me) )+|(?: (?:please|thanks|thank you))+$",
        "",
        said,
    )
    for pattern, name in _WHOLE:
        if pattern.match(plain):
            return (Intent(name, {}, 1.0, span),)
    if any(pattern.match(plain) for pattern in _STATUS):
        return (Intent("heat_status", _burner(plain), 1.0, span),)
    if _HERE.match(said) and _HERE_NEEDS & set(said.split()) and "back" not in said.split():
        return (Intent("i_am_here", {}, 1.0, span),)
    if (
        (_FAULT.search(said) or _BURNING.match(said))
        and not _NOT_A_REPORT.search(said)
        and len(said.split()) < 25
    ):
        return (Intent("fault_report", {"text": said}, 1.0, span),)
    return ()


def read_meant(words: list[str], tokens: list[Token]) -> tuple[HeatFrame, Intent] | None:
    """ "No, I meant the back one": a place in place of another, where no order is spoken."""
    match = _MEANT.match(" ".join(word for word in words if word[0].isalnum()))
    clause = read_clause(match.group(1).split()) if match else None
    if (
        clause is None
        or clause.acts
        or clause.timed
        or len(clause.zones) != 1
        or clause.zones[0] == "unclear"
    ):
        return None
    slots: dict[str, Slot] = {"burner": clause.zones[0], "unclear": "meant"}
    frame = HeatFrame("set", clause.zones[0])
    return frame, Intent("heat_set", slots, 1.0, (tokens[0].start, tokens[-1].end))


def _order_inside(said: str) -> bool:
    """ "no, turn it off" carries an order of its own."""
    return bool(re.search(r"\b(?:off|lower|down|low|emergency|fire|kill)\b", said))


def _confirmation(said: str, span: tuple[int, int]) -> Intent | None:
    """ "confirm", "confirm five", "confirm front left medium"; None where more or other things are said."""
    match = _CONFIRM.match(said)
    if match is None:
        return None
    rest = [_HEARD_AS.get(word, word) for word in match.group(1).split()]
    while rest and rest[-1] in ("please", "now", "thanks", "yes"):
        rest.pop()
    if not rest or rest == ["it"]:
        return Intent("confirm_heat", {}, 1.0, span)
    if _CLEAR_ANSWER.match(" ".join(rest)):
        return Intent("confirm_heat", {"what": "clear"}, 1.0, span)
    clause = read_clause(rest) or read_clause(match.group(1).split())
    if clause is None or clause.verb or clause.off or clause.dir or clause.timed or clause.current == "thing":
        return None
    if not all(word in _CARRYING or word.isdigit() for word in rest):
        return None  # "confirm next five" carries something else as well
    slots: dict[str, Slot] = {}
    if len(clause.zones) == 1 and clause.zones[0] != "unclear":
        slots["burner"] = clause.zones[0]
    if clause.level:
        slots["level"] = clause.level
    elif rest[-1] == "one" and rest[0] != "the" and slots:
        slots["level"] = "n:1"  # "confirm front left one"
    return Intent("confirm_heat", slots, 1.0, span) if slots else None


def _burner(said: str) -> dict[str, Slot]:
    """The zone a question names."""
    words = said.split()
    for length in (5, 4, 3, 2, 1):
        for i in range(len(words) - length + 1):
            for chunk in PHRASES.get(tuple(words[i : i + length]), ()):
                if chunk.kind == "zone" and chunk.value not in ("all", "unclear"):
                    return {"burner": chunk.value.replace(" ", ",")}
    return {}
