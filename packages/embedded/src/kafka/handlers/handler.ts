// What a handler is: a request becomes a reply, or nothing where the client asked for none.
import type { Groups } from '../group/groups.ts';
import type { Request, Response } from '../messages/messages.ts';
import type { ApiName } from '../surface.ts';
import type { Topics } from '../topics.ts';

/** The one broker of this cluster. */
export const NODE_ID = 1;
/** kafkajs decodes a cluster id and does nothing with it; the tools show it. */
export const CLUSTER_ID = 'tributary';

export interface Broker {
  readonly host: string;
  readonly port: number;
  readonly topics: Topics;
  readonly groups: Groups;
  /** Resolves when everything that was noted of topics, groups and offsets is on disk. */
  durable(): Promise<void>;
}

/** Who asks, and how. */
export interface Caller {
  readonly version: number;
  readonly clientId: string;
  readonly host: string;
  /** The connection is gone: nobody waits for the reply any more. */
  readonly gone: AbortSignal;
}

export type Handler<A extends ApiName> = (
  request: Request<A>,
  broker: Broker,
  caller: Caller,
) => Response<A> | undefined | Promise<Response<A> | undefined>;
