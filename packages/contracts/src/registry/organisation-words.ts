// What the fields of organisations are, in a few words each.
export const organisationWords: Readonly<Record<string, string>> = {
  branchOf: 'an organisation of which it is a branch now, by its id',
  former: 'names that it had before, at most twenty',
  memberOf: 'a network or federation of which it is a member now, by its id',
  named: 'a name that it has or had, in whatever language, case, accents and punctuation; the whole name',
  names: 'its names beside the one under which it is registered',
  recognition: 'its newest recognition',
  succession: 'since when others follow it, and why',
  successorIds: 'an organisation that follows it, by its id',
  suspension: 'its newest suspension',
};
