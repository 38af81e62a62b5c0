/** Reads a property of whatever this is; `undefined` where there is none. */
export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The name of what was thrown, which says its kind and nothing else. */
export function nameOf(error: unknown): string {
  const name = property(error, 'name');
  return typeof name === 'string' ? name : typeof error;
}
