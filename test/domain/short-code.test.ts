import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newShortCode, parseShortCode } from '../../src/domain/short-code.ts';

describe('a short code', () => {
  const codes = fc.array(fc.nat(), { minLength: 8, maxLength: 8 }).map((numbers) => {
    let at = 0;
    return newShortCode((below) => (numbers[at++ % numbers.length] ?? 0) % below);
  });

  test('has four signs nobody confuses, at least one of them a digit and one a letter', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(code).toMatch(/\d/);
        expect(code).toMatch(/[A-Z]/);
      }),
    );
  });

  test('is understood in small letters and with look-alikes', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        expect(parseShortCode(` ${typed} `)).toBe(code);
        expect(parseShortCode(code.replaceAll('1', 'I'))).toBe(code);
      }),
    );
  });

  test.each(['', '12K', '12K77', '1234', 'ABCD', '12U7', '12-7', '12K7 x', 'MƯA1'])(
    'is not read from "%s"',
    (text) => {
      expect(parseShortCode(text)).toBeUndefined();
    },
  );
});
