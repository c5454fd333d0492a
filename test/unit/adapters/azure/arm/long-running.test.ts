import { describe, expect, it } from 'vitest';
import { sendArmRequest } from '../../../../../src/adapters/azure/arm/arm-request.js';
import { finishOperation } from '../../../../../src/adapters/azure/arm/long-running.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../../doubles/scripted-client.js';

const LOCATION = `${ENDPOINT}/operationResults/1`;
const STATUS = `${ENDPOINT}/operations/1`;
const running = (body?: unknown, headers = {}): ScriptedAnswer => ({ status: 202, body, headers });

async function finish(script: readonly ScriptedAnswer[], limitMs = 3_600_000) {
  const { channel, requests, waits, clock } = createScriptedChannel(script);
  const started = await sendArmRequest(channel, { method: 'PUT', url: `${ENDPOINT}/x`, body: {} });
  await finishOperation(channel, started, { clock, limitMs });
  return { polled: requests.slice(1).map(({ url }) => url), waits };
}

const FINAL: readonly (readonly [string, readonly ScriptedAnswer[], readonly string[]])[] = [
  ['a body without headers', [{ status: 201, body: {} }], []],
  ['an empty 200', [{ status: 200 }], []],
  [
    'a network quota that is final at once',
    [
      {
        status: 201,
        headers: { 'azure-asyncoperation': STATUS },
        body: { properties: { provisioningState: 'Succeeded' } },
      },
    ],
    [],
  ],
  [
    'a network quota of 2018',
    [
      {
        status: 201,
        headers: { 'azure-asyncoperation': STATUS, 'retry-after': '10' },
        body: { properties: { provisioningState: 'Updating' } },
      },
      { status: 200, body: { status: 'InProgress' } },
      { status: 200, body: { status: 'succeeded' } },
    ],
    [STATUS, STATUS],
  ],
  [
    'Location only',
    [
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      { status: 200, body: { id: 'x' } },
    ],
    [LOCATION, LOCATION],
  ],
  ['Location, then nothing', [running(undefined, { location: LOCATION }), { status: 200 }], [LOCATION]],
  ['Location, then 204', [running(undefined, { location: LOCATION }), { status: 204 }], [LOCATION]],
  [
    'both headers',
    [
      running(undefined, { location: LOCATION, 'azure-asyncoperation': STATUS }),
      { status: 200, body: { status: 'Succeeded' } },
    ],
    [STATUS],
  ],
  [
    'an address that moves',
    [
      running(undefined, { location: LOCATION }),
      running(undefined, { location: `${LOCATION}2` }),
      { status: 200 },
    ],
    [LOCATION, `${LOCATION}2`],
  ],
];

describe('finishOperation', () => {
  it.each(FINAL)('ends with %s', async (_name, script, polled) => {
    expect((await finish(script)).polled).toEqual(polled);
  });

  it('waits as it is told, and 10 s when it is not', async () => {
    const script = [
      running(undefined, { location: LOCATION, 'retry-after': '5' }),
      running(undefined, { location: LOCATION }),
      { status: 200 },
    ];
    expect((await finish(script)).waits).toEqual([5000, 10_000]);
  });

  it.each<readonly [string, readonly ScriptedAnswer[], string]>([
    [
      'fails',
      [
        running(undefined, { 'azure-asyncoperation': STATUS }),
        { status: 200, body: { status: 'Failed', error: { code: 'A' } } },
      ],
      'PARTIAL',
    ],
    [
      'is canceled',
      [running(undefined, { 'azure-asyncoperation': STATUS }), { status: 200, body: { status: 'Canceled' } }],
      'PARTIAL',
    ],
    ...[400, 500].map((status): readonly [string, readonly ScriptedAnswer[], string] => [
      `is told to have failed with ${status}`,
      [
        running(undefined, { location: LOCATION }),
        { status, body: { properties: { provisioningState: 'Failed' }, error: { code: 'A' } } },
      ],
      'PARTIAL',
    ]),
    ['is lost', [running(undefined, { location: LOCATION }), { status: 404 }], 'PARTIAL'],
    [
      'is to be followed elsewhere',
      [running(undefined, { location: 'https://evil.example/1' })],
      'TARGET_UNREACHABLE',
    ],
  ])('throws when it %s', async (_name, script, code) => {
    await expect(finish(script)).rejects.toMatchObject({ code });
  });

  it('throws when it never ends', async () => {
    const endless = Array.from({ length: 20 }, () => running(undefined, { location: LOCATION }));
    await expect(finish(endless, 60_000)).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
