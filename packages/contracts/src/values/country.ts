// Countries by their codes of ISO 3166-1 alpha-2, grouped by their first letter; codes that the standard leaves to users are
// taken too: a fictional country has one, and registers of org-id.guide that belong to none are XI, XM and XR.

const assigned =
  'A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]|F[IJKMOR]|' +
  'G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|' +
  'N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|' +
  'V[ACEGINU]|W[FS]|Y[ET]|Z[AMW]';
const leftToUsers = 'AA|Q[M-Z]|X[A-Z]|ZZ';

/** What a code of a country matches, as the source of a regular expression without anchors. */
export const COUNTRY_PATTERN = `(${assigned}|${leftToUsers})`;

const known = new RegExp(`^${COUNTRY_PATTERN}$`);

/** Whether a code is that of a country (ISO 3166-1 alpha-2), or one that the standard leaves to users. */
export const isCountry = (code: string): boolean => known.test(code);
