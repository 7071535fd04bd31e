// The pages that the types of problems lead to.
import { languages, mendOf, problemMessages, problemStatus, problemType } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const codes = Object.keys(problemStatus) as (keyof typeof problemStatus)[];
const get = (url: string, accept?: string) =>
  fixture.app.inject({ url, headers: accept === undefined ? {} : { accept } });

describe('the type of a problem', () => {
  it('leads from an answer to what can be done, for a program and for a browser', async () => {
    const problem = (await get('/v1/notes')).json();
    const json = await get(problem.type);
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json.json()).toEqual({
      type: '/problems/unauthenticated',
      code: 'UNAUTHENTICATED',
      status: 401,
      title: problemMessages.say('en', 'UNAUTHENTICATED.title'),
      detail: 'Send the header Authorization: Bearer with an access token of {issuer}. {reason}',
      mend: mendOf('UNAUTHENTICATED', 'en'),
    });
    const page = await get(`/strategy${problem.type}`, 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: 'Accept, Accept-Language',
      'content-language': 'en',
    });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; style-src 'sha256-");
    expect(page.body).toContain('<h1>A token is needed</h1>');
    expect(page.body).toContain(mendOf('UNAUTHENTICATED', 'en'));
  });

  it.each(languages)('is explained in %s, whichever it is', async (language) => {
    const list = (await get(`/problems?lang=${language}`)).json();
    expect(list.problems.map(({ code }: { code: string }) => code).sort()).toEqual([...codes].sort());
    for (const code of codes) {
      const { headers, body } = await get(`${problemType(code)}?lang=${language}`, 'text/html');
      expect(headers['content-language']).toBe(language);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body).not.toMatch(/[{}]\w+[{}]|undefined|NaN/);
    }
  });

  it('that there is none of is not there, and asks for no token', async () => {
    const response = await get('/problems/no-such-problem');
    expect([response.statusCode, response.json().code]).toEqual([404, 'NOT_FOUND']);
  });
});
