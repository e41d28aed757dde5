"""Runs as JSON Lines: the first line says what was measured and with what, each further line is one question."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.settings import Settings
from eval.cases import Case
from eval.results import CaseResult, Score
from eval.run import Suite

_PACKAGES = ("torch", "sentence-transformers", "chromadb", "bm25s", "langchain", "pypdf", "pypdfium2", "numpy", "ir-measures")
_PRODUCT = "safeguarding-bedfordshire-assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHeader:
    """What was measured. ``settings`` has no secret; ``digests`` are SHA-256 of prompts, knowledge and each question set."""

    id: str
    created: str
    clock: str
    generation: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    suites: tuple[str, ...] = ()
    limit: int | None = None
    memory_mb: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A header with its results in the order of the cases."""

    header: RunHeader
    results: tuple[CaseResult, ...]


def describe(settings: Settings, suites: Sequence[Suite], generation: str, *, now: datetime, clock: datetime) -> RunHeader:
    """The header of a run that is about to start."""
    digests = {"prompts": folder_digest(settings.prompts_dir), "knowledge": folder_digest(settings.knowledge_dir)}
    # A changed checker moves figures as a changed product does, so a comparison must be able to tell.
    digests["evaluation"] = folder_digest(Path(__file__).parent, "*.py")
    digests |= {f"suite {suite.name}": hashlib.sha256(suite.path.read_bytes()).hexdigest() for suite in suites}
    return RunHeader(
        id=now.strftime("%Y%m%dT%H%M%S"),
        created=now.isoformat(timespec="seconds"),
        clock=clock.isoformat(timespec="minutes"),
        generation=generation,
        settings=_plain_settings(settings),
        digests=digests,
        versions=_versions(),
        suites=tuple(suite.name for suite in suites),
    )


def write_run(path: Path, run: Run) -> None:
    """Write a run; the folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [{"kind": "run", **asdict(run.header)}, *({"kind": "result", **_result_json(result)} for result in run.results)]
    path.write_text("".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Read a run.

    Raises:
        SettingsError: the file is missing or is not a run.
    """
    try:
        first, *rest = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        values: dict[str, Any] = {key: tuple(value) if key == "suites" else value for key, value in first.items() if key != "kind"}
        header = RunHeader(**values)
        return Run(header=header, results=tuple(_result(line) for line in rest))
    except OSError as error:
        raise SettingsError(f"The run {path} cannot be read. Check the path.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise SettingsError(f"{path} is not a run of this evaluation: {error}") from error


def latest_run(folder: Path) -> Path:
    """The newest run kept in a folder. Raises ``SettingsError`` when there is none."""
    runs = sorted(folder.glob("*.jsonl"))
    if not runs:
        raise SettingsError(f"There is no earlier run in {folder}. Run `safeguarding eval` once before comparing.")
    return runs[-1]


def folder_digest(folder: Path, pattern: str = "*") -> str:
    """SHA-256 over names and bytes of all files below a folder, empty when it does not exist."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _plain_settings(settings: Settings) -> dict[str, Any]:
    secret = {name for name, field_ in type(settings).model_fields.items() if "Secret" in str(field_.annotation)}
    # Addresses of databases may hold a password.
    return settings.model_dump(mode="json", exclude=secret | {"database_url", "chroma_url"})


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "platform": platform.platform()}
    for name in (_PRODUCT, *_PACKAGES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _result_json(result: CaseResult) -> dict[str, Any]:
    return {
        "suite": result.suite,
        "case": result.case.model_dump(mode="json"),
        "scores": {name: [score.value, score.weight] for name, score in sorted(result.scores.items())},
        "missing": result.missing,
        "failures": result.failures,
        "answer": result.answer,
        "hits": result.hits,
        "trace": result.trace,
        "evidence": result.evidence,
        "stages_ms": {name: round(value, 2) for name, value in result.stages_ms.items()},
        "error": result.error,
    }


def _result(line: dict[str, Any]) -> CaseResult:
    values = {key: value for key, value in line.items() if key != "kind"}
    values["case"] = Case.model_validate(values["case"])
    values["scores"] = {name: Score(*pair) for name, pair in values["scores"].items()}
    for name in ("missing", "failures", "hits"):
        values[name] = tuple(values[name])
    return CaseResult(**values)
