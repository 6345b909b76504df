"""Which settings come from outside? These, typed, read once, refused loudly when odd.

Every name is an environment variable with the prefix ``RECRUIT_`` (but ``DATABASE_URL``, which the world knows by
that name). ``docs/running.md`` explains them.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="RECRUIT_", extra="ignore")

    #: Where the database, the keys and the logs of a self-contained installation lie.
    data: Path = Path(".data")
    #: A PostgreSQL of one's own; without it the embedded one is started under ``data``.
    database_url: str = Field(default="", validation_alias=AliasChoices("DATABASE_URL", "RECRUIT_DATABASE_URL"))
    #: Signs sessions and links. Made and kept under ``data`` by ``recruit run`` when it is not given.
    secret_key: SecretStr = SecretStr("")
    #: Encrypts secrets at rest (Fernet, 32 url-safe base64 bytes). Made and kept like ``secret_key``.
    encryption_key: SecretStr = SecretStr("")
    debug: bool = False
    #: Where people reach Recruit, without a slash at the end; LinkedIn's pushes come to the same host.
    base_url: str = "http://127.0.0.1:8000"
    allowed_hosts: str = "127.0.0.1,localhost"
    web_port: int = 8000
    sandbox_port: int = 8100
    #: Base addresses of LinkedIn: the real service or the sandbox. The product cannot tell them apart.
    linkedin_api_url: str = "http://127.0.0.1:8100"
    linkedin_auth_url: str = "http://127.0.0.1:8100"
    #: The partner's own (parent) application at LinkedIn.
    linkedin_parent_id: str = ""
    linkedin_parent_secret: SecretStr = SecretStr("")
    log_level: str = "INFO"
    log_format: str = "console"
