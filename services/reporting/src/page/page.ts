// The page at `/`: one document, no script, nothing from elsewhere.
import { createHash } from 'node:crypto';
import { type Language, languages, services } from '@tributary/contracts';
import type { Bytes } from '@tributary/service-kit';
import { style } from './style.ts';
import { words } from './words.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-cache',
  vary: 'Accept-Language, Host, X-Forwarded-Host, X-Forwarded-Proto',
};

/** The page in a language; `address` is where the caller found it, e.g. `http://127.0.0.1:8080`. */
export const page = (language: Language, address: string): Bytes => ({
  bytes: Buffer.from(html(language, address)),
  mediaType: 'text/html',
  headers: { ...headers, 'content-language': language },
});

/** Where the caller found this service; a name that could be no host is not repeated. */
export function addressOf(asked: Readonly<Record<string, string | undefined>>): string {
  const host = asked['x-forwarded-host'] ?? asked['host'] ?? '';
  const scheme = asked['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${/^[\w.[\]:-]{1,255}$/.test(host) ? host : '127.0.0.1:8080'}`;
}

const command = 'npx --no tributary token --role planner --ministry MPLA';

function html(language: Language, address: string): string {
  const said = words[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tributary</title>
<meta name="description" content="${said.summary}">
<style>${style}</style>
</head>
<body>
<header>
<nav aria-label="${said.chooseLanguage}"><ul>${languages.map((one) => switchTo(one, language)).join('')}</ul></nav>
</header>
<main>
<h1>Tributary</h1>
<p>${said.summary}</p>
<h2>${said.apis}</h2>
<p>${said.apisIntro}</p>
<ul>
${services.map((service) => `<li><a href="/${service}/docs">/${service}/docs</a> – ${said.services[service]}</li>`).join('\n')}
</ul>
<h2>${said.token}</h2>
<p>${said.tokenIntro}</p>
<pre><code>${command}</code></pre>
<h2>${said.request}</h2>
<p>${said.requestIntro}</p>
<pre><code>TOKEN=$(${command})
curl -H "Authorization: Bearer $TOKEN" ${address}/reporting/v1/reports</code></pre>
</main>
</body>
</html>
`;
}

function switchTo(one: Language, shown: Language): string {
  const current = one === shown ? ' aria-current="true"' : '';
  return `<li><a href="?lang=${one}" lang="${one}" hreflang="${one}"${current}>${words[one].name}</a></li>`;
}
