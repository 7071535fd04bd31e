import { runService } from '@tributary/service-kit';
import { compose } from './compose.ts';

await runService(compose, 'reporting');
