import { fileURLToPath } from 'node:url';

/** Where the built client of the page lies: in the folder `page` beside the bundle that this is a part of. */
export const builtFolder: string = fileURLToPath(new URL('./page/', import.meta.url));
