/** Whether a body is press, by its kind or by the groups it belongs to: what may not go public never goes there. */
export function isPress(body: {
  readonly kind: string;
  readonly groupKeys: readonly string[];
}): boolean {
  return PRESS_KINDS.has(body.kind) || body.groupKeys.some((key) => PRESS_GROUP.test(key));
}

const PRESS_KINDS: ReadonlySet<string> = new Set(['press', 'bao_chi']);
const PRESS_GROUP = /^(?:bao_chi|press)(?:_|$)/;
