// `tributary keys`: the keys and secrets of an installation that no `npm start` looks after, such as one of containers.
import { chmod, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { services } from '@tributary/contracts';
import { clientSecret, prepareFolder, prepareVaultKeys, writeClientSecrets, writeWhole } from '@tributary/embedded';
import { CommandError, defineCommand } from '../command.ts';

/** The page is a client of its own. */
const PAGE = 'tributary-page';
/** The people of a pilot share a password. */
const PEOPLE = 'people';
/** Where a browser finds the page unless told. */
const USUAL_URL = 'http://127.0.0.1:8080';

/** Fills `${name.secret}` with the secret of that name, and `${public-url}`. @throws {CommandError} a name that has none */
function filled(realm: string, publicUrl: string, secretOf: ReadonlyMap<string, string>): string {
  return realm
    .replace(/\$\{public-url\}/g, () => publicUrl)
    .replace(/\$\{([a-z-]+)\.secret\}/g, (_, name: string) => {
      const secret = secretOf.get(name);
      if (secret === undefined)
        throw new CommandError(`The realm asks for the secret of "${name}", which has none.`, 2);
      return secret;
    });
}

export const keys = defineCommand(
  'keys',
  'make the keys and client secrets of an installation in DIR/keys; those that are there stay',
  {
    data: { value: 'DIR', meaning: 'the folder of the installation; it is made when it is not there', required: true },
    realm: {
      value: 'FILE',
      meaning: 'a realm of Keycloak, which is written to DIR/realm.json with the secrets filled in',
    },
    'public-url': {
      value: 'URL',
      meaning: `where browsers find the page, for that realm; ${USUAL_URL} unless told`,
    },
  },
  async ({ data = '', realm, 'public-url': url = USUAL_URL }) => {
    if (!URL.canParse(url)) throw new CommandError(`--public-url is no web address: ${url}`, 2);
    const folder = resolve(data);
    const { installationKey } = await prepareFolder(folder);
    await writeClientSecrets(folder, [...services, PAGE]);
    await prepareVaultKeys(folder);
    if (realm !== undefined) {
      const names = [...services, PAGE, PEOPLE];
      const secrets = await Promise.all(names.map((name) => clientSecret(installationKey, name)));
      const text = filled(
        await readFile(realm, 'utf8'),
        url.replace(/\/+$/, ''),
        new Map(names.map((name, index) => [name, secrets[index] ?? ''])),
      );
      const file = join(folder, 'realm.json');
      await writeWhole(file, text);
      // Keycloak reads it as a user of its own, from a volume that only the two see.
      await chmod(file, 0o644);
    }
    process.stdout.write(`The keys are in ${join(folder, 'keys')}.\n`);
    return 0;
  },
);
