"""The table of explanations: the meaning of each code, with examples, in English; see `codes`."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.decks.problems.explanations.of_fields import FIELDS
from dialogkort.decks.problems.explanations.of_files import FILES
from dialogkort.decks.problems.explanations.of_signs import SIGNS
from dialogkort.decks.problems.explanations.of_values import VALUES
from dialogkort.decks.problems.explanations.of_warnings import WARNINGS
from dialogkort.decks.problems.explanations.of_yaml import YAML

EXPLANATIONS: Final[dict[str, Explanation]] = FILES | YAML | SIGNS | FIELDS | VALUES | WARNINGS
