"""Text of a table never becomes code, on any of the ways it takes to a reader."""

import pytest
from jinja2 import Template

from dashboard.text.escape import safe, safe_url

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><b>",
    "${alert(1)}",
    "`${alert(1)}`",
    "\\u003cscript\\u003e",
    "\\2 and \\g<1>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    "a & b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_character_that_starts_code_is_left(text):
    assert not set(safe(text)) & set("<>\"'`$\\{}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_template_gives_safe_text_back_unchanged(text):
    assert Template(safe(text)).render() == safe(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_reader_sees_the_text_as_it_was(text):
    import html

    assert html.unescape(safe(text)) == text


def test_accents_and_dashes_stay():
    assert safe("Güiria – Cumaná, “Falcón” 14°") == "Güiria – Cumaná, “Falcón” 14°"


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200f", "\u200b", "\x00", "\x1b"]
)
def test_signs_that_nobody_sees_are_taken_out(sign):
    assert safe(f"Su{sign}cre") == "Sucre"


def test_half_a_character_cannot_break_a_file():
    assert safe("a\ud800b").encode("utf-8") == b"ab"


def test_what_is_no_text_is_said_as_text():
    assert safe(11) == "11"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a?b=1&c=2", "http://example.org", "HTTPS://example.org"],
)
def test_web_addresses_pass(url):
    assert safe_url(url) == url.replace("&", "&amp;")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\x00script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//example.org/x",
        "/local/path",
        "file:///etc/passwd",
        "https://",
        "https://exa mple.org",
        "https://[broken",
        "",
    ],
)
def test_other_addresses_are_blank(url):
    assert safe_url(url) == ""


def test_an_address_cannot_leave_its_attribute():
    assert '"' not in safe_url('https://example.org/"onclick="alert(1)')


def test_a_brace_in_an_address_is_no_template():
    assert safe_url("https://example.org/{{7*7}}") == (
        "https://example.org/&#123;&#123;7*7&#125;&#125;"
    )
