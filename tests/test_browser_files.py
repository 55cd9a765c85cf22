"""Files from the page in a real browser: the same bytes as from the command line."""

from dashboard.cli import main
from dashboard.exports import FORMATS
from tests.browser import wait_until_still
from tests.test_browser import map_frame


def test_every_file_of_the_page_is_that_of_the_command(page_at, tmp_path, capsys):
    page = page_at(path="/?verification=contested&from=2025-09-10")
    map_frame(page)
    wait_until_still(page)
    choice = page.get_by_label("File of this selection")
    for kind, each in FORMATS.items():
        choice.click()
        page.get_by_role("option", name=f"{each.label},").click()
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
