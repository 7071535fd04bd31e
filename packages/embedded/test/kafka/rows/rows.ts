// All rows, by what they are about.
import { broker, topics } from './cluster.ts';
import { administration, membership, offsets } from './groups.ts';
import { reads, times, writes } from './records.ts';

export const rows = { broker, topics, writes, reads, times, membership, offsets, administration };
