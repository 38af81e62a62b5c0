import { METHOD_PARAMETERS, type MethodName } from './method-parameters.ts';
import { malformed } from './refusal.ts';

/** A file that came with a call. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a request body holds before it is checked. */
export interface RawBody {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** The parameters of one call, of the right kinds; objects and arrays are still unchecked inside. */
export interface Params {
  int(name: string): number | undefined;
  text(name: string): string | undefined;
  flag(name: string): boolean;
  chat(name: string): number | string;
  json(name: string): unknown;
  has(name: string): boolean;
}

type Kind = 'int' | 'str' | 'bool' | 'chat' | 'json' | 'file';

interface Rule {
  readonly kind: Kind;
  readonly isRequired: boolean;
}

const RULES: ReadonlyMap<string, ReadonlyMap<string, Rule>> = new Map(
  Object.entries(METHOD_PARAMETERS).map(([method, line]) => [method.toLowerCase(), rulesOf(line)]),
);

const CANONICAL: ReadonlyMap<string, MethodName> = new Map(
  // Object.keys loses the key type of a constant object.
  (Object.keys(METHOD_PARAMETERS) as MethodName[]).map((name) => [name.toLowerCase(), name]),
);

/** The method of this name; the Bot API ignores case. */
export function methodNamed(name: string): MethodName | undefined {
  return CANONICAL.get(name.toLowerCase());
}

function rulesOf(line: string): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const word of line.split(' ').filter((part) => part !== '')) {
    const [name = '', kind = ''] = word.split(':');
    rules.set(name.replace('!', ''), { kind: kind as Kind, isRequired: name.endsWith('!') });
  }
  return rules;
}

/** Checks names, kinds and presence; throws a violation for anything the documented method does not take. */
export function checkParameters(method: MethodName, body: RawBody): Params {
  const rules = RULES.get(method.toLowerCase()) ?? new Map<string, Rule>();
  const values = new Map<string, unknown>();
  for (const [name, raw] of Object.entries(body.fields)) {
    const rule = rules.get(name);
    if (rule === undefined) throw malformed(`unknown parameter "${name}" of ${method}`);
    if (raw !== null) values.set(name, convert(name, raw, rule.kind));
  }
  for (const [name, rule] of rules) {
    const isThere = values.has(name) || (rule.kind === 'file' && body.uploads.has(name));
    if (rule.isRequired && !isThere) throw malformed(`parameter "${name}" is required`);
  }
  return {
    int: (name) => values.get(name) as number | undefined,
    text: (name) => values.get(name) as string | undefined,
    flag: (name) => values.get(name) === true,
    chat: (name) => values.get(name) as number | string,
    json: (name) => values.get(name),
    has: (name) => values.has(name),
  };
}

/** Forms carry everything as text, JSON bodies carry real types; the Bot API takes both. */
function convert(name: string, raw: unknown, kind: Kind): unknown {
  switch (kind) {
    case 'int':
      return integer(name, raw);
    case 'str':
    case 'file':
      if (typeof raw !== 'string') throw malformed(`parameter "${name}" must be a string`);
      return raw;
    case 'bool':
      if (raw === true || raw === 'true' || raw === 'True' || raw === '1') return true;
      if (raw === false || raw === 'false' || raw === 'False' || raw === '0') return false;
      throw malformed(`parameter "${name}" must be a boolean`);
    case 'chat':
      if (typeof raw === 'string' && raw.startsWith('@')) return raw;
      return integer(name, raw);
    case 'json':
      return typeof raw === 'string' ? parsed(name, raw) : raw;
  }
}

function integer(name: string, raw: unknown): number {
  const value = typeof raw === 'string' && /^-?\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw malformed(`parameter "${name}" must be an integer`);
  }
  return value;
}

function parsed(name: string, raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw malformed(`can't parse parameter "${name}": not JSON`);
  }
}
