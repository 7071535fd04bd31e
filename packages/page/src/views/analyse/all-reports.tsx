// Every report that there is, each as a table with what its columns mean.
import { api, useAnswer } from '../../data/answers.ts';
import { Block } from '../../parts/block.tsx';
import { Link } from '../../parts/link.tsx';
import { say, shownLanguage } from '../../wording/say.ts';

interface Catalogue {
  readonly reports: readonly { readonly key: string; readonly title: string; readonly grain: string }[];
}

export function AllReports() {
  const { body } = useAnswer<Catalogue>(api('reporting', 'v1/reports', { lang: shownLanguage.value }));
  if (body === undefined) return null;
  return (
    <div class="screen-only">
      <Block title={say('reports.title')}>
        <ul class="rows">
          {body.reports.map(({ key, title, grain }) => (
            <li key={key} class="row-head">
              <Link to={`/page/reports/${key}`}>{title}</Link>
              <span class="soft small">{grain}</span>
            </li>
          ))}
        </ul>
      </Block>
    </div>
  );
}
