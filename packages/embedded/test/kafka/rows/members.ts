// Groups as rows find them: with one member, or with a leader and a follower.
import type { RawClient } from '../support/raw-client.ts';
import { beatUntil, join, joinOnce, sync } from './steps.ts';

/** A group with one member, which leads it and has synced. */
export async function alone(client: RawClient, groupId: string, form: object = {}) {
  const { memberId, generation } = await join(client, { groupId, ...form });
  const member = { groupId, memberId, generation };
  await sync(client, member, [memberId]);
  return member;
}

/** A group with a leader and a follower, both synced. */
export async function pair(one: RawClient, other: RawClient, groupId: string, form: object = {}) {
  const first = await alone(one, groupId);
  const joining = join(other, { groupId, ...form });
  await beatUntil(one, first, 'REBALANCE_IN_PROGRESS');
  const leader = await joinOnce(one, { groupId, memberId: first.memberId });
  const follower = await joining;
  const members = [leader, follower].map(({ memberId, generation }) => ({ groupId, memberId, generation }));
  const syncing = sync(other, { groupId, memberId: follower.memberId, generation: follower.generation });
  const synced = await sync(one, { ...first, generation: leader.generation }, [leader.memberId, follower.memberId]);
  return { leader, follower, members, assignments: [synced, await syncing] };
}
