// Steps with organisations, as the tests of their links share them.
import { type Answered, type Caller, type Client, until } from '@tributary/testkit';

export const registrar = 'registrar@MFOR';
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Steps against a started registry. */
export function organisationSteps(registry: () => Client) {
  const post = (path: string, body: object, as: Caller = registrar) =>
    registry().post(`/v1/organisations${path}`, { as, body });
  const list = async (query: string, as: Caller = registrar) => {
    const { body } = await registry().get(`/v1/organisations?${query}`, { as });
    return body as unknown as { items: readonly { id: string }[]; next: string | null };
  };
  return {
    post,
    list,
    enter: async (as: Caller = registrar, name = 'Marsh Enders (sample)'): Promise<string> =>
      (await post('', { name, kind: 'association', country: 'IT' }, as)).body.id,
    read: async (id: string, as: Caller = registrar) => (await registry().get(`/v1/organisations/${id}`, { as })).body,
    recognise: (id: string) =>
      post(`/${id}/recognition`, { startsOn: '2026-01-01', endsOn: '2199-12-31', registerNumber: 'A-1' }),
    withdraw: (id: string) => post(`/${id}/withdrawal`, { reasonCode: 'DISSOLVED' }),
    idsOf: async (query: string, as?: Caller) => (await list(query, as)).items.map(({ id }) => id),

    /** What the feed tells of an organisation by some types, once it has told so many of them. */
    toldOf: (id: string, types: readonly string[], count: number) =>
      until(`${count} of ${types.join(', ')}`, async () => {
        const found: Answered['body'][] = [];
        for (let after = ''; ; ) {
          const { body } = await registry().get(`/v1/changes?limit=200${after && `&after=${after}`}`, {
            as: registrar,
          });
          found.push(...body.items.filter(({ subject, type }) => subject === id && types.includes(String(type))));
          if (body.next === null || body.next === after || body.items.length === 0) break;
          after = body.next;
        }
        return found.length >= count ? found : undefined;
      }),
  };
}
