// The page of a problem, and the list of all: one document without a script, nothing from elsewhere.
import { createHash } from 'node:crypto';
import {
  type Language,
  languages,
  mendOf,
  type ProblemCode,
  problemMessages,
  problemPageMessages,
  problemStatus,
  problemType,
} from '@tributary/contracts';

/** A problem as its page tells it. Braces of a detail stand for what an answer fills in. */
export interface ProblemPage {
  readonly type: string;
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly mend: string;
}

const style = `
:root { color-scheme: light dark; --ink: #16202a; --paper: #ffffff; --link: #0a4a82; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf1; --paper: #14191e; --link: #a3cdf5; } }
body { margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 46rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
`;

/** Lets the page use its own style, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What there is to say of a problem in a language. */
export const problemPage = (code: ProblemCode, language: Language): ProblemPage => ({
  type: problemType(code),
  code,
  status: problemStatus[code],
  title: problemMessages.say(language, `${code}.title`),
  detail: problemMessages.sayWith(language, `${code}.detail`, (name) => `{${name}}`),
  mend: mendOf(code, language),
});

/** A problem for a browser. */
export function problemHtml(code: ProblemCode, language: Language): string {
  const { title, detail, mend, status } = problemPage(code, language);
  const word = (key: Parameters<typeof problemPageMessages.say>[1]) => problemPageMessages.say(language, key);
  return document(
    title,
    language,
    `<p>${word('code')}: <code>${code}</code> · ${word('status')}: <code>${status}</code></p>
<h2>${word('meaning')}</h2>
<p>${marked(detail)}</p>
<h2>${word('mending')}</h2>
<p>${marked(mend)}</p>
<p><a href="../problems?lang=${language}">${word('all')}</a></p>`,
  );
}

/** Every problem, for a browser. */
export function problemsHtml(language: Language): string {
  const all = problemPageMessages.say(language, 'all');
  const about = problemPageMessages.say(language, 'about');
  const items = allProblems.map((code) => {
    const { title, status } = problemPage(code, language);
    return `<li><a href="${problemType(code).slice(1)}?lang=${language}">${marked(title)}</a> <code>${status} ${code}</code></li>`;
  });
  return document(all, language, `<p>${about}</p>\n<ul>\n${items.join('\n')}\n</ul>`);
}

/** Every code, by status. */
export const allProblems = (Object.keys(problemStatus) as ProblemCode[]).sort(
  (one, other) => problemStatus[one] - problemStatus[other],
);

function document(title: string, language: Language, body: string): string {
  const others = languages.map((one) => `<li><a href="?lang=${one}" lang="${one}" hreflang="${one}">${one}</a></li>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${marked(title)}</title>
<style>${style}</style>
</head>
<body>
<nav><ul>${others.join('')}</ul></nav>
<main>
<h1>${marked(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Text for HTML; what an answer fills in is a variable. */
const marked = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\{(\w+)\}/g, '<var>$1</var>');
