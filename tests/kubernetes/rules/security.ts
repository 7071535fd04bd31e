// What Pod Security calls restricted, and what linters ask beyond it.
import { nameOf, ofKind, selects, type Thing, workloads } from '../objects.ts';
import { ofContainers, ofPods, type Rule, unless } from './rule.ts';

interface Policy {
  readonly podSelector: Parameters<typeof selects>[0];
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly unknown[]; readonly ports?: readonly unknown[] }[];
  readonly egress?: readonly { readonly to?: readonly unknown[]; readonly ports?: readonly unknown[] }[];
}

const isEverything = (selector: Policy['podSelector']): boolean =>
  Object.keys(selector).length === 0 || (selects(selector, {}) && (selector.matchExpressions ?? []).length === 0);

const policies = (things: readonly Thing[]) => ofKind<Policy>(things, 'NetworkPolicy');

export const security: readonly Rule[] = [
  ofPods('run-as-non-root', ({ securityContext }) =>
    unless(securityContext?.runAsNonRoot === true && (securityContext.runAsUser ?? 0) > 0, 'may run as root'),
  ),
  ofPods('seccomp-profile', ({ securityContext }) =>
    unless(securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile'),
  ),
  ofPods('automount-service-account-token', ({ automountServiceAccountToken, serviceAccountName }, { kind }) =>
    unless(
      automountServiceAccountToken === false && (serviceAccountName !== undefined || kind === 'Job'),
      'is given a token of Kubernetes, or the default account',
    ),
  ),
  ofPods('service-links', ({ enableServiceLinks }) =>
    unless(enableServiceLinks === false, 'is told variables of other Services, which a process refuses'),
  ),
  ofPods('host-path', ({ volumes = [], hostNetwork }) =>
    unless(!hostNetwork && volumes.every((volume) => !('hostPath' in volume)), 'reaches its node'),
  ),
  ofContainers('no-read-only-root-fs', ({ securityContext }) =>
    unless(securityContext?.readOnlyRootFilesystem === true, 'may write to its root'),
  ),
  ofContainers('privilege-escalation-container', ({ securityContext }) =>
    unless(
      securityContext?.allowPrivilegeEscalation === false && securityContext.privileged !== true,
      'may gain privileges',
    ),
  ),
  ofContainers('drop-all-capabilities', ({ securityContext }) =>
    unless(
      securityContext?.capabilities?.drop?.includes('ALL') === true && securityContext.capabilities.add === undefined,
      'keeps capabilities',
    ),
  ),
  ofContainers('latest-tag', ({ image = '' }) =>
    unless(/:[^:/]*\d[^:/]*$/.test(image), `runs ${image}, which is no pinned version`),
  ),
  ofContainers('env-var-secret', ({ env = [] }) => {
    const open = env.find(
      ({ name, value }) =>
        value !== undefined &&
        /SECRET|PASSWORD|KEY|TOKEN|MONGO_URL/.test(name) &&
        !name.endsWith('_FILE') &&
        name !== 'TRIBUTARY_TOKEN_URL',
    );
    return unless(open === undefined, `is told ${open?.name} in the open`);
  }),
  {
    name: 'no-secret-in-git',
    broken: (things) => ofKind(things, 'Secret').map((secret) => `${nameOf(secret)} stands in the files`),
  },
  {
    name: 'pod-security-restricted',
    broken: (things) => {
      const spaces = ofKind(things, 'Namespace').filter(
        ({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted',
      );
      return spaces.map((space) => `${nameOf(space)} takes pods that are not restricted`);
    },
  },
  {
    name: 'default-deny',
    broken: (things) => {
      const denies = policies(things).some(
        ({ spec: { podSelector, policyTypes, ingress = [], egress = [] } }) =>
          isEverything(podSelector) && policyTypes.length === 2 && ingress.length === 0 && egress.length === 0,
      );
      return denies ? [] : ['no NetworkPolicy denies what no other allows'];
    },
  },
  {
    name: 'open-network-policy',
    broken: (things) =>
      policies(things)
        .filter(({ metadata, spec: { ingress = [], egress = [] } }) => {
          const anywhere = [...ingress.map(({ from }) => from), ...egress.map(({ to }) => to)].some(
            (peers) => peers === undefined,
          );
          const anyPort = [...ingress, ...egress].some(({ ports }) => ports === undefined);
          return anyPort || (anywhere && metadata.name !== 'front-door');
        })
        .map((policy) => `${nameOf(policy)} lets through from anywhere, or to any port`),
  },
  {
    name: 'dangling-networkpolicy',
    broken: (things) =>
      policies(things)
        .filter(
          ({ spec: { podSelector } }) =>
            !workloads(things).some(({ spec }) => selects(podSelector, spec.template.metadata.labels)),
        )
        .map((policy) => `${nameOf(policy)} is about no pod`),
  },
];
