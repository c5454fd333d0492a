import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { meansFull, meansRefused, readSystemCode } from '../../../../src/core/errors/system-code.js';

const failure = (code: unknown) => Object.assign(new Error('failed'), { code });

describe('readSystemCode', () => {
  it.each([
    ['an error of the system', failure('ENOENT'), 'ENOENT'],
    ['an error of zlib', failure('Z_DATA_ERROR'), 'Z_DATA_ERROR'],
    ['a number', failure(2), undefined],
    ['an error without a code', new Error('failed'), undefined],
    ['an error of restack, whose codes are no system codes', new RestackError('USAGE', 'wrong'), undefined],
    ['what only looks like an error', { code: 'ENOENT' }, undefined],
    ['nothing', undefined, undefined],
  ])('reads %s', (_what, error, code) => {
    expect(readSystemCode(error)).toBe(code);
  });
});

describe('meansFull and meansRefused', () => {
  it('tell no space and no permission from each other and from the rest', () => {
    const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EIO'];
    expect(codes.filter(meansFull)).toEqual(['ENOSPC', 'EDQUOT', 'EFBIG']);
    expect(codes.filter(meansRefused)).toEqual(['EACCES', 'EPERM', 'EROFS']);
  });
});
