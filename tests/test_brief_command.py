"""The command that writes a brief: exit codes, messages, the path last."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import ROOT
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.commands import brief as brief_command
from dashboard.commands import cli
from tests.test_cli import run


@pytest.fixture
def quick(monkeypatch):
    """Let the command write at once what it would draw; return what it was asked."""
    asked = []

    def to_file(brief, format, **drawn):
        asked.append((brief, format))
        return b"drawn"

    monkeypatch.setattr(brief_command, "to_file", to_file)
    return asked


def test_it_writes_the_picture_and_prints_where_last(capsys, tmp_path):
    code, out, err = run(
        capsys, "brief", "--from", "2026-06-01", "--out", tmp_path / "new" / "folder"
    )
    path = Path(out.splitlines()[-1])
    assert code == 0 and err == "" and path.parent == tmp_path / "new" / "folder"
    assert path.suffix == ".png" and path.read_bytes().startswith(b"\x89PNG")
    assert "Reported figures, preliminary" in out


def test_options_reach_the_brief(capsys, tmp_path, quick):
    code, out, _ = run(
        capsys,
        *("brief", "--region", "VE-R", "--relation", "could", "--layout", "region"),
        *("--title", "Sucre", "--banner", "TLP:GREEN", "--format", "pdf"),
        *("--as-of", "2026-11-27T09:30", "--out", tmp_path),
    )
    ((brief, format),) = quick
    assert code == 0 and format == "pdf" and out.strip().endswith(".pdf")
    assert (brief.layout, brief.title, brief.banner) == ("region", "Sucre", "TLP:GREEN")
    assert brief.as_of == "made 27 Nov 2026 09:30 UTC" and brief.region_id == "VE-R"


def test_without_a_campaign_it_keeps_everything_and_says_when_it_was_made(
    capsys, tmp_path, quick
):
    assert run(capsys, "brief", "--out", tmp_path)[0] == 0
    ((brief, _),) = quick
    assert len(brief.rows) == 110 and brief.as_of.endswith(" UTC")


def test_json_says_where_and_what(capsys, tmp_path, quick):
    code, out, _ = run(capsys, "brief", "--out", tmp_path, "--json")
    found = json.loads(out)
    assert code == 0 and Path(found["out"]).read_bytes() == b"drawn"
    assert found["layout"] == "numbers" and found["alt"].startswith(found["title"])


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "layout", [each for each in LAYOUTS if each not in ("region", "compare")]
)
def test_every_layout_has_a_name_of_its_own(capsys, tmp_path, quick, layout):
    _, out, _ = run(capsys, "brief", "--layout", layout, "--out", tmp_path)
    assert out.strip().endswith(f"_{layout}.png")


def test_a_pair_takes_its_other_selection_from_a_link(capsys, tmp_path, quick):
    options = (
        "--layout",
        "compare",
        "--against",
        "from=2026-01-01&campaign=boat_strike",
    )
    code, out, _ = run(capsys, "brief", *options, "--out", tmp_path)
    ((brief, _),) = quick
    assert code == 0 and "_compare_" in out.strip().splitlines()[-1]
    assert [len(side.rows) for side in brief.sides] == [110, 36]


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--layout", "compare"), "needs a second selection"),
        (("--layout", "compare", "--against", "campaign=war"), "must be one of"),
        (("--layout", "poster"), "layout 'poster': must be one of numbers"),
        (("--layout", "region"), "needs a region"),
        (("--format", "gif"), "format 'gif': must be one of png"),
        (("--banner", "TLP:BLUE"), "a TLP label is one of"),
        (("--title", "x" * 200), "title: at most 160 characters"),
        (("--as-of", "soon"), "as-of 'soon': must be an ISO date"),
        (("--campaign", "war"), "campaign 'war': must be one of"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_allowed(
    capsys, tmp_path, quick, options, words
):
    code, out, err = run(capsys, "brief", *options, "--out", tmp_path)
    assert code == 2 and out == "" and words in err
    assert quick == [] and not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_wrong_use(capsys, tmp_path, quick):
    (tmp_path / "file").write_text("")
    code, out, err = run(capsys, "brief", "--out", tmp_path / "file" / "folder")
    assert code == 2 and out == "" and f"--out {tmp_path}" in err and quick == []


def test_the_command_line_opens_without_drawing_code():
    check = "import sys, dashboard.commands.cli; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.call([sys.executable, "-c", check], cwd=ROOT) == 0


def test_help_names_layouts_formats_and_what_is_usual(capsys):
    with pytest.raises(SystemExit) as stop:
        run(capsys, "brief", "--help")
    out = " ".join(capsys.readouterr().out.split())
    assert stop.value.code == 0 and "numbers if not given; or map, table" in out
    assert "png if not given; or png2x, svg, pdf, pptx, docx, html" in out


@pytest.mark.parametrize("query", ["campain=boat_strike", "?b_campaign=vessel_seizure"])
def test_a_second_selection_of_no_filter_is_refused(query, capsys, tmp_path):
    command = ["brief", "--layout", "compare", "--against", query]
    assert cli.main([*command, "--out", str(tmp_path)]) == 2
    assert "no filter has this name" in capsys.readouterr().err


def test_outlines_are_for_the_vector_picture_alone(capsys, tmp_path, quick):
    given = ("brief", "--outlines", "--out", tmp_path)
    code, _, err = run(capsys, *given, "--format", "pdf")
    assert code == 2 and "outlines: only in the format svg, not in pdf" in err
    code, out, _ = run(capsys, "brief", "--outlines", "--format", "svg", *given[2:])
    assert code == 0 and out.strip().endswith("_outlines.svg")
