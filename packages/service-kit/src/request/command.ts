// From a request to what a command is told: who asks, under which key, on which version, at what moment.
import { createHmac } from 'node:crypto';
import type { Language, RouteContract } from '@tributary/contracts';
import type { Actor, CommandContext } from '@tributary/eventing';
import { uuidv7 } from '@tributary/eventing/ids';
import { withoutHeaders } from '@tributary/eventing/own-command';
import type { FastifyRequest } from 'fastify';
import { checkReadHeaders, commandHeaders } from './headers.ts';
import { canonical } from './json.ts';
import type { calendarOf } from './moment.ts';

/** Whoever calls an open route without a token. */
const nobody: Actor = Object.freeze({
  sub: 'public',
  client: 'public',
  ministry: '',
  roles: Object.freeze(['public']),
});

export interface ContextOptions {
  readonly installationKey: Buffer;
  readonly now: () => Date;
  readonly today: ReturnType<typeof calendarOf>;
}

const newId = () => uuidv7();

/** Makes the contexts of one route. It throws 400 where the headers of the request deserve it. */
export function contextOf(contract: RouteContract, { installationKey, now, today }: ContextOptions) {
  const route = `${contract.method} ${contract.path}`;
  const reads = contract.method === 'GET';

  return (request: FastifyRequest, body: unknown, actor: Actor | undefined, language: Language): CommandContext => {
    const moment = now();
    const { pathname, traceparent } = request.requestContext;
    const base = {
      now: moment,
      today: today(moment),
      newId,
      actor: actor ?? nobody,
      route,
      target: pathname,
      traceparent,
    };
    if (reads) {
      checkReadHeaders(contract, request.headers, language);
      return { ...base, ...withoutHeaders };
    }

    const headers = commandHeaders(contract, request.headers, language);
    return { ...base, ...headers, fingerprint: fingerprintOf(installationKey, contract.method, request, body) };
  };
}

/** HMAC, because a body may hold personal data; of the value, because a repeated request may be written differently. */
function fingerprintOf(installationKey: Buffer, method: string, request: FastifyRequest, body: unknown): string {
  return createHmac('sha256', installationKey)
    .update(`${method}\n${request.requestContext.pathname}\n${request.requestContext.search}\n`)
    .update(canonical(body))
    .digest('base64url');
}
