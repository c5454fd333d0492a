import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackupSet, RepositoryChain } from '../../../src/backup-set/catalog.js';
import { selectBackupSet } from '../../../src/backup-set/catalog/select-set.js';
import { extractChain, type FileSink } from '../../../src/backup-set/content/extract-chain.js';
import { silentProgress } from '../../../src/core/progress.js';
import { type OpenedSample, openSample } from '../../fixtures/sample-set.js';
import { inspect } from 'node:util';
import { parsePayload } from '../../../src/backup-set/content/parse-payload.js';
import { thrownFinding } from '../../fixtures/thrown.js';

describe('extract chain', () => {
  let sample: OpenedSample;
  let set: BackupSet;
  let chain: RepositoryChain;

  beforeAll(async () => {
    sample = await openSample();
    set = selectBackupSet(sample.catalog, 'latest');
    const found = set.chains.find(({ repositoryName }) => /Subscription/i.test(repositoryName));
    if (found === undefined) throw new Error('the sample set has no such repository');
    chain = found;
  });

  class MemorySink implements FileSink {
    readonly files = new Map<string, Buffer>();

    async write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
      const all: Uint8Array[] = [];
      for await (const piece of pieces) all.push(piece);
      this.files.set(path, Buffer.concat(all));
      return Buffer.concat(all).length;
    }
  }

  const extract = (sink: FileSink, signal = new AbortController().signal, open = sample.contextOf(set)) =>
    extractChain(chain, { open, sink, progress: silentProgress, signal, warn: () => undefined });

  describe('extractChain', () => {
    it('writes the plaintext of every snapshot, and says what it wrote', async () => {
      const sink = new MemorySink();
      const files = await extract(sink);
      expect(files.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual(
        [...sink.files].map(([path, bytes]) => [path, bytes.length]),
      );
      expect(new Set(files.map(({ path }) => path.split('/')[1])).size).toBe(chain.snapshots.length);
      for (const [path, bytes] of sink.files) {
        expect(path.startsWith(`${chain.repositoryName}/`)).toBe(true);
        expect(Array.isArray(JSON.parse(bytes.toString('utf8')))).toBe(true);
      }
    });

    it('writes nothing of a data file that is damaged', async () => {
      const sink = new MemorySink();
      const context = sample.contextOf(set);
      const { store } = context;
      const openStream: typeof store.openStream = async (path) => {
        const stream = await store.openStream(path);
        return Readable.from(flipLast(stream), { objectMode: false });
      };
      const damaged = { ...context, store: { ...store, openStream } };
      await expect(extract(sink, undefined, damaged)).rejects.toMatchObject({
        code: 'INTEGRITY',
        details: { finding: { code: 'TAG_MISMATCH' } },
      });
      expect(sink.files.size).toBe(0);
    });

    it('stops on a signal, in the middle of a file', async () => {
      const interruption = new AbortController();
      const reason = new Error('stopped');
      const sink: FileSink = {
        async write(_path, pieces) {
          interruption.abort(reason);
          for await (const piece of pieces) expect(piece.length).toBe(-1);
          return 0;
        },
      };
      await expect(extract(sink, interruption.signal)).rejects.toBe(reason);
    });

    it('throws the failure of the sink', async () => {
      const failure = Object.assign(new Error('full'), { code: 'ENOSPC' });
      await expect(extract({ write: () => Promise.reject(failure) })).rejects.toBe(failure);
    });
  });

  async function* flipLast(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      if (!(piece instanceof Uint8Array)) continue;
      const copy = Uint8Array.from(piece);
      copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
      yield copy;
    }
  }
});

async function* piecesOf(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function parse(payload: string | Uint8Array, pieceBytes = 1000): Promise<unknown[]> {
  const elements: unknown[] = [];
  for await (const element of parsePayload(piecesOf(Buffer.from(payload), pieceBytes)))
    elements.push(element);
  return elements;
}

describe('parsePayload', () => {
  it.each([1, 2, 3, 7, 1000])('gives the same as JSON.parse, in pieces of %i bytes', async (pieceBytes) => {
    const payload =
      ' [ {"a":[1,-2.5e3,{"b":null}],"\u00fc\u{1f600}":"\\u00e9\\n","__proto__":{"x":1}}, [], {}, "text", 1, true, null,\n[[1],[2]] ] \r\n';
    const found = await parse(payload, pieceBytes);
    expect(JSON.stringify(found)).toBe(JSON.stringify(JSON.parse(payload)));
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each(['[]', ' [ ]\n', '\ufeff[]'])('takes %j as an empty list', async (payload) => {
    expect(await parse(payload)).toEqual([]);
  });

  it('takes a byte order mark, whole or cut', async () => {
    expect(await parse('\ufeff[{"a":1}]', 1)).toEqual([{ a: 1 }]);
  });

  it.each([1, 2, 3, 4, 5, 1000])('keeps U+FEFF in texts, in pieces of %i bytes', async (pieceBytes) => {
    const elements = [{ value: '\ufeffsecret', '\ufeff': 'a\ufeffb', a: '\ufeff' }, '\ufeff\ufeff\u00fc'];
    expect(await parse(`\ufeff${JSON.stringify(elements)}`, pieceBytes)).toEqual(elements);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['an object', '{"value":[]}'],
    ['a string', '"text"'],
    ['null', 'null'],
    ['a number', '1'],
    ['no JSON', 'hello'],
    ['an open array', '[{"a":1}'],
    ['an open string', '[{"a":"1'],
    ['an open object', '[{"a":1,'],
    ['a comma at the end', '[1,]'],
    ['a missing comma', '[1 2]'],
    ['single quotes', "['a']"],
    ['a comment', '[/* */]'],
    ['NaN', '[NaN]'],
    ['a leading zero', '[01]'],
    ['text behind the array', '[1] x'],
    ['a second array', '[1][2]'],
    ['a line break in a string', '["a\nb"]'],
    ['a property twice', '[{"a":1,"b":{"a":1},"a":2}]'],
    ['a property twice, once escaped', '[{"a":1,"\\u0061":2}]'],
    ['65 levels', '['.repeat(65) + ']'.repeat(65)],
    ['a number beyond every double', '[{"a":1e999}]'],
    ['a whole number that a double rounds', '[{"a":9223372036854775807}]'],
    ['100,000 levels', '['.repeat(100_000)],
    ['a byte order mark behind a blank', ' \ufeff[]'],
    ['a byte order mark behind another', '\ufeff\ufeff[]'],
    ['a byte order mark behind a bracket', '[\ufeff]'],
    ['a byte order mark before a comma', '[{}\ufeff,{}]'],
    ['a byte order mark before a name', '[{\ufeff"a":1}]'],
    ['a byte order mark before the end', '[{},{}\ufeff]'],
    ['a byte order mark behind the array', '[]\ufeff'],
  ])('refuses %s', async (_name, payload) => {
    for (const pieceBytes of [1, 1000]) {
      expect(await thrownFinding(() => parse(payload, pieceBytes))).toBe('PAYLOAD_DAMAGED');
    }
  });

  it('keeps numbers that can be written as they were read', async () => {
    const numbers = '[9007199254740991,-9007199254740991,0.1,1.5e300,2147483647,-1]';
    expect(JSON.stringify(await parse(numbers))).toBe(numbers.replace('1.5e300', '1.5e+300'));
  });

  it('takes 64 levels, and one name in two objects', async () => {
    expect(await parse('['.repeat(64) + ']'.repeat(64))).toHaveLength(1);
    expect(await parse('[{"a":{"a":1}},{"a":[{"a":1},{"a":2}]}]')).toHaveLength(2);
  });

  it.each([
    ['in a string', [0x5b, 0x22, 0xc3, 0x28, 0x22, 0x5d]],
    ['cut at the end of a string', [0x5b, 0x22, 0xe2, 0x82, 0x22, 0x5d]],
    ['outside of strings', [0x5b, 0xff, 0x5d]],
    ['a surrogate', [0x5b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x5d]],
  ])('refuses bytes that are not UTF-8, %s', async (_name, bytes) => {
    for (const pieceBytes of [1, 1000]) {
      expect(await thrownFinding(() => parse(Uint8Array.from(bytes), pieceBytes))).toBe('PAYLOAD_DAMAGED');
    }
  });

  it('repeats nothing that it read', async () => {
    for (const payload of ['[{"value":"canary" "canary"}]', '{"value":"canary"}', '["canary", canary]']) {
      const error: unknown = await parse(payload).catch((thrown: unknown) => thrown);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
    }
  });

  it('passes on what its source throws', async () => {
    const failure = new Error('the disk failed');
    const failing = (async function* () {
      yield Buffer.from('[1,');
      throw failure;
    })();
    const work = (async () => {
      for await (const _element of parsePayload(failing)) {
        // Only the failure counts.
      }
    })();
    await expect(work).rejects.toBe(failure);
  });
});
