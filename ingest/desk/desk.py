"""The desk's parts, joined once for a server or a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from argon2 import PasswordHasher

from assistant.channels.limits import RateLimiter
from assistant.clock import LONDON, system_clock
from assistant.must_answer import MustAnswer
from assistant.state import Database
from ingest.desk.accounts import Accounts
from ingest.desk.addresses import fetch_public
from ingest.desk.asked import Asked
from ingest.desk.contact_book import LiveContacts
from ingest.desk.drafts import Drafts
from ingest.desk.identities import Identities
from ingest.desk.jobs import JobBook
from ingest.desk.knowledge_book import KnowledgeBook, books
from ingest.desk.oidc import OpenId
from ingest.desk.oidc_settings import Provider
from ingest.desk.owners import Owners
from ingest.desk.reading import Readings
from ingest.desk.runner import Runner
from ingest.desk.sessions import Sessions
from ingest.desk.try_out import Answering, Trials
from ingest.desk.uploads import UploadLimits
from ingest.publish import Place
from ingest.web_fetch import Fetched

TRIES_A_MINUTE = 10
PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOptions:
    """``approval``: a second person has to approve every publication. ``secure``: served by https, so cookies travel no other way.

    ``provider``: where people of the organisation sign in. ``fetch`` gets a file from an address, of so many bytes at most.
    ``answering`` makes an assistant over a data directory, for trying questions; without it questions cannot be tried.
    ``must_answer`` are the questions that a publication must not lose; without it none is asked. ``patience``: seconds that a page waits for a file
    that is being read, before it says so.
    """

    approval: bool = False
    secure: bool = False
    limits: UploadLimits = field(default_factory=UploadLimits)
    answering: Callable[[Path], Answering] | None = None
    must_answer: MustAnswer | None = None
    clock: Callable[[], datetime] = system_clock
    hasher: PasswordHasher | None = None
    provider: Provider | None = None
    fetch: Callable[[str, int], Fetched] = fetch_public
    patience: float = PATIENCE


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything that a page needs."""

    place: Place
    options: DeskOptions
    accounts: Accounts
    sessions: Sessions
    identities: Identities
    openid: OpenId | None
    drafts: Drafts
    readings: Readings
    jobs: JobBook
    trials: Trials
    runner: Runner
    contacts: LiveContacts
    knowledge: Mapping[str, KnowledgeBook]
    owners: Owners
    asked: Asked
    tries: RateLimiter

    @property
    def data_dir(self) -> Path:
        """The data directory that it serves."""
        return self.place.data_dir

    @property
    def provider_name(self) -> str:
        """What the sign-in page calls the identity provider; empty without one."""
        return self.openid.provider.name if self.openid else ""

    def today(self) -> date:
        """The day by the injected clock."""
        return self.options.clock().date()

    def start_of(self, day: date) -> float:
        """The first moment of a day in London, Unix seconds."""
        return datetime.combine(day, time(0, 0), LONDON).timestamp()


def open_desk(place: Place, database: Database, knowledge_dir: Path, options: DeskOptions | None = None) -> Desk:
    """Join the parts over one data directory and database. Call ``desk.runner.start()`` where jobs are to be done."""
    how = options or DeskOptions()

    def seconds() -> float:
        return how.clock().timestamp()

    drafts = Drafts(place.data_dir, how.limits, how.clock)
    jobs = JobBook(database, clock=seconds)
    trials = Trials(place, how.answering)
    return Desk(
        place=place,
        options=how,
        accounts=Accounts(database, hasher=how.hasher, clock=seconds),
        sessions=Sessions(database, clock=seconds),
        identities=Identities(database, clock=seconds),
        openid=OpenId(how.provider, clock=seconds) if how.provider else None,
        drafts=drafts,
        readings=Readings(place.data_dir, drafts),
        jobs=jobs,
        trials=trials,
        runner=Runner(jobs, drafts, trials, place, how.must_answer),
        contacts=LiveContacts(place.data_dir, knowledge_dir / "contacts.yaml"),
        knowledge=books(place.data_dir, knowledge_dir),
        owners=Owners(place.data_dir),
        asked=Asked(database, how.clock),
        tries=RateLimiter(TRIES_A_MINUTE),
    )
