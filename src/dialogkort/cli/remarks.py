"""Annotations on the lines of a change: workflow commands, which GitHub shows beside them.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
"""

from collections.abc import Mapping


def remark(severity: str, place: Mapping[str, object], words: str) -> str:
    """Return an annotation, an `error` or a `warning`. `place` has GitHub's own properties, such as file and line."""
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::{severity} {properties}::{_escaped(words)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in text)
