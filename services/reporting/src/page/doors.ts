// What is behind the three doors of the page: only what answers today.
import { services } from '@tributary/contracts';
import type { PageWords } from './words/page-words.ts';

const token = 'npx --no tributary token --role planner --ministry MPLA';
const verify = 'npx --no tributary verify';

const shell = (command: string) => `<pre><code>${command}</code></pre>`;

/** A list of links to things, and what each is. */
const links = (entries: readonly (readonly [href: string, name: string, about: string])[]) =>
  `<dl>\n${entries.map(([href, name, about]) => `<div><dt><a href="${href}">${name}</a></dt><dd>${about}</dd></div>`).join('\n')}\n</dl>`;

/** Opens reporting's API page at an operation. */
const operation = (id: string, request: string, about: string) =>
  [`/reporting/docs#/reporting/${id}`, `<code>${request}</code>`, about] as const;

const integrate = (said: PageWords, address: string) => `<h3>${said.apis}</h3>
<p>${said.apisIntro}</p>
${links(services.map((service) => [`/${service}/docs`, service, said.services[service]]))}
<h3>${said.token}</h3>
<p>${said.tokenIntro}</p>
${shell(token)}
<h3>${said.request}</h3>
<p>${said.requestIntro}</p>
${shell(`TOKEN=$(${token})\ncurl -H "Authorization: Bearer $TOKEN" ${address}/reporting/v1/reports`)}`;

const operate = (said: PageWords) => `<h3>${said.ready}</h3>
<p>${said.readyIntro}</p>
<ul>${services.map((service) => `<li><a href="/${service}/health/ready">${service}</a></li>`).join('')}</ul>
<h3>${said.fresh}</h3>
${links([operation('getFreshness', 'GET /v1/freshness', said.freshness)])}
<h3>${said.agree}</h3>
<p>${said.agreeIntro}</p>
${shell(verify)}`;

const analyse = (said: PageWords) => `<p>${said.figures}</p>
${links([
  operation('planAlignmentReport', 'GET /v1/reports/plan/alignment', said.alignment),
  operation('freezeReport', 'POST /v1/reports/runs', said.freezing),
  operation('listReports', 'GET /v1/reports', said.catalogue),
])}`;

/** The doors in their order. */
export const doors = [
  { key: 'integrate', inside: integrate },
  { key: 'operate', inside: operate },
  { key: 'analyse', inside: analyse },
] as const;
