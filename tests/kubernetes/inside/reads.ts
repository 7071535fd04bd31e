// Each service answers through the front door.
import { expectStatus } from '../../journeys/steps.ts';
import { clients, tell } from './given.ts';
import { reads } from './reads-of-all.ts';

const analyst = await clients.api('analyst', 'MPLA');
for (const path of reads) expectStatus(await analyst.get(path), 200);
tell({ read: reads.length });
