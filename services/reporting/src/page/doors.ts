// What is behind the three doors of the page: only what answers today.
import { type frontPageMessages, type KeyOf, services } from '@tributary/contracts';

/** Says a message of the page in the language of its reader. */
export type Say = (key: KeyOf<typeof frontPageMessages>) => string;

const token = 'npx --no tributary token --role planner --ministry MPLA';
const verify = 'npx --no tributary verify';

const shell = (command: string) => `<pre><code>${command}</code></pre>`;

/** A list of links to things, and what each is. */
const links = (entries: readonly (readonly [href: string, name: string, about: string])[]) =>
  `<dl>\n${entries.map(([href, name, about]) => `<div><dt><a href="${href}">${name}</a></dt><dd>${about}</dd></div>`).join('\n')}\n</dl>`;

/** Opens reporting's API page at an operation. */
const operation = (id: string, request: string, about: string) =>
  [`/reporting/docs#/reporting/${id}`, `<code>${request}</code>`, about] as const;

const integrate = (say: Say, address: string) => `<h3>${say('apis')}</h3>
<p>${say('apisIntro')}</p>
${links(services.map((service) => [`/${service}/docs`, service, say(`services.${service}`)]))}
<h3>${say('token')}</h3>
<p>${say('tokenIntro')}</p>
${shell(token)}
<h3>${say('request')}</h3>
<p>${say('requestIntro')}</p>
${shell(`TOKEN=$(${token})\ncurl -H "Authorization: Bearer $TOKEN" ${address}/reporting/v1/reports`)}`;

const operate = (say: Say) => `<h3>${say('ready')}</h3>
<p>${say('readyIntro')}</p>
<ul>${services.map((service) => `<li><a href="/${service}/health/ready">${service}</a></li>`).join('')}</ul>
<h3>${say('fresh')}</h3>
${links([operation('getFreshness', 'GET /v1/freshness', say('freshness'))])}
<h3>${say('agree')}</h3>
<p>${say('agreeIntro')}</p>
${shell(verify)}`;

const analyse = (say: Say) => `<p>${say('figures')}</p>
${links([
  operation('planAlignmentReport', 'GET /v1/reports/plan/alignment', say('alignment')),
  operation('freezeReport', 'POST /v1/reports/runs', say('freezing')),
  operation('listReports', 'GET /v1/reports', say('catalogue')),
])}`;

/** The doors in their order. */
export const doors = [
  { key: 'integrate', inside: integrate },
  { key: 'operate', inside: operate },
  { key: 'analyse', inside: analyse },
] as const;
