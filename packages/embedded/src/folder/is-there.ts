// Names of the data folder, and whether they are taken.
import { lstat } from 'node:fs/promises';

/** Whether there is something of that name, readable or not. @throws where it cannot be told */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
