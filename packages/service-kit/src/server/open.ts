import { open } from '@tributary/contracts';

/** Options of the kit's own routes: open to all, never turned away, and left out of the API's description. */
export const openToAll = {
  config: { access: open, always: true },
} as const;
