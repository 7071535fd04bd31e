// kubectl, which also brings kustomize: the one that KUBECTL names, else the one on the path.
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { k8s, type Overlay, sourcesDigest } from './objects.ts';

const program = process.env['KUBECTL'] ?? 'kubectl';
const MOST = 64 * 1024 * 1024;

/** What kustomize makes of a folder. */
export const kustomized = (folder: string): string =>
  execFileSync(program, ['kustomize', folder], { encoding: 'utf8', maxBuffer: MOST });

/** What is committed of an overlay: what kustomize makes of it, under the digest of what that was made of. */
export const rendering = (overlay: Overlay): string =>
  `# What kustomize makes of k8s/overlays/${overlay}; \`npm run render\` writes it anew.\n# ${sourcesDigest()}\n${kustomized(k8s('overlays', overlay))}`;

/** Runs kubectl on the cluster that KUBECONFIG names. @throws with what it said */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { encoding: 'utf8', maxBuffer: MOST });
  return stdout;
}

/** As above, with a text as standard input. */
export function kubectlWith(input: string, ...args: readonly string[]): Promise<string> {
  const running = promisify(execFile)(program, [...args], { encoding: 'utf8', maxBuffer: MOST });
  running.child.stdin?.end(input);
  return running.then(({ stdout }) => stdout);
}
