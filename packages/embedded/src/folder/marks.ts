// Marks say what the journals of a folder held: they lie apart from the servers' data, and tell when that is lost.
import { join } from 'node:path';

/** Where a mark lies: that of a service, or `format`. */
export const markOf = (folder: string, of: string): string => join(folder, 'marks', `${of}.json`);
