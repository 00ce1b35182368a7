"""When and how long, in heat talk: "for ten minutes", "in five", "when it boils", "until the butter melts"."""

from sous_voice.language.durations import read_duration_range

Timing = tuple[str, float | str, int]
"""Field of ``HeatFrame`` (for_s, in_s, when, until), its value, and the place behind it."""

_ABOUT = {
    "about",
    "around",
    "roughly",
    "exactly",
    "only",
    "just",
    "another",
    "approximately",
    "say",
    "maybe",
    "nearly",
}
_SUBJECTS = set(
    "it it's its the a is are 's that that's this they they're everything water sauce milk oil butter soup pasta pan "
    "pot stew rice broth stock liquid food meat chicken onions potatoes sugar mixture eggs egg chocolate cheese "
    "potato pressure kettle my begins begin starts start starting beginning comes come coming gets get getting goes "
    "go has have been being all nicely fully completely really to at into hits reaches reach turns turn just soft "
    "up full rolling gentle slow good nice contents kitchen cook an been's we've i've timer alarm timer's alarm's".split()
)
_CONDITIONS = {
    "boil": "boil boils boiling boiled",
    "simmer": "simmer simmers simmering",
    "bubble": "bubble bubbles bubbling",
    "timer": "ring rings ringing beep beeps beeping buzzes",
    "melt": "melt melts melted melting",
    "thicken": "thicken thickens thickened thick thicker",
    "brown": "brown browns browned browning golden",
    "smoke": "smoke smokes smoking",
    "hot": "hot warm heated",
    "done": "done ready cooked finished tender finishes",
    "soften": "soften softens softened soft",
    "reduced": "reduced reduces",
    "foam": "foam foams foaming",
    "told": "say tell",
}
_WORDS = {word: name for name, words in _CONDITIONS.items() for word in words.split()}
_LONGEST_CONDITION = 7


def read_timing(words: list[str], i: int, held: bool) -> Timing | None:
    """The timing that begins here. ``held``: a level, on or off was said, so that "four" before a
    duration is a misheard "for"."""
    return _condition(words, i) or _span(words, i, held)


def _span(words: list[str], i: int, held: bool) -> Timing | None:
    word = words[i]
    lead = {"for": "for_s", "in": "in_s", "after": "in_s", "within": "in_s"}.get(word, "")
    if word in ("four", "fore") and held:
        lead = "for_s"
    j = i + 1 if lead else i
    if words[j : j + 2] in (["the", "next"], ["the", "first"]):
        j += 2
    while j < len(words) and words[j] in _ABOUT and words[j] != "another":
        j += 1
    read = read_duration_range(words, j)
    if read is None and words[j : j + 1] == ["another"]:
        read = read_duration_range(words, j + 1)
    if read is None:
        return None
    seconds, _, end = read
    if words[end : end + 2] == ["from", "now"]:
        return "in_s", _plain(float(seconds)), end + 2
    if words[end : end + 1] == ["later"]:
        return "in_s", _plain(float(seconds)), end + 1
    if word == "four" and held and read_duration_range(words, i) is not None and i + 1 == end - 1:
        return None  # "four minutes" is four minutes
    end += words[end : end + 2] in (["or", "so"],) and 2
    return lead or "for_s", _plain(float(seconds)), end


def _plain(seconds: float) -> float:
    return int(seconds) if seconds == int(seconds) else seconds


def _lead(words: list[str], i: int) -> tuple[str, int] | None:
    if words[i] in ("when", "once", "after", "whenever"):
        return "when", i + 1
    if words[i : i + 3] == ["as", "soon", "as"] or words[i : i + 3] == ["the", "moment", "that"]:
        return "when", i + 3
    if words[i : i + 2] == ["the", "moment"]:
        return "when", i + 2
    if words[i] in ("until", "till", "til"):
        return "until", i + 1
    return None


def _condition(words: list[str], i: int) -> Timing | None:
    """ "when the water comes to a boil" → when: boil."""
    if words[i : i + 4] == ["at", "the", "end", "of"] and words[i + 5 : i + 6] in (["timer"], ["alarm"]):
        return "when", "timer", i + 6
    lead = _lead(words, i)
    if lead is None:
        return None
    kind, start = lead
    timer = False
    for j in range(start, min(len(words), start + _LONGEST_CONDITION)):
        timer = timer or words[j] in ("timer", "alarm", "timer's", "alarm's")
        if timer and words[j] in (
            "off",
            "up",
            "ends",
            "done",
            "finished",
            "rings",
            "beeps",
            "out",
            "stops",
            "goes",
        ):
            if words[j] == "goes" and words[j + 1 : j + 2] == ["off"]:
                continue
            return kind, "timer", j + 1
        name = _WORDS.get(words[j])
        if name is not None and words[j] not in ("soft",):
            if words[start:j] in (["i"], ["you"]) and name == "told":
                return kind, "told", _skip(words, j + 1, ("so", "stop", "otherwise", "you", "off"))
            end = j + 1
            if name == "boil" and words[end : end + 1] == ["over"]:
                return kind, "boil_over", end + 1
            return (
                kind,
                name,
                _skip(words, end, ("again", "up", "nicely", "brown", "hard", "through", "properly")),
            )
        if words[j] not in _SUBJECTS and words[j] != "i":
            return None
    return None


def _skip(words: list[str], i: int, more: tuple[str, ...]) -> int:
    while i < len(words) and words[i] in more:
        i += 1
    return i
