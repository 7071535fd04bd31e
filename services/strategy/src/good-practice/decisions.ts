// A case of good practice: entered, or told anew, whole.
import { accept, decidePut, goodPracticeSet, setGoodPractice } from '@tributary/contracts';

export const set = decidePut(setGoodPractice, (_before, given) => accept(given, goodPracticeSet(given)));
