"""The core as operators watch it: every answer timed by stage and counted, and gauges of the library read when somebody looks."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from assistant.channels.measures import Measures
from assistant.channels.seam import Around, AssistantLike
from assistant.clock import system_clock
from assistant.domain import Answer, Question
from assistant.library import View, is_overdue
from assistant.settings import Settings
from assistant.timing import measured


class Watched(Around):
    """An assistant whose answers are counted. Everything else passes through."""

    def __init__(self, assistant: AssistantLike, measures: Measures, *, states: bool = False) -> None:
        """``states``: also count replies by state, for a channel that does not do so itself."""
        super().__init__(assistant)
        self._measures, self._states = measures, states

    def answer(self, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The core's answer, noted."""
        with measured() as stages:
            answer = super().answer(question, on_stage)
        self._measures.note(answer, stages.as_dict())
        if self._states:
            self._measures.answers.labels(answer.status.value).inc()
        return answer


class LibraryGauges(Collector):
    """What is live, how old it is and what is past its review date, as of the moment of looking. Never raises."""

    def __init__(self, assistant: AssistantLike, data_dir: Path, clock: Callable[[], datetime]) -> None:
        self._assistant, self._data_dir, self._clock = assistant, data_dir, clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read the library anew."""
        health = self._assistant.health()
        problems = health.get("problems")
        yield _gauge("safeguarding_switched_off", "1 while the off switch is on", float(bool(health.get("switched_off"))))
        yield _gauge("safeguarding_model_configured", "1 when a language model is set; 0: quoting mode", float(bool(health.get("model"))))
        yield _gauge("safeguarding_model_healthy", "0 while the language model rests after failures", float(bool(health.get("model_healthy", True))))
        left = health.get("model_calls_left")
        if isinstance(left, int):
            yield _gauge("safeguarding_model_calls_left", "Calls of the language model left today in this process", float(left))
        of_library: list[GaugeMetricFamily] = []
        with contextlib.suppress(Exception):  # figures must come out when everything else is broken
            of_library = list(self._of(self._assistant.view()))
        yield from of_library
        yield _gauge("safeguarding_library_ready", "1 when the live library can be read", float(bool(of_library)))
        yield _gauge("safeguarding_library_problems", "Problems that health names", float(len(problems) if isinstance(problems, list) else 0))
        yield from self._disk()

    def _of(self, view: View) -> Iterator[GaugeMetricFamily]:
        today = self._clock().date()
        documents = view.documents()
        overdue = sum(is_overdue(document, today) for document in documents if document.edition == "current")
        yield _gauge("safeguarding_documents", "Documents that readers can see", float(len(documents)))
        yield _gauge("safeguarding_sources_past_review", "Current documents past their review date", float(overdue))
        manifest = getattr(view.generation, "manifest", None)
        if manifest is not None:
            made = datetime.fromisoformat(manifest.created)
            made = made if made.tzinfo else made.replace(tzinfo=UTC)
            age = (self._clock().astimezone(UTC) - made).total_seconds()
            yield _gauge("safeguarding_generation_age_seconds", "Time since the live library was published", age)

    def _disk(self) -> Iterator[GaugeMetricFamily]:
        place = next((folder for folder in (self._data_dir, *self._data_dir.resolve().parents) if folder.exists()), None)
        if place is not None:
            yield _gauge("safeguarding_disk_free_bytes", "Free space where the library lives", float(shutil.disk_usage(place).free))


def watched_with_server(assistant: AssistantLike, settings: Settings, clock: Callable[[], datetime] = system_clock) -> Watched:
    """For a process without a web server of its own (Slack): the figures at ``/`` of ``metrics_port``, where one is set."""
    measures = Measures()
    measures.registry.register(LibraryGauges(assistant, settings.data_dir, clock))
    if settings.metrics_port:
        start_http_server(settings.metrics_port, addr=settings.host, registry=measures.registry)
    return Watched(assistant, measures, states=True)


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, help_text)
    family.add_metric([], value)
    return family
