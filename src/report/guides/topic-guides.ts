/** Help below the commands of a topic, in lines of at most 80 columns. */
export const TOPIC_GUIDES: Readonly<Record<string, string>> = {
  service: `DETAIL
  show       share, user, schedule, retention, last and next backup, capacity,
             and what encrypts: a certificate, or still a key.
  configure  What is not given stays. The service's rules are checked before
             anything is sent, and everything is read back. Told and asked
             about: what a shorter retention deletes, what still needs the old
             certificate (with --share also on the share), and that the way
             from a key to a certificate is one-way. --dry-run only tells.
  enable, disable  automatic backups, with all settings kept.
  start      A backup now, waited for to its end. A signal ends the wait and
             not the backup. --no-wait prints its id.
  backups    The service's own list; with --share PATH how it differs from
             what lies there.
  prune      What is older than the retention, shown first and deleted by the
             service after a yes. --dry-run only tells.

  The share's password comes from --password-file, RESTACK_SHARE_PASSWORD or a
  person. A share is a UNC path; only for an embedded controller (below
  localhost) a folder stands in for one.
`,
  archive: `DETAIL
  The cloud deletes its sets after two to fourteen days. An archive (.tar, or
  .tar.gz) holds one as it lies, still encrypted, behind a list of SHA-256 that
  sha256sum --check reads too. Every command that reads takes the archive as
  --share. unpack puts the set back on a share that is there, whole or not at
  all, and overwrites nothing.

  An archive that was cut short, altered, or holds anything but what its list
  names is refused. What a command reads is compared with the list when it is
  read; verify with a key, and unpack, read everything. Keep the private key as
  long as the archive: pack needs none, and reading does.

  --sign-key takes a private key in PEM, Ed25519 or ECDSA P-256:
    openssl genpkey -algorithm ed25519 -out sign.pem
    openssl pkey -in sign.pem -pubout -out verify.pem
  Every command that reads takes --verify-key verify.pem; an archive that is
  not signed by it is refused with exit 22.
`,
};
