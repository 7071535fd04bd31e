// Whether all is well: which processes answer, how far each source is read, what was set aside, and what is being rebuilt.
import { services } from '@tributary/contracts';
import { useEffect, useState } from 'preact/hooks';
import { api, refresh, useAnswer } from '../../data/answers.ts';
import { connected } from '../../data/live.ts';
import { Block } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { actAs, session } from '../../session/session.ts';
import { count, lasting, moment } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';
import { OutboxOf } from './outbox.tsx';
import { ParkedOf } from './parked.tsx';
import { RebuildOf } from './rebuild.tsx';

/** How often the state of the processes is looked at. */
const EVERY_MS = 5_000;

interface Source {
  readonly service: string;
  readonly partition: number;
  readonly applied: number;
  readonly highWatermark: number;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly parked: number;
}

const lang = () => ({ lang: shownLanguage.value });

function Health({ service }: { readonly service: string }) {
  const { body, problem } = useAnswer<{ readonly status: string }>(api(service, 'health/ready'));
  const isReady = problem === undefined && body?.status === 'ready';
  return (
    <li class="row-head">
      <span>{sayCode('service', service)}</span>
      <span class={`pill ${isReady ? 'good' : problem === undefined && body === undefined ? 'soft' : 'bad'}`}>
        {isReady
          ? say('operate.ready')
          : problem === undefined && body === undefined
            ? say('loading')
            : say('operate.notReady')}
      </span>
    </li>
  );
}

/** The sources of one service as one line; its partitions below it. */
function ofService(sources: readonly Source[], service: string) {
  const own = sources.filter((source) => source.service === service);
  return {
    own,
    applied: own.reduce((sum, { applied }) => sum + applied, 0),
    lagEvents: own.reduce((sum, { lagEvents }) => sum + lagEvents, 0),
    lagSeconds: Math.max(0, ...own.map(({ lagSeconds }) => lagSeconds)),
    parked: own.reduce((sum, { parked }) => sum + parked, 0),
  };
}

function Freshness() {
  const answer = useAnswer<{ readonly sources: readonly Source[] }>(api('reporting', 'v1/freshness', lang()));
  const sources = answer.body?.sources ?? [];
  return (
    <Block title={say('operate.fresh')} about={say('operate.freshAbout')}>
      <Waiting answer={answer} />
      <Scroll>
        <table>
          <thead>
            <tr>
              <th>{say('operate.source')}</th>
              <th class="number">{say('operate.applied')}</th>
              <th class="number">{say('operate.lagEvents')}</th>
              <th class="number">{say('operate.lag')}</th>
              <th class="number">{say('operate.parked')}</th>
            </tr>
          </thead>
          <tbody>
            {[...new Set(sources.map(({ service }) => service))].map((service) => {
              const sum = ofService(sources, service);
              return (
                <tr key={service}>
                  <th scope="row">
                    <details>
                      <summary>{sayCode('service', service)}</summary>
                      <span class="soft small">
                        {sum.own
                          .map((one) =>
                            say('operate.partition', {
                              partition: one.partition,
                              applied: one.applied,
                              head: one.highWatermark,
                            }),
                          )
                          .join(' · ')}
                      </span>
                    </details>
                  </th>
                  <td class="number">{count(sum.applied)}</td>
                  <td class="number">{count(sum.lagEvents)}</td>
                  <td class="number">{lasting(sum.lagSeconds)}</td>
                  <td class={sum.parked > 0 ? 'number bad' : 'number'}>{count(sum.parked)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <p class="block-foot">{connected.value ? say('operate.live') : say('operate.notLive')}</p>
    </Block>
  );
}

/** The services that keep copies or read models of what others own. */
const readers = ['initiatives', 'partnerships', 'strategy', 'reporting'] as const;
/** The services that own events; reporting owns none. */
const owners = services.filter((service) => service !== 'reporting');
const rebuilders = ['initiatives', 'partnerships', 'reporting'] as const;

export function OperateView() {
  const [at, setAt] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      refresh();
      setAt(Date.now());
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const isOperator = session.value?.roles?.includes('operator') === true;
  return (
    <>
      <Heading>{say('operate.title')}</Heading>
      <p class="lead">{say('operate.at', { at: moment(at) })}</p>
      <div class="columns">
        <Block title={say('operate.health')} about={say('operate.healthAbout')}>
          <ul class="rows">
            {services.map((service) => (
              <Health key={service} service={service} />
            ))}
          </ul>
        </Block>
        <Freshness />
      </div>
      {isOperator ? (
        <div class="columns">
          <Block title={say('operate.outboxTitle')} about={say('operate.outboxAbout')}>
            <ul class="rows">
              {owners.map((service) => (
                <OutboxOf key={service} service={service} />
              ))}
            </ul>
          </Block>
          <Block title={say('operate.parkedTitle')} about={say('operate.parkedAbout')}>
            <ul class="rows">
              {readers.map((service) => (
                <ParkedOf key={service} service={service} />
              ))}
            </ul>
          </Block>
          <Block title={say('operate.rebuildTitle')} about={say('operate.rebuildAbout')}>
            <ul class="rows">
              {rebuilders.map((service) => (
                <RebuildOf key={service} service={service} />
              ))}
            </ul>
          </Block>
        </div>
      ) : (
        <div class="notice">
          <p>{say('operate.operatorOnly')}</p>
          {session.value?.embedded === true ? (
            <button type="button" onClick={() => void actAs({ role: 'operator' })}>
              {say('operate.becomeOperator')}
            </button>
          ) : null}
        </div>
      )}
      <Block title={say('operate.restart')} about={say('operate.restartAbout')}>
        <pre>
          <code>npx --no tributary verify</code>
        </pre>
      </Block>
    </>
  );
}
