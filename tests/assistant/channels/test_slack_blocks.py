"""Answers as Block Kit: limits, order, nothing injected, no source cut."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.channels.slack_blocks import MESSAGE_LIMIT, Frame, render, shared
from assistant.channels.slack_events import ask_from
from assistant.channels.slack_home import channel_dialogue, home, person_dialogue, reason_dialogue
from assistant.channels.slack_sources import contact_line
from assistant.channels.slack_text import escaped, link, pieces, plain, shortened
from assistant.domain import Answer, Contact, Document, Notice, Source, Statement, Status

sys.path.insert(0, str(Path(__file__).parents[2] / "slack"))
from fake_limits import check_blocks, check_message, check_view

GUIDE = Document(id="d", title="Neglect <guidance> & more", kind="procedure", area="luton", published=date(2025, 9, 1))
DOOR = Contact(area="luton", role="front door", name="Luton MASH", scope="child lives", phone="01582 547653")


def made(statements=1, sources=1, words="Use the tool.", **more):
    found = tuple(
        Source(n=n, document=GUIDE, page=n, heading="When " * 30, quote="q", url=f"/library/d?page={n}", remark="Old. " * 60)
        for n in range(1, sources + 1)
    )
    lines = tuple(Statement(text=f"{n} {words}", kind="quote", citations=(n % max(sources, 1) + 1,)) for n in range(statements))
    return Answer(id="a", status=Status.ANSWERED, text=words, statements=lines, sources=found, contacts=(DOOR,), **more)


def text_of(message):
    return "\n".join(b["text"]["text"] for b in message.blocks if b["type"] == "section")


def size(message):
    return len(message.text) + sum(len(b["text"]["text"]) for b in message.blocks if b["type"] == "section")


@pytest.mark.parametrize(("statements", "sources", "length"), [(1, 1, 1), (5, 3, 40), (200, 40, 400), (3, 40, 9_000), (1, 90, 30)])
def test_a_message_stays_within_the_limits_and_keeps_every_source(statements, sources, length):
    """However long the answer, the blocks are valid and each source still stands with its number."""
    message = render(
        made(statements, sources, "word & <more> " * length), Frame(public_url="https://a.example", key="k" * 200, ask_area=True, share_to="C1")
    )

    check_message(message.text, list(message.blocks))
    assert size(message) <= MESSAGE_LIMIT
    assert all(f"[{n}] " in text_of(message) for n in range(1, sources + 1))


def test_what_was_left_out_is_said():
    """A shortened answer says so; a whole one does not."""
    assert "left out" in text_of(render(made(200, 5, "word " * 100)))
    assert "left out" not in text_of(render(made(5, 5)))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_can_break_out(text):
    """Whatever a document holds, no mention, link or broken bracket comes of it."""
    answer = made(1, 1, text or "x", notices=(Notice(kind="partial", text=text or "x"),))
    answer = replace(
        answer, sources=(replace(answer.sources[0], remark=text, heading=text, document=replace(GUIDE, title=text or "x"), url=f"/x?{text}"),)
    )

    message = render(answer, Frame(public_url="https://a.example", key="k", echo=text))

    check_message(message.text, list(message.blocks))


@given(st.text(alphabet="ab <>&|*_\n", max_size=200), st.integers(8, 40))
@settings(max_examples=150, deadline=None)
def test_pieces_lose_nothing(text, limit):
    """Cut text is whole when put together, and no part is too long or ends inside an entity."""
    safe = escaped(text)
    parts = pieces(safe, limit)

    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(safe.split())
    assert not any(part.rstrip(";").endswith(("&am", "&l", "&g", "&amp", "&lt", "&gt")) and not part.endswith(";") for part in parts)


def test_formatting_marks_of_a_document_stay_visible():
    """A pair of asterisks would be eaten by Slack; a word joiner after the first keeps both, and prose stays as it is."""
    assert escaped("a *b* c") == "a *\N{WORD JOINER}b* c"
    assert escaped("3 * 4, snake_case, 5*") == "3 * 4, snake_case, 5*"


def test_only_web_addresses_become_links():
    """A script address leaves its label; brackets and bars in an address are encoded."""
    assert link("javascript:alert(1)", "Title") == "Title"
    assert link("https://a.example/x|y>z", "T|t") == "<https://a.example/x%7Cy%3Ez|T¦t>"


def test_notices_lead_and_urgent_is_first():
    """What to do at once stands before all else, then the other notices, the state in words and the answer."""
    answer = made(
        1,
        1,
        notices=(
            Notice(kind="partial", text="Part only."),
            Notice(kind="personal_data", text="Leave out names."),
            Notice(kind="urgent", text="Ring 999."),
        ),
    )
    message = render(answer)
    text = text_of(message)

    order = [
        text.index(part)
        for part in (
            "*Ring <tel:999|999>.*", "Leave out names.", "Part only.", "Answered from the library", "Use the tool.", "Whom to ring", "*Sources*",
        )
    ]
    assert order == sorted(order)
    assert message.blocks[0]["text"]["text"].endswith("Urgent: act now")


@pytest.mark.parametrize("status", list(Status))
def test_every_state_is_said_in_words(status):
    """Screen and fall-back text both name the state, without a statement in the answer too."""
    message = render(Answer(id="a", status=status, text="First part.\n\nSecond part."))

    check_message(message.text, list(message.blocks))
    assert "First part." in text_of(message)
    assert "Second part." in text_of(message)
    assert not message.text.startswith(":")


def test_a_number_dials_and_says_that_nobody_has_rung_it():
    """Contacts are tap-to-call; an unchecked number carries its remark, a checked one does not."""
    assert "<tel:01582547653|01582 547653> (not yet test-rung)" in contact_line(DOOR)
    assert "test-rung" not in contact_line(replace(DOOR, checked=date(2026, 1, 1)))


def test_a_shared_answer_has_no_buttons_and_not_what_was_asked():
    """What goes to the channel is the answer with its sources only."""
    message = render(made(), Frame(key="k", echo="Is Jane at risk?", share_to="C1"))
    public = shared(message.blocks, message.text, "U1")

    assert check_blocks(list(public.blocks))
    assert "Jane" not in json.dumps(public.blocks)
    assert all(b["type"] == "section" for b in public.blocks)


def test_a_source_without_our_own_address_links_to_the_publisher():
    """With no public address set, Slack readers get the publisher's page, or no link."""
    outside = replace(made(), sources=(replace(made().sources[0], document=replace(GUIDE, source_url="https://p.example/doc")),))

    assert "<https://p.example/doc|" in text_of(render(outside))
    assert "<http" not in text_of(render(made()))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@UBOT> what is GCP2 &amp; when?", "what is GCP2 & when?"),
        ("ask <@U2|jane> or <#C1|desk> <!channel> now", "ask a colleague or #desk now"),
        ("see <https://a.example|the page> or <https://b.example> or <mailto:a@b.c|a@b.c>", "see the page or https://b.example or a@b.c"),
        ("a &lt;b&gt; c", "a <b> c"),
    ],
)
def test_what_a_person_typed_is_read_without_markup(typed, read):
    """Names of people fall away before anything is searched."""
    assert plain(typed, "UBOT") == read


def test_shortened_text_is_never_longer_and_never_half_a_link():
    """Cutting stops before an open link or entity."""
    assert shortened("abc <https://a.example|label> def", 20) == "abc…"
    assert shortened("a" * 30, 10) == "a" * 9 + "…"


def event(**more):
    base = {"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1.1", "text": "hello"}
    return {"type": "event_callback", "team_id": "T1", "event": {**base, **more}}


def test_a_mention_and_its_twin_have_one_key():
    """Both events of a mention name the same message."""
    mention = ask_from(event(type="app_mention", channel="C1", channel_type=None, text="<@UBOT> hi"), "UBOT")

    assert mention.key == "T1:C1:1.1"
    assert ask_from(event(channel="C1", channel_type="channel", text="<@UBOT> hi", thread_ts="0.1"), "UBOT") is None


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B9"},
        {"user": "UBOT"},
        {"subtype": "channel_join"},
        {"subtype": "message_deleted"},
        {"channel": "C1", "channel_type": "channel"},
        {"user": "USLACKBOT"},
    ],
)
def test_what_is_not_a_question_is_left_alone(more):
    """Bots, ourselves, joins, deletions and talk in channels."""
    assert ask_from(event(**more), "UBOT") is None


def test_many_short_lines_still_leave_room_for_sources_and_buttons():
    """Lines that would each take a block are joined before anything is lost."""
    lines = tuple(Statement(text=f"Line {n}.", kind="template" if n % 2 else "quote") for n in range(120))
    message = render(replace(made(), statements=lines), Frame(key="k", ask_area=True))

    assert len(message.blocks) <= 50
    assert "Line 119." in text_of(message)
    assert "[1] Neglect" in text_of(message)
    assert message.blocks[-1]["type"] == "actions"


def test_many_long_notices_stay_within_the_limit():
    """Notices are shortened together, and the sources still stand."""
    message = render(made(3, 5, notices=tuple(Notice(kind="conflict", text=f"{n} " + "word " * 500) for n in range(12))))

    assert size(message) <= MESSAGE_LIMIT
    assert "[5] " in text_of(message)


def test_somebody_of_another_organisation_is_an_outsider():
    """In a channel shared with others their people see only what is public; ours are not affected."""
    shared_event = {**event(type="app_mention", channel="C1", user_team="T9"), "is_ext_shared_channel": True}

    assert ask_from(shared_event, "UBOT").outsider is True
    assert ask_from(event(user_team="T1"), "UBOT").outsider is False


def test_slacks_own_models_know_every_block():
    """slack_sdk's classes for Block Kit take each block and dialogue, find nothing wrong, and leave no key over."""
    answer = made(3, 2, notices=(Notice(kind="urgent", text="Ring 999."), Notice(kind="area", text="Which?")))
    shown = render(answer, Frame(public_url="https://a.example", key="k", ask_area=True, share_to="C1", rewrite="x", origin="_Asked in_ x"))
    views = [
        home("luton", ["New: a guide"], "999"), reason_dialogue("{}"), person_dialogue([DOOR], "I asked", "999"), channel_dialogue("C1", None, True)
    ]  # fmt: skip
    for blocks in [list(shown.blocks), list(shared(shown.blocks, "t", "U1").blocks), *(view["blocks"] for view in views)]:
        check_blocks(blocks, 100)
        for block, model in zip(blocks, Block.parse_all(blocks), strict=True):
            model.validate_json()
            assert {k for k in block if k != "verbatim"} <= set(model.to_dict()), block
    for view in views:
        check_view(view)
        View(**view).validate_json()


def test_a_contact_is_said_once():
    """The line under "Whom to ring", which dials, takes the place of the answer's own line and remark; other lines dial themselves."""
    lines = (
        Statement(text="Luton MASH: 01582 547653", kind="contact"),
        Statement(text="(We have not yet test-rung these numbers.)", kind="template"),
        Statement(text="No answer? Ring 01582 547653 again, or 999.", kind="contact"),
        Statement(text="A quotation with 01582 547653.", kind="quote"),
    )
    text = text_of(render(replace(made(), statements=lines)))

    assert text.count("Luton MASH") == 1
    assert text.count("not yet test-rung") == 1
    assert "No answer? Ring <tel:01582547653|01582 547653> again, or <tel:999|999>." in text
    assert "“A quotation with 01582 547653.”" in text


def test_numbers_of_the_book_dial_in_an_answer_that_names_no_contact():
    """A decline says whom to ring in its own words; a number that the book does not know stays plain."""
    answer = Answer(id="a", status=Status.NOT_FOUND, text="Ring 0300 300 8585. Not 0300 300 0000.")
    text = text_of(render(answer, Frame(phones=("0300 300 8585",))))

    assert "Ring <tel:03003008585|0300 300 8585>. Not 0300 300 0000." in text


def test_headings_are_bold_and_a_document_cannot_break_them():
    """A label above quotations stands out; one with an asterisk stays as it is."""
    lines = (Statement(text="When to use it:", kind="template"), Statement(text="A * b:", kind="template"), Statement(text="Use it.", kind="quote"))
    text = text_of(render(replace(made(), statements=lines)))

    assert "*When to use it:*" in text
    assert "A * b:" in text
    assert "*A * b:*" not in text


def test_buttons_for_the_area_stand_below_the_notice_that_asks():
    """Nobody scrolls past an answer to say where the child lives."""
    blocks = render(made(9, 3, notices=(Notice(kind="area", text="Which area?"),)), Frame(key="k", ask_area=True)).blocks
    place = next(n for n, block in enumerate(blocks) if block.get("block_id") == "area")

    assert "Which area?" in blocks[place - 1]["text"]["text"]
    assert "Use the tool." in blocks[place + 1]["text"]["text"]


def test_the_fall_back_text_names_its_sources_once():
    """The core's own list of sources is left out of it: a screen reader need not read them twice."""
    answer = replace(made(), text="Use the tool. [1]\nSources:\n[1] Neglect guidance, page 1. Checked.")

    assert render(answer).text.count("Sources:") == 1
    assert "[1] Neglect &lt;guidance&gt; &amp; more, page 1" in render(answer).text
    assert "Checked." not in render(answer).text


def test_the_publishers_page_stands_beside_our_own():
    """Whoever must see the original finds it, too."""
    outside = replace(made(), sources=(replace(made().sources[0], document=replace(GUIDE, source_url="https://p.example/doc")),))

    assert "<https://p.example/doc|official document>" in text_of(render(outside, Frame(public_url="https://a.example")))


def test_the_emergency_duty_team_says_when():
    """A contact without hours whose role is out of hours says so."""
    assert "out of office hours" in contact_line(replace(DOOR, role="out of hours"))
