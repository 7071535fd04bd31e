import { runService } from '@tributary/service-kit';
import { compose } from './service.ts';

await runService(compose, 'partnerships');
