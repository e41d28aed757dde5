"""What changed between editions, as a page; how each partnership is reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from web_fake import BLOCKS, GUIDE, NOW, OLD, FakeAssistant

from assistant.channels.api import create_app
from assistant.settings import Settings

GONE = "Ask nobody <b>else</b>."


def client_over(tmp_path, *, public=False, **changed):
    """The pages over a library whose older edition differs; ``changed`` fields of both editions."""
    fake = FakeAssistant(tmp_path)
    fake.generation.documents |= {GUIDE.id: replace(GUIDE, **changed), OLD.id: replace(OLD, **changed)}
    older = (*BLOCKS[:2], replace(BLOCKS[2], text=BLOCKS[2].text.replace("repeats", "returns")), replace(BLOCKS[3], text=GONE), *BLOCKS[4:])
    fake.generation.blocks = lambda document_id: older if document_id == OLD.id else BLOCKS
    settings = Settings(_env_file=None, data_dir=tmp_path, rate_limit=1000)
    return TestClient(create_app(fake, settings, public=public, clock=lambda: NOW))


def test_the_page_says_in_words_what_is_new_removed_and_reworded(tmp_path):
    """Labels for ears beside marks for eyes; text of documents is shown as text."""
    page = client_over(tmp_path).get("/library/luton-neglect/changes").text

    assert "1 new, 1 removed, 1 reworded" in page
    assert '<span class="unseen">removed: </span>returns' in page
    assert '<span class="unseen">added: </span>repeats.' in page
    assert "Ask nobody &lt;b&gt;else&lt;/b&gt;." in page
    assert "<h2>When to use the tool</h2>" in page


def test_both_editions_lead_to_it(tmp_path):
    """The current edition lists the earlier one with what changed since; the replaced one links there too."""
    client = client_over(tmp_path)
    for document in (GUIDE.id, OLD.id):
        assert f"/library/{GUIDE.id}/changes?before={OLD.id}" in client.get(f"/library/{document}").text
    assert client.get(f"/library/{GUIDE.id}/changes", params={"before": OLD.id}).status_code == 200


@pytest.mark.parametrize("path", ["/library/bedford-review/changes", "/library/luton-neglect/changes?before=pan-digest", "/library/none/changes"])
def test_without_an_earlier_edition_it_says_so(tmp_path, path):
    """No earlier edition, another document, no document."""
    assert client_over(tmp_path).get(path).status_code == 404


def test_words_that_may_not_be_republished_are_only_counted(tmp_path):
    """A document that may merely be linked to shows how much changed, not what."""
    page = client_over(tmp_path, republish="link").get("/library/luton-neglect/changes").text

    assert "1 reworded" in page
    assert "may not be shown here" in page
    assert "Ask nobody" not in page
    assert "Keep a chronology" not in page


def test_the_public_sees_no_editions_for_practitioners(tmp_path):
    """As everywhere in the library."""
    assert client_over(tmp_path, public=True, audience="practitioner").get("/library/luton-neglect/changes").status_code == 404


@pytest.mark.parametrize("path", ["/about", "/accessibility"])
def test_the_partnerships_can_be_reached(tmp_path, path):
    """Mail and telephone of each business unit stand on the page, as the contacts hold them, with what nobody has rung yet marked."""
    page = client_over(tmp_path).get(path).text

    for part in ("mailto:lscb@bedford.gov.uk", "tel:03003006455", "mailto:lutonlscb@luton.gov.uk", "not yet checked"):
        assert part in page
    corrected = tmp_path / "knowledge" / "contacts.yaml"
    corrected.parent.mkdir()
    row = "{area: luton, role: partnership office, name: Luton office, scope: anyone, email: office@example.org, source: x, source_date: x}"
    corrected.write_text(f"contacts: [{row}]\n", encoding="utf-8")
    page = client_over(tmp_path).get(path).text
    assert "mailto:office@example.org" in page
    assert "lscb@bedford.gov.uk" not in page
