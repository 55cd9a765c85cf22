"""What a table holds is shown on a terminal, and never obeyed by it."""

import io
import json
import re

import pytest

from dashboard.checks.finding import Finding
from dashboard.commands.cli import main
from dashboard.text.escape import INVISIBLE
from dashboard.text.terminal import in_one_line, safe_stream, terminal_safe
from tests.worlds import to_file

ORDERS = {
    "escape": "\x1b]0;owned\x07\x1b[2J",
    "direction": "\u202egnp.exe",
    "next line": "a\u0085b",
    "c1": "\x9b2J",
    "nul": "a\x00b",
    "isolate": "\u2066a\u2069",
    "line end to JavaScript": "a\u2028b",
    "delete": "a\x7fb",
    "back to the start": "wrong\rright",
}
OBEYED = re.compile(f"[\r{INVISIBLE}]")


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS)
def test_a_control_is_written_out_and_json_reads_it_back(text):
    shown = terminal_safe(text)
    assert not OBEYED.search(shown) and "\\u00" in shown or "\\u20" in shown
    assert json.loads(f'"{shown}"') == text


def test_what_a_terminal_may_show_stays():
    text = "Cumaná – 東京\n\tsecond line 🚢"
    assert terminal_safe(text) == text
    assert in_one_line("a\n\tb") == "a\\u000a\\u0009b"


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS)
def test_a_finding_quotes_a_value_in_one_safe_line(text):
    words = str(Finding(2, f"col{text}", f"{text}\nline 3: forged", f"no {text}"))
    assert not OBEYED.search(words) and "\n" not in words


def test_a_safe_stream_writes_all_that_it_is_given():
    behind = io.StringIO()
    stream = safe_stream(behind)
    print("a\x1b", end="", file=stream)
    stream.writelines(["\x9b", "b\n"])
    stream.flush()
    assert behind.getvalue() == "a\\u001b\\u009bb\n"
    del stream
    assert not behind.closed


@pytest.fixture(params=list(ORDERS))
def table(request, tmp_path):
    """Return a file with a control in cells that are fine and in cells that are not."""
    text = ORDERS[request.param]
    wrong = {"event_type": f"war{text}", "location": text, "notes": text}
    return to_file(
        tmp_path / "t.csv", wrong, {"location": text, "latitude": f"9{text}"}
    )


@pytest.mark.sample(12)
@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("command", ["validate", "locate"])
def test_no_command_prints_a_control_of_a_table(command, more, table, tmp_path, capsys):
    out = ("--out", str(tmp_path / "out.csv")) if command == "locate" else ()
    assert main([command, str(table), *out, *more]) in (1, 2)
    printed = capsys.readouterr()
    assert printed.out + printed.err
    assert not OBEYED.search(printed.out) and not OBEYED.search(printed.err)
    if more and printed.out:
        assert json.loads(printed.out)["problems"]


def test_an_error_about_an_option_is_safe_too(capsys):
    with pytest.raises(SystemExit):
        main(["validate", "--\x1b[2J"])
    with pytest.raises(SystemExit):
        main(["\u202evalidate"])
    main(["totals", "--campaign", "\x1b[2J"])
    said = capsys.readouterr()
    assert "u001b" in said.err and not OBEYED.search(said.out + said.err)
