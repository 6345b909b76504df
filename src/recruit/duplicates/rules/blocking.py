"""With whom is a person compared at all? With those who share a *key*: a word that is looked up in an index.

Comparing everybody with everybody is out of reach (half a million million pairs), so each person has some fifteen
keys, each a different guess at what a second record of theirs will still have: an address, a number, a page; the sound
of the name; the sound of one half of the name together with the town or the employer. One slip anywhere leaves others
whole.

**The rule about frequent keys.** A key that more persons of the company have than ``most_shared`` says is passed over:
a mailbox of an agency and the name of half a town say nothing, and comparing its bearers would cost the square of
their number. The two broadest kinds (one half of a name and the beginning of the other) may be shared by twenty, all
others by sixty. Nor is a frequent address or number evidence between two persons who meet by another key. Whoever bears
a frequent name is found by the narrower keys, which join it with employer or town.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache

from recruit.duplicates.rules.contacts import mailboxes, numbers, phone_tail
from recruit.duplicates.rules.nicknames import root_of
from recruit.duplicates.rules.profiles import Profile
from recruit.duplicates.rules.resumes import bands
from recruit.duplicates.rules.words import sound

#: The last two bits of a key say of which class it is, so that the database can tell without another column.
BROAD, NAME, NARROW = 0, 1, 2
CLASS_MASK = 3
MOST_SHARED_BROAD, MOST_SHARED = 20, 60
_NAME, _BROAD = "n", "xy"
_FORMS, _FAMILIES = 3, 2
_PREFIX = 2
_TWO = 2


def keys_of(profile: Profile) -> tuple[int, ...]:
    """All keys, as 64-bit numbers with a sign, in ascending order."""
    return tuple(sorted({number(key) for key in written_keys(profile)}))


def name_keys_of(profile: Profile) -> tuple[int, ...]:
    """Those that only persons of the same sounding name have."""
    return tuple(sorted({number(key) for key in _name_keys(profile)}))


def without_frequent(profile: Profile, frequent: Container[int]) -> Profile:
    """The profile without the addresses, numbers and pages whose keys are too frequent: they are nobody's own."""
    if not frequent:
        return profile
    emails = tuple(
        address
        for address, variant in zip(profile.emails.addresses, profile.emails.variants, strict=True)
        if number(f"e|{variant}") not in frequent
    )
    phones = tuple(
        phone for phone in profile.phones.numbers if number(f"p|{phone_tail(phone)}") not in frequent
    )
    pages = tuple(page for page in profile.pages if number(f"l|{page}") not in frequent)
    before = (profile.emails.addresses, profile.phones.numbers, profile.pages)
    if (emails, phones, pages) == before:
        return profile
    return profile._replace(emails=mailboxes(emails), phones=numbers(phones), pages=pages)


def namesakes(one: tuple[int, ...], other: tuple[int, ...], bearers: Mapping[int, int]) -> int:
    """How many persons bear a name that both have, by sound; ``bearers`` may leave out whose number is two or less."""
    return max((bearers.get(key, _TWO) for key in one if key in other), default=_TWO)


def most_shared(key: int) -> int:
    """How many persons may have this key before it is passed over."""
    return MOST_SHARED_BROAD if key & CLASS_MASK == BROAD else MOST_SHARED


@lru_cache(maxsize=100_000)
def number(key: str) -> int:
    """The key as it is kept: eight bytes instead of forty."""
    kind = NAME if key[0] == _NAME else BROAD if key[0] in _BROAD else NARROW
    hashed = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
    return (hashed & ~CLASS_MASK) | kind


def written_keys(profile: Profile) -> Iterator[str]:
    """All keys before they become numbers; the part before the first bar is the kind."""
    for address in profile.emails.variants:
        yield f"e|{address}"
    for local in profile.emails.locals:
        yield f"m|{local}"
    for tail in profile.phones.tails:
        yield f"p|{tail}"
    for page in profile.pages:
        yield f"l|{page}"
    for id_number in profile.id_numbers:
        yield f"i|{id_number}"
    for band in bands(profile.resume) if profile.resume else ():
        yield f"r|{band}"
    yield from _name_keys(profile)
    yield from _narrow_keys(profile)


def _name_keys(profile: Profile) -> Iterator[str]:
    for given in _given_sounds(profile):
        for family in _family_sounds(profile):
            yield "|".join((_NAME, *sorted((given, family))))


def _narrow_keys(profile: Profile) -> Iterator[str]:
    """Parts of the name with something else: for slips, initials, other family names, and frequent names."""
    employer = sound("".join(profile.employer[:2])) if profile.employer else ""
    town = profile.place[0]
    given, family = _given_sounds(profile), _family_sounds(profile)
    if employer:
        for part in {*given, *family}:
            yield f"w|{employer}|{part}"
        if town:
            yield f"v|{employer}|{town}"
    for one in given:
        for other in family:
            yield f"x|{one}|{other[:_PREFIX]}"
            yield f"y|{one[:1]}|{other}"
            if town:
                yield f"t|{town}|{one}|{other[:1]}"
                yield f"t|{town}|{one[:1]}|{other}"
            if len(one) == 1:
                yield f"z|{one}|{other}"


def _given_sounds(profile: Profile) -> list[str]:
    """Of the first given name and of the names it may be short for; of the second, if there is one."""
    found: dict[str, None] = {}
    for word in profile.name.given[:_FAMILIES]:
        for form in (word, *sorted(root_of(word))[:_FORMS]):
            found[sound(form)] = None
    return [each for each in found if each][: _FORMS + 1]


def _family_sounds(profile: Profile) -> list[str]:
    found = dict.fromkeys(sound(word) for word in profile.name.family[:_FAMILIES])
    return [each for each in found if each]
