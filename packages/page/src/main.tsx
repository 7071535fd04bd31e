import { effect } from '@preact/signals';
import { render } from 'preact';
import { followAddress } from './address/address.ts';
import { App } from './app.tsx';
import { followFacts } from './data/live.ts';
import { openSession, session } from './session/session.ts';
import './style/base.css';
import './style/frame.css';
import './style/views.css';
import './style/media.css';
import { followLanguage, shownLanguage } from './wording/say.ts';

followAddress();
followLanguage();
effect(() => {
  document.documentElement.lang = shownLanguage.value ?? 'en';
});

const root = document.getElementById('page');

let drawn = false;
effect(() => {
  if (drawn || root === null || shownLanguage.value === undefined || session.value === undefined) return;
  drawn = true;
  render(<App />, root);
  followFacts();
});

await openSession();
