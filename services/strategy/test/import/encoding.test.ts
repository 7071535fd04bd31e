import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/plan-import/spreadsheet/encoding.ts';

const header = 'kind,code,parent,level,title_en,responsibleMinistry\r\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** Letters of Russian as Windows-1251 has them. */
const windows1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );

describe('the encoding of a file', () => {
  const russian = `${header}node,1,,1,Здоровье и образование,MHEA`;
  const french = `${header}node,1,,1,Santé et éducation – « déjà »,MHEA`.replace('–', '\u0097').replace('«', '\u00ab');
  const plain = `${header}node,1,,1,Health,MHEA`;

  it.each([
    ['UTF-8', Buffer.from(russian), undefined, 'utf-8', russian],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${russian}`), undefined, 'utf-8', russian],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${russian}`, 'utf16le'), undefined, 'utf-16le', russian],
    ['UTF-16BE with a mark', utf16be(`\uFEFF${russian}`), undefined, 'utf-16be', russian],
    ['UTF-16LE without a mark', Buffer.from(russian, 'utf16le'), undefined, 'utf-16le', russian],
    ['UTF-16BE without a mark', utf16be(russian), undefined, 'utf-16be', russian],
    ['Windows-1251', windows1251(russian), undefined, 'windows-1251', russian],
    ['Windows-1251 by its charset', windows1251(`${header}и`), 'windows-1251', 'windows-1251', `${header}и`],
    ['Windows-1252', Buffer.from(french, 'latin1'), undefined, 'windows-1252', french.replace('\u0097', '—')],
    ['Latin 1 by its charset', Buffer.from('Santé', 'latin1'), 'iso-8859-1', 'windows-1252', 'Santé'],
    ['ASCII', Buffer.from(plain), undefined, 'utf-8', plain],
    ['a mark that the charset denies', Buffer.from(`\uFEFF${plain}`, 'utf16le'), 'utf-8', 'utf-16le', plain],
    [
      'a charset that the bytes deny',
      Buffer.from('Santé et éducation', 'latin1'),
      'utf-8',
      'windows-1252',
      'Santé et éducation',
    ],
    ['nothing', Buffer.alloc(0), undefined, 'utf-8', ''],
  ])('%s is found', (_what, bytes, charset, encoding, text) => {
    expect(decodeText(bytes, charset)).toEqual({ encoding, text });
  });

  it.each(['Criação de emprego e coesão', 'Garçon âgé, œuvre', 'Año de educación', 'È già così'])(
    '%s is no Cyrillic',
    (text) => {
      expect(decodeText(Buffer.from(text, 'latin1'), undefined).encoding).toBe('windows-1252');
    },
  );
});
