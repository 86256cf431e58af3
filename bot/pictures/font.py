"""A font of five by seven dots, for names and dates."""

import unicodedata

WIDTH, HEIGHT = 5, 7
ADVANCE = WIDTH + 1
"""Dots from one character to the next."""

# A character, and its rows from the top: five dots each, as the digit of 0 to V that has them as its bits.
_GLYPHS = """
AEHHVHHH BUHHUHHU CEHGGGHE DUHHHHHU EVGGUGGV FVGGUGGG GEHGNHHF HHHHVHHH IE44444E J72222IC
KHIKOKIH LGGGGGGV MHRLLHHH NHHPLJHH OEHHHHHE PUHHUGGG QEHHHLID RUHHUKIH SFGGE11U TV444444
UHHHHHHE VHHHHHA4 WHHHLLLA XHHA4AHH YHHHA444 ZV1248GV a00E1FHF bGGMPHHU c00EGGHE d11DJHHF
e00EHVGE f698S888 g0FHHF1E hGGMPHHH i40C444E j20622IC kGGIKOKI lC44444E m00QLLHH n00MPHHH
o00EHHHE p00UHUGG q00DJF11 r00MPGGG s00EGE1U t88S8896 u00HHHJD v00HHHA4 w00HHLLA x00HA4AH
y00HHF1E z00V248V 0EHJLPHE 14C4444E 2EH1248V 3V2421HE 426AIV22 5VGU11HE 668GUHHE 7V124888
8EHHEHHE 9EHHF12C -000E000 .0000066 ,0000624 '4480000 (2488842 )8422248 &CIK8LID /11248GG
…000000L
"""
_ROWS = {" ": (0,) * HEIGHT} | {
    glyph[0]: tuple(int(row, 32) for row in glyph[1:]) for glyph in _GLYPHS.split()
}
# Letters that Unicode does not take apart into one of ours and a mark.
_LIKE = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE",
        "œ": "oe", "Œ": "OE", "’": "'", "‘": "'", "–": "-",
    }
)  # fmt: skip


def drawable(text: str) -> str | None:
    """The text with the letters there are, without accents; None where it has others, of another script."""
    apart = unicodedata.normalize("NFKD", " ".join(text.translate(_LIKE).replace("…", "\0").split()))
    plain = "".join(each for each in apart if not unicodedata.combining(each)).replace("\0", "…")
    return plain if plain and all(each in _ROWS for each in plain) else None


def dots(character: str) -> list[tuple[int, int]]:
    """Where its dots are: (from the left, from the top). :raises KeyError: it is none of ours"""
    return [
        (column, row)
        for row, bits in enumerate(_ROWS[character])
        for column in range(WIDTH)
        if bits >> (WIDTH - 1 - column) & 1
    ]
