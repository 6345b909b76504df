"""How does one human's name get into two records differently? The slips and habits that recruiters meet, by chance.

Independent of the rules that must see through them: romanisation here follows habits of passports and of people, not
the transliteration that the product uses.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from anyascii import anyascii

from recruit.duplicates.rules.nicknames import families

#: What happens to the name of a second record, and how often.
RATES = {
    "nickname": 0.10, "initial": 0.025, "swapped": 0.03, "typo": 0.07, "other script": 0.45, "plain letters": 0.3,
    "middle dropped": 0.5, "half of a double name": 0.3, "title": 0.03, "suffix": 0.03, "married": 0.012,
    "capitals": 0.03,
}  # fmt: skip
_SUFFIXES = (", PMP", ", MBA", " PhD", " Jr.", ", CPA", " II")
_TITLES = ("Dr. ", "Mr ", "Dipl.-Ing. ", "Prof. ", "Ms. ")
#: How people write the sounds of other scripts; each is taken or not.
_HABITS = (
    ("iy", "y"), ("yy", "y"), ("y", "i"), ("kh", "h"), ("ks", "x"), ("v", "w"), ("ou", "u"), ("oy", "ou"), ("ee", "i"),
    ("zh", "j"), ("ya", "ia"), ("yu", "iu"), ("shch", "sch"), ("dj", "j"), ("aa", "a"), ("q", "k"), ("gi", "yi"),
    ("ph", "f"), ("f", "ph"), ("th", "t"), ("ka", "ca"),
)  # fmt: skip
_GERMAN = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "ø": "oe",
    "å": "aa",
    "æ": "ae",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
}
_VOWELLESS = frozenset({"arabic", "hebrew", "persian"})
_KEYS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


def is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def romanised(text: str, culture: str, dice: random.Random) -> str:
    """Another script's name as its bearer writes it abroad."""
    article = dice.choice(("Al-", "El ", "al ")) if text.startswith("ال") else ""
    text = text.removeprefix("ال") if article else text
    latin = "".join(letter for letter in str(anyascii(text)) if letter.isalpha() or letter in " -").lower()
    if culture in _VOWELLESS:
        latin = _voiced(latin, dice)
    for written, instead in dice.sample(_HABITS, 3):
        latin = latin.replace(written, instead)
    return article + latin.title()


def _voiced(text: str, dice: random.Random) -> str:
    """Consonants with the vowels that the script leaves out."""
    found = ""
    for at, letter in enumerate(text):
        found += letter
        later = text[at + 1 : at + 2]
        if letter not in "aeiou -" and later and later not in "aeiou -" and dice.random() < 0.8:
            found += dice.choice("aaaeiou")
    return found


def slip(text: str, dice: random.Random) -> str:
    """One slip of the finger, not at the first letter as a rule."""
    if len(text) < 4:
        return text
    at = dice.randrange(1 if dice.random() < 0.95 else 0, len(text) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    near = _KEYS.get(text[at].lower())
    return text[:at] + (dice.choice(near) if near else text[at]) + text[at + 1 :]


def plain_letters(text: str, dice: random.Random) -> str:
    """Without the marks that a keyboard or a form did not offer."""
    if dice.random() < 0.5:
        text = "".join(_GERMAN.get(letter, letter) for letter in text)
    text = text.replace("ß", "ss").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i")
    marks = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def nickname(first: str, dice: random.Random) -> str:
    """A short form or another language's, if the table has one."""
    word = str(anyascii(first)).lower()
    roots = families().get(word)
    if not roots:
        return first
    root = dice.choice(sorted(roots))
    others = [other for other, found in families().items() if root in found and other != word]
    return dice.choice(others).title() if others else first


@dataclass(frozen=True)
class Written:
    """A name in its three fields."""

    first: str
    middle: str
    last: str


def name_of_second(name: Written, *, culture: str, other_last: str, dice: random.Random) -> Written:
    """The name as another record has it."""

    def happens(what: str) -> bool:
        return dice.random() < RATES[what]

    if happens("married"):
        name = replace(name, last=other_last if dice.random() < 0.5 else f"{name.last}-{other_last}")
    if name.middle and happens("middle dropped"):
        name = replace(name, middle="")
    if happens("nickname"):
        name = replace(name, first=nickname(name.first, dice))
    if not is_latin(name.first + name.last) and happens("other script"):
        name = Written(*(romanised(each, culture, dice) for each in (name.first, name.middle, name.last)))
    elif happens("plain letters"):
        name = Written(*(plain_letters(each, dice) for each in (name.first, name.middle, name.last)))
    return _in_a_hurry(_shortened(name, happens, dice), happens, dice)


def _shortened(name: Written, happens: Callable[[str], bool], dice: random.Random) -> Written:
    parts = [part for part in name.last.replace("-", " ").split() if len(part) > 3]  # not "al", "von"
    if len(parts) > 1 and happens("half of a double name"):
        name = replace(name, last=dice.choice((parts[0], parts[-1])))
    if happens("typo"):
        if dice.random() < 0.4:
            name = replace(name, first=slip(name.first, dice))
        else:
            name = replace(name, last=slip(name.last, dice))
    if is_latin(name.first) and happens("initial"):
        name = replace(name, first=f"{name.first[:1]}.")
    return name


def _in_a_hurry(name: Written, happens: Callable[[str], bool], dice: random.Random) -> Written:
    if happens("title"):
        name = replace(name, first=dice.choice(_TITLES) + name.first)
    if happens("suffix"):
        name = replace(name, last=name.last + dice.choice(_SUFFIXES))
    if happens("capitals"):
        name = replace(name, last=name.last.upper())
    return Written(name.last, name.middle, name.first) if happens("swapped") else name
