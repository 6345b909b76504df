"""When are two values the same, what is a name sorted by, and by which words is a person found?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import jellyfish
import phonenumbers
from anyascii import anyascii
from rapidfuzz.distance import OSA

from recruit.people.enums import ContactKind, FileKind

_TOKEN_LENGTH = 100
_PHONE_TAIL = 9  # the digits that stay the same however somebody writes the country and the area
_SHORTEST_PHONE = 6
_SHORTEST_TYPO = 4  # of shorter words every other one is a slip away
_LONG_WORD = 8
_SOUND = "~"  # begins the keys that are sounds, so that no sound is taken for a word
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PHONE_QUERY = re.compile(r"^\+?[\d\s().\-/]+$")


def normalise_email(value: str) -> str:
    """Lower case and trimmed; dots and plus signs stay, because they are different addresses for most hosts."""
    return value.strip().lower()


def normalise_phone(value: str) -> str:
    """``+`` and digits when the country is given, else the digits as they stand."""
    parsed = _parsed_phone(value)
    if parsed is not None:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return _digits(value)


def normalise_link(value: str) -> str:
    """Host and path only, decoded and lower case: ``https://www.Example.com/In/Mia?x=1`` is ``example.com/in/mia``."""
    text = value.strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}".lower()


def normalise(kind: str, value: str) -> str:
    if kind == ContactKind.EMAIL:
        return normalise_email(value)
    if kind == ContactKind.PHONE:
        return normalise_phone(value)
    return normalise_link(value)


def normalise_tag(name: str) -> str:
    return " ".join(name.lower().split())


def sort_name(*, first_name: str, middle_name: str, last_name: str) -> str:
    """Plain lower-case letters, last name first, so that every script sorts in one list."""
    return " ".join(plain(f"{last_name} {first_name} {middle_name}").split())[:400]


def plain(text: str) -> str:
    """The same text in lower-case ASCII: ``Łukasz Gößl`` is ``lukasz gossl``."""
    return str(anyascii(text)).lower()


def tokens_of(*, names: Iterable[str], contact_points: Iterable[tuple[str, str]]) -> frozenset[str]:
    """All words by whose beginnings a person is found; ``contact_points`` are pairs of kind and value."""
    found: set[str] = set()
    for name in names:
        for word in plain(name).split():
            found.update(_pieces(word))
            found.add(_NOT_WORD.sub("", word))
    for kind, value in contact_points:
        if kind == ContactKind.EMAIL:
            found.update(_email_tokens(normalise_email(value)))
        elif kind == ContactKind.PHONE:
            found.update(_phone_tokens(value))
    words = sorted({token[:_TOKEN_LENGTH] for token in found if token})
    # A word that begins another of the same person's words finds nobody whom that one would not find.
    return frozenset(word for word, later in pairwise([*words, ""]) if not later.startswith(word))


def search_words(query: str) -> list[str]:
    """The prefixes that a person must all have. A query of digits is one phone number, however it is spaced."""
    digits = _digits(query)
    if _PHONE_QUERY.match(query.strip()) and len(digits) >= _SHORTEST_PHONE:
        return [digits.lstrip("0")]
    words: list[str] = []
    for word in plain(query).split():
        words.extend([word] if "@" in word[1:] else _pieces(word))
    return list(dict.fromkeys(word[:_TOKEN_LENGTH] for word in words))


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of somebody's names that a slip of the pen can spoil, in plain letters."""
    found = {piece for name in names for word in plain(name).split() for piece in _pieces(word)}
    return frozenset(word[:_TOKEN_LENGTH] for word in found if _can_be_misspelt(word))


def slip_keys(word: str) -> frozenset[str]:
    """What two writings have in common if one slip lies between them: the word less one letter, or its sound.

    A letter too many, one too few, a wrong one and two swapped ones all leave a common word with one letter less on one
    side or on both; Metaphone's code finds what is written as it is heard.
    """
    shorter = {word[:place] + word[place + 1 :] for place in range(len(word))}
    sound = jellyfish.metaphone(word)
    return frozenset({word, *shorter, *({_SOUND + sound} if sound else ())})


def similar_words(wanted: str, known: Iterable[str], *, limit: int = 6) -> list[str]:
    """Those of the known words that the wanted one may have been meant for, the likeliest first."""
    if not _can_be_misspelt(wanted):
        return []
    most = 2 if len(wanted) >= _LONG_WORD else 1
    ranked = []
    for word in set(known):
        slips = OSA.distance(wanted, word)
        sounds_alike = jellyfish.metaphone(word) == jellyfish.metaphone(wanted)
        if not word.startswith(wanted) and (slips <= most or (sounds_alike and slips <= most + 1)):
            ranked.append((slips - sounds_alike * 0.5, word))
    return [word for _, word in sorted(ranked)[:limit]]


def _can_be_misspelt(word: str) -> bool:
    return len(word) >= _SHORTEST_TYPO and word.isalpha()


def prefix_range(word: str) -> tuple[str, str]:
    """All tokens that begin with the word lie from the first value to below the second, in byte order."""
    return word, word + "\x7f"


def _pieces(word: str) -> list[str]:
    return [piece for piece in _NOT_WORD.split(word) if piece]


def _email_tokens(email: str) -> set[str]:
    local = email.partition("@")[0]
    return {plain(email), plain(local), *_pieces(plain(local))}


def _phone_tokens(value: str) -> set[str]:
    digits = _digits(normalise_phone(value))
    parsed = _parsed_phone(value)
    national = str(parsed.national_number) if parsed is not None else digits.lstrip("0")
    return {digits, digits[-_PHONE_TAIL:], national}


def _digits(value: str) -> str:
    return "".join(character for character in value if character.isdecimal())


def _parsed_phone(value: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return None


_RESUME_WORDS = frozenset({"cv", "resume", "resumes", "vita", "lebenslauf", "curriculum"})
_LETTER_WORDS = frozenset(
    {"cover", "letter", "coverletter", "motivation", "anschreiben", "motivationsschreiben"}
)


def kind_by_name(name: str, *, is_text: bool) -> FileKind:
    """What a file probably is, by the words of its name. Only a text is taken for a résumé."""
    words = set(re.findall(r"[a-z]+", anyascii(name).lower().rpartition(".")[0]))
    if words & _LETTER_WORDS:
        return FileKind.COVER_LETTER
    return FileKind.RESUME if is_text and words & _RESUME_WORDS else FileKind.OTHER
