// A frozen report: the same bytes for ever, which the reader's own browser proves by their hash.
import { useEffect, useState } from 'preact/hooks';
import { place } from '../../address/address.ts';
import { api, askOnce, type Problem, problemOf } from '../../data/answers.ts';
import type { Report } from '../../data/reports.ts';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReportTable } from '../../parts/report-table.tsx';
import { day, moment } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

interface Frozen {
  readonly report: Report;
  /** of the bytes as they came, as 64 hexadecimal digits */
  readonly sha256: string;
  readonly asOf: string | null;
  /** what the server says that they are, where it says so */
  readonly etag: string | null;
}

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether the bytes are those that were frozen. @param named the hash in the address, else the one that the server names */
export const isUnchanged = (sha256: string, named: string | null): boolean => named?.replaceAll('"', '') === sha256;

async function fetchFrozen(id: string): Promise<Frozen | Problem> {
  const response = await askOnce(api('reporting', `v1/reports/runs/${id}`));
  if (!response.ok) return await problemOf(response);
  const bytes = await response.arrayBuffer();
  return {
    report: JSON.parse(new TextDecoder().decode(bytes)) as Report,
    sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
    asOf: response.headers.get('x-data-as-of'),
    etag: response.headers.get('etag'),
  };
}

export function RunView({ id }: { readonly id: string }) {
  const [read, setRead] = useState<Frozen | Problem>();
  useEffect(() => {
    void fetchFrozen(id).then(setRead, () => setRead({ kind: 'offline' }));
  }, [id]);
  if (read === undefined) return <p class="soft">{say('loading')}</p>;
  if ('kind' in read) return <Notice problem={read} />;
  const unchanged = isUnchanged(read.sha256, place.value.query.get('sha256') ?? read.etag);
  return (
    <>
      <p class="trail">
        <Link to={`/page/reports/${read.report.key}`}>{read.report.key}</Link>
      </p>
      <Heading>{say('run.title', { key: read.report.key, day: day(read.report.to) })}</Heading>
      <p class={unchanged ? 'good' : 'bad'} role="status">
        {unchanged ? say('run.unchanged') : say('run.changed')}
      </p>
      <p class="small">
        SHA-256 <code>{read.sha256}</code>
        {read.asOf === null ? null : <> · {say('fresh.asOf', { at: moment(read.asOf) })}</>}
      </p>
      <section class="card">
        <ReportTable report={read.report} caption={say('report.on', { day: day(read.report.to) })} />
      </section>
    </>
  );
}
