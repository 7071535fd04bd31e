import type { ProblemTexts } from '../kernel/problem.ts';
import { awardProblems } from './awards.ts';

export const en: ProblemTexts = {
  VALIDATION: { title: 'The request is not valid', detail: 'Mend the fields listed under errors and send it again.' },
  MALFORMED_BODY: {
    title: 'The body cannot be read',
    detail: 'The body is not well-formed {mediaType}. Check its syntax and its encoding, which must be UTF-8.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: 'Idempotency-Key is missing',
    detail:
      'This request moves money: send the header Idempotency-Key with a value of your own, and the same value when you repeat the request.',
  },
  PLAN_REQUIRED: {
    title: 'Which plan?',
    detail: 'There is not exactly one active national plan. Name the plan with ?plan=; active: {plans}.',
  },
  UNAUTHENTICATED: {
    title: 'A token is needed',
    detail: 'Send the header Authorization: Bearer with an access token of {issuer}. {reason}',
  },
  TOKEN_EXPIRED: { title: 'The token has expired', detail: 'Ask {issuer} for a new access token.' },
  FORBIDDEN: { title: 'Not allowed', detail: 'This needs one of the roles {roles}{condition}.' },
  FOUR_EYES: {
    title: 'A second person is needed',
    detail: 'The person who prepared it cannot be the one who puts it in force, and a machine cannot either.',
  },
  NOT_FOUND: { title: 'Not found', detail: 'There is nothing at this address that you may read.' },
  NO_ACTIVE_VERSION: { title: 'No version in force', detail: 'Plan {planCode} has no version in force on {to}.' },
  METHOD_NOT_ALLOWED: { title: 'Method not allowed', detail: 'This address answers {allowed}.' },
  REQUEST_TIMEOUT: {
    title: 'The request took too long',
    detail: 'The request did not arrive whole in time. Send it again.',
  },
  CONFLICT: {
    title: 'Changed by someone else',
    detail: 'Others changed this at the same moment, several times. Read it again and repeat the request.',
  },
  ALREADY_EXISTS: { title: 'Already exists', detail: '{what} exists already.' },
  WRONG_STATE: { title: 'Not possible in this state', detail: 'It is {state}; this needs {needed}.' },
  FIELDS_FROZEN: {
    title: 'Fields cannot be corrected any more',
    detail: 'In the state {state} these fields stay as they are: {fields}. Nothing was changed.',
  },
  PLAN_NOT_READY: {
    title: 'The plan version is not ready',
    detail:
      'Version {planVersion} of plan {planCode} is not in force here on {date}; the version in force is {current}, where – stands for none. Name that one, or try again in a moment if yours has just been put in force.',
  },
  VERSION_TAKEN: {
    title: 'This version has another content',
    detail:
      'Version {planVersion} of plan {planCode} has been imported with another content. A correction is a new version: import it under another name.',
  },
  OTHER_VERSION_IN_FORCE: {
    title: 'Another version is in force',
    detail:
      'The version of plan {planCode} in force is {current}, and replacesVersion names {given}; – stands for none. Read the plan again before you decide.',
  },
  REVISION_SUPERSEDED: {
    title: 'The proposal has changed',
    detail: 'You decided on revision {given}; the current one is {current}. Read it again before you decide.',
  },
  REBUILD_KEPT: {
    title: 'An earlier version is still kept',
    detail:
      'Version {version} of the read models is kept since another took its place. Drop it, or show it again, before you begin another rebuild.',
  },
  REBUILD_LIVE: {
    title: 'This version is shown',
    detail: 'Version {version} of the read models is the one that is shown. Show another one before you drop it.',
  },
  GONE: { title: 'Erased', detail: 'What this request was about has been erased.' },
  STALE: {
    title: 'Changed since you read it',
    detail: 'If-Match names {given}, the current version is {current}. Read it again and repeat your change.',
  },
  BODY_TOO_LARGE: { title: 'The body is too large', detail: 'At most {limit} bytes are taken here.' },
  TOO_MANY_EVENTS: { title: 'Too much at once', detail: 'This change is larger than one document may hold. Split it.' },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Media type not supported', detail: 'Send {accepted}.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Idempotency-Key used before',
    detail: 'This Idempotency-Key came with another request. Use a new one for a new request.',
  },
  HEADERS_TOO_LARGE: {
    title: 'The headers are too large',
    detail: 'Request line and headers together may have at most {limit} bytes.',
  },
  FUTURE_DATE: { title: 'The date lies ahead', detail: '{date} is later than today, {today}.' },
  RATE_MISSING: {
    title: 'No exchange rate',
    detail:
      'There is no rate from {currency} to {base} on or before {date}. The finance ministry sets it with PUT /strategy/v1/exchange-rates/{currency}/{date}.',
  },
  PLAN_NODE_UNKNOWN: {
    title: 'Unknown plan node',
    detail: 'Version {planVersion} of plan {planCode} has no node {nodes}.',
  },
  PLAN_UNKNOWN: { title: 'Unknown plan', detail: 'There is no plan {planCode}.' },
  KPI_UNKNOWN: {
    title: 'Unknown indicator',
    detail: 'No version of plan {planCode} that is imported whole has the indicator {kpiCode}.',
  },
  WEIGHTS_NOT_100: {
    title: 'Weights do not sum to 100',
    detail: 'The weights sum to {total}; they must sum to 100.00.',
  },
  SECTORS_NOT_100: {
    title: 'Sectors do not sum to 100',
    detail: 'The percentages of vocabulary {vocabulary} sum to {total}; they must sum to 100.00.',
  },
  AREAS_NOT_100: {
    title: 'Areas do not sum to 100',
    detail: 'The percentages of the areas sum to {total}; they must sum to 100.00.',
  },
  DATES_REVERSED: { title: 'The end lies before the start', detail: '{end} is before {start}.' },
  IMPORT_INVALID: {
    title: 'The file has errors',
    detail:
      '{errorCount} errors ({causes}); nothing was imported. Mend the rows listed under errors and send the file again.',
  },
  VERSION_NOT_IMPORTED: {
    title: 'Nothing is imported',
    detail: 'Version {planVersion} of plan {planCode} has no complete import to put in force.',
  },
  ORGANISATION_UNKNOWN: { title: 'Unknown organisation', detail: 'Organisation {organisationId} is not known here.' },
  ORGANISATION_NOT_RECOGNISED: {
    title: 'Organisation not recognised',
    detail: 'Organisation {organisationId} is not recognised on {date}.',
  },
  ORGANISATION_SUSPENDED: { title: 'Organisation suspended', detail: 'Organisation {organisationId} is suspended.' },
  RULES_PUBLISHED: {
    title: 'These rules are published',
    detail:
      'Version {rulesVersion} of the rules of {programme} was published and stays as it is. A change is a new version: write it under another name.',
  },
  PARTNER_UNKNOWN: {
    title: 'Unknown partner',
    detail: 'There is no partner {partnerId}.',
  },
  PROGRAMME_UNKNOWN: {
    title: 'Unknown programme',
    detail: 'There is no programme {programme}.',
  },
  RULES_NOT_IN_FORCE: {
    title: 'No rules in force',
    detail:
      'Programme {programme} has no rules in force on {date}; published are {published}, where – stands for none.',
  },
  RULES_OVERTAKEN: {
    title: 'Later rules are published already',
    detail:
      'Version {last} of the rules is in force from {from}. Rules that come after it begin on that day or later, not on {given}.',
  },
  CALL_UNKNOWN: {
    title: 'Unknown call',
    detail: 'There is no call {callId}.',
  },
  APPLICANT_NOT_TAKEN: {
    title: 'This applicant is not taken',
    detail:
      'The call takes applicants of the kinds {kinds}; {kind} was given. An organisation is named by organisationId, and of a natural person nothing is named.',
  },
  OUTSIDE_WINDOW: {
    title: 'Outside the window of the call',
    detail:
      'The call takes what comes in from {from} until before {until}, its grace included, by the days of {timeZone}; this came in at {given}.',
  },
  ANSWER_NOT_TAKEN: {
    title: 'This answer is not taken',
    detail:
      '{name} is no question of version {rulesVersion} of the rules, or its answer is of another type. The questions are {questions}.',
  },
  ANSWERS_MISSING: {
    title: 'Answers are missing',
    detail:
      'It cannot be decided whether the conditions {conditions} are met; the questions without an answer are {questions}. Return the application to be corrected.',
  },
  REVIEWED_ALREADY: {
    title: 'You have reviewed it already',
    detail: 'Each reviewer reviews an application once.',
  },
  REVIEWS_MISSING: {
    title: 'Reviews are missing',
    detail: 'It is approved once {needed} reviewers have scored it; {given} have.',
  },
  BODY_NOT_DUE: {
    title: 'No approval of this body is due',
    detail: 'Approvals are still due from {left}; {given} was named.',
  },
  ENVELOPE_EXHAUSTED: {
    title: 'The envelope is exhausted',
    detail: 'Of the envelope of the call {limit} is left; {given} is asked for.',
  },
  SCORES_NOT_TAKEN: {
    title: 'These scores are not taken',
    detail:
      'Give whole points once for each criterion, from 0 to its most: {criteria}. Who declares a conflict of interest scores nothing.',
  },
  OTHER_CURRENCY: {
    title: 'Another currency',
    detail: 'Amounts are in {passes} here, the currency of the programme; this one is in {given}.',
  },
  ABOVE_LIMIT: {
    title: 'More than is allowed',
    detail: 'By the field {rule} at most {limit} is taken; {given} was given.',
  },
  REASON_REQUIRED: { title: 'A reason is needed', detail: 'Say why with reasonCode.' },
  AS_OF_BEYOND_WATERMARK: { title: 'This moment lies ahead', detail: 'asOf={asOf} is later than now.' },
  PRECONDITION_REQUIRED: {
    title: 'If-Match is missing',
    detail: 'Read it first and send its ETag in the header If-Match.',
  },
  TOO_MANY_REQUESTS: { title: 'Too many requests', detail: 'Wait {seconds} seconds and try again.' },
  INTERNAL: {
    title: 'Something went wrong here',
    detail: 'The fault is ours. Nothing was acknowledged; you can repeat the request with the same Idempotency-Key.',
  },
  UNAVAILABLE: {
    title: 'Not available at the moment',
    detail: 'Try again in {seconds} seconds, with the same Idempotency-Key if you sent one.',
  },
  STORAGE_FULL: {
    title: 'No room left to store anything',
    detail:
      'Nothing was changed, and reading still works. Somebody must make room on the server’s disk; try again in {seconds} seconds, with the same Idempotency-Key if you sent one.',
  },
  NOT_CAUGHT_UP: {
    title: 'Not caught up yet',
    detail: 'What you wait for has not arrived here yet. Try again in {seconds} seconds.',
  },
  PARKED: {
    title: 'Waiting for an operator',
    detail: 'The events of {subject} are set aside here because one of them could not be applied.',
  },
  ...awardProblems.en,
};
