// The variables of the page that reporting serves: how analysts sign in to it, and where it finds the API.
import { z } from 'zod';
import { peers, secretText, web } from './forms.ts';
import type { Variable } from './variable.ts';

const page: readonly Variable[] = [
  {
    name: 'TRIBUTARY_UPSTREAMS',
    field: 'upstreams',
    meaning:
      'Public ports of the five services, which the page asks for its visitors: `registry=http://…,initiatives=http://…`. Without it the page shows nothing of them.',
    form: 'service=address pairs parted by commas',
    kind: 'text',
    schema: peers,
    optional: true,
  },
  {
    name: 'TRIBUTARY_PAGE_CLIENT_ID',
    field: 'pageClientId',
    meaning:
      'Client that the page is to the issuer, for OpenID Connect with a code and PKCE; its redirect address is `/page/sign-in/callback` below `TRIBUTARY_PUBLIC_URL`. Without it nobody can sign in to the page.',
    form: 'a name without spaces',
    kind: 'text',
    schema: z.string().regex(/^\S{1,128}$/),
    optional: true,
  },
  {
    name: 'TRIBUTARY_PAGE_CLIENT_SECRET_FILE',
    field: 'pageClientSecret',
    meaning: 'File with the secret of that client; without it the client is a public one.',
    form: 'a file with a secret in it',
    kind: 'file',
    schema: secretText,
    optional: true,
    secret: true,
  },
  {
    name: 'TRIBUTARY_PAGE_DISCOVERY_URL',
    field: 'pageDiscoveryUrl',
    meaning:
      'Where the issuer describes itself, as reporting reaches it; `/.well-known/openid-configuration` below `TRIBUTARY_ISSUER` unless told. What it says of addresses for browsers must be as browsers reach them.',
    form: 'a web address',
    kind: 'text',
    schema: web,
    optional: true,
  },
  {
    name: 'TRIBUTARY_PAGE_SAMPLE',
    field: 'pageSample',
    meaning:
      'Signs visitors of this machine in as an analyst while the folder of the embedded servers is one for sample data. `npm start` sets it; production refuses it.',
    form: 'yes',
    kind: 'text',
    schema: z.literal('yes').transform(() => true),
    optional: true,
  },
];

export const pageVariables = page.map((variable): Variable => ({ ...variable, only: 'reporting' }));
