"""The table of explanations: from each code to what it means, with examples, in English; see `codes`."""

from typing import Final

from dialogkort.decks.explanations.explanation import Explanation
from dialogkort.decks.explanations.of_fields import FIELDS
from dialogkort.decks.explanations.of_files import FILES
from dialogkort.decks.explanations.of_signs import SIGNS
from dialogkort.decks.explanations.of_values import VALUES
from dialogkort.decks.explanations.of_warnings import WARNINGS
from dialogkort.decks.explanations.of_yaml import YAML

EXPLANATIONS: Final[dict[str, Explanation]] = FILES | YAML | SIGNS | FIELDS | VALUES | WARNINGS
