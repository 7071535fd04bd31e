import type { PageWords } from '../words.ts';

export const en: PageWords = {
  name: 'English',
  summary:
    'Tributary runs a country’s diaspora programme: who takes part, which initiatives they pay for together, and what all of it adds to the national plan.',
  chooseLanguage: 'Language',
  apis: 'The five API pages',
  apisIntro: 'Each service describes its own requests, who may send them, and what it answers.',
  services: {
    registry: 'organisations of the diaspora and their recognition',
    initiatives: 'initiatives, their status and their links to plans',
    partnerships: 'partners',
    strategy: 'plans, indicators, reviews of links, exchange rates',
    reporting: 'reports, frozen figures, how fresh they are',
  },
  token: 'Get a token',
  tokenIntro:
    'Every request names a role and a ministry by an access token. On this machine the command line signs one, valid for an hour; run it in the folder of the installation:',
  request: 'Send a first request',
  requestIntro: 'This reads the catalogue of reports; paste both lines into a shell:',
};
