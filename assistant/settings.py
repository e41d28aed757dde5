"""The only reader of the environment. Each field is a variable ``SAFEGUARDING_<NAME>``, also from ``.env``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Validated settings; the description of each field is its row in the README's table."""

    model_config = SettingsConfigDict(env_prefix="SAFEGUARDING_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Where the published library, caches and the SQLite database live")
    knowledge_dir: Path = Field(
        Path(__file__).resolve().parent.parent / "knowledge", description="Starter pack, contacts, vocabulary, topics and companions"
    )
    prompts_dir: Path = Field(Path(__file__).resolve().parent.parent / "prompts", description="Wording of replies and model prompts")
    sources_file: Path = Field(Path("sources.toml"), description="Web sources that `safeguarding ingest` fetches when no path is given")
    host: str = Field("127.0.0.1", description="Address that `safeguarding serve` listens on")
    port: int = Field(8080, ge=1, le=65535, description="Port that `safeguarding serve` listens on")
    public_url: str = Field("", description="Address under which readers reach this server, for links in Slack; empty: relative links")
    origins: str = Field("", description="Comma-separated origins that may embed the widget; empty: none")
    embedder: str = Field("", description="Folder or Hugging Face id of another sentence-transformers model; empty: the packaged one")
    reranker: str = Field("", description="Folder or Hugging Face id of a cross-encoder; empty: none")
    model: str = Field("", description="Language model as provider:name; empty: quoting mode, no model")
    chroma_url: str = Field("", description="Address of a Chroma server; empty: a Chroma directory in each generation")
    database_url: str = Field("", description="SQLAlchemy address of PostgreSQL; empty: SQLite in the data directory")
    keep_generations: int = Field(5, ge=1, description="How many published generations stay for rollback")
    decline_below: float = Field(0.5, ge=0.0, le=1.0, description="Evidence below this is declined as not found (docs/adr/0007)")
    rate_limit: int = Field(30, ge=1, description="Questions a minute from one address")
    desk_approval: bool = Field(False, description="Publishing at the desk needs a second person's approval")
    desk_file_mb: int = Field(50, ge=1, description="Largest file that the desk takes, in megabytes")
    desk_scanner: str = Field("", description="Command that scans an upload for viruses (the file's path is added); empty: none")
    switched_off: bool = Field(False, description="Off switch: only the danger route answers")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged; questions never are")
    slack_bot_token: SecretStr = Field(SecretStr(""), description="Slack bot token (xoxb-...)")
    slack_app_token: SecretStr = Field(SecretStr(""), description="Slack app-level token for Socket Mode (xapp-...)")
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Slack signing secret, for HTTP events")


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Settings of this process, read once."""
    return Settings()
