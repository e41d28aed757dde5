"""A small hand-written core for the Slack tests."""

from __future__ import annotations

import threading
import time
from datetime import date

from assistant.domain import Answer, Contact, Document, Notice, Source, Statement, Status

PERMANENT = "A child in danger now: 999 - Emergency Duty Team: 0300 300 8123"
GUIDE = Document(id="luton-neglect", title="Neglect practice guidance", kind="procedure", area="luton", published=date(2025, 9, 1))
DOOR = Contact(area="luton", role="front door", name="Luton MASH", scope="child lives", phone="01582 547653", hours="Monday to Friday 9 to 5")
SENTENCE = "Use the neglect tool when a concern repeats."


def answered(text=SENTENCE, notices=(), status=Status.ANSWERED, number="a1"):
    source = Source(n=1, document=GUIDE, page=3, heading="When to use the tool", quote=text, url="/library/luton-neglect?page=3#cited")
    statements = (Statement(text=text, kind="quote", citations=(1,)),)
    return Answer(id=number, status=status, text=f"{text} [1]", statements=statements, sources=(source,), notices=tuple(notices), contacts=(DOOR,))


def reply(status, text, notices=()):
    return Answer(id=f"x-{status.value}", status=status, reply=status.value, text=text, notices=tuple(notices))


class Core:
    """Answers by words in the question, and remembers the questions."""

    def __init__(self, pause=0.0):
        self.asked, self.lock, self.pause = [], threading.Lock(), pause
        self.gate = threading.Event()
        self.gate.set()

    def answer(self, question, on_stage=None):
        with self.lock:
            self.asked.append(question)
        self.gate.wait(60)
        time.sleep(self.pause)
        if on_stage:
            on_stage("retrieve")
        text = question.text.lower()
        if "crash" in text:
            raise RuntimeError(f"secret {question.text}")
        if "slow" in text:
            time.sleep(1.5)
        if "nothing" in text:
            return reply(Status.NOT_FOUND, "The library does not answer this. Ring Luton MASH on 01582 547653.")
        if "names" in text:
            return answered(notices=[Notice(kind="personal_data", text="Please leave out names.")])
        if "threshold" in text and question.area is None:
            return answered(notices=[Notice(kind="area", text="You did not say which area. All three are shown.")])
        if "inject" in text:
            return answered("<!channel> & <https://evil.example|click> *bold* <@U1>")
        if "long" in text:
            return long_answer()
        return answered(f"{SENTENCE} ({question.area or 'no area'})")

    def urgent(self, question):
        if "hurting him now" in question.text:
            return Answer(id="u1", status=Status.URGENT, reply="urgent", text="Ring 999 now. Then ring Luton MASH on 01582 547653.", contacts=(DOOR,))
        return None

    def permanent_line(self):
        return PERMANENT


def long_answer(statements=60, sources=20, length=700):
    made = tuple(
        Source(
            n=n,
            document=GUIDE,
            page=n,
            heading="A heading " * 12,
            quote="q",
            url=f"/library/luton-neglect?page={n}",
            remark="A remark that is long. " * 8,
        )
        for n in range(1, sources + 1)
    )
    lines = tuple(Statement(text=f"{n} " + "<word> & more " * (length // 14), kind="quote", citations=(n % sources + 1,)) for n in range(statements))
    return Answer(id="long", status=Status.ANSWERED, text="\n".join(s.text for s in lines), statements=lines, sources=made, contacts=(DOOR,) * 3)
