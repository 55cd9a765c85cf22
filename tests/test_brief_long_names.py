"""Long names and ids of two tables stay on the page, and in their half of it.

All rows are made up.
"""

import pytest
from matplotlib.text import Text

from dashboard.brief.drawing.fonts import fitting_lines, text_width
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.words.make import make_brief
from dashboard.combined import combine
from tests.foreign_tables import MEXICO, open_rows, rows_at

LEFT, RIGHT = 40, 1880
HALF = (RIGHT - LEFT - 24) / 2


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    names = [f"{word} {'made up log of a port ' * 4}.csv" for word in ("old", "new")]
    rows = [
        {**row, "incident_id": f"{'MADE-UP-' * 6}{at}"}
        for at, row in enumerate(rows_at(MEXICO, 6))
    ]
    rows[0] |= {"deaths_low": "", "missing": "1"}
    rows[1] |= {"deaths_high": "", "vessels": "1"}
    rows[2] |= dict.fromkeys(("deaths_low", "deaths_best", "deaths_high"), "")
    tables = [open_rows(folder, rows, name) for name in names]
    return combine(tables, add_up=True)


def drawn(brief) -> list[tuple[str, float, float]]:
    """Return every text of a picture with its west and east end in pixels."""
    figure = draw_picture(brief)
    boxes = [(each, each.get_window_extent()) for each in figure.findobj(Text)]
    return [(each.get_text(), box.x0, box.x1) for each, box in boxes if each.get_text()]


@pytest.mark.sample(1)
@pytest.mark.parametrize("layout", ["region", "compare"])
def test_no_words_leave_the_page(layout, both):
    selection = {"region": ("MX", "in", 12.0)}
    brief = make_brief(both, selection, layout=layout, against={})
    assert [words for words, _, east in drawn(brief) if east > RIGHT + 1] == []


def test_the_left_side_does_not_run_into_the_right(both):
    asked = {"publisher": [f"made up publisher of the port {at}" for at in range(9)]}
    brief = make_brief(both, asked, layout="compare", against={})
    left = [each for each in drawn(brief) if LEFT - 2 < each[1] < LEFT + 2]
    words = [each[0] for each in left]
    head = next(at for at, line in enumerate(words) if line.startswith("Left: "))
    assert "the port 8" in " ".join(words[head:])
    assert left[head][2] <= LEFT + HALF + 1


def test_a_line_is_wrapped_only_where_it_does_not_fit_at_its_least_size():
    words = "a line of made up words"
    just = text_width(words, 14, "bold")
    assert fitting_lines(words, 20, just, "bold") == [(14, words)]
    assert len(fitting_lines(words, 20, just - 1, "bold")) == 2
    assert fitting_lines(words, 20, 4 * just, "bold") == [(20, words)]
