// Where traces go, by the names that OpenTelemetry gave these variables.
import { baseUrl } from './forms.ts';
import { Ratio } from './numbers.ts';
import type { Variable } from './variable.ts';

export const traceVariables: readonly Variable[] = [
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    field: 'collectorUrl',
    meaning: 'Base address of a collector that takes traces by OTLP over HTTP; without it, no traces are made.',
    form: 'a web address',
    kind: 'text',
    schema: baseUrl,
    optional: true,
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    field: 'traceRatio',
    meaning:
      'The part of the traces that begin here which is recorded; a trace that a caller began is recorded as the caller says.',
    form: 'a number from 0 to 1',
    kind: 'text',
    schema: Ratio,
    fallback: () => '1',
  },
];
