"""`dialogkort decks explain`: what the code of a problem means, with an example."""

import argparse

from dialogkort.language import gettext as _


def about() -> str:
    return _("Explain the code of a problem: what it means, how the slip looks, and how it is written right.")


def run(given: argparse.Namespace) -> int:
    """Print the explanation of a code."""
    from dialogkort.cli.printing import complain, show, width  # noqa: PLC0415
    from dialogkort.decks.problems.codes import CODES  # noqa: PLC0415
    from dialogkort.decks.showing.explaining import explained  # noqa: PLC0415

    code = given.code.strip().upper()
    if code not in CODES:
        known = " ".join(CODES)
        complain(_("There is no code {code}. There are: {known}").format(code=given.code, known=known))
        return 2
    show(explained(code, width()))
    return 0
