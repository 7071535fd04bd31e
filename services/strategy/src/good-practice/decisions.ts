// A case of good practice: entered, or told anew, whole.
import { accept, decidePut, goodPracticeSet, reject, setGoodPractice } from '@tributary/contracts';

/** What is described is in force already: its year is not one that is yet to come. */
export const set = decidePut(setGoodPractice, (_before, given, { today }) => {
  const { since } = given;
  if (since !== undefined && `${since}-01-01` > today) return reject('FUTURE_DATE', { date: `${since}-01-01`, today });
  return accept(given, goodPracticeSet(given));
});
