"""Numbers that the ear mistakes for each other: thirteen and thirty, fifteen and fifty."""

_DIGITS = "zero one two three four five six seven eight nine".split()


def twin(number: int) -> int | None:
    """The number it may have been mistaken for: 13 ↔ 30, 115 ↔ 150; None where there is none."""
    base, rest = number - number % 100, number % 100
    if number < 0:
        return None
    if 13 <= rest <= 19:
        return base + (rest - 10) * 10
    if rest in range(30, 100, 10):
        return base + rest // 10 + 10
    return None


def digit_words(number: int) -> str:
    """Digit by digit: ``30`` → "three zero"."""
    return " ".join(_DIGITS[int(digit)] for digit in str(abs(number)))
