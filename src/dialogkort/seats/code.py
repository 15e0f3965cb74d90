"""The code that lets people join, and the keys of seats: from the system's randomness, compared in constant time."""

import hashlib
import hmac
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 characters, without I, L, O and U, which can be misread or form words."""
LENGTH = 8
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """Return a code of 40 bits."""
    return "".join(secrets.choice(LETTERS) for _sign in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as it is read aloud, such as *K7QF 2MXR*."""
    return f"{code[:4]} {code[4:]}"


def same_code(given: str, code: str) -> bool:
    """Tell whether `given` is the code, ignoring case and spaces, and accepting look-alike characters."""
    read = "".join(given.upper().split()).replace("-", "").translate(_READ_AS)
    return hmac.compare_digest(read.encode("utf-8", "replace"), code.encode())


def new_key() -> str:
    """Return the key of a seat: 128 bits."""
    return secrets.token_hex(16)


def print_of(key: str) -> str:
    """Return the fingerprint of a key, which is what is kept: the key cannot be derived from it."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
