"""The words English counts with; everything that reads or says a number takes them from here."""

ONES = tuple("zero one two three four five six seven eight nine".split())
TEENS = tuple("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
"""From twenty on, by tens."""
BELOW_TWENTY = ONES + TEENS
BELOW_TWENTY_VALUES = {word: value for value, word in enumerate(BELOW_TWENTY)}
TENS_VALUES = {word: 10 * value for value, word in enumerate(TENS, 2)}
