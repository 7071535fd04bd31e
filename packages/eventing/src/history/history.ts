// The history of a service's journal in one process: proved before anything is numbered, marked as long as it leads.
import type { ServiceName } from '@tributary/contracts';
import { FactsMissing } from '../consume/failure.ts';
import type { Kafka } from '../kafka/client.ts';
import { askBroker, kafkaMarks, renewTopics } from '../kafka/witness.ts';
import type { MongoConnection } from '../mongo/connection.ts';
import { mongoHistory } from '../mongo/history.ts';
import { mongoCursors, mongoJournal, mongoLease } from '../mongo/journal.ts';
import type { EventingLog, EventingOptions } from '../ports/eventing.ts';
import { keepMarks } from './keeper.ts';
import { markFile } from './mark-file.ts';
import { lookAt, type Proved, proveHistory } from './prove.ts';

export interface HistoryParts extends Pick<EventingOptions, 'acceptLoss' | 'markFile'> {
  readonly service: ServiceName;
  readonly mongo: MongoConnection;
  readonly kafka: Kafka;
  /** this process may relay */
  readonly works: boolean;
  readonly now: () => Date;
  readonly log: EventingLog;
}

export interface History {
  /** @throws {FactsMissing} */
  prove(): Promise<void>;
  /** Asks the broker what it holds, where it was away at the start. @throws {FactsMissing} */
  beforeSending(): Promise<void>;
  /** Keeps marks from now on. @param epoch of this process's leadership */
  keep(epoch: () => number | undefined): void;
  stop(): Promise<void>;
}

export function openHistory(parts: HistoryParts): History {
  const { service, mongo, kafka, works, now, log, acceptLoss = false } = parts;
  const journal = mongoJournal(mongo);
  const cursors = mongoCursors(mongo);
  const history = mongoHistory(mongo);
  const file = parts.markFile === undefined ? undefined : markFile(parts.markFile);
  const readFile = async () => file?.read();
  let proved: Proved | undefined;
  let keeping: ReturnType<typeof keepMarks> | undefined;

  /** Losing the broker alone loses no fact: the journal has them all. */
  async function sendAgain({ broker }: Proved): Promise<void> {
    if (!works || broker?.isNew !== true || (await cursors.load()).every((pos) => pos === 0)) return;
    log.warn({}, 'the topic is new and empty: the journal is sent again');
    await cursors.restart();
  }

  return {
    async prove() {
      if (proved !== undefined) return;
      const found = await proveHistory({
        service,
        journal,
        history,
        askBroker: () => askBroker(kafka, service),
        readFile,
        renewTopics: () => renewTopics(kafka, service),
        acceptLoss,
        works,
        now,
        log,
      });
      await sendAgain(found);
      proved = found;
    },
    async beforeSending() {
      if (proved === undefined || proved.broker !== undefined) return;
      const broker = await askBroker(kafka, service);
      const { lack } = await lookAt({ journal, history, readFile }, broker);
      if (lack !== undefined) throw new FactsMissing(service, lack);
      proved = { ...proved, broker };
    },
    keep(epoch) {
      if (proved === undefined) return;
      const keepers = [kafkaMarks(kafka, service), ...(file === undefined ? [] : [file])];
      const leases = mongoLease(mongo);
      keeping ??= keepMarks({ history: proved.history, epoch, leases, journal, keepers, now, log });
    },
    stop: async () => keeping?.stop(),
  };
}

/** What of a service's journal is missing by what the broker and a file say; for the verifier. @throws the broker is away */
export async function lookForLoss(
  service: ServiceName,
  mongo: MongoConnection,
  kafka: Kafka,
  path: string | undefined,
) {
  const broker = await askBroker(kafka, service);
  const readFile = async () => (path === undefined ? undefined : markFile(path).read());
  return (await lookAt({ journal: mongoJournal(mongo), history: mongoHistory(mongo), readFile }, broker)).lack;
}
