// Each API of the surface with the codecs of its request and its reply.
import type { ApiName } from '../surface.ts';
import type { Codec, Value } from '../wire/codec.ts';
import * as cluster from './cluster.ts';
import * as groups from './groups.ts';
import * as records from './records.ts';

const messages = { ...records, ...cluster, ...groups };

export type Request<A extends ApiName> = Value<(typeof messages)[A]['request']>;
export type Response<A extends ApiName> = Value<(typeof messages)[A]['response']>;

interface Codecs<A extends ApiName> {
  readonly request: Codec<Request<A>>;
  readonly response: Codec<Response<A>>;
}

/** The codecs of one API. */
export const codecsOf = <A extends ApiName>(api: A): Codecs<A> => messages[api] as unknown as Codecs<A>;
