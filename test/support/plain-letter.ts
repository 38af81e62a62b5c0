import type { Release } from '../../src/engine/release-directive.ts';

/** What an ordinary release says of its letter; who issues it, who gets it and what it asks for are the test's. */
export const plainLetter = {
  number: '15',
  symbol: 'STL-PCTT',
  issuedOn: '2026-01-05',
  issuer: 'Sở Thủy lợi tỉnh An Bình',
  subject: 'chuẩn bị phương án phòng, chống thiên tai năm 2026',
  kind: null,
  urgency: 'none',
  circulation: 'normal',
  ackDueAt: null,
  drill: false,
  text: '',
  files: [],
  shortMessages: [],
} as const satisfies Partial<Release>;
