// What a program that runs inside the cluster is given by the test that starts it.
import { signToken } from '@tributary/embedded';
import type { Callers } from '../../journeys/steps.ts';
import { Api } from '../../platform/api.ts';

export interface Given {
  readonly issuerKey: Parameters<typeof signToken>[0]['key'];
  readonly issuer: string;
  /** of the client that reads feeds */
  readonly clientSecret: string;
}

export const given = (globalThis as unknown as { readonly given: Given }).given;

/** The Service of the front door, as anybody in the cluster names it. */
export const FRONT_DOOR = 'http://front-door';

/** Callers that come through the front door's Service. */
export const callers: Callers = {
  api: async (role, ministry, as = `${role}@${ministry}`, now = new Date()) => {
    const token = await signToken({ key: given.issuerKey, issuer: given.issuer, role, ministry, name: as, now });
    return new Api(FRONT_DOOR, token);
  },
};

/** Tells the test what came of it, as the last line. */
export const tell = (found: object): void => void process.stdout.write(`${JSON.stringify(found)}\n`);
