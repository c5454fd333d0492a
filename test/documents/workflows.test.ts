import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

import { isJsonObject } from '../../src/cloud/json-value.js';

const FOLDER = new URL('../../.github/workflows/', import.meta.url);
const workflows = readdirSync(FOLDER);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** The steps of all jobs; a job that calls another workflow is such a step itself. */
function listSteps(name: string): readonly Readonly<Record<string, unknown>>[] {
  const document: unknown = parseDocument(read(name)).toJS();
  const jobs =
    isJsonObject(document) && isJsonObject(document['jobs']) ? Object.values(document['jobs']) : [];
  return jobs.filter(isJsonObject).flatMap((job) => {
    const steps = Array.isArray(job['steps']) ? job['steps'].filter(isJsonObject) : [];
    return [job, ...steps];
  });
}

it('there is a workflow', () => expect(workflows).toContain('ci.yml'));

describe.each(workflows)('%s', (name) => {
  it('is YAML without a mistake', () => {
    const { errors, warnings } = parseDocument(read(name), { uniqueKeys: true });
    expect([...errors, ...warnings].map(({ message }) => message)).toEqual([]);
    expect(listSteps(name).length).toBeGreaterThan(2);
  });

  it('pins each action by its commit, with the version beside it', () => {
    const used = listSteps(name).flatMap(({ uses }) => (typeof uses === 'string' ? [uses] : []));
    expect(used.filter((uses) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    const lines = read(name)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    expect(lines).toHaveLength(used.length);
    expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('may read the repository, and nothing else', () => {
    const document: unknown = parseDocument(read(name)).toJS();
    expect(document).toMatchObject({ permissions: { contents: 'read' } });
    expect(read(name).match(/\bpermissions:/g)).toHaveLength(1);
    expect(read(name)).not.toMatch(/\bpull_request_target\b|\bsecrets\b/);
  });

  it('runs every Node.js that package.json promises', () => {
    for (const version of [20, 22, 24]) expect(read(name)).toMatch(new RegExp(`node: \\[.*\\b${version}\\b`));
  });
});
