export const en = {
  sentences: {
    REQUIRED: 'This is required.',
    WRONG_TYPE: 'This must be {kind}.',
    UNKNOWN_FIELD: 'There is no such field here; leave it out.',
    TOO_SHORT: 'Give at least {limit} characters.',
    TOO_LONG: 'Give at most {limit} characters.',
    TOO_FEW: 'Give at least {limit} entries.',
    TOO_MANY: 'Give at most {limit} entries.',
    TOO_SMALL: 'This must be at least {limit}.',
    NOT_ABOVE: 'This must be greater than {limit}.',
    TOO_LARGE: 'This must be at most {limit}.',
    NOT_A_STEP: 'This must be a multiple of {step}.',
    WRONG_FORMAT: 'Give {form}.',
    NOT_ONE_OF: 'This must be one of: {values}.',
    WRONG_KEY: 'Name this key by {form}.',
    CONTROL_CHARACTER: 'Give at least one visible character and no control character.',
    UNKNOWN_CURRENCY: 'This is not a currency code of ISO 4217.',
    NOT_AN_AMOUNT: 'Give a decimal number with a point, as text, such as 350000.00.',
    TOO_MANY_DECIMALS: '{currency} has {decimals} decimals; {amount} has {has}.',
    NEGATIVE_BUDGET: 'A budget cannot be negative.',
    TOO_LONG_IN_BASE: 'In {currency} this amount has more than 18 digits before the point.',
    UNLIKELY_YEAR: 'Is this year meant? Days from 1900 to 2200 are taken here.',
    NO_SUCH_DAY: '{day} does not exist.',
    NO_SUCH_MONTH: 'There is no month {month}: months are 01 to 12.',
    LANGUAGE_TWICE: '{tag} and {other} are the same language; give its text once.',
    SHARE_NEEDED: 'Give the percentage too: only a share that stands alone may leave it out.',
    SHARE_PROPOSED: 'With {pct} here the shares sum to 100; ?normalise=true takes them so.',
    AREA_CONTRADICTED:
      'area names {area}, but the largest share of areas lies in {largest}; leave area out, or name that one.',
    IDENTIFIER_TAKEN: '{identifier} belongs to {id} already.',
    FROZEN_BY_RECOGNITION:
      '{field} stays as it is while the organisation is {state}: its recognition rests on it. Suspend the recognition, correct the field, and recognise the organisation again.',
    FROZEN_BY_ORGANISATION:
      '{field} stays as it is: the partner was let in because that organisation is recognised. Enter another organisation as a new partner.',
    FROZEN_BY_DECISION:
      '{field} stays as it is while a link is accepted: the ministry that accepted it relied on it. Send the plan links again, correct the field, and have the links decided anew.',
    FROZEN_BY_MONEY:
      '{field} stays as it is once the initiative is {state}: money is planned and paid on it. Register what differs as an initiative of its own.',
    FROZEN_BY_END:
      '{field} stays as it is: the initiative is {state}, and reports of past years rest on it. Register what goes on as a new initiative.',
    FROZEN_BY_SUBMISSION:
      '{field} stays as it is while the application is {state}: what was submitted rests on it. Have the application returned, correct the field, and submit it again.',
    ONE_RANGE: 'A list is narrowed by one range at a time: leave this out, or {other}.',
    SORTED_BY_RANGE:
      'A list that is narrowed by {range} goes in the order of {order}: leave sort out, or give {order} or -{order}.',
    RANGE_REVERSED: 'This lies before the start, {from}.',
    UNKNOWN_TIME_ZONE: 'This is not the name of a time zone of the IANA database, such as Europe/Chisinau.',
    NO_LANGUAGE: 'Give the text in at least one language, such as {"en": "…"}.',
    SYNTAX: 'The syntax breaks at line {line}, column {column}.',
    TOO_DEEP: 'Nesting goes deeper than {limit} levels here; make it flatter.',
    FORBIDDEN_KEY: 'This key is not allowed anywhere; leave it out.',
    REPEATED: 'Give this once only.',
    BASE_CURRENCY: 'This is the base currency: its rate is always 1.',
    NOT_HTTP: 'This is not HTTP/1.1, or it leaves open where the request ends.',
    STARTING: 'It is starting.',
    WAITING_FOR_DATABASE: 'It waits for its database.',
    DRAINING: 'It is closing and takes no new work.',
    FILLING: 'Its read models are being filled; events applied: {copies}.',
    BUSY: 'Its event loop lags behind.',
    STALLED: 'Its worker has not polled lately.',
    REFUSED: 'This value is not accepted here.',
    UNKNOWN_CURSOR: 'This is no place in this list: leave it out to begin, or give what the page before has as next.',
    DUPLICATE_KEY: 'This key stands more than once in the same object; give it once.',
    IF_NONE_MATCH_NOT_TAKEN:
      'This request takes no If-None-Match; leave it out. To change only what you have read, send its ETag in If-Match; to repeat a POST safely, send Idempotency-Key.',
    IF_NONE_MATCH_NOT_STAR:
      'Only * is taken here: it says that nothing may be there yet. To change what is there, send its ETag in If-Match.',
    IF_MATCH_NOT_TAKEN:
      'Reading takes no If-Match; leave it out. To get an answer only where something has changed, send the ETag in If-None-Match.',
    IF_MATCH_NOTHING_YET:
      'This request makes something new: there is nothing yet that If-Match could name; leave it out.',
    IF_MATCH_BESIDE_NONE:
      'If-Match and If-None-Match exclude each other: send If-Match to change what is there, or If-None-Match: * to create what is not.',
    LAST_STEP_OPEN: 'Every step but the last says up to which amount it goes, and the last does not.',
    PARTY_UNKNOWN: 'The rule has no party {party}.',
    BASE_UNCLEAR:
      'The base party-share goes with baseOf, which names the parties whose shares it is; a group has neither.',
    CIRCULAR: 'The share of {party} is measured by itself, be it through others.',
    FLOOR_OF_OFFER:
      'A party that pays what it offers has no floor that follows the shares of others; cap theirs with ratioOf instead.',
    LIMITS_CROSSED: 'This floor lies above its cap, or stands beside an exact percentage.',
    PARTS_NOT_100: 'The percentages sum to {total}; exact ones must sum to 100, and floors to at most 100.',
    EXPRESSION_SYNTAX: 'This expression cannot be read, or it is too long or too deep: {detail}.',
    EXPRESSION_TYPES:
      'This expression names something that there is not, or compares what cannot be compared: {detail}.',
    EXPRESSION_NOT_BOOLEAN: 'This expression must be true or false; it is of the type {detail}.',
    EXPRESSION_NOT_CALLABLE:
      '{detail} cannot be called here: an expression may call all, exists, exists_one, filter, map, has, size, startsWith, endsWith, contains, minor, ageOn, monthsBetween and firstOfMonth.',
    EXPRESSION_NESTED: '{detail} stands inside another question to each item of a list; ask one after the other.',
  },
  kinds: {
    text: 'text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    list: 'a list',
    object: 'an object',
    value: 'a value of another kind',
  },
  forms: {
    id: 'an id of 36 characters in lower case, such as {example}',
    'report-run': 'the id of a frozen report: 64 digits and letters a to f',
    'ministry-code':
      'the code of a ministry, 2 to 12 capital letters and digits with a letter first, such as {example}',
    'country-code': 'the code of a country, two capital letters (ISO 3166-1), such as {example}',
    'currency-code': 'the code of a currency, three capital letters (ISO 4217), such as {example}',
    'language-tag': 'a language tag (BCP 47), such as {example}',
    'plan-code':
      'the code of a plan, 2 to 32 capital letters, digits and hyphens with a letter first, such as {example}',
    'plan-version': 'the name of a plan version, at most 16 letters, digits, points and hyphens, such as {example}',
    'node-code':
      "the code of a node or indicator, at most 64 letters A to Z, digits, spaces and & ' ( ) * + , - . / : [ ] _ with a letter or digit first, such as {example}",
    'organisation-scheme': 'a scheme of org-id.guide in capital letters, such as {example}',
    'organisation-number':
      "the number in its register, at most 128 letters A to Z, digits, spaces and & ' ( ) * + , - . / : [ ] _ with a letter or digit first, such as {example}",
    'iati-identifier': 'an IATI identifier in visible characters, with spaces only inside, such as {example}',
    code: 'a code of letters, digits and . _ / : - with a letter or digit first, such as {example}',
    'fact-name': 'the name of a fact: a small letter, then letters and digits, at most 40 in all, such as {example}',
    decimal:
      'a decimal number with a point, as text, with at most 18 digits before and 18 after the point, such as {example}',
    'positive-decimal': 'a decimal number greater than 0 with a point, as text, such as {example}',
    date: 'a day of the calendar as YYYY-MM-DD, such as {example}',
    datetime: 'a moment in UTC with milliseconds, such as {example}',
    uuid: 'a UUID, such as {example}',
    'whole-number': 'a whole number in digits alone, such as {example}',
    'if-match': 'one ETag as it was read, in quotation marks and without W/, such as {example}',
    'if-none-match': '* or ETags as they were read, parted by commas, such as {example}',
    'idempotency-key': '1 to 128 visible ASCII characters, such as {example}',
    'last-event-id': 'what a stream gave as the id of its last event, at most 200 characters, such as {example}',
    'consistency-token': 'at most 8 tokens as commands answered them, parted by commas, such as {example}',
    other: 'a value of the form that the API pages under /docs tell',
  },
  numbers: 'no one two three four five six seven eight nine ten eleven twelve'.split(' '),
  received: 'Received: {given}.',
};
