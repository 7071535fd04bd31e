// Who does what in a country: where four eyes are needed, two people hold a role.
import type { Country } from './country.ts';
import type { Person } from './desk.ts';

const person = (role: string, ministry: string, name: string): Person => ({
  role,
  ministry,
  name: `${name}@${ministry.toLowerCase()}`,
});

export interface People {
  readonly registrar: Person;
  readonly finance: Person;
  /** one writes agreements, the other signs them */
  readonly partnerOfficers: readonly [Person, Person];
  /** one imports a plan, the other puts it in force */
  readonly planners: readonly [Person, Person];
}

/** The people of the whole country. */
export const peopleOf = ({ ministries, plan }: Country): People => ({
  registrar: person('registrar', ministries.registrar, 'rui'),
  finance: person('finance', ministries.finance, 'fay'),
  partnerOfficers: [
    person('partner-officer', ministries.partnerships, 'pia'),
    person('partner-officer', ministries.partnerships, 'piet'),
  ],
  planners: [person('planner', plan.ministry, 'ada'), person('planner', plan.ministry, 'bo')],
});

export interface Office {
  /** one writes rules and signs awards, the other publishes the rules */
  readonly officers: readonly [Person, Person];
  readonly reviewer: Person;
  /** as many as the approvals of a tranche that anybody needs */
  readonly approvers: readonly [Person, Person];
}

/** The people of one ministry that has programmes. */
export const officeOf = (ministry: string): Office => ({
  officers: [person('officer', ministry, 'ana'), person('officer', ministry, 'ben')],
  reviewer: person('reviewer', ministry, 'ravi'),
  approvers: [person('approver', ministry, 'max'), person('approver', ministry, 'mia')],
});

/** Who decides on links to nodes for which a ministry answers. */
export const linkReviewer = (ministry: string): Person => person('ministry-reviewer', ministry, 'noor');
