"""Dockerfile by the usual rules of a linter, and by what this repository needs of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def _instructions() -> list[tuple[str, str]]:
    """Each instruction with its arguments; lines that go on are joined, comments left out."""
    lines = [line for line in TEXT.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in joined.splitlines()]


INSTRUCTIONS = _instructions()
FINAL = INSTRUCTIONS[max(n for n, (name, _) in enumerate(INSTRUCTIONS) if name == "FROM") :]


def test_only_known_instructions() -> None:
    """A misspelt one would stop a build that nobody runs here."""
    known = {"ARG", "FROM", "ENV", "RUN", "COPY", "WORKDIR", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}

    assert {name for name, _ in INSTRUCTIONS} <= known  # and so no ADD, which fetches from addresses
    assert INSTRUCTIONS[0][0] == "ARG"


def test_images_name_a_version() -> None:
    """Every stage begins with the one base image, whose tag is no `latest`."""
    base = next(value for name, value in INSTRUCTIONS if name == "ARG")

    assert re.fullmatch(r"PYTHON_IMAGE=python:3\.\d+-slim-\w+", base)
    assert [value.split()[0] for name, value in INSTRUCTIONS if name == "FROM"] == ["${PYTHON_IMAGE}"] * 2
    assert "latest" not in TEXT
    assert "sha256:" not in TEXT


def test_the_python_is_one_that_the_package_allows() -> None:
    """The package says which versions it runs on."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    found = re.search(r"python:3\.(\d+)", TEXT)

    assert found
    assert int(found[1]) >= int(needed.removeprefix(">=3."))


def test_it_runs_as_nobody_special() -> None:
    """The last USER is not root, and nothing is written after it."""
    users = [value for name, value in FINAL if name == "USER"]
    names = [name for name, _ in FINAL]

    assert users == ["app"]
    assert "useradd --system --uid 10001" in TEXT
    assert not {"RUN", "COPY"} & set(names[names.index("USER") :])


def test_the_final_stage_builds_nothing() -> None:
    """Neither packages nor compilers: it copies what the first stage made."""
    for name, value in FINAL:
        assert not (name == "RUN" and re.search(r"apt|pip|gcc|make|curl|wget", value)), value
    assert "apt-get" not in TEXT
    assert {value.split()[0] for name, value in FINAL if name == "COPY"} == {"--from=build"}


def test_nothing_secret_is_built_in() -> None:
    """Neither as an argument nor as an environment variable."""
    for name, value in INSTRUCTIONS:
        if name in {"ARG", "ENV"}:
            assert not re.search(r"PASSWORD|SECRET|TOKEN|API_KEY", value)


def test_commands_need_no_shell() -> None:
    """In exec form, so that signals reach the process and it ends when it is told to."""
    health = next(value for name, value in FINAL if name == "HEALTHCHECK")

    assert next(value for name, value in FINAL if name == "CMD").startswith("[")
    assert re.search(r'CMD \["python", "deploy/healthy\.py"', health)


def test_everything_that_is_copied_exists_and_is_sent_to_the_builder() -> None:
    """.dockerignore leaves out all but what the Dockerfile names."""
    copied = [source for name, value in INSTRUCTIONS if name == "COPY" and "--from" not in value for source in value.split()[:-1]]

    assert IGNORED[1] == "*"
    for source in copied:
        assert (ROOT / source).exists(), source
        assert f"!{source.split('/')[0]}" in IGNORED, source
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert {name.split(".")[0] for name in packages} <= set(copied)


def test_pytorch_comes_from_the_index_that_its_page_names() -> None:
    """The index is an argument without a default: pip's own would bring the build for graphics cards."""
    assert ("ARG", "TORCH_INDEX") in INSTRUCTIONS
    assert 'test -n "${TORCH_INDEX}"' in TEXT
    assert "pytorch.org/get-started" in TEXT
    assert re.search(r"^torch==\S+$", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    assert re.search(r"^opencv-python==\S+$", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
