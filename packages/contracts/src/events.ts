// The catalogue of events, by the service that owns them.
import * as application from './initiatives/application.ts';
import * as applicationAppeal from './initiatives/application-appeal.ts';
import * as applicationDecision from './initiatives/application-decision.ts';
import * as applicationEvidence from './initiatives/application-evidence.ts';
import * as award from './initiatives/award.ts';
import * as awardAmendment from './initiatives/award-amendment.ts';
import * as awardContribution from './initiatives/award-contribution.ts';
import * as awardInstruction from './initiatives/award-instruction.ts';
import * as awardPayee from './initiatives/award-payee.ts';
import * as awardPayment from './initiatives/award-payment.ts';
import * as awardRecovery from './initiatives/award-recovery.ts';
import * as awardSignature from './initiatives/award-signature.ts';
import * as awardTakingIn from './initiatives/award-taking-in.ts';
import * as awardTranche from './initiatives/award-tranche.ts';
import * as bankStatement from './initiatives/bank-statement.ts';
import * as call from './initiatives/call.ts';
import * as debtorAccount from './initiatives/debtor-account.ts';
import * as fiscalClosing from './initiatives/fiscal-closing.ts';
import * as initiative from './initiatives/initiative.ts';
import * as initiativeCorrection from './initiatives/initiative-correction.ts';
import * as initiativeResults from './initiatives/initiative-results.ts';
import * as paymentBatch from './initiatives/payment-batch.ts';
import * as programme from './initiatives/programme.ts';
import { eventsIn } from './kernel/catalogue.ts';
import type { EventDescription } from './kernel/event.ts';
import type { ServiceName } from './kernel/service.ts';
import * as agreement from './partnerships/agreement.ts';
import * as coFundingRequest from './partnerships/co-funding-request.ts';
import * as commitment from './partnerships/commitment.ts';
import * as partner from './partnerships/partner.ts';
import * as duplicate from './registry/duplicate.ts';
import * as duplicateRules from './registry/duplicate-rules.ts';
import * as emergencyAccess from './registry/emergency-access.ts';
import * as emergencyAccessRules from './registry/emergency-access-rules.ts';
import * as freshnessRules from './registry/freshness-rules.ts';
import * as majorityRules from './registry/majority-rules.ts';
import * as organisation from './registry/organisation.ts';
import * as organisationMembership from './registry/organisation-membership.ts';
import * as organisationNames from './registry/organisation-names.ts';
import * as organisationRepresentative from './registry/organisation-representative.ts';
import * as organisationSuccession from './registry/organisation-succession.ts';
import * as person from './registry/person.ts';
import * as personConsent from './registry/person-consent.ts';
import * as personFreshness from './registry/person-freshness.ts';
import * as personGuardian from './registry/person-guardian.ts';
import * as personImport from './registry/person-import.ts';
import * as personImportMapping from './registry/person-import-mapping.ts';
import * as personTransfer from './registry/person-transfer.ts';
import * as privacyNotice from './registry/privacy-notice.ts';
import * as reconfirmationCampaign from './registry/reconfirmation-campaign.ts';
import * as retentionProposal from './registry/retention-proposal.ts';
import * as retentionRules from './registry/retention-rules.ts';
import * as stockEstimate from './registry/stock-estimate.ts';
import * as alignment from './strategy/alignment.ts';
import * as crosswalk from './strategy/crosswalk.ts';
import * as exchangeRate from './strategy/exchange-rate.ts';
import * as goodPractice from './strategy/good-practice.ts';
import * as kpi from './strategy/kpi.ts';
import * as kpiContribution from './strategy/kpi-contribution.ts';
import * as plan from './strategy/plan.ts';
import * as planVersion from './strategy/plan-version.ts';
import * as roadmapStep from './strategy/roadmap-step.ts';
import * as supportOffer from './strategy/support-offer.ts';

/** Every event contract of a service; reporting publishes nothing. */
export const eventsOf: Readonly<Record<ServiceName, readonly EventDescription[]>> = {
  registry: eventsIn(
    organisation,
    organisationMembership,
    organisationNames,
    organisationRepresentative,
    organisationSuccession,
    person,
    personTransfer,
    personConsent,
    personFreshness,
    personGuardian,
    personImport,
    personImportMapping,
    duplicate,
    duplicateRules,
    privacyNotice,
    retentionProposal,
    retentionRules,
    freshnessRules,
    majorityRules,
    emergencyAccess,
    emergencyAccessRules,
    reconfirmationCampaign,
    stockEstimate,
  ),
  initiatives: eventsIn(
    application,
    applicationAppeal,
    applicationDecision,
    applicationEvidence,
    award,
    awardAmendment,
    awardContribution,
    awardInstruction,
    awardPayee,
    awardPayment,
    awardRecovery,
    awardSignature,
    awardTakingIn,
    awardTranche,
    bankStatement,
    call,
    debtorAccount,
    fiscalClosing,
    initiative,
    initiativeCorrection,
    initiativeResults,
    paymentBatch,
    programme,
  ),
  partnerships: eventsIn(partner, agreement, coFundingRequest, commitment),
  strategy: eventsIn(
    plan,
    planVersion,
    kpi,
    kpiContribution,
    alignment,
    crosswalk,
    exchangeRate,
    goodPractice,
    roadmapStep,
    supportOffer,
  ),
  reporting: [],
};

const byType = new Map(
  Object.values(eventsOf).flatMap((events) => events.map((event) => [event.type as string, event])),
);

/** The contract of an event type, or undefined for a type this release does not know. */
export const eventByType = (type: string): EventDescription | undefined => byType.get(type);
