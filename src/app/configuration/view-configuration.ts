import type { ConfigViewResult } from '../../schema/results.js';
import { selectRunsFolder } from '../runs/runs-folder.js';
import { readFileSettings, selectSetting, SETTING_NAMES, type SettingFlag } from '../settings.js';

type ViewedSetting = ConfigViewResult['settings'][number];

/** Describes the settings in effect. @param flags values of flags by name; others than settings are not looked at. */
export function viewConfiguration(flags: Readonly<Record<string, unknown>>): ConfigViewResult {
  return {
    files: readFileSettings().files,
    settings: SETTING_NAMES.map((name) => viewSetting(name, flags[name])),
  };
}

function viewSetting(name: SettingFlag, flag: unknown): ViewedSetting {
  const given: readonly unknown[] = flag === undefined ? [] : [flag].flat();
  const values = given.flatMap((value) => {
    if (value === true) return ['true'];
    return typeof value === 'string' ? [value] : [];
  });
  if (values.length > 0) return { name, values, origin: 'flag', place: `--${name}` };
  const setting = selectSetting(name);
  if (setting !== undefined) return { name, ...setting };
  if (name === 'run-dir') return { name, values: [selectRunsFolder({})], origin: 'default', place: null };
  return { name, values: [], origin: null, place: null };
}
