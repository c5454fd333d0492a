import { isDeepStrictEqual } from 'node:util';
import { parsePayload } from '../../../src/backup-set/content/parse-payload.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

/** Small enough to cut tokens and characters in two. */
const PIECE_BYTES = 7;

async function* inPieces(input: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += PIECE_BYTES) yield input.subarray(at, at + PIECE_BYTES);
}

/** The JSON that the records of a repository lie in. */
export const payloadTarget = defineTarget<readonly unknown[]>({
  name: 'payload',
  dictionary: [
    '[ ¦ ] ¦ { ¦ } ¦ ": ¦ , ¦ "id": ¦ null ¦ true ¦ \\u0000 ¦ \\ud800 ¦ 1e999 ¦ -0 ¦ \xef\xbb\xbf',
    '"__proto__": ¦ "constructor": ¦ [[[[[[[[[[[[[[[[ ¦ {"a":{"a":{"a": ¦ \xed\xa0\x80 ¦ \xf0\x9f\x92\xa9 ¦ "\\"',
  ],
  refusals: ['SCHEMA'],
  readSeeds: async () =>
    [
      '[]',
      '[{"id":"/a","properties":{"n":1.5e-3,"t":"\\u00fc\\n","l":[null,true,{}]}}, {"id":"/\u00fc"}]',
      '\uFEFF[{"a":{"b":{"c":[[[[1]]]]}}}]\n',
    ].map((text) => Buffer.from(text)),
  async read(input) {
    const elements: unknown[] = [];
    for await (const element of parsePayload(inPieces(input))) elements.push(element);
    return elements;
  },
  confirm(elements, input) {
    const text = new TextDecoder().decode(input);
    assertLaw(isDeepStrictEqual(JSON.parse(text), elements), 'JSON.parse reads the same');
  },
});
