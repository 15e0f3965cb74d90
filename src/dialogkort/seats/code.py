"""The code that lets people in, and the keys of seats: from the system's chance, compared in constant time."""

import hashlib
import hmac
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, without I, L, O and U, which are read as others or make words."""
LENGTH = 8
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """Return a code of 40 bits."""
    return "".join(secrets.choice(LETTERS) for _sign in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as it is read aloud, such as *K7QF 2MXR*."""
    return f"{code[:4]} {code[4:]}"


def same_code(given: str, code: str) -> bool:
    """Tell whether `given` is the code, in any case and with any spaces, and with signs that look alike."""
    read = "".join(given.upper().split()).replace("-", "").translate(_READ_AS)
    return hmac.compare_digest(read.encode("utf-8", "replace"), code.encode())


def new_key() -> str:
    """Return the key of a seat: 128 bits."""
    return secrets.token_hex(16)


def print_of(key: str) -> str:
    """Return what is kept of a key: from it, nobody can make the key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
