// All that the figures of one moment say, on one page.
import { useDashboard } from '../../data/reports.ts';
import { AllReports } from './all-reports.tsx';
import { Coverage } from './coverage.tsx';
import { Facts } from './facts.tsx';
import { Funnel } from './funnel.tsx';
import { Indicators } from './indicators.tsx';
import { Lead } from './lead.tsx';
import { Money } from './money.tsx';
import { Partners } from './partners.tsx';
import { Plan } from './plan.tsx';
import { Roadmap } from './roadmap.tsx';
import { UnpaidFirst } from './unpaid.tsx';

export function DashboardView() {
  const { body } = useDashboard();
  const reports = body?.reports;
  return (
    <>
      <Lead />
      <Facts />
      {reports === undefined ? null : (
        <>
          <Plan report={reports['plan/alignment']} />
          <div class="columns">
            <Indicators report={reports['plan/contribution']} />
            <div>
              <Money report={reports['funds/matching']} />
              <UnpaidFirst />
            </div>
          </div>
          <div class="columns">
            <Funnel report={reports['programmes/funnel']} />
            <Partners report={reports['partnerships/portfolio']} />
          </div>
          <Coverage report={reports['registry/stock']} to={body?.to ?? ''} />
          <Roadmap report={reports['roadmap/progress']} />
          <AllReports />
        </>
      )}
    </>
  );
}
