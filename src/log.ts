import { destination, pino } from 'pino';
import type { Log } from './ports/log.ts';

/** A bot token as it stands in a Bot API address. */
const token = /\d{6,}:[\w-]{20,}/g;

/** Writes one JSON object a line to standard error; a token that slipped into a text is struck out. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => line.replace(token, '[token]') },
    },
    destination({ dest: 2, sync: true }),
  );
}
