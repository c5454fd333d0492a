import { describe, expect, it } from 'vitest';

import { allowsColor, describeView, isUnattended } from '../../../../src/cli/terminal/terminal.js';

describe('allowsColor', () => {
  it.each([
    [true, {}, false, true],
    [false, {}, false, false],
    [true, { NO_COLOR: '1' }, false, false],
    [true, { NO_COLOR: '' }, false, true],
    [false, { FORCE_COLOR: '1' }, false, true],
    [true, { FORCE_COLOR: '0' }, false, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [true, { FORCE_COLOR: '1' }, true, false],
    [true, { TERM: 'dumb' }, false, false],
  ])('terminal %s, %j, --no-color %s: %s', (...[isTTY, variables, noColor, allowed]) => {
    expect(allowsColor({ isTTY }, { noColor, variables })).toBe(allowed);
  });
});

describe('describeView', () => {
  const options = { noColor: false, variables: {}, now: new Date(0) };

  it.each([
    [{ isTTY: true, columns: 120 }, 120],
    [{ isTTY: true, columns: 0 }, 80],
    [{ isTTY: true }, 80],
    [{ columns: 200 }, 80],
  ])('%j is %i columns wide', (stream, columns) => {
    expect(describeView(stream, options).columns).toBe(columns);
  });
});

describe('isUnattended', () => {
  it.each([
    [{}, false],
    [{ CI: '' }, false],
    [{ CI: 'false' }, false],
    [{ CI: '0' }, false],
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
  ])('%j: %s', (variables, expected) => {
    expect(isUnattended(variables)).toBe(expected);
  });
});
