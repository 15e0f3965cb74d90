"""The language of the interface: gettext catalogues, chosen once at the start or anew on the home screen.

English is the text in the source; the other catalogues lie in `locale/`. Texts are looked up when they are
drawn, never at import, so that the language can change while the program runs.
"""

import gettext as _gettext
import os
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "dialogkort"
LANGUAGES = {"da": "dansk", "en": "English"}
"""The languages of the interface and each one's own name."""

_LOCALE = Path(__file__).parent / "locale"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_current = "en"


def use(language: str) -> None:
    """Show texts in `language` from now on; a language without a catalogue means English."""
    global _translations, _current  # noqa: PLW0603 - the one place where the language is kept
    _current = language if language in LANGUAGES else "en"
    _translations = (
        _gettext.translation(DOMAIN, _LOCALE, [_current]) if _current != "en" else _gettext.NullTranslations()
    )
    # argparse looks its own words up through the module's domain
    os.environ["LANGUAGE"] = _current
    _gettext.bindtextdomain(DOMAIN, str(_LOCALE))
    _gettext.textdomain(DOMAIN)


def current() -> str:
    """Return the language in use: a key of `LANGUAGES`."""
    return _current


def gettext(message: str) -> str:
    """Return `message` in the language in use."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` in the language in use, with `{number}` filled in."""
    return _translations.ngettext(singular, plural, number).format(number=number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `message` for translation where it is drawn."""
    return message


def preferred(environ: Mapping[str, str]) -> str:
    """Return the language that the locale in `environ` asks for: Danish for `da…`, otherwise English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "da" if value.lower().startswith("da") else "en"
    return "en"
