// What is watched of the audit, for /metrics: how old the last checkpoint is, and whether the whole chain holds. One worker
// at a time goes through it, some entries at a step, and tells what it found once it has seen all of them.
import type { JobKind } from '@tributary/eventing';
import { currentKey, type KeyRing, publicKeyOf, type Verification, verification } from '@tributary/privacy';
import type { Measure } from '@tributary/service-kit';
import { type AuditTrail, type AuditVerified, numbered } from './audit.ts';

const PAGE = 500;
const LOOK_MS = 60_000;
const VERIFY_MS = 3_600_000;
const LAST = 'last';
/** Another process has taken over by then, or nobody looks any more. */
const OLD_LOOKS = 3;

interface Looked {
  readonly verified: AuditVerified | undefined;
  readonly at: number;
  /** when the last checkpoint was signed; undefined before the first */
  readonly signedAt: number | undefined;
  /** since when the oldest entry waits to be signed; undefined where none does */
  readonly unsignedSince: number | undefined;
}

interface Pass {
  readonly verifying: Verification;
  /** the checkpoint that was told last */
  told: string | undefined;
}

export interface AuditWatch {
  readonly jobs: readonly JobKind<Record<string, never>>[];
  measures(): readonly Measure[];
}

/** The watch of a process: the jobs that look, and what they found last. @param keys those that sign, of all versions */
export function auditWatch(
  { links, checkpoints, verified }: AuditTrail,
  { audit }: KeyRing,
  now: () => Date,
): AuditWatch {
  const publicKeys = new Map([...audit.byVersion].map(([version, seed]) => [version, publicKeyOf(seed)]));
  if (!publicKeys.has(audit.current)) publicKeys.set(audit.current, publicKeyOf(currentKey(audit)));
  let looked: Looked | undefined;
  let pass: Pass | undefined;

  const look: JobKind<Record<string, never>> = {
    name: 'audit.look',
    everyMs: LOOK_MS,
    async step() {
      const last = (await checkpoints.last())?.content;
      const [first] = (await links.page({ after: numbered(last?.upTo ?? 0), limit: 1 })).items;
      looked = {
        verified: (await verified.read(LAST))?.content,
        at: now().getTime(),
        signedAt: last && Date.parse(last.at),
        unsignedSince: first && Date.parse(first.content.entry.at),
      };
      return { next: undefined, changed: 0 };
    },
  };

  /** Keeps what was found, so that it is told by whichever process looks next. */
  async function note(fault: string | undefined): Promise<void> {
    const found: AuditVerified = { at: now().toISOString(), ...(fault !== undefined && { fault }) };
    await verified.change(LAST, () => ({ content: found, answer: undefined }));
    if (looked !== undefined) looked = { ...looked, verified: found };
  }

  const verify: JobKind<Record<string, never>> = {
    name: 'audit.verify',
    everyMs: VERIFY_MS,
    async step(_input, after) {
      if (after === undefined) pass = { verifying: verification(publicKeys), told: undefined };
      // a pass that another process began is for the next one
      if (pass === undefined) return { next: undefined, changed: 0 };
      // checkpoints first: whatever they cover is there when the entries are read
      for (const { id, content } of (await checkpoints.page({ after: pass.told, limit: PAGE })).items) {
        pass.verifying.checkpoint(content);
        pass.told = id;
      }
      const { items, next } = await links.page({ after, limit: PAGE });
      for (const { content } of items) pass.verifying.link(content);
      if (next !== undefined) return { next, changed: 0 };
      await note(pass.verifying.result().fault);
      pass = undefined;
      return { next: undefined, changed: 0 };
    },
  };

  /** What was found last; nothing where it is old. */
  function measures(): readonly Measure[] {
    const at = now().getTime();
    if (looked === undefined || at - looked.at >= OLD_LOOKS * LOOK_MS) return [];
    const { signedAt, unsignedSince, verified: found } = looked;
    const since = (instant: number | undefined) => (instant === undefined ? 0 : Math.max(0, (at - instant) / 1_000));
    const ofPass: readonly Measure[] =
      found === undefined
        ? []
        : [
            {
              name: 'tributary_audit_verification_age_seconds',
              help: 'How long ago the whole chain of the audit was last held against its hashes and signatures',
              value: since(Date.parse(found.at)),
            },
            {
              name: 'tributary_audit_mismatches',
              help: 'Whether the chain of the audit did not hold when it was verified last: 1, or 0 where it did',
              value: found.fault === undefined ? 0 : 1,
            },
          ];
    return [
      {
        name: 'tributary_audit_checkpoint_age_seconds',
        help: 'How long ago the last checkpoint of the audit was signed; none is made where nothing is new',
        value: since(signedAt),
      },
      {
        name: 'tributary_audit_unsigned_age_seconds',
        help: 'How long the oldest entry of the audit waits to be signed',
        value: since(unsignedSince),
      },
      ...ofPass,
    ];
  }

  return { jobs: [look, verify], measures };
}
