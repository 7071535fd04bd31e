// What an amount is worth in the base currency, as decisions here ask for it.
export { type KnownRates, rateTo, worthOn } from '@tributary/contracts';
