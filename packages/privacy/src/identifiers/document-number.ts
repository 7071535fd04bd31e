/** The number of a document in the form in which it is compared: letters and digits alone, in capitals. */
export const normalDocumentNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
