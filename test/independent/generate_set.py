#!/usr/bin/env python3
"""Makes a backup share from the format specification alone, and prints as JSON what it made.

    generate_set.py OUT [--layout progressive|legacy] [--oaep sha256|sha1] [--empty-parts dash|blank]

OUT must not exist, or be empty. The share is OUT/share; keys lie in OUT/keys.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import json
import os
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

import backup_format as fmt
import company

FIRST_BACKUP = datetime(2023, 1, 17, 19, 31, 12, 345678, tzinfo=timezone.utc)
STAGES = 3


class Generator:
    def __init__(self, options):
        out, layout = options.out.resolve(), options.layout
        self.out, self.layout, self.oaep = out, layout, options.oaep
        legacy = layout == "legacy"
        self.cloud = fmt.Cloud(
            company.FQDN, company.REGION, str(uuid.uuid4()), "1.1811.0.101" if legacy else "1.2301.0.55", "2.2.2301.4",
            options.empty_parts == "blank",
        )
        self.keys = out / "keys"
        self.root = out / "share" / company.FQDN / company.REGION / "MASBackup"
        self.certificate = None if legacy else fmt.create_certificate(
            self.keys, f"backup.{company.FQDN}", "TEST ONLY grünes Schloß"
        )
        self.legacy_key = fmt.create_legacy_key() if legacy else None
        self.files = []

    def write(self, path, content):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.files.append(path.relative_to(self.out / "share").as_posix())

    def new_keys(self):
        """A fresh compact key with its wrapped form; in legacy mode the operator's key, which nothing wraps."""
        if self.legacy_key is not None:
            return fmt.base64.b64decode(self.legacy_key), ""
        compact_key = os.urandom(64)
        return compact_key, fmt.wrap_compact_key(compact_key, self.certificate, self.oaep)

    def seal(self, plaintext):
        compact_key, wrapped = self.new_keys()
        return fmt.seal_data_file(plaintext, compact_key), wrapped

    def thumbprint(self):
        return self.certificate.thumbprint if self.certificate else ""

    def payload(self, repository, stage, when):
        """The ZIP that the data file of this repository hides."""
        if repository in company.OPAQUE:
            return fmt.pack_zip({"blob.bin": os.urandom(3000)}, when)
        file, records = company.REPOSITORIES[repository]
        content = json.dumps(records(stage), indent=2).encode("utf-8")
        if repository != "SRP;SRP;-;-":
            return fmt.pack_zip({file: content}, when)
        return fmt.pack_zip({
            "SRP;Microsoft.Storage.Admin;-;Quota/Quota.zip": fmt.pack_zip({file: content}, when),
            "SRP;StorageAccount;-;SRP/Account.json": b"[]",
        }, when)

    def write_snapshot(self, snapshot, stage, place):
        plaintext = self.payload(snapshot.repository, stage, snapshot.created)
        sealed, wrapped = self.seal(plaintext)
        complete = fmt.Snapshot(**{
            **vars(snapshot), "wrapped_key": wrapped, "thumbprint": self.thumbprint(),
            "plain_kb": len(plaintext) // 1024 + 1, "packed_kb": len(sealed) // 1024 + 1,
        })
        self.write(place.with_name(place.name + ".zip"), sealed)
        encoding = "utf-16" if self.layout == "legacy" else "utf-8"
        self.write(
            place.with_name(place.name + ".xml"), fmt.render_snapshot(complete, self.cloud, self.layout, encoding)
        )

    def info(self, backup_id, when):
        _, wrapped = self.new_keys()
        repositories = [*company.REPOSITORIES, *company.OPAQUE]
        return fmt.render_backup_info(
            fmt.Info(backup_id, when, repositories, wrapped, self.thumbprint(), 64, 48), self.cloud, self.layout
        )

    def write_progressive(self):
        """A Full and two Progressives for each repository, every one of them part of a set; and one Progressive of
        the compute quotas that belongs to no set but stands in the chain."""
        store = self.root / "ProgressiveBackup" / self.cloud.stamp_version
        self.write(store / "registrations.json", json.dumps(registrations(self.cloud.blank_parts), indent=2).encode("utf-8"))
        ids = [str(uuid.uuid4()) for _ in range(STAGES)]
        aside = str(uuid.uuid4())
        for repository in [*company.REPOSITORIES, *company.OPAQUE]:
            full_id, previous_id = ids[0], ""
            for stage, backup_id in enumerate(ids):
                when = FIRST_BACKUP + timedelta(hours=12 * stage)
                kind = "Full" if stage == 0 else "Progressive"
                if stage == 2 and repository == "CRP;Microsoft.Compute.Admin;-;Quota":
                    between = fmt.Snapshot(
                        repository, aside, "Progressive", when - timedelta(hours=6), False, previous_id, full_id
                    )
                    self.write_snapshot(between, 1, store / repository / between.file_stem)
                    previous_id = aside
                snapshot = fmt.Snapshot(repository, backup_id, kind, when, True, previous_id, full_id)
                self.write_snapshot(snapshot, stage, store / repository / snapshot.file_stem)
                previous_id = backup_id
        for stage, backup_id in enumerate(ids):
            when = FIRST_BACKUP + timedelta(hours=12 * stage)
            self.write(store / f"{fmt.timestamp(when)}_{backup_id}_BackupInfo.xml", self.info(backup_id, when))
        return ids

    def write_legacy(self):
        """One set of 1.1811: a folder of its own, one .xml and one .zip per repository."""
        backup_id = str(uuid.uuid4())
        folder = self.root / fmt.timestamp(FIRST_BACKUP) / backup_id
        for repository in [*company.REPOSITORIES, *company.OPAQUE]:
            self.write_snapshot(fmt.Snapshot(repository, backup_id, "Full", FIRST_BACKUP), 0, folder / repository)
        self.write(folder / "BackupInfo.xml", self.info(backup_id, FIRST_BACKUP))
        key_file = self.keys / "legacy-key.txt"
        key_file.parent.mkdir(parents=True, exist_ok=True)
        key_file.write_text(self.legacy_key + "\n", encoding="ascii")
        return [backup_id]

    def report(self, ids):
        stage = len(ids) - 1
        return {
            "share": str(self.out / "share"),
            "layout": self.layout,
            "oaep": self.oaep if self.certificate else None,
            "deploymentId": self.cloud.deployment_id,
            "stampVersion": self.cloud.stamp_version,
            "backupIds": ids,
            "latest": ids[-1],
            "thumbprint": self.thumbprint() or None,
            "cer": str(self.certificate.cer) if self.certificate else None,
            "pfx": str(self.certificate.pfx) if self.certificate else None,
            "passwordFile": str(self.certificate.password_file) if self.certificate else None,
            "keyFile": None if self.certificate else str(self.keys / "legacy-key.txt"),
            "canary": company.CANARY,
            "repositories": len(company.REPOSITORIES) + len(company.OPAQUE),
            "opaque": company.OPAQUE,
            "records": {name: len(records(stage)) for name, (_, records) in company.REPOSITORIES.items()},
            "files": sorted(self.files),
        }


def registrations(blank_parts):
    """registrations.json: every repository with its priorities."""
    entries = []
    for priority, repository in enumerate([*company.REPOSITORIES, *company.OPAQUE]):
        role, component, partition, name = fmt.parts_of(repository, blank_parts)
        essential = repository in company.ESSENTIAL
        entries.append({
            "roleName": role,
            "componentName": component,
            "partitionId": partition,
            "repositoryName": name,
            "backupPriority": priority,
            "restorePriority": priority,
            "progressiveBackupType": "Progressive",
            "essentialForCloudRecovery": essential,
            "requiredForRestoreActionPlan": essential,
            "doubleEncryptionRequired": False,
        })
    return entries


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layout", choices=["progressive", "legacy"], default="progressive")
    parser.add_argument("--oaep", choices=["sha256", "sha1"], default="sha256")
    parser.add_argument("--empty-parts", choices=["dash", "blank"], default="dash")
    options = parser.parse_args()
    if options.out.exists() and any(options.out.iterdir()):
        parser.error(f"{options.out} is not empty")
    generator = Generator(options)
    ids = generator.write_legacy() if options.layout == "legacy" else generator.write_progressive()
    json.dump(generator.report(ids), sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
