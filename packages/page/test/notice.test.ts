import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../src/data/answers.ts';
import { Notice, Waiting } from '../src/parts/notice.tsx';
import { session } from '../src/session/session.ts';
import { sayCode } from '../src/wording/say.ts';
import { languages, speakIn } from './language.ts';

const problems: readonly Problem[] = [
  { kind: 'offline' },
  { kind: 'ended' },
  { kind: 'forbidden', detail: 'D.' },
  { kind: 'behind', detail: 'D.' },
  { kind: 'problem', title: 'T', detail: 'D.', code: 'C' },
];

describe('what cannot be shown', () => {
  afterEach(() => {
    session.value = undefined;
  });

  it.each(languages)('has words of its own in %s, and is said at once to who sees nothing', (language) => {
    speakIn(language);
    const told = problems.map((problem) => renderToString(h(Notice, { problem })));
    expect(new Set(told.map((html) => html.replaceAll(/<[^>]+>/g, ''))).size).toBe(problems.length);
    for (const html of told) expect(html).toContain('role="alert"');
  });

  it('keeps what was answered last, and says nothing where there is an answer', () => {
    speakIn('en');
    const answered = {
      body: {},
      problem: undefined,
      loading: true,
      asOf: undefined,
      lagSeconds: 0,
      parked: 0,
      etag: undefined,
    };
    expect(renderToString(h(Waiting, { answer: answered }))).toBe('');
    expect(renderToString(h(Waiting, { answer: { ...answered, body: undefined } }))).toContain('Loading');
  });

  it('leads who signs in with a provider back to it, and others through the page again', () => {
    speakIn('en');
    const ended = () => renderToString(h(Notice, { problem: { kind: 'ended' } }));
    session.value = { signedIn: false, csrf: null, ways: ['token'], sample: false };
    expect(ended()).toContain('<button');
  });

  it.each(['not-configured', 'unavailable', 'refused', 'failed'])('says why nobody was signed in: %s', (why) => {
    speakIn('en');
    expect(sayCode('sign-in', why)).toMatch(/^Nobody was signed in: /);
  });
});
