// Marks say what the journals of a folder held: they lie apart from the servers' data, and tell when that is lost.
import { join } from 'node:path';

/** Where the mark of a service lies. */
export const markOf = (folder: string, service: string): string => join(folder, 'marks', `${service}.json`);
