// Files of evidence lie in a folder of their own: one for each application, and in it each file by its digest.
import { join } from 'node:path';

/** Where the files of evidence of a folder lie. */
export const evidenceIn = (folder: string): string => join(folder, 'evidence');
