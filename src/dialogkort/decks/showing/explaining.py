"""The meaning of a code, as text: for `dialogkort decks explain`, and for the page in the docs."""

import textwrap
from string import Formatter

from dialogkort.decks.problems.codes import severity_of, texts_of
from dialogkort.decks.problems.explanations import EXPLANATIONS
from dialogkort.decks.problems.naming import worded
from dialogkort.files.excerpts import visible
from dialogkort.files.problems import Severity
from dialogkort.language import gettext as _


def heading(code: str) -> str:
    """Return what is wrong, in general terms: with … in place of the author's words."""
    message = _(texts_of(code).message)
    names = {name for _text, name, _spec, _conversion in Formatter().parse(message) if name}
    others = dict.fromkeys((name for name in names if not name.startswith("_")), "…")
    return message.format(**worded(code, others, danish=False))


def severity_word(code: str) -> str:
    """Return the severity, in the current language."""
    return _("error") if severity_of(code) is Severity.ERROR else _("warning")


def why(code: str) -> str:
    """Return the meaning of a code, as one paragraph."""
    return _(EXPLANATIONS[code].why)


def examples(code: str) -> tuple[str, str]:
    """Return the slip and its correction, safe to show; empty if there is no example."""
    explanation = EXPLANATIONS[code]
    if not explanation.wrong:
        return "", ""
    wrong, right = ("\n".join(map(visible, _(text).split("\n"))) for text in (explanation.wrong, explanation.right))
    return wrong, right


def explained(code: str, width: int) -> str:
    """Return everything about a code, with our own lines at most `width` cells wide."""
    blocks = [
        f"{code}  {severity_word(code)}: {heading(code)}",
        "\n".join(textwrap.wrap(why(code), width)),
    ]
    wrong, right = examples(code)
    if wrong:
        blocks += [_("The mistake:") + "\n\n" + _indented(wrong), _("Correct:") + "\n\n" + _indented(right)]
    return "\n\n".join(blocks)


def _indented(text: str) -> str:
    return textwrap.indent(text.rstrip("\n"), "    ")
