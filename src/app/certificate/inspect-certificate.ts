import { readCertificateSource } from '../../adapters/keys/certificate-source.js';
import { systemClock } from '../../core/clock.js';
import type { InspectCertificate } from '../app.js';
import { forGivenFiles } from '../sample-share.js';
import { readGivenPasswords } from '../keys/keyring.js';
import { selectShare } from '../share/select-share.js';
import { withShare } from '../share/share.js';

/**
 * Inspects a certificate file: its content, whether the backup service takes it, and which sets of a share it opens.
 * Its password is used when it was given, and asked for only when the file shows nothing without it.
 *
 * @throws NOT_FOUND, UNSUPPORTED or WRONG_PASSWORD as the file's fault is; errors of the share.
 */
export const inspectCertificate: InspectCertificate = async (options, context) => {
  const { file } = options;
  const { inspectCertificates, matchSets } = await import('../../backup-set/keys/inspected-certificate.js');
  const given = await readGivenPasswords(options.certPasswordFiles, context);
  const source = await readCertificateSource(file, given, forGivenFiles(context));
  const { facts } = source;
  const isOpened = !facts.needsPassword || given.length > 0 || facts.certificates === null;
  const found = { facts, opened: isOpened ? await source.open() : undefined };
  const sets =
    selectShare(options) === undefined
      ? null
      : await withShare(options, context, async ({ catalog }) => matchSets(catalog.sets, found));
  return { file, ...inspectCertificates(found, systemClock.now()), sets };
};
