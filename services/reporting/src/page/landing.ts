// What is at `/`: the document of the built client, or, where it was not built, a page without a script that says what
// the installation is and how the API is reached.
import type { Language } from '@tributary/contracts';
import type { Bytes } from '@tributary/service-kit';
import type { BuiltClient } from './documents/built-client.ts';
import { documentPolicy } from './documents/document-routes.ts';
import { page } from './page.ts';

/** @param address where callers find the installation */
export function landingOf(client: BuiltClient | undefined, language: Language, address: string): Bytes {
  if (client === undefined) return page(language, address);
  return {
    bytes: client.document.bytes,
    mediaType: 'text/html',
    headers: { 'content-security-policy': documentPolicy, 'cache-control': 'no-cache' },
  };
}
