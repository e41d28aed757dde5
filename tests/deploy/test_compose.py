"""docker-compose.yml by the rules that an IT department asks for. No Docker runs here: the file is read and checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
OURS = ("api", "slack", "ingest", "chroma")
DURATION = r"(\d+(ms|s|m|h))+"
SERVICE_KEYS = set(
    "build cap_add cap_drop command depends_on env_file environment healthcheck image logging networks ports profiles read_only restart "
    "security_opt shm_size stop_grace_period tmpfs user volumes".split()
)
"""Of the Compose specification's service attributes those that are used; a misspelt one is ignored by nobody but missing to everybody."""


def test_the_services_of_the_design_are_there() -> None:
    """API, Slack, ingestion, Chroma, PostgreSQL and the proxy."""
    assert set(SERVICES) == {"api", "slack", "ingest", "chroma", "postgres", "caddy"}
    assert set(COMPOSE) <= {"name", "services", "networks", "volumes"} | {key for key in COMPOSE if key.startswith("x-")}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_hardened_and_comes_back(name: str) -> None:
    """Read-only root, no way to more rights, no capabilities, restart, and logs that do not fill the disk."""
    service = SERVICES[name]

    assert set(service) <= SERVICE_KEYS
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", [])) <= ({"NET_BIND_SERVICE"} if name == "caddy" else set())
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]
    assert any(mount.startswith("/tmp:") for mount in service["tmpfs"])
    assert not {"privileged", "pid", "ipc", "network_mode", "devices"} & set(service)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_health_check(name: str) -> None:
    """A list that begins with CMD (no shell needed), with times that Compose reads."""
    check = SERVICES[name]["healthcheck"]

    assert check["test"][0] == "CMD"
    assert len(check["test"]) > 1
    assert all(isinstance(word, str) for word in check["test"])
    assert all(re.fullmatch(DURATION, check[key]) for key in ("interval", "timeout", "start_period"))
    assert check["retries"] >= 3


@pytest.mark.parametrize("name", SERVICES)
def test_images_name_a_version(name: str) -> None:
    """No `latest`, no tag left out, no digest written by hand."""
    image = SERVICES[name]["image"]

    assert re.fullmatch(r"[a-z0-9./-]+:[\w.-]*\d[\w.-]*", image)
    assert "latest" not in image
    assert "@sha256" not in TEXT


def test_only_the_proxy_is_published() -> None:
    """The rest is reached inside; databases cannot reach out."""
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"caddy"}
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert SERVICES["caddy"]["networks"] == ["front"]
    assert {name for name, service in SERVICES.items() if "front" in service["networks"]} == {"caddy", "api"}
    assert SERVICES["chroma"]["networks"] == SERVICES["postgres"]["networks"] == ["back"]


def test_only_the_proxys_network_is_trusted() -> None:
    """X-Forwarded-For counts from the network that holds the proxy and the API alone."""
    subnet = COMPOSE["networks"]["front"]["ipam"]["config"][0]["subnet"]

    assert SERVICES["api"]["environment"]["SAFEGUARDING_TRUSTED_PROXIES"] == subnet


def test_secrets_come_from_the_environment_only() -> None:
    """Nothing that looks like a secret has a value of its own, and what is needed stops Compose with a sentence."""
    for service in SERVICES.values():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL", key):
                assert value == "" or re.search(r"\$\{[A-Z_]+:\?[^}]+\}", str(value)), key
    assert "secrets" not in COMPOSE


def test_every_variable_stands_in_the_example_file() -> None:
    """Those that Compose fills in and those that it sets."""
    known = set(re.findall(r"^# ([A-Z_]+)=", EXAMPLE, re.M))
    filled = set(re.findall(r"\$\{([A-Z_]+)", TEXT))
    set_here = {key for service in SERVICES.values() for key in service.get("environment", {}) if key.startswith("SAFEGUARDING_")}

    assert filled - known == set()
    assert set_here - known == set()
    compose_only = EXAMPLE.split("Only for docker-compose.yml")[1]
    assert set(re.findall(r"^# ([A-Z_]+)=", compose_only, re.M)) <= filled, "described for Compose, but it does not read it"


def test_defaults_agree_with_the_example_file() -> None:
    """A default that is written in two places must not differ."""
    written = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE, re.M))

    for name, default in re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", TEXT):
        if not name.startswith("SAFEGUARDING_"):
            assert written[name] == default, name


def test_our_services_are_one_image_with_the_settings_of_the_containers() -> None:
    """Same image and build, same library, database and Chroma server."""
    assert len({SERVICES[name]["image"] for name in OURS}) == 1
    assert len({str(SERVICES[name]["build"]) for name in OURS}) == 1
    for name in ("api", "slack", "ingest"):
        environment = SERVICES[name]["environment"]
        assert environment["SAFEGUARDING_CHROMA_URL"] == "http://chroma:8000"
        assert "@postgres:5432/" in environment["SAFEGUARDING_DATABASE_URL"]
        assert f"library:{environment['SAFEGUARDING_DATA_DIR']}" in SERVICES[name]["volumes"]
        assert SERVICES[name]["env_file"] == [".env"]


def test_volumes_and_networks_and_dependencies_are_declared() -> None:
    """Every name that a service uses exists; a dependency that must be healthy can say that it is."""
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).exists(), mount
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] in {"service_healthy", "service_started"}
            assert "healthcheck" in SERVICES[other]


def test_nothing_waits_for_what_the_danger_route_does_without() -> None:
    """The API starts without Chroma and without a library; the proxy without waiting for either."""
    assert "chroma" not in SERVICES["api"]["depends_on"]
    assert SERVICES["caddy"]["depends_on"] == {"api": {"condition": "service_started"}}


def test_the_proxy_takes_away_what_nobody_outside_may_claim() -> None:
    """The header for staff goes, figures for operators stay inside, and the proxy finds every replica."""
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    set_here = set(SERVICES["caddy"]["environment"])

    assert caddyfile.index("request_header -{$STAFF_HEADER:") < caddyfile.index("reverse_proxy {")
    assert "@inside path /metrics /readyz" in caddyfile
    assert caddyfile.index("route {") < caddyfile.index("respond @inside 404") < caddyfile.index("reverse_proxy {")
    assert re.search(r"dynamic a \{\s+name api\s+port 8080", caddyfile)
    assert set(re.findall(r"\{\$([A-Z_]+)", caddyfile)) == set_here
