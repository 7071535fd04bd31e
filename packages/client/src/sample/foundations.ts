// What everything else in a country rests on: rates, the plan, organisations, partners, programmes and their calls.
import {
  activatePlan,
  createPlan,
  draftAgreement,
  draftCall,
  draftRules,
  getExchangeRate,
  getPlan,
  importPlan,
  type Label,
  openCall,
  openProgramme,
  publishRules,
  recogniseOrganisation,
  recordKpiActual,
  registerOrganisation,
  registerPartner,
  setExchangeRate,
  signAgreement,
} from '@tributary/contracts';
import type { Country } from './country.ts';
import type { Desk } from './desk.ts';
import type { Known } from './known.ts';
import { officeOf, peopleOf } from './people.ts';

type One<Name extends keyof Country> = Country[Name] extends readonly (infer Item)[] ? Item : never;

/** Sets a rate that is not there yet. */
export async function enterRate(desk: Desk, country: Country, { currency, date, rate }: One<'rates'>): Promise<void> {
  const { finance } = peopleOf(country);
  const params = { currency, date };
  if ((await desk.read(finance, getExchangeRate, { params })) !== undefined) return;
  const body = { rate, source: country.name };
  await desk.once(`rate ${currency} ${date}`, finance, setExchangeRate, { params, body, ifNoneMatch: '*' });
}

/** Imports the plan and puts it in force. @returns a token of it */
export async function enterPlan(desk: Desk, country: Country): Promise<string> {
  const { code, version, kind, title, levels, programmeLevel, from } = country.plan;
  const [first, second] = peopleOf(country).planners;
  await desk.once('plan', first, createPlan, { body: { code, kind, title, levels, programmeLevel } });
  const params = { code, version };
  const entered = await desk.read(first, getPlan, { params: { code } });
  const standing = entered?.versions.find((one) => one.version === version)?.status;
  if (standing === undefined) {
    await desk.once('plan version', first, importPlan, { params, body: { rows: importRows(country) } });
  }
  const { token } = await desk.once('plan in force', second, activatePlan, { params, body: { from } });
  return token;
}

/** A column for each language of a title. */
const titleColumns = (title: Label): Record<string, string> =>
  Object.fromEntries(Object.entries(title).map(([tag, text]) => [`title_${tag}`, text]));

const importRows = ({ plan }: Country): Record<string, string>[] => [
  ...plan.nodes.map(({ code, level, parent = '', title, responsibleMinistry }) => ({
    kind: 'node',
    code,
    level: String(level),
    parent,
    ...titleColumns(title),
    responsibleMinistry,
  })),
  ...plan.kpis.map(({ title, targets, actual: _later, ...kpi }) => ({
    kind: 'kpi',
    ...kpi,
    ...titleColumns(title),
    ...Object.fromEntries(Object.entries(targets).map(([year, value]) => [`target_${year}`, value])),
  })),
];

/** Records the newest national value of a KPI. */
export async function enterActual(
  desk: Desk,
  country: Country,
  { code, actual }: Country['plan']['kpis'][number],
): Promise<void> {
  if (actual === undefined) return;
  const [planner] = peopleOf(country).planners;
  const params = { planCode: country.plan.code, code, actualOn: actual.on };
  const body = { value: actual.value, source: country.name };
  await desk.once(`actual ${code} ${actual.on}`, planner, recordKpiActual, { params, body });
}

/** Enters an organisation, and recognises it where it is. */
export async function enterOrganisation(
  desk: Desk,
  country: Country,
  known: Known,
  { code, kind, name, country: at, recognition }: One<'organisations'>,
): Promise<void> {
  const { registrar } = peopleOf(country);
  const body = { kind, name, country: at, identifiers: [], sectors: [] };
  const entered = await desk.once(`organisation ${code}`, registrar, registerOrganisation, { body });
  const { id } = entered;
  const last =
    recognition === undefined
      ? entered
      : await desk.once(`recognition ${code}`, registrar, recogniseOrganisation, { params: { id }, body: recognition });
  known.keep('organisation', code, last);
}

/** Enters a partner and its agreement, which a second person signs. */
export async function enterPartner(
  desk: Desk,
  country: Country,
  known: Known,
  { code, agreement, ...partner }: One<'partners'>,
): Promise<void> {
  const [first, second] = peopleOf(country).partnerOfficers;
  const { id: partnerId } = await desk.once(`partner ${code}`, first, registerPartner, { body: partner });
  const { signedOn, ...terms } = agreement;
  const { id } = await desk.once(`agreement ${code}`, first, draftAgreement, { body: { ...terms, partnerId } });
  const params = { id };
  known.keep(
    'agreement',
    code,
    await desk.once(`signature ${code}`, second, signAgreement, { params, body: { signedOn } }),
  );
}

/** Opens a programme with its rules, which a second person publishes. */
export async function enterProgramme(
  desk: Desk,
  known: Known,
  { ministry, rulesVersion, effectiveFrom, rules, ...opening }: One<'programmes'>,
): Promise<void> {
  const { code } = opening;
  const [first, second] = officeOf(ministry).officers;
  const opened = await desk.once(`programme ${code}`, first, openProgramme, { body: opening });
  const { id } = opened;
  const version = { rulesVersion, effectiveFrom, rules };
  await desk.once(`rules ${code} ${rulesVersion}`, first, draftRules, { params: { id }, body: version });
  const params = { id, rulesVersion };
  const body = { publishedOn: effectiveFrom };
  known.keep(
    'programme',
    code,
    await desk.once(`published ${code} ${rulesVersion}`, second, publishRules, { params, body }),
  );
}

/** Opens a call of a programme. */
export async function enterCall(
  desk: Desk,
  country: Country,
  known: Known,
  { programme, envelope, ...terms }: One<'calls'>,
): Promise<void> {
  const { ministry } = programmeOf(country, programme);
  const [officer] = officeOf(ministry).officers;
  const { id: programmeId } = known.of('programme', programme);
  const body = { ...terms, programmeId, envelope: { amount: envelope, currency: country.currency } };
  const { id } = await desk.once(`call ${terms.code}`, officer, draftCall, { body });
  known.keep('call', terms.code, await desk.once(`opening ${terms.code}`, officer, openCall, { params: { id } }));
}

/** A programme by its code. @throws {RangeError} the country has none */
export function programmeOf({ programmes }: Country, code: string): One<'programmes'> {
  const found = programmes.find((one) => one.code === code);
  if (found === undefined) throw new RangeError(`there is no programme ${code} in this country`);
  return found;
}
