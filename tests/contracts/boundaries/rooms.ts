// Which folder may reach what: the one list. A file belongs to the first room that matches it, and every file has one.
import { packages } from './rooms/packages.ts';
import { pageClient } from './rooms/page-client.ts';
import type { Room } from './rooms/room.ts';
import { services } from './rooms/services.ts';
import { tests } from './rooms/tests.ts';

export const rooms: readonly Room[] = [...services, ...pageClient, ...packages, ...tests];

/** The longest that a file may be, in lines. */
export const LONGEST = 300;
