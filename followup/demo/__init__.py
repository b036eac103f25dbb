"""A believable made-up database: a year of one job search, and a crowd around it where more people are wanted.

Nobody and nothing in it is real. The same day, size and seed always give the same rows.
"""

from datetime import date
from random import Random

from followup.demo import crowd, story
from followup.domain.errors import Invalid


def fill(today: date, size: int = 40, seed: int = 1) -> int:
    """Fill the empty database of the current app with `size` people; return how many there are.

    The story goes through the actions, each on its day, oldest first. People beyond its cast are written in bulk.
    Raises Invalid for less than one.
    """
    if size < 1:
        raise Invalid("One person is the least.", "size")
    random = Random(seed)
    told = story.tell(today, size, random)
    return told + crowd.gather(today, size - told, random)
