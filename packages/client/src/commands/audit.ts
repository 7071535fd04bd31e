// `tributary audit`: holds the chain of the audit against its hashes and signatures, and hands out what somebody else needs
// to do the same without this installation.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { isThere, operatorSentence, readRun } from '@tributary/embedded';
import {
  type Checkpoint,
  type InclusionProof,
  isProven,
  type Known,
  type Link,
  proofOf,
  publicKeyOf,
  readKeyRing,
  verification,
} from '@tributary/privacy';
import { type Trail, trailInDatabase, trailInFile } from '../audit/trail.ts';
import { newFile, writeFor } from '../backup/kept-files.ts';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { mongoUrlOf } from '../running-servers.ts';

type PublicKeys = ReadonlyMap<number, string>;

/** The keys that check signatures, made of those that sign. */
async function publicKeysOf(vaultKeys: string): Promise<PublicKeys> {
  const { audit } = readKeyRing(await readFile(vaultKeys, 'utf8'));
  return new Map([...audit.byVersion].map(([version, seed]) => [version, publicKeyOf(seed)]));
}

/** @throws {CommandError} it is no file that `tributary audit keys` wrote */
async function publicKeysIn(path: string): Promise<PublicKeys> {
  const text = await readFile(path, 'utf8');
  try {
    const found = Object.entries(JSON.parse(text) as Record<string, string>);
    return new Map(found.map(([version, key]) => [Number(version), key]));
  } catch {
    throw new CommandError(`${path} holds no public keys: "tributary audit keys" writes them.`, 2);
  }
}

/** @throws {CommandError} */
function knownIn(text: string | undefined): Known | undefined {
  if (text === undefined) return undefined;
  const [, no, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text) ?? [];
  if (no === undefined || hash === undefined)
    throw new CommandError('--known is the number of an entry, a colon and its hash, as an earlier run printed.', 2);
  return { no: Number(no), hash };
}

async function verifyTrail(trail: Trail, keys: PublicKeys, known: Known | undefined): Promise<number> {
  const verifying = verification(keys, known);
  for await (const line of trail()) {
    if ('link' in line) verifying.link(line.link);
    else verifying.checkpoint(line.checkpoint);
  }
  const { entries, signed, checkpoints, last, fault } = verifying.result();
  if (fault !== undefined) process.stdout.write(`The chain is broken: ${fault}.\n`);
  process.stdout.write(
    `${entries} entries hold, ${signed} of them signed by ${checkpoints} checkpoints. The last is ${last.no}:${last.hash}\n`,
  );
  return fault === undefined ? 0 : 1;
}

async function verifyProof(path: string, keys: PublicKeys): Promise<number> {
  let proof: InclusionProof<unknown> | undefined;
  try {
    proof = JSON.parse(await readFile(path, 'utf8')) as InclusionProof<unknown>;
    const key = keys.get(proof.checkpoint.key);
    if (key !== undefined && isProven(proof, key)) {
      process.stdout.write(`Entry ${proof.link.no} was in the chain when it was signed at ${proof.checkpoint.at}.\n`);
      return 0;
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
  }
  process.stdout.write(`${path} proves nothing: it was changed, or another key signed it.\n`);
  return 1;
}

/** The proof of one entry, and nothing of any other one. @throws {CommandError} */
async function proofIn(trail: Trail, entry: string | undefined): Promise<InclusionProof<unknown>> {
  const no = Number(entry);
  if (!Number.isSafeInteger(no) || no < 1) throw new CommandError('--entry is the number of an entry.', 2);
  const covers: Checkpoint[] = [];
  const beside: Link<unknown>[] = [];
  for await (const line of trail()) {
    if ('checkpoint' in line) {
      if (line.checkpoint.after < no && no <= line.checkpoint.upTo) covers.push(line.checkpoint);
    } else if (Math.abs(line.link.no - no) < 1_000) beside.push(line.link);
  }
  const [checkpoint] = covers;
  if (checkpoint === undefined) throw new CommandError(`Entry ${no} is not signed yet, or not there.`, 1);
  const { after, upTo } = checkpoint;
  return proofOf(
    beside.filter((link) => link.no > after && link.no <= upTo),
    no,
    checkpoint,
  );
}

/** @throws {CommandError} the file is there; whatever fails leaves no file */
async function exportTrail(trail: Trail, path: string): Promise<number> {
  if (await isThere(path)) throw new CommandError(`${path} is there already: name one that is not.`, 2);
  async function* lines() {
    for await (const line of trail()) yield `${JSON.stringify(line)}\n`;
  }
  await newFile(path, (draft) => writeFor(draft, Readable.from(lines())));
  process.stdout.write(`The chain is in ${path}.\n`);
  return 0;
}

const FILE = 'FILE';

export const audit = defineCommand(
  'audit',
  'hold the chain of the audit against its hashes and signatures, here or elsewhere: 0 it holds, 1 it does not, 2 could not run',
  {
    chain: { value: FILE, meaning: 'a chain that "export" wrote, in place of the one of the registry' },
    mongo: { value: 'URL', meaning: 'the MongoDB of a registry, in place of that of the data folder' },
    proof: { value: FILE, meaning: 'what "prove" printed, to be verified in place of a chain' },
    'public-keys': { value: FILE, meaning: 'what "keys" printed; else the keys of the data folder' },
    'vault-keys': { value: FILE, meaning: 'the keys of the vault of an installation without a data folder' },
    known: { value: 'NO:HASH', meaning: 'an entry that was there at an earlier run, and must be there still' },
    entry: { value: 'NO', meaning: 'the entry that "prove" is asked for' },
    to: { value: FILE, meaning: 'the file that "export" writes' },
    data,
  },
  async (given, action) => {
    const { chain, mongo, proof, known, entry, to } = given;
    const trailOf = async (): Promise<Trail> => {
      if (chain !== undefined) return trailInFile(resolve(chain));
      if (mongo !== undefined) return trailInDatabase(mongo);
      return trailInDatabase(mongoUrlOf(await readRun(await chooseFolder(given.data))));
    };
    const keysOf = async (): Promise<PublicKeys> => {
      if (given['public-keys'] !== undefined) return publicKeysIn(resolve(given['public-keys']));
      const named = given['vault-keys'];
      return publicKeysOf(named ? resolve(named) : join(await chooseFolder(given.data), 'keys', 'vault.keys'));
    };
    try {
      if (action === 'keys') {
        process.stdout.write(`${JSON.stringify(Object.fromEntries(await keysOf()), null, 1)}\n`);
        return 0;
      }
      if (action === 'prove') {
        process.stdout.write(`${JSON.stringify(await proofIn(await trailOf(), entry))}\n`);
        return 0;
      }
      if (action === 'export') {
        if (to === undefined) throw new CommandError('--to FILE is missing.', 2);
        return await exportTrail(await trailOf(), resolve(to));
      }
      const keys = await keysOf();
      if (proof !== undefined) return await verifyProof(resolve(proof), keys);
      return await verifyTrail(await trailOf(), keys, knownIn(known));
    } catch (error) {
      if (error instanceof CommandError) throw error;
      const reason = operatorSentence(error) ?? (error instanceof Error ? error.message : String(error));
      throw new CommandError(`Nothing could be ${action === 'export' ? 'exported' : 'verified'}: ${reason}`, 2);
    }
  },
  {
    actions: ['verify', 'export', 'prove', 'keys'],
    notes: [
      `"verify" looks at every entry. Note the last line it prints: whoever can write to the database and has the keys can
write another history, but none that holds what you noted, and --known finds it.`,
      `Entries hold ids of persons and the subjects of staff, and no names: keep an exported chain as safe as the database.
"prove" shows one entry and nothing of any other.`,
    ],
  },
);
