// A poison event, and its mending: what no release of the owner would write stands in its outbox.
import { uuidv7 } from '@tributary/eventing/ids';
import type mongoose from 'mongoose';

const cancelled = { status: 5, on: '2026-02-01' };
const initiatives = (mongo: mongoose.Connection) => mongo.useDb('tributary_initiatives');

/** Leaves a fact that breaks its contract as the second of an initiative. @returns whether it was as it was created */
export async function poison(mongo: mongoose.Connection, id: string): Promise<boolean> {
  const at = new Date();
  const type = 'initiatives.initiative.status-changed.v1';
  const data = { ...cancelled, status: 'cancelled' };
  const event = { id: uuidv7(), type, subject: id, seq: 2, at: at.toISOString(), ministry: 'MLOC', hops: 0, data };
  const by = { sub: 'initiatives', client: 'initiatives', ministry: 'MLOC', roles: ['service'] };
  const change = { $set: { seq: 2, pendingSince: at }, $push: { outbox: { seq: 2, event, by } } };
  const documents = initiatives(mongo).collection<{ _id: string; seq: number; outbox: object[] }>('initiative');
  return (await documents.updateOne({ _id: id, seq: 1 }, change)).modifiedCount === 1;
}

/** Mends the record of that fact in the journal of its owner. */
export async function mend(mongo: mongoose.Connection, id: string): Promise<void> {
  const journal = initiatives(mongo).collection('journal');
  await journal.updateOne({ agg: id, seq: 2 }, { $set: { 'event.data': cancelled } });
}
