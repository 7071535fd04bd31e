// Named places where a test may end this process by signal 9, and named bugs that a test may plant.
// Both are read from the environment once; a production process that finds one there refuses to start.

/** Where a process may be cut, in the order a fact passes them; jobs come last, and what lies beside aggregates. */
export const cutPoints = [
  'after-write-before-reply',
  'after-journal-before-drain',
  'after-drain-before-send',
  'after-send-before-cursor',
  'mid-batch',
  'between-row-and-checkpoint',
  'after-effect-before-checkpoint',
  'after-step-before-move',
  'after-record',
] as const;
export type CutPoint = (typeof cutPoints)[number];

/** What a test may break to prove that some test notices. */
export const plantableBugs = [
  'ack-before-write',
  'unconditional-drain',
  'no-unique-partition-pos',
  'no-high-watermarks',
  'checkpoint-before-effect',
  'redrive-without-raise',
  'no-fencing-record',
  'poison-skipped',
  'commit-before-effect',
  'idempotency-key-ignored',
  'if-match-ignored',
  'fail-open-policy',
] as const;
export type PlantableBug = (typeof plantableBugs)[number];

/** What the environment asks to break: `TRIBUTARY_TEST_CUT=<cut point>:<n>`, `TRIBUTARY_TEST_BUG=<bug>`. */
export interface Sabotage {
  readonly cut: { readonly name: CutPoint; readonly passage: number } | undefined;
  readonly bug: PlantableBug | undefined;
}

/**
 * Reads what the environment asks to break.
 * @throws a name is unknown, or the environment is production's
 */
export function readSabotage(environment: Readonly<Record<string, string | undefined>>): Sabotage {
  const { TRIBUTARY_TEST_CUT: cutText, TRIBUTARY_TEST_BUG: bugText, NODE_ENV: mode } = environment;
  if (!cutText && !bugText) return { cut: undefined, bug: undefined };
  if (mode === 'production') throw new Error('TRIBUTARY_TEST_CUT and TRIBUTARY_TEST_BUG are refused in production');
  return { cut: cutText ? readCut(cutText) : undefined, bug: bugText ? readBug(bugText) : undefined };
}

function readCut(text: string): Sabotage['cut'] {
  const [word, count = '1'] = text.split(':');
  const name = cutPoints.find((point) => point === word);
  if (name === undefined || !/^[1-9]\d*$/.test(count)) throw new Error(`TRIBUTARY_TEST_CUT=${text} names no cut point`);
  return { name, passage: Number(count) };
}

function readBug(text: string): PlantableBug {
  const bug = plantableBugs.find((name) => name === text);
  if (bug === undefined) throw new Error(`TRIBUTARY_TEST_BUG=${text} names no bug`);
  return bug;
}

const sabotage = readSabotage(process.env);
let passages = 0;

/** Ends this process by signal 9 where the environment asks for it at this passage of `name`. */
export function cut(name: CutPoint): void {
  if (sabotage.cut?.name !== name) return;
  passages += 1;
  if (passages === sabotage.cut.passage) process.kill(process.pid, 'SIGKILL');
}

/** Whether the environment plants this bug. */
export const planted = (bug: PlantableBug): boolean => sabotage.bug === bug;
