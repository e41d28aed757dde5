"""The API against its own description: requests that fit it and requests that do not, made by schemathesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from web_fake import NOW, FakeAssistant

from assistant.channels.api import create_app
from assistant.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

EXAMPLES = 30
DESCRIBED = {
    "POST /api/ask",
    "POST /api/search",
    "GET /api/search",
    "GET /api/documents",
    "GET /api/documents/{document_id}",
    "POST /api/feedback",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
}


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_answers_are_those_that_are_described(mode):
    """No server error, no status, type, header or shape that the description does not name; what does not fit it is refused."""
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    app = create_app(FakeAssistant(), Settings(_env_file=None, rate_limit=10_000_000), clock=lambda: NOW)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    wanted = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]
    tried, any_fits = set(), set()
    for operation in (result.ok() for result in schema.get_all_operations()):
        tried.add(operation.label)
        if mode == "negative" and not operation.body and not list(operation.iter_parameters()):
            continue  # nothing of it could be wrong

        @given(case=operation.as_strategy(schemathesis.GenerationMode(mode)))
        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def check(case):
            case.call_and_validate(checks=wanted)

        try:
            check()
        except Unsatisfiable:
            any_fits.add(operation.label)
    assert tried >= DESCRIBED
    assert any_fits <= ({"GET /api/documents/{document_id}"} if mode == "negative" else set())
