// What the fields of payments and of orders to the bank are, in a few words each.
export const paymentWords: Readonly<Record<string, string>> = {
  acquitted: 'what of the payment has been accounted for',
  acquittedOn: 'the day on which it was accounted for; today unless told, and never later',
  instructedOn: 'the day on which the order to the bank was proposed',
  paidOn: 'the day of the payment; today unless told, and never later',
  payment: 'how it was paid',
  recalledOn: 'the day on which the order to the bank was taken back',
  reversals: 'payments that were taken back',
  reversedOn: 'the day on which the payment was taken back; today unless told, and never later',
};
