"""Reads `cargo metadata` from standard input, writes what the program is made of as CycloneDX 1.5 to standard output.

Crates that only tests need are left out. Nothing in the result depends on the machine or on the moment.
"""

import json
import re
import sys


def checksums():
    """The checksums that Cargo.lock keeps, by name and version."""
    with open("Cargo.lock", encoding="utf-8") as lock:
        entries = lock.read().split("[[package]]")
    found = {}
    for entry in entries:
        fields = dict(re.findall(r'^(name|version|checksum) = "(.*)"$', entry, re.MULTILINE))
        if "checksum" in fields:
            found[fields["name"], fields["version"]] = fields["checksum"]
    return found


def needed(metadata):
    """The packages that the program is built with, itself among them."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting, found = [metadata["resolve"]["root"]], set()
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return found


def component(package, sums):
    """A package as CycloneDX names it."""
    name, version = package["name"], package["version"]
    made = {"type": "library", "name": name, "version": version, "purl": f"pkg:cargo/{name}@{version}"}
    made["bom-ref"] = made["purl"]
    if package["license"]:
        made["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if (name, version) in sums:
        made["hashes"] = [{"alg": "SHA-256", "content": sums[name, version]}]
    return made


def main():
    metadata = json.load(sys.stdin)
    sums, wanted = checksums(), needed(metadata)
    made = sorted(
        (component(package, sums) for package in metadata["packages"] if package["id"] in wanted),
        key=lambda one: (one["name"], one["version"]),
    )
    root = next(one for one in made if one["name"] == "nastavnik")
    root["type"] = "application"
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": [one for one in made if one is not root],
    }
    json.dump(bill, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
