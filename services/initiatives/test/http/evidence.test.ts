// Files of evidence over HTTP: added by who applies, shown to nobody else, as attachments, and each read is noted.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Caller, testLimits, untilReady } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { organisationOf, started } from './application-steps.ts';
import { onAward, signedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

const content = '%PDF-1.7 proof (sample)';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const sha256 = digest(content);
const headers = { 'content-type': 'application/pdf' };

let harness: Harness;
let folder: string;
let callId: string;
let marsh: { readonly id: string; readonly token: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  harness = await startHarness((config) =>
    compose({ ...config, evidence: folder }, { checkReplies: true, limits: testLimits }),
  );
  await untilReady(harness.initiatives);
  const tranches = [{ pct: 100, requires: ['REPORT'] }];
  callId = await opened(
    harness.initiatives,
    callOf(await openProgramme(harness.initiatives, 'PROVED', { tranches }), 'PROVED-1'),
  );
  marsh = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
  await started(harness, callId, marsh);
});
afterAll(async () => {
  await harness.installation.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (id: string) => `/v1/applications/${id}/evidence`;
const send = (
  id: string,
  as: Caller,
  raw = content,
  named = sha256,
  more: Readonly<Record<string, string>> = headers,
) => harness.initiatives.post(`${at(id)}?sha256=${named}&kind=REPORT`, { as, raw, headers: more });
const read = (id: string, as: Caller, named = sha256) => harness.initiatives.get(`${at(id)}/${named}`, { as });
const readings = (as: Caller, id: string) =>
  harness.initiatives.get(`/v1/evidence-readings?applicationId=${id}`, { as });
const keptOf = (id: string) => readdir(join(folder, id)).catch(() => []);

async function begun(as: Caller): Promise<string> {
  const body = { callId, applicantKind: 'person' };
  return (await harness.initiatives.post('/v1/applications', { as, body })).body.id;
}

describe('a file of evidence', () => {
  it('is added by who applies, read back as it was, and never shown in its place', async () => {
    const ada: Caller = `person@#person-${randomUUID()}`;
    const id = await begun(ada);
    expect(await send(id, ada)).toMatchObject({ status: 200 });
    expect((await harness.initiatives.get(`/v1/applications/${id}`, { as: ada })).body).toMatchObject({
      evidence: [{ sha256, mediaType: 'application/pdf', bytes: content.length, kind: 'REPORT' }],
    });
    for (const as of [ada, ana, 'reviewer@MLOC:eva'] as const) {
      const answer = await read(id, as);
      expect([answer.status, answer.text]).toEqual([200, content]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${sha256.slice(0, 16)}.pdf"`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
        'cache-control': 'private, no-store',
      });
    }
    const noted = (await readings('privacy@MLOC', id)).body.items;
    expect(noted.map(({ reader }) => reader).sort()).toHaveLength(3);
    expect(noted.filter(({ byApplicant }) => byApplicant === true)).toHaveLength(1);
  });

  it('is nobody else’s to add or to read, and what was not answered is not noted', async () => {
    const ada: Caller = `person@#person-${randomUUID()}`;
    const id = await begun(ada);
    await send(id, ada);
    for (const as of [`person@#person-${randomUUID()}`, 'officer@MECO:leo'] as const) {
      expect(await send(id, as, '%PDF-other', digest('%PDF-other'))).toMatchObject({ status: 404 });
      expect(await read(id, as)).toMatchObject({ status: 404 });
    }
    expect(await read(id, ada, digest('none'))).toMatchObject({ status: 404 });
    expect((await readings('privacy@MLOC', id)).body.items).toEqual([]);
    expect((await readings('privacy@MECO', id)).body.items).toEqual([]);
    expect((await readings('officer@MLOC', id)).status).toBe(403);
  });

  it('that is of another type, has another digest or is too large is refused, and nothing of it stays', async () => {
    const ada: Caller = `person@#person-${randomUUID()}`;
    const id = await begun(ada);
    expect(await send(id, ada, '<html>', digest('<html>'))).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_OF_OTHER_TYPE' },
    });
    expect(await send(id, ada, content, digest('other'))).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_OF_OTHER_DIGEST' },
    });
    expect(await send(id, ada, content, sha256, { 'content-type': 'text/html' })).toMatchObject({ status: 415 });
    expect(await send(id, ada, content, sha256, { 'content-type': 'application/json' })).toMatchObject({ status: 415 });
    const large = `%PDF-${'x'.repeat(10 * 1024 * 1024)}`;
    expect(await send(id, ada, large, digest(large))).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
    expect(await send(id, ada, content, 'no-digest')).toMatchObject({ status: 400 });
    expect(await keptOf(id)).toEqual([]);
    expect((await harness.initiatives.get(`/v1/applications/${id}`, { as: ada })).body).not.toHaveProperty('evidence');
  });

  it('that was damaged where it lies is not answered', async () => {
    const ada: Caller = `person@#person-${randomUUID()}`;
    const id = await begun(ada);
    await send(id, ada);
    await writeFile(join(folder, id, sha256), `${content} and more`);
    expect((await read(id, ada)).status).toBe(500);
  });

  it('proves what a tranche waits for, and one that is not there proves nothing', async () => {
    const { applicationId, awardId } = await signedFor(harness, callId, marsh, { dueOn: ['2199-07-15'] });
    const accept = (evidence: readonly string[]) =>
      onAward(harness.initiatives, awardId, 'tranches/1/acceptances', { code: 'REPORT', evidence }, ana);
    expect(await accept([sha256])).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_UNKNOWN', errors: [{ pointer: '/evidence/0' }] },
    });
    expect(await send(applicationId, ana)).toMatchObject({ status: 200 });
    expect(await accept([sha256])).toMatchObject({ status: 200 });
    const { body } = await harness.initiatives.get(`/v1/awards/${awardId}`, { as: ana });
    expect(body['tranches']).toMatchObject([{ accepted: [{ code: 'REPORT', evidence: [sha256] }] }]);
  });
});
