// The catalogue of routes, by the service that answers them.
import * as application from './initiatives/application.ts';
import * as applicationAppeal from './initiatives/application-appeal.ts';
import * as applicationDecision from './initiatives/application-decision.ts';
import * as applicationEvidence from './initiatives/application-evidence.ts';
import * as award from './initiatives/award.ts';
import * as awardAmendment from './initiatives/award-amendment.ts';
import * as awardContribution from './initiatives/award-contribution.ts';
import * as awardInstruction from './initiatives/award-instruction.ts';
import * as awardLedger from './initiatives/award-ledger.ts';
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
import * as quote from './initiatives/quote.ts';
import * as ranking from './initiatives/ranking.ts';
import { routesIn } from './kernel/catalogue.ts';
import type { RouteContract } from './kernel/route.ts';
import type { ServiceName } from './kernel/service.ts';
import * as agreement from './partnerships/agreement.ts';
import * as coFundingRequest from './partnerships/co-funding-request.ts';
import * as commitment from './partnerships/commitment.ts';
import * as partner from './partnerships/partner.ts';
import * as duplicate from './registry/duplicate.ts';
import * as duplicateRules from './registry/duplicate-rules.ts';
import * as emergencyAccess from './registry/emergency-access.ts';
import * as emergencyAccessRules from './registry/emergency-access-rules.ts';
import * as emergencyAccessUse from './registry/emergency-access-use.ts';
import * as freshnessRules from './registry/freshness-rules.ts';
import * as majorityRules from './registry/majority-rules.ts';
import * as organisation from './registry/organisation.ts';
import * as organisationMembership from './registry/organisation-membership.ts';
import * as organisationNames from './registry/organisation-names.ts';
import * as organisationRepresentative from './registry/organisation-representative.ts';
import * as organisationSuccession from './registry/organisation-succession.ts';
import * as person from './registry/person.ts';
import * as personBinding from './registry/person-binding.ts';
import * as personCommands from './registry/person-commands.ts';
import * as personConsent from './registry/person-consent.ts';
import * as personCopy from './registry/person-copy.ts';
import * as personGuardian from './registry/person-guardian.ts';
import * as personImport from './registry/person-import.ts';
import * as personImportMapping from './registry/person-import-mapping.ts';
import * as personReading from './registry/person-reading.ts';
import * as personTransfer from './registry/person-transfer.ts';
import * as privacyNotice from './registry/privacy-notice.ts';
import * as reconfirmationCampaign from './registry/reconfirmation-campaign.ts';
import * as retentionProposal from './registry/retention-proposal.ts';
import * as retentionRules from './registry/retention-rules.ts';
import * as stockEstimate from './registry/stock-estimate.ts';
import * as contributionReports from './reporting/contribution.ts';
import * as moneyReports from './reporting/money.ts';
import * as partnerReports from './reporting/partners.ts';
import * as personReports from './reporting/persons.ts';
import * as planRevisionReports from './reporting/plan-revision.ts';
import * as reports from './reporting/reports.ts';
import * as roadmapReports from './reporting/roadmap.ts';
import * as alignment from './strategy/alignment.ts';
import * as crosswalk from './strategy/crosswalk.ts';
import * as exchangeRate from './strategy/exchange-rate.ts';
import * as goodPractice from './strategy/good-practice.ts';
import * as kpi from './strategy/kpi.ts';
import * as kpiContribution from './strategy/kpi-contribution.ts';
import * as pillar from './strategy/pillar.ts';
import * as plan from './strategy/plan.ts';
import * as planImport from './strategy/plan-import.ts';
import * as planVersion from './strategy/plan-version.ts';
import * as roadmapStep from './strategy/roadmap-step.ts';
import * as supportOffer from './strategy/support-offer.ts';

export const registryRoutes = routesIn(
  organisation,
  organisationMembership,
  organisationNames,
  organisationRepresentative,
  organisationSuccession,
  person,
  personCommands,
  personReading,
  personBinding,
  personTransfer,
  personConsent,
  personCopy,
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
  emergencyAccessUse,
  reconfirmationCampaign,
  stockEstimate,
);
export const initiativesRoutes = routesIn(
  application,
  applicationAppeal,
  applicationDecision,
  applicationEvidence,
  award,
  awardAmendment,
  awardContribution,
  awardLedger,
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
  quote,
  ranking,
);
export const partnershipsRoutes = routesIn(partner, agreement, coFundingRequest, commitment);
export const strategyRoutes = routesIn(
  plan,
  planVersion,
  planImport,
  kpi,
  kpiContribution,
  alignment,
  exchangeRate,
  pillar,
  crosswalk,
  goodPractice,
  roadmapStep,
  supportOffer,
);
export const reportingRoutes = routesIn(
  reports,
  contributionReports,
  moneyReports,
  partnerReports,
  personReports,
  planRevisionReports,
  roadmapReports,
);

/** Every route contract of a service, by the name of its use case. */
export const routesOf: Readonly<Record<ServiceName, Readonly<Record<string, RouteContract>>>> = {
  registry: registryRoutes,
  initiatives: initiativesRoutes,
  partnerships: partnershipsRoutes,
  strategy: strategyRoutes,
  reporting: reportingRoutes,
};
