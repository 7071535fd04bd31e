// Every event that the services publish, each with a real example. It comes in a file of its own.

import catalogue from '@tributary/contracts/asyncapi.json';
import { useEffect, useState } from 'preact/hooks';
import { Block } from '../../parts/block.tsx';
import { eventTitle, followEventTitles } from '../../wording/event-titles.ts';
import { say, sayCode } from '../../wording/say.ts';

interface Message {
  readonly name: string;
  /** the field that holds the day from which on it counts */
  readonly 'x-business-date'?: string;
  readonly examples?: readonly { readonly payload: unknown }[];
}

const messages = Object.values(catalogue.components.messages as unknown as Readonly<Record<string, Message>>);

const serviceOf = ({ name }: Message) => name.slice(0, name.indexOf('.'));

/** The leader of a journal writes it; no service publishes it. */
const isFence = ({ name }: Message) => name.includes('.journal.');

const counting = (message: Message): string => {
  const field = message['x-business-date'];
  if (isFence(message)) return say('events.fence');
  return field === undefined ? say('events.timeless') : say('events.counts', { field });
};

/** The messages whose type or title has all words of what is looked for. */
const found = (text: string): readonly Message[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return messages.filter(({ name }) =>
    words.every((word) => `${name} ${eventTitle(name)}`.toLowerCase().includes(word)),
  );
};

export default function Events() {
  const [text, setText] = useState('');
  useEffect(followEventTitles, []);
  const shown = found(text);
  return (
    <Block title={say('events.title')} about={say('events.about', { count: messages.length })}>
      <search class="inline">
        <label>
          {say('events.search')}
          <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <span class="soft small" role="status">
          {say('events.found', { count: shown.length })}
        </span>
      </search>
      <ul class="rows">
        {shown.map((message) => (
          <li key={message.name}>
            <details>
              <summary>
                <code>{message.name}</code> <span class="soft small">{sayCode('service', serviceOf(message))}</span>
              </summary>
              <p>
                {eventTitle(message.name)}. {counting(message)}
              </p>
              {message.examples?.map((example, at) => (
                <pre key={at}>{JSON.stringify(example.payload, undefined, 2)}</pre>
              ))}
            </details>
          </li>
        ))}
      </ul>
    </Block>
  );
}
