// Organisations, entered by a registrar and by an association itself: who may act for them, each step of a recognition, and
// what they have to do with each other.
import type { Answer, Call } from '../platform/api.ts';

type Write = (as: string, method: 'POST' | 'PATCH' | 'PUT', path: string, call: Call) => Promise<Answer>;

const registrar = 'registrar@MFOR';
const club = 'association@#marsh-circle';
const at = '/registry/v1/organisations';
const described = { kind: 'association', country: 'IT' };

/** Sends every request that writes an organisation. */
export async function writeOrganisations(write: Write): Promise<void> {
  const post = (as: string, path: string, body: object) => write(as, 'POST', `${at}${path}`, { body });
  const enter = async (as: string, name: string) =>
    (await post(as, '', { ...described, name })).json<{ id: string }>().id;

  const id = await enter(registrar, 'Marsh Enders (sample)');
  const correction = { reasonCode: 'TYPING_ERROR', area: 'Lombardia' };
  await write(registrar, 'PATCH', `${at}/${id}`, { body: correction, headers: { 'if-match': '"1"' } });
  const names = { official: { it: 'Amici della Palude (sample)' }, acronyms: { und: 'AP' } };
  await write(registrar, 'PUT', `${at}/${id}/names`, { body: names, headers: { 'if-match': '"2"' } });
  await post(registrar, `/${id}/recognition`, { startsOn: '2020-01-01', endsOn: '2099-12-31', registerNumber: '1' });
  await post(registrar, `/${id}/suspension`, { reasonCode: 'LATE_REPORT', suspendedOn: '2026-01-01' });
  await post(registrar, `/${id}/withdrawal`, { reasonCode: 'DISSOLVED' });

  const own = await enter(club, 'Marsh Circle (sample)');
  await post(club, `/${own}/representatives`, { role: 'chair', subjectId: 'marsh-chair' });
  await post(registrar, `/${own}/representatives/2/confirmation`, {});
  await post(registrar, `/${own}/representatives/2/end`, { reasonCode: 'ELECTED_OUT' });
  await post(club, `/${own}/memberships`, { organisationId: id, kind: 'branch' });
  await post(registrar, `/${own}/memberships/1/confirmation`, {});
  await post(registrar, `/${own}/memberships/1/end`, { reasonCode: 'LEFT' });
  await post(registrar, `/${id}/succession`, { successorIds: [own], reasonCode: 'MERGED' });
  await post(registrar, `/${own}/refusal`, { reasonCode: 'NO_STATUTES' });
}
