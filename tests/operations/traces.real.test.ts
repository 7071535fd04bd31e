// One trace from a request through outbox and Kafka, through what another service answers, to the row of a report; in a
// real collector, with the configuration that installations run it with.
import { type CollectedSpan, type Collector, startCollector } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planToDecision, reportOf } from '../journeys/plan-to-report.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';

/** What the collector's program takes to be built, on a machine that has nothing of it yet. */
const BUILT_WITHIN_MS = 900_000;

let collector: Collector;
let tributary: Tributary;
beforeAll(async () => {
  collector = await startCollector(`${root}infra/otel/config.yaml`);
  tributary = await startTributary({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
}, BUILT_WITHIN_MS);
afterAll(async () => {
  await tributary?.remove();
  await collector?.close();
});

const inGroup = (group: string) => (span: CollectedSpan) =>
  span.attributes['messaging.consumer.group.name']?.startsWith(group) === true;

const names = (spans: readonly CollectedSpan[]) => [
  ...new Set(spans.map(({ service, name }) => `${service}: ${name}`).sort()),
];

/** What came of the request that linked an initiative to a plan, and of what strategy answered to that. */
function stepsSoFar() {
  const asked = collector.spans.find(({ name }) => name === 'PUT /v1/initiatives/:id/plan-links/:planCode');
  const trace = collector.spans.filter(({ traceId }) => traceId === asked?.traceId);
  const partsOf = (span: CollectedSpan | undefined) =>
    trace.filter(({ parentSpanId }) => span !== undefined && parentSpanId === span.spanId);
  const answered = partsOf(asked).find(inGroup('strategy.reactions'));
  const rows = partsOf(answered).filter(inGroup('reporting.views'));
  return { of: asked?.service, asked: names(partsOf(asked)), answered: names(partsOf(answered)), rows: names(rows) };
}

it('shows links to a plan from the request to the row of the report, each step as a part of the one before', async () => {
  await reportOf(tributary, 'NDP', await planToDecision(tributary, 'NDP'));
  await expect.poll(stepsSoFar, { timeout: 30_000 }).toEqual({
    of: 'initiatives',
    asked: [
      'initiatives: journal initiatives',
      'initiatives: send initiatives.events',
      'partnerships: process initiatives.events',
      'reporting: process initiatives.events',
      'strategy: process initiatives.events',
    ],
    answered: [
      'initiatives: process strategy.events',
      'partnerships: process strategy.events',
      'reporting: process strategy.events',
      'strategy: journal strategy',
      'strategy: send strategy.events',
    ],
    rows: ['reporting: process strategy.events'],
  });
});
