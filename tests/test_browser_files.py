"""Files from the page in a real browser: the same bytes as from the command line."""

from datetime import date

import pytest

from dashboard.commands.cli import main
from dashboard.exports import EXPORT_FORMATS
from dashboard.selection.filters import select
from dashboard.table.read import read_text
from tests.browser import wait_until_still
from tests.test_browser import DATASET, map_frame
from tests.worlds import OPENING


@pytest.mark.full
def test_every_file_of_the_page_is_that_of_the_command(page_at, tmp_path, capsys):
    page = page_at(path="/?verification=contested&from=2025-09-10")
    map_frame(page)
    wait_until_still(page)
    choice = page.get_by_role("combobox", name="File of this selection")
    for kind, each in EXPORT_FORMATS.items():
        choice.fill(f"{each.label},")
        page.keyboard.press("Enter")
        button = page.get_by_role("button", name=f"Download {each.label} (")
        button.wait_for()
        wait_until_still(page)
        with page.expect_download() as download:
            button.click()
        mine = tmp_path / f"page.{kind}"
        download.value.save_as(mine)
        assert download.value.suggested_filename.endswith(f".{kind}")
        out = tmp_path / f"command.{kind}"
        options = ["--verification", "contested", "--from", "2025-09-10"]
        options += ["--campaign", "boat_strike", "--format", kind, "--out", str(out)]
        assert main(["export", *options]) == 0
        assert mine.read_bytes() == out.read_bytes(), kind
    name = download.value.suggested_filename
    assert name.startswith("20261004_boat-strike_20250910-20261004_")
    written = read_text(tmp_path / "page.csv")
    asked = {**OPENING, "verification": ["contested"], "from": date(2025, 9, 10)}
    kept = select(DATASET.incidents, asked, DATASET.regions)
    assert written["incident_id"].tolist() == kept["incident_id"].tolist()
