// Steps that tests of transfers have in common: MFOR has the record, MROM is to have it.
import type { Answered, Caller, Client } from '@tributary/testkit';

export const sender: Caller = 'registrar@MFOR:ana';
export const receiver: Caller = 'registrar@MROM:bo';

export interface Change {
  readonly type: string;
  readonly subject: string;
  readonly ministry: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const transferStepsOn = (registry: Client) => ({
  propose: (id: string, as: Caller = sender, to = 'MROM'): Promise<Answered> =>
    registry.post(`/v1/persons/${id}/transfer`, { as, body: { to, reasonCode: 'MOVED_ABROAD' } }),
  withdraw: (id: string, as: Caller = sender): Promise<Answered> =>
    registry.post(`/v1/persons/${id}/transfer-withdrawal`, { as, body: { reasonCode: 'STAYS' } }),
  accept: (transfer: string, as: Caller = receiver, beside?: string): Promise<Answered> =>
    registry.post(`/v1/person-transfers/${transfer}/acceptance`, { as, body: { beside } }),
  refuse: (transfer: string, as: Caller = receiver): Promise<Answered> =>
    registry.post(`/v1/person-transfers/${transfer}/refusal`, { as, body: { reasonCode: 'NOT_OUR_DISTRICT' } }),
  worklist: (as: Caller = receiver): Promise<Answered> => registry.get('/v1/person-transfers?limit=200', { as }),
  /** The transfer of a record that is proposed, by its id. */
  proposed: async (id: string, as: Caller = sender): Promise<string> => {
    const answer = await registry.post(`/v1/persons/${id}/transfer`, {
      as,
      body: { to: 'MROM', reasonCode: 'MOVED_ABROAD' },
    });
    if (answer.status !== 200) throw new Error(answer.text);
    const { body } = await registry.get(`/v1/persons/${id}?purpose=SERVICE`, { as: sender });
    return String(body['transferId']);
  },
  /** All that a caller is told of persons, page by page. */
  toldTo: async (as: Caller): Promise<readonly Change[]> => {
    const items: Change[] = [];
    for (let after = ''; ; ) {
      const answer = await registry.get(`/v1/changes?limit=200${after && `&after=${after}`}`, { as });
      const page = answer.body as unknown as { readonly items: readonly Change[]; readonly next: string };
      if (page.next === after) return items.filter(({ type }) => type.startsWith('registry.person.'));
      after = page.next;
      items.push(...page.items);
    }
  },
});
