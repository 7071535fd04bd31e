// The process that run.test.ts starts: a service without routes on eventing in memory.
import { TransientFailure } from '@tributary/eventing/failure';
import { createService, runService } from '../src/index.ts';
import { fakeEventing } from './fake-eventing.ts';

let starts = 0;
const limits = process.env['NOTED_CLOSE_MS'] === undefined ? {} : { closeMs: Number(process.env['NOTED_CLOSE_MS']) };

await runService(
  async (config) => {
    const eventing = fakeEventing();
    const fails = process.env['NOTED_FAILS'];
    return createService({
      config,
      version: '0.1.0',
      routes: [],
      limits: { drainMs: 20 },
      eventing: {
        ...eventing,
        start: async () => {
          if (fails === 'at start') throw new Error('the store is away');
          starts += 1;
          if (fails === 'twice' && starts <= 2) throw new TransientFailure('the store is away');
          if (fails === 'while the store is away') throw new TransientFailure('the store is away');
          if (fails === 'later') setImmediate(() => Promise.reject(new TypeError('a bug with "a name" in it')));
        },
        close: async () => {
          process.stdout.write('eventing closes\n');
          if (fails === 'at the end') await new Promise(() => undefined);
          process.stdout.write('eventing closed\n');
        },
      },
    });
  },
  'strategy',
  limits,
);
