"""Lines are measured before they are drawn: by their letters, or laid out."""

from itertools import product

import pytest

from dashboard.brief.drawing import fonts

LETTERS = "AVTo fijltyrñé.,–’1(±"
WORDS = (
    [
        "".join(three)
        for three in product("fijlt", repeat=3)  # of which a typeface may make one sign
    ]
    + [
        *(
            "Tō AVATAR",
            "215–238 killed (best 238)",
            "f.",
            "’Wo",
            "±110 km",
            " ",
            "ffi fl",
        ),
        *(
            f"f{second}{third}"
            for second, third in product("fijltbhk", LETTERS + "aeou-")
        ),
        *("".join(pair) for pair in product(LETTERS, repeat=2)),
        *("".join(LETTERS[n::3] + LETTERS[::-2]) for n in range(3)),
    ]
)


@pytest.mark.parametrize("weight", list(fonts.FACES))
def test_a_word_is_as_wide_as_it_is_laid_out(weight):
    for word in WORDS:
        laid_out = fonts._laid_out(word, weight) / fonts.MEASURED
        assert fonts._width_per_pixel(word, weight) == laid_out, word


@pytest.mark.parametrize("word", ["Ελλάδα", "סירה", "é", "Ω-3", "船"])
def test_other_letters_are_laid_out_as_a_whole(word):
    laid_out = fonts._laid_out(fonts._on_one_line(word), "regular") / fonts.MEASURED
    assert fonts._width_per_pixel(word, "regular") == laid_out


def test_a_new_word_of_known_letters_is_not_laid_out(monkeypatch):
    fonts._width_per_pixel.cache_clear()
    fonts.text_width("strikes on vessels", 16)
    laid_out = []
    monkeypatch.setattr(fonts, "_laid_out", lambda *about: laid_out.append(about) or 1)
    fonts.text_width("vessels", 16)
    assert laid_out == []


def test_an_empty_line_has_no_width():
    assert fonts.text_width("", 16) == 0
