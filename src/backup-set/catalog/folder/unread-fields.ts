import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import type { Violation } from '../../../schema/validation.js';

/** Makes the findings about fields of one metadata file that only inform and cannot be read. */
export function describeUnreadFields(
  unread: readonly Violation[],
  place: FindingPlace & { readonly file: string },
): readonly Finding[] {
  return unread.map(({ pointer, message }) =>
    createFinding('METADATA_UNREAD', `${place.file}: ${pointer} ${message}; it is left out`, {
      ...place,
      pointer,
    }),
  );
}
