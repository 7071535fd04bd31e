// What the kit knows of a request from its first byte on; fastify's request carries it as `requestContext`.
import type { Access } from '@tributary/contracts';
import type { Actor } from '@tributary/eventing';

/** The request context of one request. */
export interface RequestContext {
  readonly pathname: string;
  /** with its question mark, or empty */
  readonly search: string;
  readonly traceparent: string;
  /** set once the token has been read */
  actor: Actor | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    requestContext: RequestContext;
  }
  interface FastifyContextConfig {
    /** Who may call it. Every route says so, or the process does not start. */
    access?: Access;
    /** Answers while the process starts, drains or is busy. */
    always?: boolean;
  }
}
