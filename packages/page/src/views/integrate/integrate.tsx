// How a ministry connects its own systems: a token, a first request with its answer, the APIs, and every event.
import { services } from '@tributary/contracts';
import { lazy, Suspense } from 'preact/compat';
import { Block } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { session } from '../../session/session.ts';
import { say, sayCode } from '../../wording/say.ts';
import { RoleCards } from './role-cards.tsx';
import { TryIt } from './try-it.tsx';

const Events = lazy(() => import('./events.tsx'));

export function IntegrateView() {
  return (
    <>
      <Heading>{say('integrate.title')}</Heading>
      <p class="lead">{say('integrate.about')}</p>
      <Block
        title={say('token.title')}
        about={session.value?.embedded === true ? say('token.pilot') : say('token.production')}
      >
        <RoleCards />
      </Block>
      {session.value?.signedIn === true ? <TryIt /> : null}
      <Block title={say('apis.title')} about={say('apis.about')}>
        <ul class="rows">
          {services.map((service) => (
            <li key={service} class="row-head">
              <a href={`/${service}/docs`}>{sayCode('service', service)}</a>
              <a class="small" href={`/${service}/openapi.json`}>
                openapi.json
              </a>
            </li>
          ))}
        </ul>
      </Block>
      <Suspense fallback={<p class="soft">{say('loading')}</p>}>
        <Events />
      </Suspense>
    </>
  );
}
