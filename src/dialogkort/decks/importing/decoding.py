"""Bytes of text from any program → the text: UTF-8, UTF-16, or what older Western European programs wrote."""

import re
from typing import Final

from dialogkort.decks.importing.proposal import Refused
from dialogkort.language import gettext as _

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLDER: Final = ("cp1252", "cp850", "mac_roman")
_STRANGE: Final = re.compile(r"(?<=[a-zA-Z])[^\w\s.,;:!?'’\"“”()/&+*@#=<>\[\]{}|\\~$€£%^…–—‐-](?=[a-zA-Z])|[\x80-\x9f]")
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """Return the text in `data` with LF line endings. Raises Refused if it is not text."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(_NO_TEXT.findall(text[:10_000])) > 2:
        raise Refused(_("This is not a text file. Save it as .docx, .xlsx, .csv, .txt, .md or .json."))
    return text


def _decoded(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    head = data[:400]
    if 0.3 < head.count(0) / (len(head) or 1) < 0.55:
        return data.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        texts = [data.decode(name, "replace") for name in _OLDER]
        # the right encoding has no dagger and no currency sign in the middle of a word
        return min(texts, key=lambda text: len(_STRANGE.findall(text)))
