"""Opens one captured backup set, every file of it, and prints its records as JSON.

What a reader could overlook is checked here, too, since the set comes from a writer: sizes, times, statuses, and that
no two data files share a key or an IV. Written from the format specification alone (schemas/README.md), with Python's standard library and the `openssl`
command. Nothing is written but the private key, into a private folder that is removed again.

    python3 read_set.py SHARE --pfx FILE --password-file FILE [--backup ID]
"""

import argparse
import io
import json
import re
from datetime import datetime, timedelta, timezone
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


def parse_time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


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
        parts = [metadata["componentinfo"][name] for name in ("rolename", "componentname", "partitionid")]
        if ";".join([*parts, metadata["repositoryname"]]) != repository.name:
            raise ValueError(f"{path} is of another repository than its folder")
        named = datetime.strptime(match[1], "%Y%m%d%H%M").replace(tzinfo=timezone.utc)
        if abs(parse_time(properties["createddatetime"]) - named) > timedelta(minutes=1):
            raise ValueError(f"{path} was created at another time than its name says")
        found[match[2].lower()] = (path, metadata)
    return found


ORIGIN = ("backupdataversion", "stampversion", "oemversion", "deploymentid", "encryptioncertthumbprint")


def read_chain(snapshots, backup_id, thumbprint):
    """The snapshots from the Full on, in order; all of one origin (section 4)."""
    chain = []
    origin = [snapshots[backup_id][1].get(name) for name in ORIGIN]
    while True:
        path, metadata = snapshots[backup_id]
        if metadata["encryptioncertthumbprint"].upper() != thumbprint:
            raise ValueError(f"{path} is encrypted for another certificate")
        if [metadata.get(name) for name in ORIGIN] != origin or metadata["backupdataversion"] != "1.1.0":
            raise ValueError(f"{path} is of another origin than its chain")
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


def kilobytes(size):
    return str(-(-size // 1024))


def read_repository(repository, backup_id, keys):
    """Opens every file of the chain; the last one holds the whole list. What was opened is noted in `keys`."""
    records = None
    for path, metadata in read_chain(read_snapshots(repository), backup_id, keys.thumbprint):
        properties = metadata["snapshotproperties"]
        if metadata["iscontemporaneousbackup"] != "true" or not path.stem.endswith("_C"):
            raise ValueError(f"{path} is not contemporaneous")
        if properties["backupstatus"] != "Succeeded":
            raise ValueError(f"{path} did not succeed")
        compact_key = unwrap_compact_key(metadata["encryptedbackupencryptionkey"], keys, ("sha256",))
        data = path.with_suffix(".zip").read_bytes()
        if len(compact_key) != 64 or compact_key in keys.seen or data[10:26] in keys.seen:
            raise ValueError(f"{path} has no fresh key of 64 bytes, or no fresh IV")
        keys.seen |= {compact_key, data[10:26]}
        archive = open_data_file(data, compact_key)
        sizes = (properties["backupsizeinkb"], properties["compressedbackupsizeinkb"])
        if sizes != (kilobytes(len(archive)), kilobytes(len(data))):
            raise ValueError(f"{path} says another size than its data file has")
        keys.opened.append(f"{repository.name}/{path.stem}.zip")
        records = read_payload(archive)
    return records


def check_info(info, keys):
    """Section 2: what BackupInfo says of the key, the roles and their repositories; returns the statuses."""
    if info["encryptioncertthumbprint"].upper() != keys.thumbprint:
        raise ValueError("BackupInfo names another certificate")
    if len(unwrap_compact_key(info["encryptedbackupencryptionkey"], keys, ("sha256",))) != 64:
        raise ValueError("the key of BackupInfo does not unwrap")
    statuses = {}
    for role in listed(info["rolestatus"]):
        for repository in listed(role["repositorystatus"]):
            statuses[repository["fullrepositoryname"]] = repository["status"]
            if repository["fullrepositoryname"].split(";")[0] != role["rolename"]:
                raise ValueError("BackupInfo puts a repository under another role")
    return statuses


def listed(element):
    """The items of a list element, which `simplify` gives as one value where there is only one."""
    [items] = element.values()
    return items if isinstance(items, list) else [items]


def open_keys(pfx, password_file, folder):
    """The private key and the thumbprint in a .pfx."""
    source = ("pkcs12", "-in", pfx, "-passin", f"file:{password_file}")
    key, pem = Path(folder, "key.pem"), run_openssl(*source, "-nokeys", "-clcerts")
    key.write_bytes(run_openssl(*source, "-nocerts", "-nodes"))
    fingerprint = run_openssl("x509", "-noout", "-fingerprint", "-sha1", stdin=pem).decode("ascii")
    thumbprint = fingerprint.split("=")[1].strip().replace(":", "")
    return SimpleNamespace(private_key=key, thumbprint=thumbprint, seen=set(), opened=[])


NAME_PARTS = ("roleName", "componentName", "partitionId", "repositoryName")


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
        statuses = check_info(info, keys)
        repositories = {
            path.name: read_repository(path, backup_id, keys)
            for path in sorted(folder.iterdir())
            if path.is_dir() and any(path.glob(f"*_{backup_id}_*_C.zip"))
        }
    registered = json.loads((folder / "registrations.json").read_text(encoding="utf-8-sig"))
    print(json.dumps({
        "backupId": backup_id,
        "status": info["status"],
        "repositoryStatus": statuses,
        "registered": [";".join(entry[name] for name in NAME_PARTS) for entry in registered],
        "opened": sorted(keys.opened),
        "repositories": repositories,
    }))


if __name__ == "__main__":
    main()
