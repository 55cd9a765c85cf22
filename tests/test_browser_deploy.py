"""The files of ``deploy/``: web servers before two workers, a worker with no leave."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dashboard import ROOT
from tests.browser import find_free_port, run_app, stop, wait_until_still
from tests.test_browser import click_at, map_frame

pytestmark = pytest.mark.full

DEPLOY = ROOT / "deploy"
OPTIONS = ("--server.baseUrlPath", "incidents")
PAGES = ("Region", "Compare", "Brief", "Data", "Changes", "Method")
AROUND = """pid {0}/pid; error_log {0}/errors; worker_processes 1; events {{}}
http {{ include /etc/nginx/mime.types; access_log {0}/access;
client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/f;
uwsgi_temp_path {0}/u; scgi_temp_path {0}/s; {1} }}"""


def changed(text: str, changes: dict[str, str]) -> str:
    """Return a file with words changed, each of which it must hold."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def nginx_here(port: int, workers: list[str], folder: Path) -> str:
    """Return the file of nginx for loopback: other ports, no certificate, no https."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r".*ssl_certificate.*\n", "", text)
    changes = {
        "127.0.0.1:8501": workers[0],
        "127.0.0.1:8502": workers[1],
        "listen 443 ssl": f"listen 127.0.0.1:{port}",
        " Secure;": "",
        "/etc/nginx/incidents-headers.conf": str(DEPLOY / "incidents-headers.conf"),
        "Host       $host;": "Host       $http_host;",
    }
    return AROUND.format(folder, changed(text, changes))


def caddy_here(port: int, workers: list[str], folder: Path) -> str:
    """Return the file of Caddy for loopback: other ports, no certificate, no https."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    changes = {
        "127.0.0.1:8501 127.0.0.1:8502": " ".join(workers),
        "example.org {": f"http://127.0.0.1:{port} {{",
    }
    return "{\n\tadmin off\n\tauto_https off\n}\n" + changed(text, changes)


def serving(name: str, conf: Path) -> list[str]:
    """Return the command that serves by a file until it is ended."""
    if name == "nginx":
        return ["nginx", "-g", "daemon off;", "-c", str(conf)]
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(conf)]


def open_to_all(folder: Path) -> None:
    """Let every user pass through a folder of pytest, which is root's alone."""
    for each in (folder, *folder.parents[:3]):
        if each.name.startswith(("pytest-", "popen-", "test_")):
            each.chmod(0o755)


@pytest.fixture(params=["nginx", "caddy"])
def proxied(request, tmp_path):
    """Yield the address of a web server before two workers, and its folder."""
    name = request.param
    if shutil.which(name) is None:
        pytest.fail("needs both: sudo apt-get install -y nginx-light caddy")
    port = find_free_port()
    open_to_all(tmp_path)  # nginx leaves root behind
    with (
        run_app(*OPTIONS, name="worker-1") as one,
        run_app(*OPTIONS, name="worker-2") as two,
    ):
        workers = [each.url.split("/")[2] for each in (one, two)]
        conf = tmp_path / f"{name}.conf"
        write = {"nginx": nginx_here, "caddy": caddy_here}[name]
        conf.write_text(write(port, workers, tmp_path), encoding="utf-8")
        home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
        server = subprocess.Popen(serving(name, conf), env=home)
        try:
            wait_for(f"http://127.0.0.1:{port}/incidents/_stcore/health")
            yield f"http://127.0.0.1:{port}", tmp_path
        finally:
            stop(server)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def is_upload(answer) -> bool:
    return "/upload_file/" in answer.url and answer.request.method == "PUT"


def test_every_page_works_behind_a_web_server_and_its_headers(proxied, browser):
    root, folder = proxied
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said, failed = [], []
    page.on("console", lambda each: said.append(each.text))
    page.on("requestfailed", lambda each: failed.append(each.url))
    page.goto(f"{root}/incidents")
    frame = map_frame(page)
    wait_until_still(page)
    click_at(page, frame, 16.25, -71.52)
    page.locator(".incident-card", has_text="Isla Beata").wait_for()
    for name in PAGES:
        page.get_by_role("link", name=name, exact=True).first.click()
        page.locator("a[aria-current=page]", has_text=name).wait_for()
        wait_until_still(page)
        page.wait_for_load_state("networkidle")  # who leaves breaks requests off
    page.get_by_role("link", name="Data", exact=True).first.click()
    wait_until_still(page)
    with page.expect_response(is_upload) as sent:
        page.set_input_files("input[type=file]", str(ROOT / "incidents.csv"))
    assert sent.value.ok
    wait_until_still(page)
    assert not [each for each in said if "Content Security Policy" in each]
    assert not failed
    cookies = {each["name"]: each for each in page.context.cookies()}
    assert cookies["worker"]["value"]
    assert not [each for each in (folder / "body").rglob("*") if each.is_file()]
    page.close()


def test_metrics_are_shut_and_both_workers_are_used(proxied):
    root, _ = proxied
    for path in ("/incidents/_stcore/metrics", "/_stcore/metrics"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(root + path, timeout=5)
    seen = set()
    for number in range(40):
        asked = urllib.request.Request(
            f"{root}/incidents/", headers={"User-Agent": f"test {number}"}
        )
        with urllib.request.urlopen(asked, timeout=5) as answer:
            headers = answer.headers
            seen.add(headers["Set-Cookie"].split(";")[0])
    assert len(seen) == 2 and all(each.startswith("worker=") for each in seen)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]


def test_both_web_servers_send_one_policy():
    policy = re.compile(r'Content-Security-Policy "([^"]+)"')
    files = ("incidents-headers.conf", "Caddyfile")
    found = {policy.search((DEPLOY / each).read_text())[1] for each in files}
    assert len(found) == 1


def test_a_worker_needs_no_network_and_no_leave_to_write(tmp_path):
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.fail("needs root and unshare, to take network and leave away")
    port, home = find_free_port(), tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    open_to_all(tmp_path)
    run = (
        f"mount --bind {ROOT} {ROOT} && mount -o remount,bind,ro {ROOT} && "
        f"ip link set lo up && exec setpriv --reuid 65534 --regid 65534 "
        f"--clear-groups --no-new-privs {sys.executable} -m streamlit run "
        f"dashboard/app.py --server.port {port} --server.headless true "
        f"--server.fileWatcherType none & sleep 0; for n in $(seq 100); do "
        f'{sys.executable} -c "import urllib.request as u; '
        f"print(u.urlopen('http://127.0.0.1:{port}/_stcore/health').read())\" "
        f"2>/dev/null && exit 0; sleep 0.3; done; exit 1"
    )
    environment = {**os.environ, "HOME": str(home), "MPLCONFIGDIR": str(home)}
    done = subprocess.run(
        [
            "unshare",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            run,
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "b'ok'" in done.stdout


def test_systemd_takes_the_unit():
    if shutil.which("systemd-analyze") is None:
        pytest.fail("needs systemd-analyze: sudo apt-get install -y systemd")
    unit = DEPLOY / "dashboard@.service"
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = [
        line for line in done.stderr.splitlines() if "is not executable" not in line
    ]
    assert not wrong
