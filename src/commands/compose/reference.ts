import type { Scene } from './scene.ts';

/** How a letter is called in notices: number and symbol as far as they are known, a drill by its name. */
export function referenceOf({ body, drill, m }: Pick<Scene, 'body' | 'drill' | 'm'>): string {
  const { number, symbol } = body;
  const reference = number || symbol ? `${number ?? '…'}/${symbol ?? '…'}` : m.compose.untitled;
  return drill ? `${m.sending.drill} ${reference}` : reference;
}
