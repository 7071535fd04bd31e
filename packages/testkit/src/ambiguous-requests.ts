// Requests of which two readers could see the end in different places: what follows would be one request to the first
// and a part of the body to the second. Each must be refused, and its connection closed.

const request = (...lines: readonly string[]): string => lines.join('\r\n');

const hidden = request('GET /hidden HTTP/1.1', 'Host: x', '', '');

/** The bytes by what is wrong with them; `path` is one that takes a body. */
export const ambiguousRequests = (path: string): readonly (readonly [wrong: string, bytes: string])[] => [
  [
    'Content-Length and Transfer-Encoding',
    request(
      `POST ${path} HTTP/1.1`,
      'Host: x',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      '',
      `0\r\n\r\n${hidden}`,
    ),
  ],
  [
    'two lengths that differ',
    request(`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 0', 'Content-Length: 40', '', hidden),
  ],
  ['a list of lengths', request(`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 0, 40', '', hidden)],
  ['a length with a sign', request(`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Length: +0', '', hidden)],
  ['a length in hexadecimal', request(`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 0x0', '', hidden)],
  [
    'chunked that is not the last coding',
    request(`POST ${path} HTTP/1.1`, 'Host: x', 'Transfer-Encoding: chunked, identity', '', `0\r\n\r\n${hidden}`),
  ],
  [
    'a coding that nobody knows',
    request(`POST ${path} HTTP/1.1`, 'Host: x', 'Transfer-Encoding: xchunked', '', `0\r\n\r\n${hidden}`),
  ],
  [
    'a space before the colon',
    request(
      `POST ${path} HTTP/1.1`,
      'Host: x',
      'Transfer-Encoding : chunked',
      'Content-Length: 4',
      '',
      `0\r\n\r\n${hidden}`,
    ),
  ],
  [
    'a header that goes on in the next line',
    request(
      `POST ${path} HTTP/1.1`,
      'Host: x',
      'Transfer-Encoding:',
      ' chunked',
      'Content-Length: 4',
      '',
      `0\r\n\r\n${hidden}`,
    ),
  ],
  [
    'a chunk size that is no number',
    request(`POST ${path} HTTP/1.1`, 'Host: x', 'Transfer-Encoding: chunked', '', `0x0\r\n\r\n${hidden}`),
  ],
  ['a bare line feed in the head', `POST ${path} HTTP/1.1\r\nHost: x\nContent-Length: 0\r\n\r\n${hidden}`],
  ['NUL in a header', request(`POST ${path} HTTP/1.1`, 'Host: x\0', 'Content-Length: 0', '', hidden)],
];
