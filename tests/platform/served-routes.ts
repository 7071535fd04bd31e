// The public routes of the platform as its services tell them to anybody, with addresses at which nothing exists.
import { createHash } from 'node:crypto';
import { services } from '@tributary/contracts';
import type { Tributary } from './tributary.ts';
import { eventually } from './wait.ts';

export interface ServedRoute {
  readonly service: string;
  readonly method: string;
  /** behind the front door: `/strategy/v1/plans/{code}` */
  readonly path: string;
  readonly hasBody: boolean;
  /** the first media type that its body may have */
  readonly bodyType: string;
  readonly takesCsv: boolean;
  /** it is answered with events as they come */
  readonly streams: boolean;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** A service makes its description when it is first asked for, and turns requests away for the moment that this takes. */
const descriptionOf = (address: string, service: string): Promise<unknown> =>
  eventually(`the description of ${service}`, async () => {
    const answer = await fetch(`${address}/${service}/openapi.json`);
    const text = await answer.text();
    return answer.status === 503 ? undefined : JSON.parse(text);
  });

/** Every route of the documents that the services serve themselves, which take requests again then. */
export async function servedRoutes({ address }: Pick<Tributary, 'address'>): Promise<ServedRoute[]> {
  await Promise.all(services.map((service) => descriptionOf(address, service)));
  const ofServices = services.map(async (service) => {
    const document = await descriptionOf(address, service);
    const { paths } = document as { paths: Record<string, Record<string, Operation>> };
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, responses }]) => ({
        service,
        method: method.toUpperCase(),
        path: `/${service}${path}`,
        hasBody: requestBody !== undefined,
        bodyType: Object.keys(requestBody?.content ?? {})[0] ?? '',
        takesCsv: requestBody?.content['text/csv'] !== undefined,
        streams: responses['200']?.content?.['text/event-stream'] !== undefined,
      })),
    );
  });
  return (await Promise.all(ofServices)).flat();
}

/** A file of evidence as it is sent, and its digest. */
const content = '%PDF-1.7 (sample)';
export const evidence = { content, sha256: createHash('sha256').update(content).digest('hex') };

/** A statement of a bank as it is sent, and its digest. */
const statementContent =
  '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">' +
  '<BkToCstmrStmt><Stmt><Id>S-1</Id>' +
  '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry></Stmt></BkToCstmrStmt></Document>';
export const statement = {
  content: statementContent,
  sha256: createHash('sha256').update(statementContent).digest('hex'),
};

const uuid = '018f0000-0000-7000-8000-000000000000';

/** Values for the parameters of a path; nothing of them exists. */
export const filled = (path: string): string =>
  path
    .replace('{id}', path.includes('/runs/') ? '0'.repeat(64) : uuid)
    .replace('{of}', 'MNON')
    .replace('{ministryCode}', 'MLOC')
    .replace('{currency}', 'USD')
    .replace('{country}', 'FR')
    .replace('{year}', '2199')
    .replace('{date}', '2020-01-01')
    .replace('{purpose}', 'contact')
    .replace('{planCode}', 'NONE')
    .replace('{toPlan}', 'OTHER')
    .replace('{nodeCode}', '1')
    .replace('{actualOn}', '2020-01-01')
    .replace('{version}', '1')
    .replace('{rulesVersion}', '1')
    .replace('{code}', 'NONE')
    .replace('{sha256}', evidence.sha256)
    .replace('{no}', '1')
    .replace('{awardId}', uuid)
    .replace('{initiativeId}', uuid)
    .replace('{name}', 'list')
    .replace('{group}', 'none.views.1')
    .replace('{aggregate}', uuid);
