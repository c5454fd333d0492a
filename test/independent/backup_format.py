"""The backup-set format, written from its specification alone.

Python's standard library and the `openssl` command; nothing of restack. The section numbers are those of the
format specification (schemas/README.md).
"""

import base64
import hashlib
import hmac
import io
import os
import struct
import subprocess
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from xml.sax.saxutils import escape

EMPTY_GUID = "00000000-0000-0000-0000-000000000000"
DATA_VERSION = {"progressive": "1.1.0", "legacy": "1.0.1"}


def run_openssl(*arguments, stdin=b""):
    """Runs one openssl command and returns what it wrote to stdout."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


# -- Section 3: keys ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Certificate:
    """The backup certificate: its public part for the cloud, its .pfx for the safe."""

    thumbprint: str
    public_key: Path
    private_key: Path
    cer: Path
    pfx: Path
    password_file: Path


def create_certificate(folder, common_name, password):
    """Makes a self-signed RSA-2048 certificate: .cer (DER), .pfx with a password, and the PEM files to work with."""
    folder.mkdir(parents=True, exist_ok=True)
    private_key, pem, cer = folder / "backup-key.pem", folder / "backup-cert.pem", folder / "backup.cer"
    public_key, pfx, password_file = folder / "backup-pub.pem", folder / "backup.pfx", folder / "backup-password.txt"
    password_file.write_text(password, encoding="utf-8")
    run_openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-sha256", "-nodes", "-days", "730",
        "-subj", f"/CN={common_name}", "-keyout", private_key, "-out", pem,
    )
    run_openssl("x509", "-in", pem, "-outform", "DER", "-out", cer)
    public_key.write_bytes(run_openssl("x509", "-in", pem, "-noout", "-pubkey"))
    run_openssl(
        "pkcs12", "-export", "-inkey", private_key, "-in", pem, "-name", common_name,
        "-passout", f"file:{password_file}", "-out", pfx,
    )
    thumbprint = hashlib.sha1(cer.read_bytes()).hexdigest().upper()
    return Certificate(thumbprint, public_key, private_key, cer, pfx, password_file)


def create_legacy_key():
    """One base64 string of 64 ASCII letters; its decoded bytes are the compact key of every snapshot."""
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return base64.b64encode(bytes(letters[byte % len(letters)] for byte in os.urandom(64))).decode("ascii")


def oaep_options(digest):
    return (
        "-pkeyopt", "rsa_padding_mode:oaep",
        "-pkeyopt", f"rsa_oaep_md:{digest}", "-pkeyopt", f"rsa_mgf1_md:{digest}",
    )


def wrap_compact_key(compact_key, certificate, digest="sha256"):
    """base64( RSA-OAEP( UTF-8( base64( compact key ) ) ) )."""
    inner = base64.b64encode(compact_key)
    wrapped = run_openssl(
        "pkeyutl", "-encrypt", "-pubin", "-inkey", certificate.public_key, *oaep_options(digest), stdin=inner
    )
    return base64.b64encode(wrapped).decode("ascii")


def unwrap_compact_key(wrapped, certificate, digests=("sha256", "sha1")):
    """The way back: OAEP with SHA-256 first, then with SHA-1."""
    for digest in digests:
        try:
            inner = run_openssl(
                "pkeyutl", "-decrypt", "-inkey", certificate.private_key, *oaep_options(digest),
                stdin=base64.b64decode(wrapped, validate=True),
            )
            return base64.b64decode(inner, validate=True)
        except (RuntimeError, ValueError):
            continue
    raise ValueError(f"the wrapped key does not unwrap with OAEP and {' or '.join(digests)}")


# -- Section 3: the encrypted data file --------------------------------------------------------------------------


def aes_256_cbc(direction, key, iv, data):
    return run_openssl("enc", "-aes-256-cbc", direction, "-K", key.hex(), "-iv", iv.hex(), stdin=data)


def seal_data_file(plaintext, compact_key):
    """Header, IV, tag over the ciphertext, ciphertext."""
    iv = os.urandom(16)
    ciphertext = aes_256_cbc("-e", compact_key[:32], iv, plaintext)
    tag = hmac.new(compact_key[32:], ciphertext, hashlib.sha512).digest()
    return struct.pack("<hhhhh", 1, 0, 0, len(iv), len(tag)) + iv + tag + ciphertext


def open_data_file(data, compact_key):
    """The way back, strict: every header field, then the tag, and only then a plaintext."""
    header_tag, encryption, authentication, iv_length, tag_length = struct.unpack_from("<hhhhh", data)
    if (header_tag, encryption, authentication, iv_length, tag_length) != (1, 0, 0, 16, 64):
        raise ValueError("the header of the data file is not one that this reader knows")
    iv, tag, ciphertext = data[10:26], data[26:90], data[90:]
    if not hmac.compare_digest(tag, hmac.new(compact_key[32:], ciphertext, hashlib.sha512).digest()):
        raise ValueError("the tag does not match the ciphertext")
    return aes_256_cbc("-d", compact_key[:32], iv, ciphertext)


def pack_zip(files, when):
    """A ZIP of name -> bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(when.year, when.month, when.day, when.hour, when.minute, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


# -- Section 2: metadata -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cloud:
    fqdn: str
    region: str
    deployment_id: str
    stamp_version: str
    oem_version: str
    blank_parts: bool = False


@dataclass(frozen=True)
class Snapshot:
    """One snapshot of one repository, as its metadata tells it."""

    repository: str
    backup_id: str
    backup_type: str
    created: datetime
    contemporaneous: bool = True
    previous_id: str = ""
    full_id: str = ""
    wrapped_key: str = ""
    thumbprint: str = ""
    plain_kb: int = 1
    packed_kb: int = 1

    @property
    def file_stem(self):
        suffix = "_C" if self.contemporaneous else ""
        return f"{timestamp(self.created)}_{self.backup_id}_{self.backup_type}{suffix}"


def timestamp(moment):
    return moment.astimezone(timezone.utc).strftime("%Y%m%d%H%M")


def iso(moment):
    """ISO 8601 with the seven fractional digits of .NET."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"


def parts_of(repository, blank=False):
    """Role, component, partition, repository. `-` in a full name stands for an empty part: `blank` says it is one."""
    return tuple("" if blank and part == "-" else part for part in repository.split(";"))


def element(name, value):
    """`value` is text, or a list of elements."""
    if isinstance(value, list):
        return f"<{name}>{''.join(value)}</{name}>"
    if value == "":
        return f"<{name} />"
    return f"<{name}>{escape(str(value))}</{name}>"


def document(root, children, encoding):
    """A whole XML file; `utf-16` comes with a byte order mark, as Windows writes it."""
    namespaces = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    text = f'<?xml version="1.0" encoding="{encoding}"?>\r\n<{root} {namespaces}>{"".join(children)}</{root}>\r\n'
    return text.encode("utf-16" if encoding == "utf-16" else "utf-8-sig")


def boolean(value):
    return "true" if value else "false"


def render_snapshot(snapshot, cloud, layout, encoding="utf-8"):
    """The `BackupSnapshot` document. A predecessor is written as `<repository full name>_<backup id>`."""
    role, component, partition, name = parts_of(snapshot.repository, cloud.blank_parts)
    full = snapshot.backup_type == "Full"
    properties = [
        element("BackupType", snapshot.backup_type),
        element("PreviousSnapshotId", EMPTY_GUID if full else f"{snapshot.repository}_{snapshot.previous_id}"),
        element("DependentFullSnapshotId", EMPTY_GUID if full else f"{snapshot.repository}_{snapshot.full_id}"),
        element("CreatedDateTime", iso(snapshot.created)),
        element("TimeTakenToCreate", "PT1M7.25S"),
        element("Description", ""),
        element("BackupStatus", "Succeeded"),
        element("BackupSizeInKb", snapshot.plain_kb),
        element("CompressedBackupSizeInKb", snapshot.packed_kb),
    ]
    children = [
        element("BackupDataVersion", DATA_VERSION[layout]),
        element("StampVersion", cloud.stamp_version),
        element("OemVersion", cloud.oem_version),
        element("DeploymentID", cloud.deployment_id),
        element("IsAutomaticBackup", "true"),
        element("IsContemporaneousBackup", boolean(snapshot.contemporaneous)),
        element("BackupId", snapshot.backup_id),
        element("ComponentInfo", [
            element("RoleName", role), element("ComponentName", component), element("PartitionId", partition),
        ]),
        element("HostVMName", f"{cloud.region[:3].upper()}-{role[:3].upper()}01"),
        element("RepositoryName", name),
    ]
    if snapshot.wrapped_key:
        children.append(element("EncryptedBackupEncryptionKey", snapshot.wrapped_key))
        children.append(element("EncryptionCertThumbprint", snapshot.thumbprint))
    children.append(element("SnapshotProperties", properties))
    return document("BackupSnapshot", children, encoding)


@dataclass(frozen=True)
class Info:
    """What one BackupInfo document says."""

    backup_id: str
    created: datetime
    repositories: list = field(default_factory=list)
    wrapped_key: str = ""
    thumbprint: str = ""
    plain_kb: int = 1
    packed_kb: int = 1


def render_backup_info(info, cloud, layout, encoding="utf-8"):
    """The `BackupInfo` document, role by role."""
    roles = {}
    for repository in info.repositories:
        roles.setdefault(repository.split(";")[0], []).append(repository)
    role_status = [
        element("BackupRoleStatus", [
            element("RoleName", role),
            element("Status", "Succeeded"),
            element("RepositoryStatus", [
                element("BackupRepositoryStatus", [
                    element("FullRepositoryName", repository), element("Status", "Succeeded"),
                ])
                for repository in repositories
            ]),
        ])
        for role, repositories in roles.items()
    ]
    children = [
        element("BackupDataVersion", DATA_VERSION[layout]),
        element("BackupId", info.backup_id),
        element("RoleStatus", role_status),
        element("Status", "Succeeded"),
        element("CreatedDateTime", iso(info.created)),
        element("TimeTakenToCreate", "PT9M12S"),
        element("StampVersion", cloud.stamp_version),
        element("OemVersion", cloud.oem_version),
        element("DeploymentID", cloud.deployment_id),
    ]
    if info.wrapped_key:
        children.append(element("EncryptedBackupEncryptionKey", info.wrapped_key))
        children.append(element("EncryptionCertThumbprint", info.thumbprint))
    children += [
        element("BackupSizeInKb", info.plain_kb),
        element("CompressedBackupSizeInKb", info.packed_kb),
        element("CompletelyUploaded", "true"),
        element("IsAutomaticBackup", "true"),
        element("IsCloudRecoveryReady", "true"),
    ]
    return document("BackupInfo", children, encoding)
