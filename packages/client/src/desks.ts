// Desks at the installation that runs on a folder.
import { readRun } from '@tributary/embedded';
import { type Desk, openDesk, type Person } from './sample/desk.ts';
import { tokenFor } from './token-for.ts';

/** Opens desks, each with tokens of its own. @returns opens one; what its keys begin with makes its requests one */
export async function desksOf(folder: string): Promise<(prefix: string) => Desk> {
  const { ports } = await readRun(folder);
  return (prefix) =>
    openDesk({
      address: (service) => `http://127.0.0.1:${ports[service]}`,
      tokenOf: (person: Person) => tokenFor(folder, person),
      prefix,
    });
}
