// Who may call, as OpenAPI has it: a bearer token, and the roles in it as the scopes with which a client asks for one.
import { type Role, type RouteContract, roleMeanings, rolesLetIn } from '@tributary/contracts';

type Requirement = Readonly<Record<string, readonly string[]>>;

const rolesOf = ({ access }: RouteContract): readonly Exclude<Role, 'public'>[] =>
  rolesLetIn(access).filter((role) => role !== 'public');

/** The schemes of a service: its scopes are the roles that its routes name. */
export const securitySchemes = (contracts: readonly RouteContract[]): Readonly<Record<string, unknown>> => ({
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'at+jwt',
    description: 'Access token (RFC 9068) of the issuer of the installation, with the roles in its claim roles',
  },
  oauth: {
    type: 'oauth2',
    description: 'How a machine gets its token. Each scope is a role; an operation needs one of those that it lists.',
    flows: {
      clientCredentials: {
        tokenUrl: '/issuer/token',
        scopes: Object.fromEntries(
          [...new Set(contracts.flatMap(rolesOf))].sort().map((role) => [role, roleMeanings[role]]),
        ),
      },
    },
  },
});

/** What a route asks of a caller: a token with one of its roles. */
export const securityOf = (contract: RouteContract): readonly Requirement[] =>
  contract.access.roles.includes('public')
    ? []
    : [{ token: [] }, ...rolesOf(contract).map((role) => ({ oauth: [role] }))];
