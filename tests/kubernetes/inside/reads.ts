// Each service answers through the front door.
import { expectStatus } from '../../journeys/steps.ts';
import { callers, tell } from './given.ts';
import { reads } from './reads-of-all.ts';

const analyst = await callers.api('analyst', 'MPLA');
for (const path of reads) expectStatus(await analyst.get(path), 200);
tell({ read: reads.length });
