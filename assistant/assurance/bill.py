"""The software bill of materials in CycloneDX 1.6 JSON, from what is installed and reachable from this product."""

from __future__ import annotations

import re
import uuid
from collections import deque
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from assistant.assurance.inventory import PRODUCT, Inventory, first_of, licence_of

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def bill_of_materials(inventory: Inventory) -> dict[str, Any]:
    """Components (packages and models) and who needs whom. Packages of another platform or of extras that are not installed are left out."""
    found = _reachable(PRODUCT)
    components = [_component(each) for name, each in sorted(found.items()) if name != _key(PRODUCT)]
    components += [
        {
            "type": "machine-learning-model",
            "bom-ref": f"model:{part.name}",
            "name": part.name,
            "description": part.use,
            **({"hashes": [{"alg": "SHA-256", "content": part.digest}]} if re.fullmatch(r"[0-9a-f]{64}", part.digest) else {}),
            "licenses": [{"license": {"name": part.licence}}],
        }
        for part in inventory.models
        if _key(part.name) not in found
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {"type": "application", "bom-ref": _ref(distribution(PRODUCT)), "name": PRODUCT, "version": inventory.product_version},
        },
        "components": components,
        "dependencies": [
            {"ref": _ref(each), "dependsOn": sorted({_ref(found[need]) for need in _needs(each) if need in found})}
            for _, each in sorted(found.items())
        ],
    }


def _reachable(start: str) -> dict[str, Distribution]:
    """Installed packages by normalised name, from ``start`` along its requirements."""
    found: dict[str, Distribution] = {}
    waiting = deque([_key(start)])
    while waiting:
        name = waiting.popleft()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting.extend(_needs(found[name]))
    return found


def _needs(package: Distribution) -> list[str]:
    """Normalised names of what a package requires, extras apart."""
    lines = [line for line in package.requires or [] if "extra ==" not in line.replace("'", '"')]
    return [_key(match.group()) for line in lines if (match := _NAME.match(line))]


def _component(package: Distribution) -> dict[str, Any]:
    name = package.metadata["Name"]
    stated = licence_of(name)
    expression = first_of(package.metadata, "License-Expression")
    licences: list[dict[str, Any]] = [{"expression": expression}] if _SPDX.fullmatch(expression) else [{"license": {"name": stated}}]
    return {"type": "library", "bom-ref": _ref(package), "name": name, "version": package.version, "purl": _ref(package), "licenses": licences}


def _ref(package: Distribution) -> str:
    return f"pkg:pypi/{_key(package.metadata['Name'])}@{package.version}"


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
