"""What is noted of an answer: enough for what people ask, and no word of a question."""

from __future__ import annotations

import pytest
from web_fake import GUIDE, FakeAssistant

from assistant.channels.tracing import Traced
from assistant.domain import Question
from assistant.state import Records, open_database


@pytest.fixture
def records(tmp_path):
    database = open_database(tmp_path)
    yield Records(database)
    database.close()


def test_an_answer_is_noted_without_the_question(records):
    """Outcome, area, document and its title as topic; not the words."""
    assistant = Traced(FakeAssistant(), lambda: records, channel="web")
    assistant.answer(Question(text="When do I use the zebra tool in Luton?"))
    assistant.answer(Question(text="not_found please", area="central"))
    assistant.finish()
    found = {trace.status: trace for trace in records.traces()}

    assert (found["answered"].area, found["not_found"].area) == ("luton", "central")
    assert found["answered"].details == {"topics": [GUIDE.title], "documents": [GUIDE.id]}
    assert "zebra" not in str(found)
    assert records.gaps(10) == []


def test_wording_counts_as_a_gap_only_where_it_was_sent_along(records):
    """By choice, masked, and only of a question that was not answered."""
    assistant = Traced(FakeAssistant(), lambda: records, channel="web")
    unanswered = assistant.answer(Question(text="not_found please"))
    answered = assistant.answer(Question(text="anything"))
    assistant.feedback(unanswered.id, False, "", None)
    assistant.feedback(answered.id, False, "", "a question that was answered")
    assistant.feedback(unanswered.id, False, "", "who rings 07700 900123 about it?")
    assistant.finish()
    (gap,) = records.gaps(10)

    assert gap.wording.startswith("who rings")
    assert "900123" not in gap.wording


def test_a_database_that_is_down_delays_no_answer():
    """The note is lost; the answer is not."""

    def broken():
        raise OSError("disk")

    assistant = Traced(FakeAssistant(), broken, channel="web")
    assert assistant.answer(Question(text="anything")).id == "a1"
    assistant.finish()
