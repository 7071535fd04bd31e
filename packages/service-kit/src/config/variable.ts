// What is said of one variable of the environment.
import type { ServiceName } from '@tributary/contracts';
import type { z } from 'zod';

/** One variable of the environment. */
export interface Variable {
  readonly name: string;
  /** the field of the configuration that it sets */
  readonly field: string;
  readonly meaning: string;
  /** what a value looks like, after "must be" in a sentence */
  readonly form: string;
  /** `file`: the value is the path of a file that holds it */
  readonly kind: 'text' | 'file';
  readonly schema: z.ZodType;
  /** the value when it is not set; undefined: it must be set */
  readonly fallback?: (service: ServiceName) => string;
  /** the fallback as the reference page says it */
  readonly fallbackText?: string;
  /** optional without a fallback */
  readonly optional?: boolean;
  /** masked when it is printed; as text it may lie in a file, which `<name>_FILE` names, instead */
  readonly secret?: boolean;
  /** the one service that it is for; every service, unless told */
  readonly only?: ServiceName;
}

/** The variable that names a file with the value of another one, where that may be. */
export const fileVariableOf = ({ name, kind, secret }: Variable): string | undefined =>
  secret === true && kind === 'text' ? `${name}_FILE` : undefined;
