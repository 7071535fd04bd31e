// Signing in to sample data: the embedded issuer gives a token of somebody of the sample, as long as its folder is one
// for sample data. It alone knows.
import { type Role, roles } from '@tributary/contracts';
import { requestJson, type ServiceConfig } from '@tributary/service-kit';
import { z } from 'zod';
import { GrantEnded, type Granted, ProviderUnavailable } from '../session/session.ts';

export interface RoleCard {
  readonly role: Role;
  readonly ministry: string;
}

/** One of each role, in the ministry where a country usually has it: that of the people of a pilot's realm, where it has one. */
const ministries: Partial<Readonly<Record<Role, string>>> = {
  registrar: 'MFOR',
  privacy: 'MFOR',
  officer: 'MLOC',
  reviewer: 'MLOC',
  approver: 'MLOC',
  finance: 'MFIN',
  'partner-officer': 'MFOR',
  planner: 'MPLA',
  'ministry-reviewer': 'MHEA',
  analyst: 'MPLA',
  operator: 'MPLA',
};

export const roleCards: readonly RoleCard[] = roles.flatMap((role) => {
  const ministry = ministries[role];
  return ministry === undefined ? [] : [{ role, ministry }];
});

/** As whom visitors are signed in. */
export const visitorOfSample: RoleCard = { role: 'analyst', ministry: 'MPLA' };

/** Sample data. */
export interface FoundSample {
  /** the day of its figures; undefined while none is named */
  readonly day: string | undefined;
}

/** Whom a refresh token of the sample names. */
export function cardOf(refreshToken: string | undefined): RoleCard {
  const [role, ministry] = refreshToken?.split(' ') ?? [];
  const card = roleCards.find((one) => one.role === role);
  return card === undefined ? visitorOfSample : { role: card.role, ministry: ministry ?? card.ministry };
}

export interface Sample {
  /** whether the embedded servers run here at all */
  readonly isEmbedded: boolean;
  /** What is known of the sample data of the installation; undefined where it holds none, or that cannot be told. */
  found(): Promise<FoundSample | undefined>;
  /** A token of somebody of the sample, whom its refresh token names. @throws {GrantEnded} it holds none @throws {ProviderUnavailable} */
  token(card: RoleCard): Promise<Granted>;
}

const GRANT = 'urn:tributary:grant:sample';
const WAIT_MS = 2_000;
/** The same answer is good for so long: a page asks often. */
const KNOWN_MS = 2_000;

const Discovery = z.object({
  grant_types_supported: z.array(z.string()),
  tributary_sample_day: z.string().optional(),
});
const TokenReply = z.object({ access_token: z.string(), expires_in: z.number() });

type Configured = Pick<ServiceConfig, 'pageSample' | 'issuer' | 'tokenUrl' | 'clientId' | 'clientSecret'>;

export function sampleOf({ pageSample = false, issuer, tokenUrl, clientId, clientSecret }: Configured): Sample {
  let known: { readonly found: Promise<FoundSample | undefined>; readonly until: number } | undefined;

  async function look(): Promise<FoundSample | undefined> {
    const url = `${issuer}/.well-known/openid-configuration`;
    const { body } = await requestJson(url, { timeoutMs: WAIT_MS }).catch(() => ({ body: undefined }));
    const read = Discovery.safeParse(body);
    if (!read.success || !read.data.grant_types_supported.includes(GRANT)) return undefined;
    return { day: read.data.tributary_sample_day };
  }

  return {
    isEmbedded: pageSample,
    found() {
      if (!pageSample) return Promise.resolve(undefined);
      if (known === undefined || known.until <= performance.now()) {
        known = { found: look(), until: performance.now() + KNOWN_MS };
      }
      return known.found;
    },
    async token({ role, ministry }) {
      const form = { grant_type: GRANT, client_id: clientId, client_secret: clientSecret, role, ministry };
      const { status, body } = await requestJson(tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        timeoutMs: WAIT_MS,
      }).catch((cause: unknown) => {
        throw new ProviderUnavailable('the embedded issuer does not answer', { cause });
      });
      if (status === 400 || status === 401) throw new GrantEnded('the installation holds no sample data');
      const read = TokenReply.safeParse(body);
      if (!read.success) throw new ProviderUnavailable(`the embedded issuer answered ${status}`);
      const { access_token: accessToken, expires_in: expiresIn } = read.data;
      return { accessToken, expiresIn, refreshToken: `${role} ${ministry}`, idToken: undefined, name: undefined };
    },
  };
}
