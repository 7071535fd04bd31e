import type { Mends } from '../../kernel/problem.ts';

export const en: Mends = {
  statuses: {
    400: 'Mend what is named and send the request again. Nothing was changed; the same request would be refused again.',
    401: 'Get an access token where the answer says, and send it in the header Authorization: Bearer.',
    403: 'Ask with a token that has one of the roles named, or let someone who has it do this. With the same token another attempt is refused too.',
    404: 'Check the address, and that you may read what is there. What another service made a moment ago can take some seconds to appear.',
    405: 'Use one of the methods that the header Allow names.',
    408: 'Send the request again, with the same Idempotency-Key if you sent one.',
    409: 'Read it again to see how it stands now, and decide whether your request still makes sense.',
    410: 'It is gone for good: nothing can be done. Remove your own copy too.',
    412: 'Read it again, apply your change to what you have read, and send it with the new ETag in If-Match.',
    413: 'Send less at once: split it into several requests.',
    415: 'Send one of the media types that the answer names.',
    422: 'The request has the right form, but a rule stands against what it says. Change what the answer names, and send it as a new request with a new Idempotency-Key.',
    428: 'Read it, and send its ETag in If-Match.',
    429: 'Wait as many seconds as Retry-After says, and spread your requests.',
    431: 'Send fewer or shorter headers.',
    500: 'Repeat the request later, with the same Idempotency-Key if you sent one. If it happens again, give the operators the traceId of the answer.',
    503: 'Repeat the request after as many seconds as Retry-After says, with the same Idempotency-Key if you sent one.',
  },
  codes: {
    ALREADY_EXISTS:
      'links.holder of the answer, where it is there, leads to the one that exists: use it, or give yours another identifier.',
    WRONG_STATE: 'Read it to see its status, and bring it into the one that is needed first.',
    FIELDS_FROZEN:
      'errors of the answer says for each field what rests on it and what to do instead; leave these fields out to correct the others.',
    FOUR_EYES: 'Let a second person who has the role send this request, with a token of their own.',
    FUTURE_DATE: 'Give a day up to today, or leave the day out to mean today.',
    DATES_REVERSED: 'Exchange the two days, or correct the one that is wrong.',
    PARTNER_UNKNOWN: 'GET /partnerships/v1/partners lists the partners. A partner officer enters a new one.',
    PLAN_UNKNOWN: 'GET /strategy/v1/plans lists the plans. The planning commission enters a new one.',
    PLAN_NODE_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} lists the nodes; give their codes as they are written there.',
    KPI_UNKNOWN:
      'GET /strategy/v1/plans/{code}/versions/{version} lists the indicators; give their codes as they are written there.',
    NO_ACTIVE_VERSION: 'Ask for a later day, or let the planning commission put a version in force.',
    VERSION_NOT_IMPORTED:
      'Import the version whole first. An import that was cut off goes on when the same file is sent again.',
    WEIGHTS_NOT_100: 'The answer proposes shares under errors; ?normalise=true takes yours in their proportion.',
    SECTORS_NOT_100: 'The answer proposes shares under errors; ?normalise=true takes yours in their proportion.',
    AREAS_NOT_100: 'The answer proposes shares under errors; ?normalise=true takes yours in their proportion.',
    ORGANISATION_UNKNOWN: 'Check the id. An organisation that was entered a moment ago appears after some seconds.',
    ORGANISATION_NOT_RECOGNISED:
      'The foreign ministry or an embassy must recognise the organisation for that day first.',
    ORGANISATION_SUSPENDED: 'The foreign ministry or an embassy must recognise the organisation anew first.',
    PARKED:
      'An operator must apply the events again with POST /v1/parked/{group}/{aggregate}/redrive. Give the operators the traceId of the answer.',
    AS_OF_BEYOND_WATERMARK: 'Ask with asOf=latest, or with a moment in the past.',
  },
};
