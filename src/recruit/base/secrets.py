"""How do secrets lie in the database? Encrypted with Fernet; without the installation's key they are noise.

The key comes from the settings (``ENCRYPTION_KEY``); an installation without one derives it from ``SECRET_KEY``,
so that secrets never lie in clear, whatever was forgotten.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class SecretUnreadable(RuntimeError):  # noqa: N818 -- the sentence that it is
    """A secret was encrypted with another key: restore that key, or set the connection up again."""


@lru_cache(maxsize=4)
def _fernet(key: str, fallback: str) -> Fernet:
    if key:
        return Fernet(key)
    digest = hashlib.blake2b(fallback.encode(), digest_size=32, person=b"recruit-secrets").digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _present() -> Fernet:
    return _fernet(getattr(settings, "ENCRYPTION_KEY", ""), settings.SECRET_KEY)


def encrypt_secret(clear: str) -> str:
    """The text as it lies in the database; the empty text stays empty, so that "not set" can be asked in SQL."""
    return _present().encrypt(clear.encode()).decode() if clear else ""


def decrypt_secret(stored: str) -> str:
    """The clear text. Raises ``SecretUnreadable`` if it was encrypted with another key."""
    if not stored:
        return ""
    try:
        return _present().decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadable(
            "a stored secret cannot be read with this installation's encryption key"
        ) from error


class EncryptedTextField(_TextField):
    """A text that is encrypted in the database and clear in Python. It cannot be searched for."""

    def from_db_value(self, value: str | None, *_unused: object) -> str | None:
        return None if value is None else decrypt_secret(value)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return encrypt_secret(prepared) if isinstance(prepared, str) else prepared
