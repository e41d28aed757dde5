"""What outlives a process and is not the library: Slack claims, choices of area, feedback, traces and gaps. No question text is kept."""

from assistant.state.claims import Claim, ClaimBook
from assistant.state.database import Database, open_database
from assistant.state.people import People
from assistant.state.records import Feedback, Records, Trace

__all__ = ["Claim", "ClaimBook", "Database", "Feedback", "People", "Records", "Trace", "open_database"]
