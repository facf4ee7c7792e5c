"""Folds text for matching without moving a single offset.

Every function maps one code point to exactly one code point, so a span found in the
folded text is the same span in the original. What cannot be mapped one to one (ligatures,
combining accents) stays as it is.
"""

from __future__ import annotations

import unicodedata

_TYPOGRAPHY = {
    **dict.fromkeys("’‘ʼ‛`´′ʹ＇", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\u2005\u2006\u200a\u3000\t\r\n\v\f", " "),
    **dict.fromkeys("‐‑‒", "-"),
    # pictures: they carry no grammar
    **dict.fromkeys(map(chr, (*range(0x1F000, 0x1FB00), *range(0x2600, 0x27C0))), " "),
    **dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), " "),
    # zero-width spaces and joiners, marks of direction, soft hyphens
    **dict.fromkeys(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F))), " "),
    **dict.fromkeys(map(chr, (*range(0x2060, 0x2070), 0xFEFF, 0x00AD)), " "),
}


def _tidy_table() -> dict[int, str]:
    table = {ord(k): v for k, v in _TYPOGRAPHY.items()}
    table.update(dict.fromkeys(range(32), " "))
    table.update(dict.fromkeys(range(127, 160), " "))
    return table


def _printable_table() -> dict[int, str]:
    return {
        code: " "
        for code in _tidy_table()
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zl", "Zp"}
    }


def _bare_table() -> dict[int, str]:
    """Lower case without accents, hyphens as spaces, over the Latin letters."""
    table = _tidy_table()
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter.lower())
        base = "".join(c for c in plain if not unicodedata.combining(c))
        if len(base) == 1:
            table[code] = base
        elif len(letter.lower()) == 1:
            table[code] = letter.lower()
    table.update({ord("đ"): "d", ord("Đ"): "d", ord("ł"): "l", ord("Ł"): "l"})
    table.update({ord("ø"): "o", ord("Ø"): "o", ord("ı"): "i", ord("-"): " ", ord("–"): " "})
    return table


_TIDY = _tidy_table()
_BARE = _bare_table()
_PRINTABLE = _printable_table()


def tidy(text: str) -> str:
    """Plain quotes, apostrophes, hyphens and spaces; letters untouched; same length.

    >>> tidy("aujourd’hui\\u00a0: «\\u202foui\\u202f»")
    "aujourd'hui : « oui »"
    """
    return text.translate(_TIDY)


def bare(text: str) -> str:
    """Lower case, no accents, hyphens as spaces, tidy typography; same length.

    >>> bare("L’Élysée, Saint-Pétersbourg")
    "l'elysee, saint petersbourg"
    """
    return text.translate(_BARE)


def printable(text: str) -> str:
    """The text as written, save that control characters and marks of direction are spaces.

    >>> printable("Bamako\\x1b[31m, « Mali »")
    'Bamako [31m, « Mali »'
    """
    return text.translate(_PRINTABLE)
