import { describe, expect, it } from 'vitest';
import { isLoopbackName, lookupWithLoopback } from '../../../../../src/adapters/azure/http/https-client.js';

describe('isLoopbackName', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost.', 'adminmanagement.drill.localhost', 'a.localhost.'])(
    '%s is',
    (name) => {
      expect(isLoopbackName(name)).toBe(true);
    },
  );

  it.each(['localhost.example', 'notlocalhost', 'example', ''])('%j is not', (name) => {
    expect(isLoopbackName(name)).toBe(false);
  });
});

describe('lookupWithLoopback', () => {
  it('answers both forms of the question at once', () => {
    const answers: unknown[] = [];
    lookupWithLoopback('kv.vault.drill.localhost', { all: true }, (...answer) => answers.push(answer));
    lookupWithLoopback('kv.vault.drill.localhost', {}, (...answer) => answers.push(answer));
    expect(answers).toEqual([
      [null, [{ address: '127.0.0.1', family: 4 }]],
      [null, '127.0.0.1', 4],
    ]);
  });
});
