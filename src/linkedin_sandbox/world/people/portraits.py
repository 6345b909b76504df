"""What do the invented people look like? Like geometric figures that are drawn here, each from one number.

No photograph and no picture by anybody else: shoulders, a head, hair and a smile, chosen by the digits of a hash.
"""

from __future__ import annotations

import hashlib

_GROUNDS = ("#dbe7f3", "#f4e2d2", "#dcefe0", "#efe0ee", "#f6edc9", "#dfe3ee", "#d6eef0", "#f5dcdc")
_CLOTHES = ("#33567d", "#8a3f47", "#3d6b4f", "#6a4a86", "#a3632a", "#2f6f77", "#4a4f5c", "#9a4d74")
_SKINS = ("#f6d7c1", "#eac0a0", "#d9a47c", "#bd8457", "#96633c", "#6f462b", "#4f3120")
_HAIRS = ("#1f1a17", "#3b2a20", "#6b4423", "#a5682a", "#d2a75a", "#8a8d91", "#c9cdd2", "#7a2f22")
_INK = "#2a2622"

# In front of the head, on a square of 96 with the face around (48, 42); {hair} is a colour.
_STYLES = (
    '<path d="M29 40a19 19 0 0 1 38 0c-7-9-13-12-19-12s-12 3-19 12z" fill="{hair}"/>',
    '<path d="M29 42c-2-16 8-23 19-23s21 7 19 23c-4-12-18-9-27-13-4 3-9 6-11 13z" fill="{hair}"/>',
    (
        '<g fill="{hair}"><circle cx="34" cy="29" r="8"/><circle cx="44" cy="23" r="9"/><circle cx="55" cy="24" r="9"/>'
        '<circle cx="63" cy="31" r="7"/></g>'
    ),
    '<path d="M29 41c0-15 9-21 19-21s19 6 19 21l-5-9H34z" fill="{hair}"/>',
    '<path d="M32 32c4-9 10-12 16-12s12 3 16 12c-9-4-23-4-32 0z" fill="{hair}"/>',
    "",
)
# Behind the head.
_BACKS = (
    "",
    "",
    '<path d="M27 40a21 21 0 0 1 42 0v26H27z" fill="{hair}"/>',
    '<circle cx="48" cy="17" r="8" fill="{hair}"/>',
)
_GLASSES = (
    f'<g fill="none" stroke="{_INK}" stroke-width="1.6"><circle cx="40.5" cy="43" r="5.5"/>'
    '<circle cx="55.5" cy="43" r="5.5"/><path d="M46 42.5h4"/></g>'
)
_GLASSES_EVERY = 4
_COLLARS = (
    '<path d="M41 64l7 10 7-10z" fill="#fff"/>',
    '<path d="M38 65q10 9 20 0" fill="none" stroke="#fff" stroke-width="2.5"/>',
    "",
)


def portrait(seed: int) -> str:
    """The SVG of one figure; the same number is the same figure for ever."""
    digits = iter(hashlib.blake2b(str(seed).encode(), digest_size=16).digest())

    def one_of(choices: tuple[str, ...]) -> str:
        return choices[next(digits) % len(choices)]

    ground, clothes, skin, hair = (one_of(each) for each in (_GROUNDS, _CLOTHES, _SKINS, _HAIRS))
    back, style, collar = (one_of(each).format(hair=hair) for each in (_BACKS, _STYLES, _COLLARS))
    glasses = _GLASSES if next(digits) % _GLASSES_EVERY == 0 else ""
    smile = 3 + next(digits) % 5
    tilt = next(digits) % 7 - 3
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" role="img">'
        f'<rect width="96" height="96" fill="{ground}"/>'
        f'<path d="M14 96c0-22 15-32 34-32s34 10 34 32z" fill="{clothes}"/>{collar}'
        f'<g transform="rotate({tilt} 48 60)">{back}'
        f'<rect x="42" y="54" width="12" height="13" rx="6" fill="{skin}"/>'
        f'<ellipse cx="48" cy="42" rx="17.5" ry="20" fill="{skin}"/>{style}'
        f'<circle cx="40.5" cy="43" r="2" fill="{_INK}"/><circle cx="55.5" cy="43" r="2" fill="{_INK}"/>{glasses}'
        f'<path d="M41 52q7 {smile} 14 0" fill="none" stroke="{_INK}" stroke-width="2" stroke-linecap="round"/>'
        "</g></svg>"
    )
