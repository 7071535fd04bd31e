// What every language has words for.
import type { ServiceName } from '@tributary/contracts';

/** One of the three ways in. */
export interface Door {
  readonly title: string;
  readonly about: string;
}

export interface PageWords {
  /** the language's own name */
  readonly name: string;
  readonly summary: string;
  readonly chooseLanguage: string;
  readonly begin: string;

  readonly integrate: Door;
  readonly apis: string;
  readonly apisIntro: string;
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly token: string;
  readonly tokenIntro: string;
  readonly request: string;
  readonly requestIntro: string;

  readonly operate: Door;
  readonly ready: string;
  readonly readyIntro: string;
  readonly fresh: string;
  readonly freshness: string;
  readonly agree: string;
  readonly agreeIntro: string;

  readonly analyse: Door;
  readonly figures: string;
  readonly alignment: string;
  readonly freezing: string;
  readonly catalogue: string;
}
