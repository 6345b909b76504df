"""When do two addresses, numbers or profile pages lead to the same person? For likeness only, never for identity."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from anyascii import anyascii

from recruit.duplicates.rules.vocabulary import listed

#: Hosts that deliver with and without dots in the local part; the second name is where the mail is.
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
#: Hosts that deliver ``name+anything`` to ``name``.
_PLUS = frozenset(
    {
        "gmail.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "me.com", "fastmail.com", "proton.me",
        "protonmail.com",
    }
)  # fmt: skip
#: Local parts that belong to an office and not to a person.
_OFFICES = listed("contacts", "offices")
_TAIL = 9
_SHORTEST_PHONE = 7
_SHORTEST_LOCAL = 5
_NOT_DIGIT = re.compile(r"\D+")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_LOCALE = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2})?$")
#: What an address begins with when it leads to the page for small screens.
_MOBILE = frozenset({"m", "mobile", "mwlite", "touch"})
_LEADING = frozenset({"www", *_MOBILE})
_FEWEST_PIECES = 2


class MailAgreement(StrEnum):
    MISSING = "missing"
    EQUAL = "equal"
    VARIANT = "variant"
    LOCAL_PART = "local_part"
    TYPO = "typo"
    DIFFERENT = "different"


class PhoneAgreement(StrEnum):
    MISSING = "missing"
    EQUAL = "equal"
    TAIL = "tail"
    TYPO = "typo"
    DIFFERENT = "different"


@lru_cache(maxsize=50_000)
def email_variant(address: str) -> str:
    """The address as its host reads it: ``M.Brand+jobs@googlemail.com`` is ``mbrand@gmail.com``."""
    local, _, host = address.strip().lower().rpartition("@")
    host = _DOTLESS.get(host, host)
    if host in _PLUS:
        local = local.partition("+")[0]
    if host in _DOTLESS.values():
        local = local.replace(".", "")
    return f"{local}@{host}"


def local_key(address: str) -> str:
    """The letters of the local part, if they could name a person: people keep theirs when they change the host."""
    local = address.partition("@")[0].partition("+")[0]
    if local in _OFFICES:
        return ""
    letters = _NOT_LETTER.sub("", str(anyascii(local)).lower())
    return letters if len(letters) >= _SHORTEST_LOCAL else ""


def phone_tail(number: str) -> str:
    """The last nine digits, the same however somebody writes the country and the area; short ones have no tail."""
    digits = _NOT_DIGIT.sub("", number).lstrip("0")
    return digits[-_TAIL:] if len(digits) >= _SHORTEST_PHONE else ""


@lru_cache(maxsize=50_000)
def profile_page(address: str) -> str:
    """Host and path of a page about a person, as plain as can be.

    ``https://de.network.example/in/m%C3%BCller-42/en?trk=x`` is ``network.example/in/müller-42``: country and mobile
    hosts, a locale behind the name, queries, fragments and encoded letters are left out or undone.
    """
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:  # brackets that are no address
        return ""
    pieces = [unquote(piece).strip().lower() for piece in parts.path.split("/") if piece]
    if pieces and pieces[0] in _MOBILE:
        pieces = pieces[1:]
    if len(pieces) > _FEWEST_PIECES and _LOCALE.match(pieces[-1]):
        pieces = pieces[:-1]
    return "/".join([_plain_host(host), *pieces]) if host and pieces else ""


def _plain_host(host: str) -> str:
    """Without ``www.``, ``m.`` and a country's ``de.``, as long as two labels are left."""
    labels = host.split(".")
    while len(labels) > _FEWEST_PIECES and (labels[0] in _LEADING or len(labels[0]) == _FEWEST_PIECES):
        labels = labels[1:]
    return ".".join(labels)


class Mailboxes(NamedTuple):
    """A person's addresses: as they are, as their hosts read them, and the letters before the @.

    Tuples and not sets: most persons have one address, and a scan holds hundreds of thousands of persons at once.
    """

    addresses: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()


class Numbers(NamedTuple):
    """A person's phone numbers: as they are kept, and their last nine digits."""

    numbers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


_NO_MAILBOX, _NO_NUMBER = Mailboxes(), Numbers()


def mailboxes(addresses: tuple[str, ...]) -> Mailboxes:
    """From addresses in lower case."""
    if not addresses:
        return _NO_MAILBOX
    variants = tuple(map(email_variant, addresses))
    local_parts = tuple(part for part in map(local_key, addresses) if part)
    return Mailboxes(addresses, addresses if variants == addresses else variants, local_parts)


def numbers(phones: tuple[str, ...]) -> Numbers:
    """From numbers as they are kept: with ``+`` where the country is known."""
    if not phones:
        return _NO_NUMBER
    return Numbers(phones, tuple(tail for tail in map(phone_tail, phones) if tail))


def have_common(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Is any value in both?"""
    for value in one:  # noqa: SIM110 -- asked ten million times in a scan, and any() would cost as much again
        if value in other:
            return True
    return False


def compare_emails(one: Mailboxes, other: Mailboxes) -> MailAgreement:
    """The best agreement of any two."""
    if not one.addresses or not other.addresses:
        return MailAgreement.MISSING
    if have_common(one.addresses, other.addresses):
        return MailAgreement.EQUAL
    if have_common(one.variants, other.variants):
        return MailAgreement.VARIANT
    if have_common(one.locals, other.locals):
        return MailAgreement.LOCAL_PART
    if any(_one_slip(left, right) for left in one.addresses for right in other.addresses):
        return MailAgreement.TYPO
    return MailAgreement.DIFFERENT


def compare_phones(one: Numbers, other: Numbers) -> PhoneAgreement:
    """The best agreement of any two."""
    if not one.numbers or not other.numbers:
        return PhoneAgreement.MISSING
    if have_common(one.numbers, other.numbers):
        return PhoneAgreement.EQUAL
    if have_common(one.tails, other.tails):
        return PhoneAgreement.TAIL
    if any(_one_slip(left, right) for left in one.tails for right in other.tails):
        return PhoneAgreement.TYPO
    return PhoneAgreement.DIFFERENT


def _one_slip(one: str, other: str) -> bool:
    """One character left out, doubled, replaced, or two neighbours exchanged."""
    if one[:1] != other[:1] and one[-1:] != other[-1:]:
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    return _distance_is_one(one, other)


def _distance_is_one(one: str, other: str) -> bool:
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) == len(other):
        rest, others = one[start:], other[start:]
        return rest[1:] == others[1:] or (rest[2:] == others[2:] and rest[:2] == others[1::-1])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
