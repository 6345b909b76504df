"""Where do the engine's secrets lie? In the product's encrypted fields; the migrations know them by this name."""

from __future__ import annotations

from recruit.base.secrets import EncryptedTextField, SecretUnreadable, decrypt_secret, encrypt_secret

__all__ = ["EncryptedTextField", "SecretUnreadable", "decrypt_secret", "encrypt_secret"]
