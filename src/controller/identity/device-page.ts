import type { Cloud } from '../cloud/cloud.js';
import { loginLabel } from '../cloud/cloud-names.js';
import { answerDevice, findDevice } from '../cloud/accounts/sign-ins.js';
import type { RoutedCall } from '../wire/call.js';
import { escapeHtml, renderPage } from '../wire/page.js';
import { ok, type Reply } from '../wire/reply.js';
import { checkPublicClient, deny, readAudience } from './oauth-form.js';
import { findPerson, listPeople } from './people.js';

/** No vowels and no digits: a code makes no word. Source: RFC 8628, section 6.1. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_LETTERS = 8;

/** Begins the sign-in of a person who types a code elsewhere. Source: RFC 8628, sections 3.1 and 3.2. */
export function startDeviceSignIn(call: RoutedCall, cloud: Cloud): Reply {
  const form = new URLSearchParams(call.call.bodyText);
  const denial = checkPublicClient(form, cloud);
  if (denial !== undefined) return deny(denial, call, cloud);
  const audience = readAudience(form, cloud);
  if (typeof audience !== 'string') return deny(audience, call, cloud);
  const { rules, devices } = cloud.signIns;
  const deviceCode = cloud.random.hex(32);
  const userCode = createUserCode(cloud);
  const expiresAtMs = cloud.clock.nowMs() + rules.codeLifetimeSeconds * 1000;
  const clientId = form.get('client_id') ?? '';
  devices.set(deviceCode, { userCode, deviceCode, clientId, audience, expiresAtMs, answer: 'none' });
  const page = devicePageOf(cloud);
  return ok({
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: page,
    expires_in: rules.codeLifetimeSeconds,
    interval: rules.intervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  });
}

function createUserCode(cloud: Cloud): string {
  const bytes = Buffer.from(cloud.random.hex(CODE_LETTERS), 'hex');
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, CODE_LETTERS / 2)}-${letters.slice(CODE_LETTERS / 2)}`;
}

function devicePageOf(cloud: Cloud): string {
  const { identity } = cloud.names;
  const base = cloud.names.url(loginLabel(identity));
  return identity === 'adfs' ? `${base}/adfs/oauth2/deviceauth` : `${base}/common/oauth2/deviceauth`;
}

/** Shows the page on which a person types a code, and approves or declines. */
export function showDevicePage(call: RoutedCall, cloud: Cloud): Reply {
  return renderDeviceForm(cloud, call.call.query.get('user_code') ?? '');
}

/** Takes what the person said. */
export function answerDeviceForm(call: RoutedCall, cloud: Cloud): Reply {
  const form = new URLSearchParams(call.call.bodyText);
  const userCode = form.get('user_code') ?? '';
  const person = findPerson(cloud, form.get('username') ?? '');
  if (findDevice(cloud.signIns, userCode) === undefined) {
    return renderDeviceForm(cloud, userCode, 'There is no such code.');
  }
  if (person === undefined) return renderDeviceForm(cloud, userCode, 'There is no such user.');
  const isApproved = form.get('answer') === 'approve';
  const answer = isApproved ? { userName: person.clientId } : ('declined' as const);
  const isTaken = answerDevice(cloud.signIns, userCode, { answer, nowMs: cloud.clock.nowMs() });
  if (!isTaken) return renderDeviceForm(cloud, userCode, 'Nobody waits for this code any more.');
  const said = isApproved ? 'Signed in. This page can be closed.' : 'Declined. This page can be closed.';
  return renderPage('Sign-in', `<h1>Sign-in</h1><p role="status">${said}</p>`);
}

function renderDeviceForm(cloud: Cloud, userCode: string, problem?: string): Reply {
  const code = `<label for="user_code">Code</label><input id="user_code" name="user_code" required autocomplete="off" value="${escapeHtml(userCode)}">`;
  return renderSignInForm(cloud, { heading: 'Enter the code that the program shows', fields: code, problem });
}

/** Makes the page on which a person of the cloud approves or declines; the form goes back to the same address. */
export function renderSignInForm(
  cloud: Cloud,
  {
    heading,
    fields,
    problem,
  }: { readonly heading: string; readonly fields: string; readonly problem?: string | undefined },
): Reply {
  const people = listPeople(cloud).map(({ clientId }) => `<option>${escapeHtml(clientId)}</option>`);
  const system = cloud.names.identity === 'adfs' ? 'AD FS' : 'Azure AD';
  return renderPage(
    'Sign-in',
    `<h1>${escapeHtml(heading)}</h1>
<p>Simulated ${system} of ${escapeHtml(`${cloud.names.region}.${cloud.names.domain}`)}: there are no passwords.</p>
${problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post">${fields}
<label for="username">Person</label><select id="username" name="username">${people.join('')}</select>
<button name="answer" value="approve">Approve</button><button name="answer" value="decline" formnovalidate>Decline</button></form>`,
    problem === undefined ? 200 : 400,
  );
}
