/** A bundle that a page is about. */
export interface AuditedBundle {
  /** Name of the file. */
  readonly bundle: string;
  readonly runId: string;
  /** Names of the files in it, in their order, without the page. */
  readonly names: readonly string[];
  readonly signature: { readonly algorithm: string; readonly keyDigest: string } | null;
}

const MEANINGS: Readonly<Record<string, string>> = {
  'report.html': 'the report, for a browser; it loads nothing',
  'report.json': 'the same for programs',
  'report.md': 'the same for a ticket',
  'plan.json': 'what was decided about each record',
  'journal.jsonl':
    'every write to the target: before it was made, and its end; each line holds the hash of the one before',
  'run.json': 'what the run was started with',
  'status.json': 'the state that it came to',
  'result.json': 'its result, where it came to one',
  'versions.json': 'who packed this, when, and with which versions',
  'backup-files.sha256': "SHA-256 of every file of the backup set, below the share's MASBackup folder",
};

/** Renders the page by which an auditor examines a bundle without restack: sh, tar, sha256sum and openssl do. */
export function renderAuditPage({ bundle, runId, names, signature }: AuditedBundle): string {
  return [
    `# Evidence of run ${runId}`,
    `This page lies in \`${quote(bundle)}\`, which \`restack evidence pack\` wrote. In it:`,
    [
      '- `SHA256SUMS`: every other file with its SHA-256, in their order. Below each stands the SHA-256 of all lines',
      '  above it, so that the files are links of a chain.',
      ...(signature === null
        ? []
        : ['- `SIGNATURE`: the signature of that list; `signer.pem`: the key that made it']),
      ...names.map((name) => `- \`${name}\`: ${MEANINGS[name] ?? 'a file of the run'}`),
    ].join('\n'),
    names.includes('plan.json')
      ? undefined
      : 'No plan and no journal were kept of this run: the report holds all.',
    '`restack evidence verify FILE` compares every byte. The same without restack, in the folder of the bundle:',
    '## 1. Nothing dropped, added or moved',
    block([
      `BUNDLE='${quote(bundle)}'`,
      'mkdir audit && tar -xf "$BUNDLE" -C audit && cd audit',
      'tar -tf "../$BUNDLE" | grep -v -x -e evidence/SHA256SUMS -e evidence/SIGNATURE > found.txt',
      "sed -n 's/^[0-9a-f]\\{64\\}  //p' evidence/SHA256SUMS > named.txt",
      'diff named.txt found.txt && echo "in order"',
    ]),
    'The first line of `diff` names the first file that was dropped (`<`), added (`>`) or moved.',
    '## 2. The chain holds',
    block([
      'n=0; state="chain whole"',
      'while IFS= read -r line; do',
      '  case $line in "# chain "*)',
      '    sum=$(head -n "$n" evidence/SHA256SUMS | sha256sum | cut -c 1-64)',
      '    if [ "# chain $sum" != "$line" ]; then state="chain broken in line $n"; break; fi ;;',
      '  esac',
      '  n=$((n + 1))',
      'done < evidence/SHA256SUMS',
      'echo "$state"',
      'tail -n 1 evidence/SHA256SUMS',
    ]),
    'The last line stands for everything in the bundle: compare it with the digest that was noted when it was packed.',
    '## 3. No file was changed',
    block(['sha256sum --check --strict evidence/SHA256SUMS']),
    'Each file that was changed is `FAILED`.',
    ...(signature === null ? UNSIGNED : renderSignatureSteps(signature)),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat('\n');
}

const UNSIGNED = [
  '## 4. Who made it',
  'It is not signed: whoever can write the file could have made it anew. Only the digest above, noted elsewhere, tells.',
];

function renderSignatureSteps({
  algorithm,
  keyDigest,
}: NonNullable<AuditedBundle['signature']>): readonly string[] {
  return [
    '## 4. Who signed it',
    'Take the public key from whoever signs, not from here, and lay it beside the bundle as `verify.pem`.',
    block([
      'openssl pkey -pubin -in ../verify.pem -outform DER | sha256sum',
      "{ printf 'restack evidence signature 1\\n'; cat evidence/SHA256SUMS; } > message",
      'tail -n 1 evidence/SIGNATURE | openssl base64 -d -A > signature',
      ...(algorithm === 'ed25519' ? ED25519 : ECDSA),
    ]),
    `The first line must be \`${keyDigest}\`, the last one says that the signature is verified.`,
  ];
}

const ED25519 = ['openssl pkeyutl -verify -pubin -inkey ../verify.pem -rawin -in message -sigfile signature'];

/** The two numbers of an ECDSA signature stand in 64 bytes; openssl wants them as ASN.1. */
const ECDSA = [
  "r=$(head -c 32 signature | od -An -v -tx1 | tr -d ' \\n')",
  "s=$(tail -c 32 signature | od -An -v -tx1 | tr -d ' \\n')",
  'printf \'asn1=SEQUENCE:pair\\n[pair]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n\' "$r" "$s" > signature.cnf',
  'openssl asn1parse -genconf signature.cnf -noout -out signature.der',
  'openssl dgst -sha256 -verify ../verify.pem -signature signature.der message',
];

function block(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

/** A file name inside of quotes, of a shell and of Markdown. */
function quote(name: string): string {
  return /^[\w.,@+ -]+$/.test(name) ? name : 'FILE.tar';
}
