import type { ShortMessage } from '../../domain/directive.ts';
import type { Scene } from './scene.ts';

/** The line every short message ends with; undefined while number or date is missing. */
export function sourceLine({ body, office, m }: Scene): string | undefined {
  const { number, symbol, issuedOn } = body;
  if (!number || !symbol || !issuedOn) return undefined;
  return m.compose.source(office.name, `${number}/${symbol}`, issuedOn);
}

/** The short message as it is released. */
export function shortMessageOf(scene: Scene): ShortMessage | undefined {
  const source = sourceLine(scene);
  const { shortMessage } = scene.body;
  return shortMessage && source ? { body: shortMessage, source } : undefined;
}

/** The words that go out; the body alone while its source cannot be written yet. */
export function shortMessageWithSource(scene: Scene): string | undefined {
  const message = shortMessageOf(scene);
  return message ? `${message.body}\n${message.source}` : (scene.body.shortMessage ?? undefined);
}
