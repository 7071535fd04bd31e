// How persons are reached, as a file for whoever writes to them: opened from the vault, and in the audit of each before it is
// handed out.
import type { ContactChannel, VaultContent, VaultField } from '@tributary/contracts';
import { csvFile } from '@tributary/service-kit';
import type { StoredPerson } from '../person-group.ts';
import type { Vault } from '../vault/vault.ts';

/** Somebody who is asked, and how. */
export interface Ask {
  readonly person: StoredPerson;
  readonly channel: ContactChannel;
}

export interface ContactFileGround {
  readonly vault: Pick<Vault, 'open'>;
  /** records that the fields of the vault are shown of persons */
  readonly record: (persons: readonly string[], fields: Readonly<Record<string, string>>) => Promise<void>;
}

const columns = ['personId', 'channel', 'name', 'contact', 'country', 'consularDistrict', 'language'] as const;

/** The fields of the vault that a channel needs beside the name. */
const needed: Readonly<Record<ContactChannel, VaultField>> = { email: 'emails', telephone: 'phones', post: 'city' };

const contactIn = ({ emails, phones, city }: Partial<VaultContent>, channel: ContactChannel): string | undefined =>
  ({ email: emails?.[0], telephone: phones?.[0], post: city })[channel];

function nameIn({ names }: Partial<VaultContent>): string {
  const { given = '', family = '' } = names?.[0] ?? {};
  return `${given} ${family}`.trim();
}

/** The file, a line a person; of a letter the contact is the town. Whose vault is gone meanwhile is left out. */
export async function contactFile(asks: readonly Ask[], { vault, record }: ContactFileGround): Promise<Buffer> {
  const opened = await Promise.all(
    asks.map(async ({ person, channel }) => {
      const { id, ministry, state } = person;
      const fields: readonly VaultField[] = ['names', needed[channel]];
      const content = state.vault && (await vault.open({ person: id, ministry }, state.vault, fields));
      return content ? { person, channel, content } : undefined;
    }),
  );
  const there = opened.filter((one) => one !== undefined);
  const channels = [...new Set(there.map(({ channel }) => channel))];
  for (const channel of channels) {
    const persons = there.filter((one) => one.channel === channel).map(({ person }) => person.id);
    await record(persons, { names: 'full', [needed[channel]]: 'full' });
  }
  const cells = there.map(({ person: { id, state }, channel, content }) => ({
    personId: id,
    channel,
    name: nameIn(content),
    contact: contactIn(content, channel) ?? null,
    country: state.residence?.country ?? null,
    consularDistrict: state.residence?.consularDistrict ?? null,
    language: state.languages[0] ?? null,
  }));
  return csvFile(
    columns.map((key) => ({ key, header: key, isFigure: false })),
    cells,
  );
}
