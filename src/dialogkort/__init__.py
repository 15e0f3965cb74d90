"""dialogkort: a dialogue-card game for teams, played in the terminal."""

__version__ = "0.1.0"
