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
    model: str = Field("", description="Language model as provider:name (docs/adr/0012); empty: quoting mode, no model")
    model_url: str = Field("", description="Address of an OpenAI-compatible server (Ollama, llama.cpp, vLLM) for openai:name; empty: the usual one")
    model_seconds: float = Field(8.0, gt=0, le=50, description="Seconds that the language model has for one question; then quotations answer")
    model_at_once: int = Field(4, ge=1, description="Calls of the language model that may run at the same time in one process")
    model_calls_a_day: int = Field(2000, ge=0, description="Calls of the language model a day in one process; then quotations answer")
    model_calls_a_person: int = Field(100, ge=0, description="The same for one signed-in person, key, Slack user or address")
    chroma_url: str = Field("", description="Address of a Chroma server; empty: a Chroma directory in each generation")
    database_url: str = Field("", description="SQLAlchemy address of PostgreSQL; empty: SQLite in the data directory")
    keep_generations: int = Field(5, ge=1, description="How many published generations stay for rollback")
    decline_below: float = Field(0.7, ge=0.0, le=1.0, description="Evidence below this is declined as not found (docs/adr/0007)")
    rate_limit: int = Field(30, ge=1, description="Questions a minute from one address, signed-in person or key (a key may have its own)")
    public: bool = Field(False, description="Open to the public: practitioners' documents only for staff; false: every reader counts as staff")
    trusted_proxies: str = Field("", description="Comma-separated addresses or networks of proxies whose X-Forwarded-For and staff header count")
    staff_header: str = Field("", description="Header in which a trusted proxy names the signed-in member of staff; empty: none")
    desk_approval: bool = Field(False, description="Publishing at the desk needs a second person's approval")
    desk_file_mb: int = Field(50, ge=1, description="Largest file that the desk takes, in megabytes")
    desk_scanner: str = Field("", description="Command that scans an upload for viruses (the file's path is added); empty: none")
    oidc_issuer: str = Field("", description="Identity provider for signing in to the desk (docs/sign-in.md); empty: local accounts only")
    oidc_client_id: str = Field("", description="Our client id at the identity provider")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="Our secret at the identity provider; empty: a public client with PKCE only")
    oidc_name: str = Field("your organisation's account", description="What the desk's sign-in page calls the identity provider")
    oidc_role_claim: str = Field("groups", description="Claim that lists a person's roles or groups; a dot leads into it (realm_access.roles)")
    oidc_roles: str = Field(
        "reader=desk-reader,editor=desk-editor,publisher=desk-publisher", description="Which value of that claim gives which role at the desk"
    )
    slide_converter: str = Field(
        "", description="Command that makes PDFs of presentations (`soffice --headless --convert-to pdf`), for pictures of slides; empty: none"
    )
    switched_off: bool = Field(
        False, description="Off switch: only the danger route and contacts answer; `safeguarding off` does the same without a restart"
    )
    retention_feedback_days: int = Field(365, ge=1, description="Days for which feedback is kept")
    retention_traces_days: int = Field(90, ge=1, description="Days for which traces of answers (no question) are kept")
    retention_gaps_days: int = Field(365, ge=1, description="Days for which masked wording of unanswered questions is kept, after it was last asked")
    retention_jobs_days: int = Field(365, ge=1, description="Days for which finished jobs of the desk are kept")
    retention_sessions_days: int = Field(7, ge=1, description="Days for which ended sign-ins at the desk are kept")
    metrics_port: int = Field(0, ge=0, le=65535, description="Port on which `safeguarding slack` shows its figures for Prometheus; 0: none")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged; questions never are")
    slack_bot_token: SecretStr = Field(SecretStr(""), description="Slack bot token (xoxb-...)")
    slack_app_token: SecretStr = Field(SecretStr(""), description="Slack app-level token for Socket Mode (xapp-...)")
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Slack signing secret, for HTTP events")
    slack_http: bool = Field(False, description="`safeguarding serve` takes Slack's events at /slack/events, instead of `safeguarding slack`")
    slack_refresh_token: SecretStr = Field(SecretStr(""), description="Refresh token (xoxe-...) of a bot token that rotates; empty: it does not")
    slack_client_id: str = Field("", description="Client id of the Slack app, for token rotation")
    slack_client_secret: SecretStr = Field(SecretStr(""), description="Client secret of the Slack app, for token rotation")
    slack_token_key: SecretStr = Field(
        SecretStr(""), description="Key that encrypts rotating Slack tokens in the database (`safeguarding slack-key` makes one)"
    )


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Settings of this process, read once."""
    return Settings()
