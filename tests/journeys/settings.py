"""How does the installation under test differ from a customer's? A password costs a thousandth of the processor to check.

Hundreds of tabs sign in, and a quarter of a second of each would go into making guesses expensive for nobody.
"""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from config.settings import *  # noqa: F403 -- the product's settings, all of them


class FewRounds(PBKDF2PasswordHasher):
    iterations = 1_000


PASSWORD_HASHERS = [f"{__name__}.FewRounds"]
