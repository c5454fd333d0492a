import type { Cloud } from '../cloud/cloud.js';
import type { CloudNames } from '../cloud/cloud-names.js';
import type { Principal } from '../cloud/accounts/principals.js';
import { principalIdOfUser } from './directory.js';

/** The people of a fresh cloud: its operator, and one who may do only what roles grant. */
export function createPeople({ region, domain }: CloudNames): readonly Principal[] {
  const create = (name: string, access: Principal['access']): Principal => {
    const clientId = `${name}@${region}.${domain}`;
    return { clientId, principalId: principalIdOfUser(clientId), access };
  };
  return [create('operator', 'full'), create('reader', 'assigned')];
}

/** The people who may sign in, by name. */
export function listPeople(cloud: Cloud): readonly Principal[] {
  return cloud.principals.list().filter(({ clientId }) => clientId.includes('@'));
}

/** A person by user name; undefined for all others, applications included. */
export function findPerson(cloud: Cloud, userName: string): Principal | undefined {
  return userName.includes('@') ? cloud.principals.find(userName) : undefined;
}
