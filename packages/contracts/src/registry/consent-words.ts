/** What the fields of consents, notices and proposals to erase are, by their names: see `fieldWords`. */
export const consentWords: Readonly<Record<string, string>> = {
  categories: 'the categories of data that are used',
  consentMonths:
    'after how many months a consent by it expires; never unless told, and none where it rests on anything else',
  consents: 'what the person consents to, a purpose once',
  expiredOn: 'the day on which it was found to have expired',
  givenOn: 'the day on which it was given; today unless told, and never later',
  ground: 'why it is proposed: withdrawn, deceased or unconfirmed',
  keptUntil: 'the day from which it may be proposed again',
  legalBasis: 'on what the use of the data rests',
  looks: 'the purposes of looks at a person that rest on it',
  noticeVersion: 'the version of the notice that said what it covers',
  paragraphs: 'its text, paragraph by paragraph, by language',
  retentionMonths: 'for how many months the data are kept for it; as long as the record unless told',
};
