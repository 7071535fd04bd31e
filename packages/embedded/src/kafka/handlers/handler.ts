// What a handler is: a request becomes a reply, or nothing where the client asked for none.
import type { BrokerState } from '../broker.ts';
import type { Request, Response } from '../messages/messages.ts';
import type { ApiName } from '../surface.ts';

/** The one broker of this cluster. */
export const NODE_ID = 1;
/** A client that must not work on this broker tells it by this from Kafka. */
export const CLUSTER_ID = 'tributary-embedded';

/** What the broker knows, and where it listens. */
export interface Broker extends Omit<BrokerState, 'close'> {
  readonly host: string;
  readonly port: number;
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
