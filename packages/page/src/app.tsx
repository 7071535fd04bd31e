// Which view an address shows.
import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import { place } from './address/address.ts';
import { Chrome } from './parts/chrome.tsx';
import { Heading } from './parts/heading.tsx';
import { session } from './session/session.ts';
import { DashboardView } from './views/analyse/dashboard.tsx';
import { InitiativeView } from './views/analyse/initiative.tsx';
import { KpiView } from './views/analyse/kpi.tsx';
import { NodeView } from './views/analyse/node.tsx';
import { Pillar } from './views/analyse/pillar.tsx';
import { ReportView } from './views/analyse/report.tsx';
import { RunView } from './views/analyse/run.tsx';
import { UnpaidAll } from './views/analyse/unpaid.tsx';
import { IntegrateView } from './views/integrate/integrate.tsx';
import { Landing, SignInFirst } from './views/landing.tsx';
import { OperateView } from './views/operate/operate.tsx';
import { say } from './wording/say.ts';

interface View {
  /** the path, with a group where something is named */
  readonly path: RegExp;
  readonly show: (named: string) => ComponentChild;
  /** whether somebody has to be signed in to see it */
  readonly open?: true;
}

const views: readonly View[] = [
  { path: /^\/(?:page\/?)?$/, show: () => <Landing />, open: true },
  { path: /^\/page\/analyse$/, show: () => <DashboardView /> },
  { path: /^\/page\/analyse\/nodes\/([^/]+)$/, show: (code) => <NodeView code={code} /> },
  { path: /^\/page\/analyse\/kpis\/([^/]+)$/, show: (code) => <KpiView code={code} /> },
  { path: /^\/page\/analyse\/roadmap\/([^/]+)$/, show: (code) => <Pillar code={code} /> },
  { path: /^\/page\/analyse\/unpaid$/, show: () => <UnpaidAll /> },
  { path: /^\/page\/initiatives\/([^/]+)$/, show: (id) => <InitiativeView id={id} /> },
  { path: /^\/page\/reports\/([^/]+\/[^/]+)$/, show: (name) => <ReportView key={name} name={name} /> },
  { path: /^\/page\/runs\/([^/]+)$/, show: (id) => <RunView key={id} id={id} /> },
  { path: /^\/page\/operate$/, show: () => <OperateView /> },
  { path: /^\/page\/integrate$/, show: () => <IntegrateView />, open: true },
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Shown() {
  const { path } = place.value;
  const signedIn = session.value?.signedIn === true;
  for (const view of views) {
    const match = view.path.exec(path);
    if (match === null) continue;
    return <>{view.open === true || signedIn ? view.show(decoded(match[1] ?? '')) : <SignInFirst />}</>;
  }
  return <Heading>{say('nothingHere')}</Heading>;
}

/** The whole page. */
export function App() {
  const { path, part } = place.value;
  useEffect(() => {
    if (part !== '') document.getElementById(part)?.scrollIntoView();
  });
  return (
    <Chrome>
      <Shown key={path} />
    </Chrome>
  );
}
