// Which releases can read what a service has stored: a release refuses the data of a later one that it would misread.
import { LaterData } from '../consume/failure.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

/** Raised by a release whose documents, journal or rows the releases before it cannot read. */
export const DATA_FORMAT = 1;

const ID = 'data-format';

/**
 * Marks the database with this format, unless a later one stands there.
 * @throws {LaterData} a release with a later format has written here
 */
export async function takeDataFormat(
  connection: MongoConnection,
  service: string,
  format: number = DATA_FORMAT,
): Promise<void> {
  const settings = connection.collection<{ _id: string; value: number }>('settings');
  const stored = async () => (await settings.findOne({ _id: ID }, SETTLED))?.value;
  const before = await stored();
  if (before === format) return;
  if (before === undefined) await settings.insertOne({ _id: ID, value: format }).catch(unlessThere);
  else await settings.updateOne({ _id: ID, value: { $lt: format } }, { $set: { value: format } });
  const now = (await stored()) ?? format;
  if (now > format) throw new LaterData(service, now, format);
}
