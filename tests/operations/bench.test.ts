// What the bench measures has to start: a part that does not would be seen only when somebody measures.
import { expect, it } from 'vitest';
import { startApiAlone } from '../bench/api-alone.ts';

it('the API of one service serves alone, for the bench, and takes what an officer enters', async () => {
  const api = await startApiAlone();
  try {
    const answer = await fetch(`${api.url}/v1/initiatives?limit=1`, {
      headers: { authorization: `Bearer ${api.token}` },
    });
    expect([answer.status, await answer.json()]).toEqual([200, { items: [], next: null }]);
  } finally {
    await api.close();
  }
});
