"""Which settings come from outside? These, typed, read once, refused loudly when odd.

Every name is an environment variable with the prefix ``RECRUIT_`` (but ``DATABASE_URL``, which the world knows by
that name). ``docs/running.md`` explains them; a test holds that page and this class together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.trouble import Trouble

#: What the sandbox's parent application is called when nobody names another.
SANDBOX_PARENT_ID = "86sandboxparent"
SANDBOX_PARENT_SECRET = "sandbox-parent-secret"  # noqa: S105 -- the sandbox's, invented and printed by it

#: Where LinkedIn itself serves the plugins' script (rsc-customer-configuration).
LINKEDIN_PLATFORM = "https://platform.linkedin.com"


class Environment(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="RECRUIT_", extra="ignore", env_ignore_empty=True)

    #: Where the database, the keys and the logs of a self-contained installation lie.
    data: Path = Path(".data")
    #: A PostgreSQL of one's own; without it the embedded one is started under ``data``.
    database_url: str = Field(
        default="", validation_alias=AliasChoices("DATABASE_URL", "RECRUIT_DATABASE_URL")
    )
    #: The same database with a role that sees the rows of all companies. Only where backups are made.
    #: The embedded server has one of its own.
    backup_database_url: SecretStr = SecretStr("")
    #: Where backups lie. Without it, ``backups`` under ``data``; better on another machine's disk.
    backups: Path | None = None
    #: The folder with the programs ``postgres`` and ``initdb`` to start instead of the embedded ones.
    pg_bin: Path | None = None
    #: Signs sessions and links. Made and kept under ``data`` when it is not given.
    secret_key: SecretStr = SecretStr("")
    #: Encrypts secrets at rest (Fernet, 32 url-safe base64 bytes). Made and kept under ``data`` when it is not given.
    encryption_key: SecretStr = SecretStr("")
    #: Shows developers' error pages; never where anybody else can reach it.
    debug: bool = False
    #: Where people reach Recruit, without a slash at the end; LinkedIn's pushes come to the same host.
    #: Without it, this machine's loopback address with ``web_port``.
    base_url: str = ""
    #: Further host names that requests may name, with commas between; ``base_url``'s own is always among them.
    allowed_hosts: str = "127.0.0.1,localhost"
    #: The address that the web server binds; 0.0.0.0 to be reached from other machines.
    web_host: str = "127.0.0.1"
    #: The port of the web server.
    web_port: int = Field(default=8000, ge=1, le=65535)
    #: How many calls of the API each app has in a minute.
    api_calls_per_minute: int = Field(default=300, ge=1)
    #: Host names or addresses, with commas between, to which webhooks may lead although they are private.
    webhook_private_hosts: str = ""
    #: Where ``recruit migrate`` collects the static files and the web server reads them.
    static_root: Path = Path(__file__).resolve().parents[2] / "build" / "static"
    #: The port of the LinkedIn sandbox that ``recruit run`` starts.
    sandbox_port: int = Field(default=8100, ge=1, le=65535)
    #: Base addresses of LinkedIn: the real service or the sandbox. The product cannot tell them apart.
    #: Without them, the sandbox on this machine.
    linkedin_api_url: str = ""
    #: Where LinkedIn gives out tokens.
    linkedin_auth_url: str = ""
    #: Which generation of LinkedIn's API is spoken, for all or by resource: ``rest``, or ``jobs=rest, stages=v2``.
    #: What is not named has the client's default.
    linkedin_generations: str = ""
    #: The ``LinkedIn-Version`` of versioned calls.
    linkedin_version: str = Field(default="202603", pattern=r"^20\d{2}(0[1-9]|1[0-2])(\.\d{2})?$")
    #: Seconds to wait for LinkedIn's answer. After five minutes a batch counts as lost.
    linkedin_timeout: int = Field(default=30, ge=1, le=120)
    #: Where LinkedIn serves the script of its plugins, and their frames. Without it, the sandbox, or LinkedIn's own
    #: address where ``linkedin_api_url`` names another place than the sandbox.
    linkedin_platform_url: str = ""
    #: The partner's own (parent) application at LinkedIn; without it and without addresses, the sandbox's.
    linkedin_parent_id: str = ""
    #: Its secret.
    linkedin_parent_secret: SecretStr = SecretStr("")
    #: The list of erasures (keyed digests, no names), to be applied after a backup was restored. Keep it apart from the
    #: database's backups. Without it, ``erased.jsonl`` under ``data``.
    erased_list: Path | None = None
    #: The mail server, such as ``smtp://name:password@mail.example.com:587`` (``smtps://`` for TLS from the beginning).
    #: Without it, mail lies as files in ``data/mail``.
    mail_url: SecretStr = SecretStr("")
    #: The address that mail comes from.
    mail_from: str = "recruit@localhost"
    #: How many jobs one worker runs at a time.
    worker_concurrency: int = Field(default=6, ge=1, le=64)
    #: The sign-in page offers the demo's sign-ins, passwords and all: only where everything is invented.
    demo: bool = False
    #: How much the demo makes: ``full`` or ``small``.
    demo_size: str = "full"
    #: DEBUG, INFO, WARNING or ERROR.
    log_level: str = "INFO"
    #: ``console`` for people, ``json`` for log collectors.
    log_format: str = "console"

    @property
    def sandbox_url(self) -> str:
        """Where ``recruit run`` starts the sandbox."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def backups_folder(self) -> Path:
        return (self.backups or self.data / "backups").absolute()

    @property
    def linkedin_is_the_sandbox(self) -> bool:
        return self.linkedin_api_url == self.sandbox_url

    @property
    def linkedin_generations_chosen(self) -> dict[str, str]:
        """The choices by resource."""
        return chosen_generations(self.linkedin_generations)

    @field_validator("linkedin_generations")
    @classmethod
    def _generations_are_understood(cls, text: str) -> str:
        chosen_generations(text)
        return text

    @model_validator(mode="after")
    def _fill_addresses(self) -> Self:
        if not self.linkedin_api_url and not self.linkedin_parent_id:
            self.linkedin_parent_id = SANDBOX_PARENT_ID
            self.linkedin_parent_secret = SecretStr(SANDBOX_PARENT_SECRET)
        self.base_url = (self.base_url or f"http://127.0.0.1:{self.web_port}").rstrip("/")
        self.linkedin_api_url = self.linkedin_api_url or self.sandbox_url
        self.linkedin_auth_url = self.linkedin_auth_url or self.sandbox_url
        platform = self.sandbox_url if self.linkedin_is_the_sandbox else LINKEDIN_PLATFORM
        self.linkedin_platform_url = (self.linkedin_platform_url or platform).rstrip("/")
        return self


def chosen_generations(text: str) -> dict[str, str]:
    """Choices such as ``jobs=rest, stages=v2``. ValueError that names the resource and what is allowed."""
    if not text.strip():
        return {}
    # Only who chooses pays for the client, which takes a third of a second to import.
    from linkedin_sync.connections.generations import read_generations  # noqa: PLC0415 -- see the line above

    return read_generations(text)


def read_environment() -> Environment:
    """The environment, or ``Trouble`` that names each variable that cannot be understood."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [f"  {_variable(found['loc'])}: {found['msg']}" for found in error.errors()]
        raise Trouble("These environment variables cannot be understood:\n" + "\n".join(lines)) from None


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "?"
    return name if name.isupper() else f"RECRUIT_{name.upper()}"
