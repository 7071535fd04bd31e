// The parts of Kubernetes' objects that the tests look at, and where the rendered ones are.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from '../platform/tributary.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string | number };
  readonly failureThreshold?: number;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: {
      readonly secretKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean };
    };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels };
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly privileged?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
}

export interface Volume {
  readonly name: string;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly [source: string]: unknown;
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly hostNetwork?: boolean;
  readonly securityContext?: {
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: { readonly type: string };
  };
  readonly topologySpreadConstraints?: readonly { readonly topologyKey: string; readonly labelSelector: Selector }[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

/** An object of any kind; a field of `spec` that a rule reads is named there. */
export interface Thing<Spec = Readonly<Record<string, unknown>>> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec: Spec;
  readonly data?: Labels;
  readonly automountServiceAccountToken?: boolean;
}

export interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: Selector;
  readonly strategy?: { readonly rollingUpdate?: { readonly maxSurge?: number; readonly maxUnavailable?: number } };
  readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
}

export type Overlay = 'single-node' | 'production';
export const overlays: readonly Overlay[] = ['single-node', 'production'];

export const k8s = (...path: string[]): string => join(root, 'k8s', ...path);

/** Where what kustomize makes of an overlay is committed. */
export const renderedFile = (overlay: Overlay): string => k8s('rendered', `${overlay}.yaml`);

/** The digest of every file that kustomize reads. */
export function sourcesDigest(): string {
  const hash = createHash('sha256');
  const files = readdirSync(k8s(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(yaml|env)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(k8s('rendered')))
    .sort();
  for (const file of files) hash.update(`${file.slice(k8s().length)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** The objects of a text of YAML documents. */
export const objectsIn = (text: string): readonly Thing[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Thing | null)
    .filter((thing) => thing !== null);

/** The objects of an overlay, as they are committed. */
export const objectsOf = (overlay: Overlay): readonly Thing[] => objectsIn(readFileSync(renderedFile(overlay), 'utf8'));

export const ofKind = <Spec>(things: readonly Thing[], ...kinds: readonly string[]): readonly Thing<Spec>[] =>
  things.filter(({ kind }) => kinds.includes(kind)) as readonly Thing<unknown>[] as readonly Thing<Spec>[];

/** What runs pods. */
export const workloads = (things: readonly Thing[]): readonly Thing<WorkloadSpec>[] =>
  ofKind<WorkloadSpec>(things, 'Deployment', 'StatefulSet', 'Job');

export const selects = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, values = [] }) => values.includes(labels[key] ?? ''));

export const nameOf = ({ kind, metadata }: Pick<Thing<unknown>, 'kind' | 'metadata'>): string =>
  `${kind} ${metadata.name}`;
