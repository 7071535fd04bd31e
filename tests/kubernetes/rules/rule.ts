// A rule over the objects of an overlay: what breaks it is one sentence each.
import { type Container, nameOf, type PodSpec, type Thing, type WorkloadSpec, workloads } from '../objects.ts';

export interface Rule {
  /** as the field knows it: the name that kube-linter, kube-score, Polaris or Pod Security gives it */
  readonly name: string;
  readonly broken: (things: readonly Thing[]) => readonly string[];
}

/** A rule that each pod must hold. @param fault what is wrong with it; undefined: nothing */
export const ofPods = (
  name: string,
  fault: (pod: PodSpec, workload: Thing<WorkloadSpec>) => string | undefined,
): Rule => ({
  name,
  broken: (things) =>
    workloads(things).flatMap((workload) => {
      const said = fault(workload.spec.template.spec, workload);
      return said === undefined ? [] : [`${nameOf(workload)} ${said}`];
    }),
});

/** A rule that each container must hold. */
export const ofContainers = (
  name: string,
  fault: (container: Container, workload: Thing<WorkloadSpec>) => string | undefined,
): Rule =>
  ofPods(name, ({ containers }, workload) => {
    const [said] = containers.map((container) => fault(container, workload)).filter((one) => one !== undefined);
    return said;
  });

/** @returns the sentence where the claim does not hold */
export const unless = (holds: boolean, said: string): string | undefined => (holds ? undefined : said);
