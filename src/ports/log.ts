/** Where the engine writes what an operator should know: ids, counts and outcomes, never content. */
export interface Log {
  info(detail: Readonly<Record<string, unknown>>, what: string): void;
  warn(detail: Readonly<Record<string, unknown>>, what: string): void;
  error(detail: Readonly<Record<string, unknown>>, what: string): void;
}
