"""The shell scripts of deploy/, run for real with stand-ins for `docker` and `safeguarding` on the path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "sha256:" + "0123456789abcdef" * 4


def _stand_in(folder: Path, name: str, body: str) -> dict[str, str]:
    """An environment whose path begins with a program of this name."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that pin-images reads, where it may write."""
    (tmp_path / "deploy").mkdir()
    for name in ("docker-compose.yml", "Dockerfile", "deploy/pin-images.sh"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def _pin(checkout: Path, docker: str) -> subprocess.CompletedProcess[str]:
    environment = _stand_in(checkout / "bin", "docker", docker)
    return subprocess.run(["sh", "deploy/pin-images.sh"], cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def test_pinning_writes_what_the_registries_answered(checkout: Path) -> None:
    """Every image with its tag and digest, asked for one by one; the file is one that Compose reads over the other."""
    result = _pin(checkout, f'echo "$@" >> asked; echo "{DIGEST}"')

    assert result.returncode == 0, result.stderr
    pinned = yaml.safe_load((checkout / "docker-compose.pinned.yml").read_text(encoding="utf-8"))["services"]
    compose = yaml.safe_load((checkout / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    for name in ("postgres", "caddy"):
        assert pinned[name] == {"image": f"{compose[name]['image']}@{DIGEST}"}
    assert {name for name in compose if name not in ("postgres", "caddy")} == set(pinned) - {"postgres", "caddy"}
    assert pinned["api"]["build"]["args"]["PYTHON_IMAGE"].startswith("python:3.11-slim-bookworm@sha256:")
    asked = (checkout / "asked").read_text(encoding="utf-8").splitlines()
    assert [line.split()[3] for line in asked] == ["python:3.11-slim-bookworm", compose["postgres"]["image"], compose["caddy"]["image"]]


@pytest.mark.parametrize("docker", ["exit 1", "echo", "echo sha256:0123", f'case "$*" in *caddy*) echo no such image;; *) echo {DIGEST};; esac'])
def test_pinning_writes_nothing_that_was_not_fetched(docker: str, checkout: Path) -> None:
    """No network, no digest, half a digest, the last one missing: a sentence and no file."""
    result = _pin(checkout, docker)

    assert result.returncode == 1
    assert "was not written" in result.stderr
    assert not list(checkout.glob("docker-compose.pinned*"))


def _schedule(tmp_path: Path, ingest: str, **settings: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    environment = _stand_in(tmp_path / "bin", "safeguarding", f"cd {tmp_path}; {ingest}")
    environment |= {"SAFEGUARDING_DATA_DIR": str(tmp_path / "data"), "INGEST_MARK": str(tmp_path / "mark"), "INGEST_RETRY_SECONDS": "1", **settings}
    script = str(ROOT / "deploy" / "ingest-on-schedule.sh")
    return subprocess.Popen(["sh", script], env=environment, stdout=subprocess.PIPE, text=True), environment


def _healthy(environment: dict[str, str]) -> bool:
    return subprocess.run(["sh", str(ROOT / "deploy" / "ingest-on-schedule.sh"), "healthy"], env=environment, check=False).returncode == 0


def _wait_for(path: Path, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not path.exists():
        time.sleep(0.05)
    return path.exists()


def _stop(process: subprocess.Popen[str]) -> str:
    process.terminate()
    said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    return said


@pytest.mark.parametrize("hours", ["24", "0"])
def test_the_schedule_publishes_at_the_start_and_is_healthy_after_it(hours: str, tmp_path: Path) -> None:
    """Not healthy before the first run has ended; told to stop, it stops at once."""
    process, environment = _schedule(tmp_path, 'echo "$@" >> calls; sleep 1', INGEST_EVERY_HOURS=hours)

    assert not _healthy(environment)
    assert _wait_for(tmp_path / "mark")
    assert _healthy(environment)
    _stop(process)
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "ingest\n"


def test_a_run_that_published_but_for_some_files_counts(tmp_path: Path) -> None:
    """Exit code 3: the files are named in the log and the rest is live."""
    process, environment = _schedule(tmp_path, "exit 3")

    assert _wait_for(tmp_path / "mark")
    assert _healthy(environment)
    _stop(process)


def test_a_run_that_failed_is_tried_again(tmp_path: Path) -> None:
    """Unhealthy until one ends well."""
    process, environment = _schedule(tmp_path, "[ -e once ] && exit 0; touch once; exit 1")

    assert _wait_for(tmp_path / "once")
    assert not _healthy(environment)
    assert _wait_for(tmp_path / "mark")
    _stop(process)


def test_an_old_mark_is_unhealthy(tmp_path: Path) -> None:
    """The run that was due two hours ago and more did not happen."""
    environment = {**os.environ, "INGEST_MARK": str(tmp_path / "mark"), "INGEST_EVERY_HOURS": "24"}
    (tmp_path / "mark").touch()
    assert _healthy(environment)

    os.utime(tmp_path / "mark", (time.time() - 27 * 3600,) * 2)
    assert not _healthy(environment)


def test_the_schedule_leaves_a_library_of_the_desk_alone(tmp_path: Path) -> None:
    """A run would put the library back to the starter pack and the web sources."""
    (tmp_path / "data" / "desk" / "library").mkdir(parents=True)
    process, environment = _schedule(tmp_path, "touch called")

    assert _wait_for(tmp_path / "mark")
    assert _healthy(environment)
    assert "desk publishes" in _stop(process)
    assert not (tmp_path / "called").exists()


def test_the_health_check_says_what_is_wrong(tmp_path: Path) -> None:
    """Nobody listens: exit code 1 with the address."""
    script = str(ROOT / "deploy" / "healthy.py")
    result = subprocess.run([sys.executable, script, "http://127.0.0.1:9/healthz"], capture_output=True, text=True, check=False)

    assert result.returncode == 1
    assert "127.0.0.1:9" in result.stderr


def test_the_proxys_file_means_what_it_says(tmp_path: Path) -> None:
    """By Caddy itself, where it is installed: valid, and figures for operators are refused before anything is handed on."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("No Caddy on this machine: apt-get install caddy")
    environment = {**os.environ, "SITE_ADDRESS": "example.org", "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    file = ["--config", str(ROOT / "deploy" / "Caddyfile"), "--adapter", "caddyfile"]

    checked = subprocess.run([caddy, "validate", *file], env=environment, capture_output=True, text=True, check=False)
    adapted = subprocess.run([caddy, "adapt", *file], env=environment, capture_output=True, text=True, check=False).stdout

    assert checked.returncode == 0, checked.stderr
    assert 0 < adapted.index('"status_code":404') < adapted.index('"X-Staff"') < adapted.index('"reverse_proxy"')
