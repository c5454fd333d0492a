import { describe, expect, it } from 'vitest';
import {
  type LibraryCredential,
  PersonalSignIn,
  type PersonalSignInParts,
} from '../../../../../src/adapters/azure/sign-in/personal-sign-in.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { systemClock } from '../../../../../src/core/clock.js';

const [HOME, OTHER] = ['b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22', 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55'];
const [ALICE, BOB] = ['4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f', '9a0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f'];
const SCOPE = 'https://management.contoso.example/1/.default';
const VAULT = 'https://vault.contoso.example/.default';

interface Account {
  readonly oid?: string;
  readonly tid?: string | undefined;
  /** True when no token can be had after the one that is taken over and the first request's. */
  readonly ends?: boolean;
  /** True when it gets tokens for the audience alone that it signed in for. */
  readonly isNarrow?: boolean;
  /** The reason for which it never signs in. */
  readonly error?: Error;
}

function formatToken({ oid = ALICE, tid = HOME }: Account): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode({ oid, tid })}.s`;
}

/** A sign-in in which these accounts answer one after the other. */
function create(
  accounts: readonly Account[],
  changes: Partial<PersonalSignInParts> & { present?: boolean } = {},
) {
  const { present = true, ...parts } = changes;
  const asked: string[] = [];
  const signIn = new PersonalSignIn({
    create: (why) => {
      const account = accounts[asked.length] ?? {};
      asked.push(why);
      let given = 0;
      let signedInFor: string | undefined;
      const credential: LibraryCredential = {
        async getToken(scope) {
          if (account.isNarrow === true && scope !== signedInFor)
            throw new Error('invalid_grant: not for this');
          given += 1;
          if (account.ends === true && given > 2) throw new Error('invalid_grant: it is over');
          return { token: formatToken(account), expiresOnTimestamp: 0 };
        },
        async authenticate(scope) {
          if (account.error !== undefined) throw account.error;
          signedInFor = scope;
        },
      };
      return Promise.resolve(credential);
    },
    person: { isPresent: present, tell: () => undefined },
    tenant: HOME,
    clock: systemClock,
    signal: new AbortController().signal,
    lastFailure: () => undefined,
    lastRefusal: () => '',
    watch: (_signal, work) => work(),
    ...parts,
  });
  /** As a request does it: silent first, then the question, then silent again. */
  const signInTo = async (scope = SCOPE) => {
    const get = () => signIn.getToken(scope, {});
    return get().catch(async () => {
      await signIn.ask(scope);
      return get();
    });
  };
  return { signIn, signInTo, asked };
}

describe('the account that signs in', () => {
  it('is asked for again at a terminal when it is of another directory, and told of which', async () => {
    const { signInTo, asked } = create([{ tid: OTHER }, {}]);
    expect((await signInTo())?.token).toBe(formatToken({}));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain(OTHER);
    expect(asked[1]).toContain(HOME);
  });

  it('ends the work in a pipe when it is of another directory', async () => {
    const { signInTo, signIn, asked } = create([{ tid: OTHER }], { present: false });
    await expect(signInTo()).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    await expect(signIn.getToken(SCOPE, {})).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(asked).toHaveLength(1);
  });

  it.each<readonly [string, string | undefined, string | undefined]>([
    ['a domain was asked for', 'contoso.example', OTHER],
    ['nothing was', undefined, OTHER],
    ['its token names none, as on AD FS', HOME, undefined],
  ])('may be of any directory where %s', async (_what, ...[tenant, tid]) => {
    const { signInTo, asked } = create([{ tid }], { tenant });
    expect(await signInTo()).not.toBeNull();
    expect(asked).toHaveLength(1);
  });

  it.each<readonly [string, boolean, number]>([
    ['is asked for again', true, 3],
    ['ends the work in a pipe', false, 2],
  ])('must stay the same one: another %s', async (_what, ...[present, times]) => {
    const { signInTo, asked } = create([{ isNarrow: true }, { oid: BOB }, {}], { present });
    await signInTo();
    const again = signInTo(VAULT);
    if (present) expect((await again)?.token).toBe(formatToken({}));
    else await expect(again).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(asked).toHaveLength(times);
  });
});

describe('a sign-in that has ended', () => {
  // The audience that first meets the end may be one that no token was had for.
  const audiences = [
    ['the same audience', SCOPE],
    ['another', VAULT],
  ] as const;

  it.each(audiences)('is asked for again at a terminal, with the reason, for %s', async (_which, scope) => {
    const { signInTo, asked } = create([{ ends: true }, {}]);
    await signInTo();
    await expect(signInTo(scope)).resolves.not.toBeNull();
    expect(asked[1]).toMatch(/^The sign-in has ended: invalid_grant/);
  });

  it.each(audiences)('ends the work in a pipe at once, and shows no code, for %s', async (_which, scope) => {
    const { signInTo, asked } = create([{ ends: true }], { present: false });
    await signInTo();
    await expect(signInTo(scope)).rejects.toThrow(/^the sign-in has ended: .*; nobody is at a terminal/);
    expect(asked).toHaveLength(1);
  });

  it.each([true, false])('is not one that is good for one audience alone (terminal: %s)', async (present) => {
    const { signInTo, asked } = create([{ isNarrow: true }, { isNarrow: true }], { present });
    await signInTo();
    await expect(signInTo(VAULT)).resolves.not.toBeNull();
    await expect(signInTo()).resolves.not.toBeNull();
    expect(asked[1]).toMatch(/^The sign-in service gives no token for vault\.contoso\.example/);
    expect(asked).toHaveLength(2);
  });

  it('is not told of when the service does not answer', async () => {
    const lost = new RestackError('TARGET_UNREACHABLE', 'no answer');
    let isLost = false;
    const { signIn, signInTo } = create([{ ends: true }], {
      lastFailure: () => (isLost ? lost : undefined),
      lastRefusal: () => {
        isLost = true;
        return 'refused';
      },
    });
    await signInTo();
    // The refusal is heard; the question whether the sign-in has ended meets the end of the line.
    await expect(signIn.getToken(VAULT, {})).rejects.toBe(lost);
  });
});

describe('a code that has expired', () => {
  const expired = new Error('expired_token');

  it('is followed by another one at a terminal', async () => {
    const { signInTo, asked } = create([{ error: expired }, { error: expired }, {}]);
    await expect(signInTo()).resolves.not.toBeNull();
    expect(asked.slice(1)).toEqual(['The code has expired.', 'The code has expired.']);
  });

  it('is not followed for ever by others that last no longer', async () => {
    const { signInTo, asked } = create(Array.from({ length: 99 }, () => ({ error: expired })));
    await expect(signInTo()).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(asked).toHaveLength(4);
  });

  it('ends the work in a pipe', async () => {
    const { signInTo, asked } = create([{ error: expired }], { present: false });
    await expect(signInTo()).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(asked).toHaveLength(1);
  });
});

it('a person who says no is not asked again, whoever asks', async () => {
  const { signInTo, asked } = create([{ error: new Error('authorization_declined') }]);
  await expect(signInTo()).rejects.toMatchObject({ code: 'TARGET_AUTH' });
  await expect(signInTo('https://vault.contoso.example/.default')).rejects.toMatchObject({
    code: 'TARGET_AUTH',
  });
  expect(asked).toHaveLength(1);
});

it('a sign-in service that does not answer ends the first question', async () => {
  const failure = new RestackError('TARGET_UNREACHABLE', 'gone');
  const { signInTo, asked } = create([{ error: new Error('x') }], { lastFailure: () => failure });
  await expect(signInTo()).rejects.toBe(failure);
  expect(asked).toHaveLength(1);
});

it('a question ends with the command that asked', async () => {
  const over = new AbortController();
  const reason = new RestackError('INTERRUPTED', 'stopped');
  const { signInTo } = create([{}], { signal: over.signal, watch: () => new Promise(() => undefined) });
  const asking = signInTo();
  over.abort(reason);
  await expect(asking).rejects.toBe(reason);
});
