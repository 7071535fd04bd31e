// All rows, by what they are about.
import { administration } from './administration.ts';
import { broker, topics } from './cluster.ts';
import { membership } from './membership.ts';
import { offsets } from './offsets.ts';
import { reads } from './reads.ts';
import { times } from './times.ts';
import { writes } from './writes.ts';

export const rows = { broker, topics, writes, reads, times, membership, offsets, administration };
