// What the fields of organisations are, in a few words each.
export const organisationWords: Readonly<Record<string, string>> = {
  branchOf: 'an organisation of which it is a branch now, by its id',
  memberOf: 'a network or federation of which it is a member now, by its id',
  recognition: 'its newest recognition',
  succession: 'since when others follow it, and why',
  successorIds: 'an organisation that follows it, by its id',
  suspension: 'its newest suspension',
};
