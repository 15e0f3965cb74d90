"""The current language: that of the interface, unless a piece of work is done in another one.

English is the text in the source; the other catalogues are in `locale/`. Texts are looked up when they are drawn, never
at import, so that the language can change while the program runs, and so that a file can be written in its team's
language while readers are answered in their own.
"""

import gettext as _gettext
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from dialogkort.language.danish import DANISH
from dialogkort.language.english import ENGLISH
from dialogkort.language.tongue import Tongue

DOMAIN = "dialogkort"
TONGUES: dict[str, Tongue] = {spoken.code: spoken for spoken in (DANISH, ENGLISH)}
"""The available languages, by their codes. To add one, add a file like those two, and its name in this line."""

_NEAREST = dict.fromkeys(("nb", "nn", "no", "sv", "fo", "kl", "norwegian", "swedish", "danish"), DANISH.code)
"""The nearest available language for one that is not available. Windows names its languages in words."""

_usual = ENGLISH.code
_within: ContextVar[str] = ContextVar("the language of a piece of work", default="")


def use(language: str) -> None:
    """Use `language` from now on, in every thread and task; an unknown one means English.

    This is for the start, and for when people switch. A piece of work in another language runs inside `using`.
    """
    global _usual  # noqa: PLW0603 - the only place that has the language of the process
    _usual = language if language in TONGUES else ENGLISH.code


@contextmanager
def using(language: str) -> Iterator[None]:
    """Use `language` within the block, in this task or thread only; an unknown one changes nothing."""
    token = _within.set(language if language in TONGUES else current())
    try:
        yield
    finally:
        _within.reset(token)


def current() -> str:
    """Return the code of the current language: a key of `TONGUES`."""
    return _within.get() or _usual


def tongue() -> Tongue:
    """Return the `Tongue` of the current language."""
    return TONGUES[current()]


def following() -> Tongue:
    """Return the language that follows the current one; the first follows the last."""
    codes = list(TONGUES)
    return TONGUES[codes[(codes.index(current()) + 1) % len(codes)]]


def gettext(message: str) -> str:
    """Return `message` in the current language."""
    return _catalogue(tongue()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` in the current language, with `{number}` filled in."""
    return _catalogue(tongue()).ngettext(singular, plural, number).format(number=number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `message` for translation when it is drawn."""
    return message


def preferred(environ: Mapping[str, str]) -> str:
    """Return the language of the locale in `environ`, or the nearest available one.

    Windows has no such locale: there the system is asked for its own language. People who read Norwegian, Swedish or
    Faroese read Danish more easily than English.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return _nearest(value)
    return _nearest(_of_windows())


def _nearest(name: str) -> str:
    """Return the available language nearest to a locale as systems name it."""
    asked = name.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return asked if asked in TONGUES else _NEAREST.get(asked, ENGLISH.code)


def _of_windows() -> str:
    """Return the locale of this user's display language on Windows; empty on other systems."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there
        import locale  # noqa: PLC0415

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


@contextmanager
def spoken_by_argparse() -> Iterator[None]:
    """Let argparse, which looks up its own messages in the default domain of gettext, use the current language.

    LANGUAGE is restored afterwards: programs started from here have a language of their own.
    """
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = current()
    _gettext.bindtextdomain(DOMAIN, str(tongue().locale))
    _gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


@cache
def _catalogue(spoken: Tongue) -> _gettext.NullTranslations:
    """Return the messages of a language; English, or a language without a catalogue, uses those of the source."""
    if spoken is ENGLISH:
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, spoken.locale, [spoken.code], fallback=True)
