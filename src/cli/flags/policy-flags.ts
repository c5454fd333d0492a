import * as Flags from '@oclif/core/flags';

import type { SettingsOptions } from '../../app/restore/settings-options.js';
import { parseChoiceFlag } from './flag-values.js';

const UNMAPPED = ['block', 'manual', 'keep'] as const;
const UNMET = ['block', 'skip'] as const;

/** The decisions of a person about a restore. */
export const policyFlags = {
  map: Flags.string({
    helpValue: 'FILE',
    summary: 'Names that differ on the target (YAML or JSON); - is stdin.',
  }),
  existing: Flags.string({
    helpValue: '[KIND=]POLICY',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Objects that the target has already: adopt, update, skip or fail; repeatable.',
  }),
  only: Flags.string({
    helpValue: 'KIND[/NAME]',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Only these records and what they need; repeatable.',
  }),
  except: Flags.string({
    helpValue: 'KIND[/NAME]',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Not these records; repeatable.',
  }),
  unmapped: Flags.string({
    helpValue: 'POLICY',
    summary: 'Principals that the target cannot know: block, manual or keep.',
  }),
  unmet: Flags.string({
    helpValue: 'POLICY',
    summary: 'Records that hang on something manual or skipped: block or skip.',
  }),
  'target-version': Flags.string({
    helpValue: 'VERSION',
    summary: 'Stamp version of the target, 1.YYMM.x.y: no public API tells it.',
  }),
  'allow-not-fresh': Flags.boolean({ summary: 'Go on although users have something there already.' }),
  'allow-version-distance': Flags.boolean({ summary: 'Go on however far apart the versions are.' }),
};

/**
 * The options of use cases for decisions, from the values of {@link policyFlags}. @throws USAGE for a policy that is
 * none.
 */
export function selectSettingsOptions(flags: {
  readonly map?: string | undefined;
  readonly existing?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
  readonly unmapped?: string | undefined;
  readonly unmet?: string | undefined;
  readonly 'target-version'?: string | undefined;
  readonly 'allow-not-fresh'?: boolean | undefined;
  readonly 'allow-version-distance'?: boolean | undefined;
}): SettingsOptions {
  return {
    map: flags.map,
    existing: flags.existing ?? [],
    only: flags.only ?? [],
    except: flags.except ?? [],
    unmapped: parseChoiceFlag('--unmapped', flags.unmapped, UNMAPPED),
    unmet: parseChoiceFlag('--unmet', flags.unmet, UNMET),
    targetVersion: flags['target-version'],
    allowNotFresh: flags['allow-not-fresh'] ?? false,
    allowVersionDistance: flags['allow-version-distance'] ?? false,
  };
}
