"""Times of day as they are said."""

import re


def read_clock(text: str, words: str = "") -> float | None:
    """ "19:00", "07:30", "7 pm" as seconds since midnight; 1 to 11 is the evening unless said otherwise."""
    plain = text.replace(".", "").strip()
    morning = plain.endswith("am") or bool(re.search(r"\bmorning\b|\bbreakfast\b|\ba\.?m\b", words))
    digits = plain.removesuffix("pm").removesuffix("am").strip()
    hour, _, minute = digits.partition(":")
    if not hour.isdigit() or not (minute.isdigit() or not minute):
        return None
    number, minutes = int(hour), int(minute or 0)
    if number > 23 or minutes > 59:
        return None
    if not morning and 1 <= number < 12:
        number += 12
    return float(number * 3600 + minutes * 60)
