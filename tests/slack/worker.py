"""A Slack process for the chaos test: ``python worker.py API DATA_DIR DATABASE_URL``."""

from __future__ import annotations

import sys
from pathlib import Path

from slack_core import Core

from assistant.channels.slack import SlackOptions, run_slack
from assistant.settings import Settings

if __name__ == "__main__":
    run_slack(
        Core(pause=0.1),
        Settings(_env_file=None, slack_bot_token="xoxb-1", slack_app_token="xapp-1", data_dir=Path(sys.argv[2]), database_url=sys.argv[3]),
        SlackOptions(api=sys.argv[1], masked=str),
    )
