"""The Brief page in a real browser: a picture to see, and a file to take away."""

import io

import pytest
from PIL import Image

from tests.browser import wait_until_still

IMAGE = "[data-testid='stImage'] img"
PAGE = "/brief?layout=weekly&title=D%C3%ADa"


def wait_for_picture(page):
    """Return the picture once it is drawn and loaded."""
    image = page.locator(IMAGE)
    image.wait_for(timeout=60_000)
    page.wait_for_function(
        f'document.querySelector("{IMAGE}").naturalWidth > 0', timeout=60_000
    )
    return image


def colors_in(picture: bytes) -> int:
    return len(Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 24))


def test_the_picture_is_seen_and_can_be_taken_away(page_at):
    page = page_at(path=PAGE)
    image = wait_for_picture(page)
    assert image.get_attribute("alt").startswith("Día (campaign is boat strikes). ")
    assert image.evaluate("each => each.naturalWidth") == 1920
    with page.expect_download() as started:
        page.get_by_role("button", name="Download PNG").click()
    assert started.value.suggested_filename.endswith(".png")
    picture = Image.open(started.value.path())
    assert picture.size == (1920, 1080) and picture.text["Title"] == "Día"
    main = page.locator("[data-testid='stMain']")
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        wait_until_still(page)
        assert colors_in(image.screenshot()) > 50
        assert main.evaluate("each => each.scrollWidth <= each.clientWidth")


@pytest.mark.full
def test_the_picture_alone_fills_the_window(page_at):
    page = page_at(1920, 1080, f"{PAGE}&view=picture")
    wait_for_picture(page)
    page.wait_for_function(  # the page's own margins go once its style has come
        """image => { const box = document.querySelector(image).getBoundingClientRect();
          return [box.x, box.y, box.width - 1920].every(each => Math.abs(each) < 0.5) }""",
        arg=IMAGE,
    )
    assert not page.locator("[data-testid='stSidebar']").is_visible()
    assert not page.locator("[data-testid='stHeader']").is_visible()
