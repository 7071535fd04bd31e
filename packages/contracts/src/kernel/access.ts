// Who may call a route, as data: policy, catalogue and authorisation test read this one object.

/** Every role of a public institution that reads across government. */
export const governmentRoles = [
  'registrar',
  'privacy',
  'officer',
  'reviewer',
  'approver',
  'finance',
  'partner-officer',
  'planner',
  'ministry-reviewer',
  'analyst',
] as const;

/** Roles that a token can carry, and `public` for a caller without one. */
export const roles = ['public', 'person', 'association', ...governmentRoles, 'operator', 'service'] as const;
export type Role = (typeof roles)[number];

/** Roles whose tokens name a subject, in the claim `subject_id`, and need no ministry: they see what is their own. */
export const selfRoles = ['person', 'association'] as const satisfies readonly Role[];
export type SelfRole = (typeof selfRoles)[number];

/** What each role that a token carries is for. */
export const roleMeanings: Readonly<Record<Exclude<Role, 'public'>, string>> = {
  person: 'A member of the diaspora, for what is their own',
  association: 'An association of the diaspora, for what it applied for',
  registrar: 'Foreign affairs and embassies: recognises organisations',
  privacy: 'The data protection officer',
  officer: "The owner's ministry: enters and changes initiatives",
  reviewer: 'Reviews applications',
  approver: 'Approves applications',
  finance: 'The finance ministry: exchange rates and payments',
  'partner-officer': 'Enters partners, their agreements, and what they commit and pay',
  planner: 'Planning commission and statistics office: plans, versions and measured values',
  'ministry-reviewer': 'Decides links to the nodes that its ministry answers for',
  analyst: 'Reads across government',
  operator: 'Runs the installation: what is set aside, rebuilds',
  service: "Another service's worker; only /internal/*",
};

/** Relation that the caller's ministry must have to the row: none asked, its owner, or the ministry responsible for it. */
export type Tenancy = 'any' | 'own' | 'responsible';

export interface Access {
  readonly roles: readonly Role[];
  readonly ministry: Tenancy;
  /** A natural person must call: a machine token (sub = client_id) is refused. */
  readonly person: boolean;
  /** Roles that are let in beside the others, for what the subject of their token applied for and nothing else. */
  readonly self: readonly SelfRole[];
}

/** Lets the named roles in. */
export const allow = (who: Role | readonly Role[], rule: Partial<Omit<Access, 'roles'>> = {}): Access => ({
  roles: typeof who === 'string' ? [who] : who,
  ministry: rule.ministry ?? 'any',
  person: rule.person ?? false,
  self: rule.self ?? [],
});

/** Every role that is let in, to whosesoever rows. */
export const rolesLetIn = ({ roles, self }: Pick<Access, 'roles' | 'self'>): readonly Role[] => [...roles, ...self];

/** Lets everybody in, with or without a token. */
export const open: Access = allow('public');
