// Which folder may reach what: the one list. A file belongs to the first room that matches it, and every file has one.
import { packages } from './rooms/packages.ts';
import type { Room } from './rooms/room.ts';
import { services } from './rooms/services.ts';
import { tests } from './rooms/tests.ts';

export const rooms: readonly Room[] = [...services, ...packages, ...tests];

/** The longest that a file may be, in lines. */
export const LONGEST = 300;

/** Files that are longer still; one that is mended leaves the list. */
export const stillLong: readonly string[] = [
  'packages/eventing/test/read/any-order.test.ts',
  'packages/eventing/test/read/parking.test.ts',
  'packages/eventing/test/read/views.test.ts',
  'packages/eventing/test/suites/delivery.ts',
  'packages/eventing/test/write/commands.test.ts',
  'packages/eventing/test/write/history.test.ts',
  'packages/eventing/test/write/relay.test.ts',
];
