import { isDeepStrictEqual } from 'node:util';
import { parseMapping } from '../../../src/use-cases/restore/ids/parse-mapping.js';
import { decodeFileText } from '../../../src/crypto/file-text.js';
import type { Mapping } from '../../../src/use-cases/restore/ids/mapping.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

const GUID = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
const SID = 'S-1-5-21-1757981266-1645522239-839522115-1108';

const YAML = `# the new site
region: { seattle: oslo }
providerSubscription:
  ${GUID}: ${GUID}
externalDomain: { azs.contoso.example: azs.fabrikam.example }
directoryTenants: { "${GUID}": '${GUID}' }
principals:
  ${GUID}: ${GUID}
  ? ${SID}
  : ${SID}
owners:
  007: >-
    folded
    text
  ann@contoso.example: |
    block
vaultNames: {kv-1: kv-2}
resourceGroups:
  rg-a: rg-b
  ${GUID}/rg-a: rg-c
`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The mapping file that a person writes: YAML, and so JSON. */
export const mappingTarget = defineTarget<Mapping>({
  name: 'mapping',
  dictionary: [
    'region: ¦ providerSubscription: ¦ externalDomain: ¦ directoryTenants: ¦ principals: ¦ owners:',
    GUID,
    SID,
    'vaultNames: ¦ resourceGroups: ¦ &a  ¦ *a ¦ <<: ¦ !!binary  ¦ !a  ¦ ---\n ¦ ...\n ¦ ? ',
    ':  ¦ |\n ¦ >-\n ¦ { ¦ } ¦ [ ¦ ] ¦ " ¦ \' ¦ \\u0000 ¦ %YAML 1.1\n ¦ %TAG ! !\n ¦ \t ¦ # ¦ __proto__',
    'constructor ¦ \xff\xfe ¦ \xfe\xff ¦ \r\n ¦ \xe2\x80\xa8 ¦ \xc2\x85 ¦ !!merge  ¦ ~ ¦ 2026-01-01',
  ],
  refusals: ['CONFIG', 'UNSUPPORTED'],
  readSeeds: async () => [
    Buffer.from(YAML),
    Buffer.from(
      JSON.stringify({ region: { seattle: 'oslo' }, owners: { a: 'b', __proto__: null } }, undefined, 2),
    ),
    Buffer.from('\uFEFFregion: {a: b}\n', 'utf16le'),
    Buffer.from('a: &x {b: c}\nd: *x\n'),
  ],
  read: (input) => parseMapping(decodeFileText(input), 'map.yaml').mapping,
  confirm(mapping, input) {
    const again = parseMapping(JSON.stringify(mapping), 'again.json').mapping;
    assertLaw(isDeepStrictEqual(again, mapping), 'a mapping comes back as it was written');
    const values = Object.values(mapping).flatMap((section) => Object.values(section ?? {}));
    assertLaw(
      values.every((value) => typeof value === 'string'),
      'every value is text',
    );
    const json = parseJson(decodeFileText(input));
    assertLaw(json === undefined || isDeepStrictEqual(json, mapping), 'what is JSON is read as JSON is');
  },
});
