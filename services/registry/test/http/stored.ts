// What is stored, as somebody who has the disk or the database would see it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Installation, until } from '@tributary/testkit';
import { Mongoose, type mongo } from 'mongoose';

/** Works on the database of the registry, as an operator would. */
export async function inDatabase<T>(mongoUrl: string, work: (database: mongo.Db) => Promise<T>): Promise<T> {
  const connection = await new Mongoose().createConnection(mongoUrl, { dbName: 'tributary_registry' }).asPromise();
  try {
    return await work(connection.getClient().db('tributary_registry') as unknown as mongo.Db);
  } finally {
    await connection.close();
  }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** All that database and broker hold: every document as text, and every file of the servers as bytes. */
export async function everythingIn(installation: Installation): Promise<Record<'database' | 'files', string>> {
  const documents = await inDatabase(installation.configOf('registry').mongoUrl, async (database) => {
    const collections = await database.listCollections().toArray();
    const found = await Promise.all(collections.map(({ name }) => database.collection(name).find().toArray()));
    return JSON.stringify(found);
  });
  const files: string[] = [];
  for await (const path of filesUnder(installation.folder)) files.push((await readFile(path)).toString('latin1'));
  return { database: documents, files: files.join('\n') };
}

/** Lets a job that begins by itself begin now, and waits until its pass is done. */
export async function untilJobIsDone(mongoUrl: string, name: string): Promise<void> {
  await inDatabase(mongoUrl, async (database) => {
    const jobs = database.collection('jobs');
    const of = { _id: `${name}:` } as never;
    const version = Number((await jobs.findOne(of))?.['version']);
    await jobs.updateOne(of, { $set: { dueAt: new Date(0) } });
    await until(`the job ${name}`, async () => {
      const job = await jobs.findOne(of);
      return Number(job?.['version']) > version && job?.['cursor'] == null ? job : undefined;
    });
  });
}
