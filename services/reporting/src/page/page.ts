// The page at `/`: one document, no script, nothing from elsewhere.
import { createHash } from 'node:crypto';
import { frontPageMessages, type Language, languages } from '@tributary/contracts';
import type { Bytes } from '@tributary/service-kit';
import { doors, type Say } from './doors.ts';
import { style } from './style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-cache',
  vary: 'Accept-Language',
};

/** The page in a language; `address` is where callers find the installation, e.g. `http://127.0.0.1:8080`. */
export const page = (language: Language, address: string): Bytes => ({
  bytes: Buffer.from(unbroken(html(language, address))),
  mediaType: 'text/html',
  headers: { ...headers, 'content-language': language },
});

// French sets a space before these marks, and no line may begin with one.
const unbroken = (text: string) => text.replace(/ (?=[:;?!](?:\s|<))/g, '\u00a0');

function html(language: Language, address: string): string {
  const say: Say = (key) => frontPageMessages.say(language, key);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tributary</title>
<meta name="description" content="${say('summary')}">
<style>${style}</style>
</head>
<body>
<header>
<nav aria-label="${say('chooseLanguage')}"><ul>${languages.map((one) => switchTo(one, language)).join('')}</ul></nav>
</header>
<main>
<h1>Tributary</h1>
<p class="lead">${say('summary')}</p>
<nav class="doors" aria-label="${say('begin')}"><ul>
${doors.map(({ key }) => doorTo(key, say)).join('\n')}
</ul></nav>
${doors.map(({ key, inside }) => `<section id="${key}">\n<h2>${say(`${key}.title`)}</h2>\n${inside(say, address)}\n</section>`).join('\n')}
</main>
</body>
</html>
`;
}

function switchTo(one: Language, shown: Language): string {
  const current = one === shown ? ' aria-current="true"' : '';
  return `<li><a href="?lang=${one}" lang="${one}" hreflang="${one}"${current}>${frontPageMessages.say(one, 'name')}</a></li>`;
}

const doorTo = (key: (typeof doors)[number]['key'], say: Say) =>
  `<li><a href="#${key}"><strong>${say(`${key}.title`)}</strong> <span>${say(`${key}.about`)}</span></a></li>`;
