"""Dates, years, clock times, money, ordinals and codes → words."""

import re

from sous_voice.language.verbalise_numbers import cardinal, digits, ordinal, plural, whole, year
from sous_voice.language.verbalise_units import UNIT

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_ISO = re.compile(r"(?<![\w/.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])")
_FULL_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\w/])")
_SHORT_DATE = re.compile(r"(?<![\w/.-])(?<!\d )(\d{1,2})/(\d{1,2})(?![\w/-])")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(\d{{4}}))?(?![\w/])")
_DAY_MONTH = re.compile(
    rf"(?<![\w/.-])(the\s)?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?({_MONTH})(?:,?\s(\d{{4}}))?(?![\w/])"
)
_YEAR_RANGE = re.compile(r"(?<![\w/.,-])(1[0-9]\d\d|20\d\d)\s?[-–/]\s?(1[0-9]\d\d|20\d\d|\d\d)(?![\w/])")
_DECADE = re.compile(r"(?<![\w/.,-])(\d{4})'?s\b")
_SHORT_DECADE = re.compile(
    r"(?:(?<=\s)|^)'(\d0)'?s\b|(?<=the )(\d0)s\b|(?<=\blate )(\d0)s\b|(?<=early )(\d0)s\b"
)
_SHORT_YEAR = re.compile(r"(?:(?<=of )|(?<=in )|(?<=since ))'(\d\d)\b")
_YEAR = re.compile(r"(?<![\w/.,$£€#-])(1[0-9]\d\d|20\d\d)(?![\w/°%])(?!,\d|\.\d)(?!\s?(?:-|–)\s?\d)")
_CIRCA = re.compile(r"\b(?:ca?\.?|circa)\s(?=1\d{3}\b|20\d\d\b)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|around|about|circa|before|after|year|summer|winter|spring|autumn|fall|early|"
    rf"late|mid|to|and|during|born|died|christmas|easter|{_MONTH.lower()}),?\s|\()$"
)
_AFTER_YEAR = re.compile(
    rf"\s?-?(?:{UNIT}|(?:\s(?!(?:is|was|has|as|its|his|this|us|across|always|does|plus|unless|besides)\b)[a-z]+s)"
    r"|\s(?:people|sheep|rpm))\b"
)
_CLOCK = re.compile(
    r"(?<![\w/.:])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?\s?m\b(?![a-z])(?:\.(?!\w))?", re.IGNORECASE
)
_CLOCK_24 = re.compile(r"(?<![\w/.:])([01]?\d|2[0-3]):([0-5]\d)(?![\w:])")
_RATIO = re.compile(r"(?<![\w/.:])(\d{1,4}):(\d{1,4})(?![\w:])")
_MONEY = re.compile(r"([$£€])\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{2}))?(?![\d])")
_PER = re.compile(
    r"(?<=[a-z.])/(?=(?:side|serving|person|portion|pound|lb|kg|hour|hr|day|week|batch|dozen)\b)"
)
_PRICE_PER = re.compile(r"(?<=dollars|..cents|.dollar|..euros|.pounds)\s?/\s?(?=[a-z])")
_ORDINAL = re.compile(r"(?<![\w/.,])(\d{1,9})(?:st|nd|rd|th)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/.-])(?:\(?(\d{3})\)?[ -])?(\d{3})-(\d{4})(?![\w-])")
_NUMBER_SIGN = re.compile(r"(?:#\s?|\b(?:No|Nos|no)\.\s?|\bNo\s)(?=\d)")
_HOUR_MINUTES = re.compile(
    r"(?<![\w/.])(\d{1,2})\s?(?:hours?|hrs?|h)\b\.?,?\s?(?:and\s)?(\d{1,2})(?:\s?(?:minutes?|mins?|m)\b\.?(?!\w))?(?![\w/.:°-])(?!\s?[a-z%])"
    r"|(?<![\w/.])(\d{1,2})h(\d{2})(?:m|min)?(?![\w])"
)
_NAMES_FOR = {
    "$": ("dollar", "dollars", "cents"),
    "£": ("pound", "pounds", "pence"),
    "€": ("euro", "euros", "cents"),
}
_COOKING_PARTS = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 32))
_DATE_BEFORE = re.compile(r"(?:\b(?:on|dated|date|since|until|till|born|died|every|by)|:)\s$", re.IGNORECASE)
_DATE_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)]|\b(?:we|she|he|i|they|my|our|grand\w*|mom|mum|dad|in|at|as|when|every|was|is|and\s(?:we|she|he))\b)",
    re.I,
)
_SAID_PAIRS = {
    "24/7": "twenty-four seven",
    "50/50": "fifty fifty",
    "80/20": "eighty twenty",
    "90/10": "ninety ten",
}


def dates(line: str) -> str:
    """Dates, years, decades and clock times in words; American order (month first) where both would do."""
    for said, words in _SAID_PAIRS.items():
        line = re.sub(rf"(?<![\w/]){said}(?![\w/])", words, line)
    line = _CIRCA.sub("about ", line)
    line = _ISO.sub(_iso, line)
    line = _FULL_DATE.sub(_full_date, line)
    line = _SHORT_DATE.sub(_short_date, line)
    line = _MONTH_DAY.sub(lambda m: _month_day(m[1], m[2], m[3]), line)
    line = _DAY_MONTH.sub(_day_month, line)
    line = _YEAR_RANGE.sub(_year_range, line)
    line = _DECADE.sub(lambda m: plural(year(int(m[1]))), line)
    line = _SHORT_DECADE.sub(lambda m: plural(cardinal(int(next(filter(None, m.groups()))))), line)
    line = _SHORT_YEAR.sub(lambda m: cardinal(int(m[1])), line)
    return _YEAR.sub(_year, line)


def clock_money_and_codes(line: str) -> str:
    """Clock times, ratios, prices, telephone numbers, ordinals and "No. 10" in words or plain numbers."""
    line = _CLOCK.sub(_half_day, line)
    line = _CLOCK_24.sub(lambda m: _clock(m[1], m[2], alone=True), line)
    line = _RATIO.sub(lambda m: f"{whole(m[1])} to {whole(m[2])}", line)
    line = _PER.sub(" per ", line)
    line = _PRICE_PER.sub(" per ", _MONEY.sub(_money, line))
    line = _PHONE.sub(lambda m: ", ".join(digits(part) for part in m.groups() if part), line)
    line = _ORDINAL.sub(lambda m: ordinal(int(m[1])), line)
    line = _NUMBER_SIGN.sub("number ", line)
    return _HOUR_MINUTES.sub(_hour_minutes, line)


def _half_day(match: re.Match[str]) -> str:
    ended = match[0].endswith(".") and re.match(r"\s*$|\s+[A-Z]", match.string[match.end() :][:8])
    return f"{_clock(match[1], match[2] or '')} {match[3].upper()} M{'.' if ended else ''}"


def _month_name(text: str) -> str:
    return next(name for name in _MONTHS if name.startswith(text[:3]))


def _month_day(month: str, day: str, year_text: str | None) -> str:
    if not 1 <= int(day) <= 31:
        return f"{month} {cardinal(int(day))}" + (f" {year(int(year_text))}" if year_text else "")
    return f"{_month_name(month)} {ordinal(int(day))}" + (f", {year(int(year_text))}" if year_text else "")


def _day_month(match: re.Match[str]) -> str:
    if not 1 <= int(match[2]) <= 31 or (
        match[3] in ("Mar", "May") and not (match[1] or match[4]) and "of" not in match[0]
    ):
        return match[0] if match[3] != "May" else _day_of_may(match)
    end = f" {year(int(match[4]))}" if match[4] else ""
    return f"the {ordinal(int(match[2]))} of {_month_name(match[3])}{end}"


def _day_of_may(match: re.Match[str]) -> str:
    return f"the {ordinal(int(match[2]))} of May" if 1 <= int(match[2]) <= 31 else match[0]


def _iso(match: re.Match[str]) -> str:
    if not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return " ".join(whole(part) for part in match.groups())
    return _month_day(_MONTHS[int(match[2]) - 1], match[3], match[1])


def _full_date(match: re.Match[str]) -> str:
    first, second, written = int(match[1]), int(match[3]), match[4]
    if (first > 12 and second <= 12) or (match[2] == "." and second <= 12):
        first, second = second, first
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return " ".join(whole(match[part]) for part in (1, 3, 4))
    spoken_year = year(int(written)) if len(written) == 4 else whole(written)
    return f"{_MONTHS[first - 1]} {ordinal(second)}, {spoken_year}"


def _short_date(match: re.Match[str]) -> str:
    month, day = int(match[1]), int(match[2])
    before = match.string[max(0, match.start() - 10) : match.start()]
    announced = _DATE_BEFORE.search(before) and _DATE_AFTER.match(match.string, match.end())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    if announced or (day not in _COOKING_PARTS and day > 8):
        return f"{_MONTHS[month - 1]} {ordinal(day)}"
    return match[0]


def _year_range(match: re.Match[str]) -> str:
    first, second = match[1], match[2]
    if len(second) == 4:
        before = match.string[max(0, match.start() - 14) : match.start()].lower()
        if not _YEAR_BEFORE.search(before) and _AFTER_YEAR.match(match.string, match.end()):
            return match[0]
        return f"{year(int(first))} to {year(int(second))}"
    if int(second) <= int(first) % 100:
        return match[0]
    return f"{year(int(first))} to {cardinal(int(second))}"


def _year(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 14) : match.start()].lower()
    number = int(match[1])
    if _AFTER_YEAR.match(match.string, match.end()):
        return match[0]
    if number < 1500 and not _YEAR_BEFORE.search(before):
        return match[0]
    return year(number)


def _clock(hour: str, minute: str, alone: bool = False) -> str:
    if alone and int(hour) > 12:
        return f"{_clock(str(int(hour) - 12), minute)} P M"
    if minute in ("", "00"):
        return whole(hour.lstrip("0") or "0") + (" o'clock" if alone else "")
    spoken = f"oh {cardinal(int(minute))}" if minute[0] == "0" else cardinal(int(minute))
    return f"{cardinal(int(hour))} {spoken}"


def _money(match: re.Match[str]) -> str:
    one, many, cents_name = _NAMES_FOR[match[1]]
    count, cents = int(match[2].replace(",", "")), int(match[3] or 0)
    if not count and cents:
        return f"{cardinal(cents)} {cents_name}"
    words = f"{cardinal(count)} {one if count == 1 else many}"
    return words + (f" and {cardinal(cents)} {cents_name}" if cents else "")


def _hour_minutes(match: re.Match[str]) -> str:
    hours, minutes = int(match[1] or match[3]), int(match[2] or match[4])
    if minutes > 59:
        return match[0]
    spoken = f"{cardinal(hours)} {'hour' if hours == 1 else 'hours'}"
    return f"{spoken} {cardinal(minutes)} {'minute' if minutes == 1 else 'minutes'}" if minutes else spoken
