// What is at `/`: the document of the built client, by a route of the API's contract.
import { type Bytes, Refusal } from '@tributary/service-kit';
import type { BuiltClient } from './documents/built-client.ts';
import { documentPolicy } from './documents/document-routes.ts';

/** @throws {Refusal} PAGE_NOT_BUILT */
export function landingOf(client: BuiltClient | undefined): Bytes {
  if (client === undefined) throw new Refusal('PAGE_NOT_BUILT');
  return {
    bytes: client.document.bytes,
    mediaType: 'text/html',
    headers: { 'content-security-policy': documentPolicy, 'cache-control': 'no-cache' },
  };
}
