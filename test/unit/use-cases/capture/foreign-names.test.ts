import { expect, it } from 'vitest';
import { listForeignNames } from '../../../../src/use-cases/capture/foreign-names.js';

const CLOUD = { region: 'seattle', domain: 'azs.contoso.example' };
const SUFFIX = 'vault.seattle.azs.contoso.example';
const vault = (vaultUri?: string) => ({ properties: vaultUri === undefined ? {} : { vaultUri } });
const secret = (id: string) => ({ id });

it.each([
  ['vault', vault()],
  ['vault', vault(`https://kv-one.${SUFFIX}/`)],
  ['secret', secret(`https://kv-one.${SUFFIX}:4443/secrets/a/${'0'.repeat(32)}`)],
  ['plan', { id: 'https://evil.example' }],
] as const)('a %s of the cloud itself leads nowhere else: %j', (kind, record) => {
  expect(listForeignNames(kind, record, CLOUD)).toEqual([]);
});

it.each([
  ['vault', vault('https://kv-one.vault.evil.example/')],
  ['vault', vault(`https://${SUFFIX}.evil.example/`)],
  ['secret', secret('https://kv-one.vault.evil.example/secrets/a/0')],
  ['secret', secret(`https://kv-one.${SUFFIX}.evil.example/secrets/a/0`)],
  ['secret', secret('/secrets/a/0')],
  ['secret', secret(`https://${SUFFIX}/secrets/a/0`)],
] as const)('a %s that leads out of the cloud is found: %j', (kind, record) => {
  const found = listForeignNames(kind, record, CLOUD);
  expect(found).toHaveLength(1);
  expect(found[0]).not.toContain('evil');
});
