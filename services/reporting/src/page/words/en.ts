import type { PageWords } from './page-words.ts';

export const en: PageWords = {
  name: 'English',
  summary:
    'Tributary runs a country’s diaspora programme: which organisations take part, which initiatives they carry, who their partners are, and what all of it adds to the national plan.',
  chooseLanguage: 'Language',
  begin: 'Where to begin',

  integrate: {
    title: 'Integrate',
    about: 'Connect the systems of a ministry: five API pages, a token, a first request.',
  },
  apis: 'The five API pages',
  apisIntro:
    'Each service describes its own requests, who may send them, and what it answers. With a token, a request can be sent from the page itself.',
  services: {
    registry: 'organisations of the diaspora and their recognition',
    initiatives: 'initiatives, their status and their links to plans',
    partnerships: 'partners and the agreements with them',
    strategy: 'plans, indicators, reviews of links, exchange rates',
    reporting: 'reports, frozen figures, how fresh they are',
  },
  token: 'Get a token',
  tokenIntro:
    'Every request names a role and a ministry by an access token. A production installation takes tokens from its own identity provider; a pilot on one machine signs them itself, each valid for an hour. Run this in the folder of the installation:',
  request: 'Send a first request',
  requestIntro: 'This reads the catalogue of reports; paste both lines into a shell in the same folder:',

  operate: {
    title: 'Operate',
    about: 'See that all is well: services that are ready, figures that are fresh, records that agree.',
  },
  ready: 'Is everything ready?',
  readyIntro: 'Each service answers for itself, without a token:',
  fresh: 'How fresh are the figures?',
  freshness: 'how far reporting has read each of its sources, and how far it lags behind them',
  agree: 'Do the records agree?',
  agreeIntro:
    'This reads all recorded events again, compares them with what the reports use, and names every difference. Run it in the folder of the installation:',

  analyse: {
    title: 'Analyse',
    about: 'Read what initiatives add to the plan, and freeze figures that never change again.',
  },
  figures:
    'Every figure is worked out when it is asked for, as of today or of an earlier day. Each link opens the request on its API page, where it can be sent with a token:',
  alignment: 'what the initiatives add to each node of the plan in force, as JSON or CSV',
  freezing: 'a report frozen: the same bytes for ever, with their hash',
  catalogue: 'the catalogue of reports, with the meaning of every column',
};
