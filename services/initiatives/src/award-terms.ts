// What an award was granted on: the version of the rules that it names, and what was submitted.
import {
  type AmendedShare,
  type Application,
  type Award,
  type Money,
  type PaymentBatch,
  type Programme,
  type ProgrammeRules,
  reject,
} from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import { type GrantWith, grantAmended, sharesAmended } from './award/amended-shares.ts';
import type { EndingGround } from './award/ending.ts';
import type { BatchGround } from './award/instruction.ts';
import type { Proof } from './award/tranches.ts';
import { centralOf } from './award/verified.ts';
import type { Upstream } from './upstream/upstream.ts';

/** Where awards are looked up, and what they were granted on. */
export interface TermsGround {
  readonly awards: Pick<AggregateStore<Award>, 'load'>;
  readonly programmes: Pick<AggregateStore<Programme>, 'load'>;
  readonly applications: () => Pick<AggregateStore<Application>, 'load'>;
  readonly batches: () => Pick<AggregateStore<PaymentBatch>, 'load'>;
  readonly upstream: Upstream;
}

/** The shares of an award of before were worked out by nothing that is kept here, so that they stay as they were taken in. */
function notWorkedOut({ rulesVersion, cost, ...award }: Award, shares: readonly AmendedShare[]) {
  const written = ({ amount, currency }: Money) => `${amount} ${currency}`;
  return reject('AWARD_NOT_POSSIBLE', {
    rulesVersion: rulesVersion ?? '–',
    cost: written(cost.amount),
    requested: written(centralOf({ shares: sharesAmended({ ...award, cost }, shares), cost })),
    reasons: 'OPENING_BALANCE',
  });
}

/** Reads, before a decision on an award, what that needs to know of its rules. */
export function termsOf({ awards, programmes, applications, batches, upstream }: TermsGround) {
  /** The application of an award; one of before has none. */
  const applicationOf = async ({ applicationId }: Award) =>
    applicationId === undefined ? undefined : (await applications().load(applicationId))?.state;

  async function rulesOf({ programmeId, rulesVersion }: Award): Promise<ProgrammeRules | undefined> {
    const programme = await programmes.load(programmeId);
    return programme?.state.versions.find((version) => version.rulesVersion === rulesVersion)?.rules;
  }

  return {
    /** When the rules claim an award back. */
    async ending(_command: unknown, id: string): Promise<EndingGround> {
      const award = await awards.load(id);
      return { clawback: award && (await rulesOf(award.state))?.clawback };
    },
    /** The batches with orders for an award that the bank has. */
    async instructing(_command: unknown, id: string): Promise<BatchGround> {
      const orders = ((await awards.load(id))?.state.tranches ?? []).flatMap(({ instruction = [] }) => instruction);
      const sent = await Promise.all(
        orders.map(async ({ batchId }) => {
          const batch = await batches().load(batchId);
          return batch?.state.status === 'sent' ? [batchId] : [];
        }),
      );
      return { sentBatches: sent.flat() };
    },
    /** The files of evidence on which an award can lean: those of its application. */
    async proving(_command: unknown, id: string): Promise<Proof> {
      const award = await awards.load(id);
      const application = award && (await applicationOf(award.state));
      return { evidence: application?.evidence };
    },
    /** What the rules make of other shares. */
    async amending(_command: unknown, id: string): Promise<{ readonly grantWith: GrantWith }> {
      const award = (await awards.load(id))?.state;
      const rules = award && (await rulesOf(award));
      const submission = award && (await applicationOf(award))?.submission;
      return {
        grantWith(shares) {
          if (award?.opening !== undefined) return notWorkedOut(award, shares);
          if (award === undefined || rules === undefined || submission === undefined) {
            throw new Error(`award ${id} has lost what it was granted on`);
          }
          return grantAmended(award, { submission, rules, known: upstream }, shares);
        },
      };
    },
  };
}
