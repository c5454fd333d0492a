"""Opens one backup set and prints its records as JSON.

Written from the format specification alone (schemas/README.md), with Python's standard library and the `openssl`
command. Nothing is written but the private key, into a private folder that is removed again.

    python3 read_set.py SHARE --pfx FILE --password-file FILE [--backup ID]
"""

import argparse
import io
import json
import re
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from types import SimpleNamespace

from backup_format import EMPTY_GUID, open_data_file, run_openssl, unwrap_compact_key

NAME = re.compile(r"^(\d{12})_([0-9a-f-]{36})_(Full|Progressive)(_C)?$", re.IGNORECASE)
MARKER = ".restack-capture"


def find_folders(share):
    """Section 1: every `MASBackup/progressivebackup/<stamp version>` at or below the share."""
    for path in sorted(Path(share).rglob("*")):
        parts = [part.lower() for part in path.parts[-3:-1]]
        if path.is_dir() and parts == ["masbackup", "progressivebackup"]:
            yield path


def read_xml(path):
    """An XML document as dictionaries of lower-case names; of several elements of one name, a list."""
    return simplify(ElementTree.fromstring(path.read_bytes()))


def simplify(element):
    children = list(element)
    if not children:
        return (element.text or "").strip()
    found = {}
    for child in children:
        name = child.tag.rsplit("}", 1)[-1].lower()
        found.setdefault(name, []).append(simplify(child))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def find_set(share, wanted):
    """The folder and BackupInfo of a set; the newest one when none is named. Section 11: a marked one is no set."""
    sets = []
    for folder in find_folders(share):
        marked = {path.name[13:49].lower() for path in folder.iterdir() if path.name.lower().endswith(MARKER)}
        for path in folder.glob("*_BackupInfo.xml"):
            info = read_xml(path)
            backup_id = info["backupid"].lower()
            if backup_id not in marked and wanted in (None, backup_id):
                sets.append((info["createddatetime"], folder, info))
    if not sets:
        raise SystemExit("no such set on the share")
    _, folder, info = max(sets, key=lambda item: item[0])
    return folder, info


def read_snapshots(repository):
    """The metadata of a repository's snapshots, by backup id; names and metadata must agree (section 4)."""
    found = {}
    for path in repository.glob("*.xml"):
        match = NAME.match(path.stem)
        if match is None:
            raise ValueError(f"{path} is not named like a snapshot")
        metadata = read_xml(path)
        properties = metadata["snapshotproperties"]
        if (metadata["backupid"].lower(), properties["backuptype"]) != (match[2].lower(), match[3]):
            raise ValueError(f"{path} says something else than its name")
        if metadata["stampversion"] != repository.parent.name:
            raise ValueError(f"{path} is of another stamp version than its folder")
        found[match[2].lower()] = (path, metadata)
    return found


def read_chain(snapshots, backup_id, thumbprint):
    """The snapshots from the Full on, in order; all of one origin (section 4)."""
    chain = []
    while True:
        path, metadata = snapshots[backup_id]
        if metadata["encryptioncertthumbprint"].upper() != thumbprint:
            raise ValueError(f"{path} is encrypted for another certificate")
        chain.insert(0, (path, metadata))
        properties = metadata["snapshotproperties"]
        if properties["backuptype"] == "Full":
            if properties["previoussnapshotid"] != EMPTY_GUID:
                raise ValueError(f"{path} is a Full with a predecessor")
            break
        backup_id = properties["previoussnapshotid"][-36:].lower()
    full_id = chain[0][1]["backupid"].lower()
    for path, metadata in chain[1:]:
        if metadata["snapshotproperties"]["dependentfullsnapshotid"][-36:].lower() != full_id:
            raise ValueError(f"{path} depends on another Full than its chain begins with")
    return chain


def read_payload(archive_bytes):
    """Section 5: the one JSON file of the archive; the storage repository has an archive in its archive."""
    with zipfile.ZipFile(io.BytesIO(archive_bytes)) as archive:
        if archive.testzip() is not None:
            raise ValueError("the archive is damaged")
        [name] = archive.namelist()
        content = archive.read(name)
    return read_payload(content) if name.lower().endswith(".zip") else json.loads(content.decode("utf-8-sig"))


def read_repository(repository, backup_id, keys):
    """Opens every file of the chain; the last one holds the whole list."""
    records = None
    compact_keys = set()
    for path, metadata in read_chain(read_snapshots(repository), backup_id, keys.thumbprint):
        if metadata["iscontemporaneousbackup"] != "true" or not path.stem.endswith("_C"):
            raise ValueError(f"{path} is not contemporaneous")
        compact_key = unwrap_compact_key(metadata["encryptedbackupencryptionkey"], keys)
        if len(compact_key) != 64 or compact_key in compact_keys:
            raise ValueError(f"{path} has no fresh key of 64 bytes")
        compact_keys.add(compact_key)
        records = read_payload(open_data_file(path.with_suffix(".zip").read_bytes(), compact_key))
    return records


def open_keys(pfx, password_file, folder):
    """The private key and the thumbprint in a .pfx."""
    source = ("pkcs12", "-in", pfx, "-passin", f"file:{password_file}")
    key, pem = Path(folder, "key.pem"), run_openssl(*source, "-nokeys", "-clcerts")
    key.write_bytes(run_openssl(*source, "-nocerts", "-nodes"))
    fingerprint = run_openssl("x509", "-noout", "-fingerprint", "-sha1", stdin=pem).decode("ascii")
    return SimpleNamespace(private_key=key, thumbprint=fingerprint.split("=")[1].strip().replace(":", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("share")
    parser.add_argument("--pfx", required=True)
    parser.add_argument("--password-file", required=True)
    parser.add_argument("--backup")
    options = parser.parse_args()
    folder, info = find_set(options.share, options.backup)
    backup_id = info["backupid"].lower()
    with tempfile.TemporaryDirectory() as private:
        keys = open_keys(options.pfx, options.password_file, private)
        if len(unwrap_compact_key(info["encryptedbackupencryptionkey"], keys)) != 64:
            raise ValueError("the key of BackupInfo does not unwrap")
        repositories = {
            path.name: read_repository(path, backup_id, keys)
            for path in sorted(folder.iterdir())
            if path.is_dir() and any(path.glob(f"*_{backup_id}_*_C.zip"))
        }
    registered = json.loads((folder / "registrations.json").read_text(encoding="utf-8-sig"))
    print(json.dumps({
        "backupId": backup_id,
        "status": info["status"],
        "registered": len(registered),
        "repositories": repositories,
    }))


if __name__ == "__main__":
    main()
