import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, driver, duration } from './index.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD');
const key = z.string().regex(/^[a-z0-9_]+$/, 'a key has a-z, 0-9 and _ only');

const schema = z.strictObject({
  organisations: z.array(
    z.strictObject({
      key,
      name: z.string().min(1),
      shortNames: z.array(z.string().min(1)).default([]),
      aliases: z.array(z.string().min(1)).default([]),
      codeOld: z
        .string()
        .regex(/^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/)
        .optional(),
      codeQd20: z
        .string()
        .max(35)
        .regex(/^[A-Z]\d{2}(?:\.[0-9A-Z]{1,6})*$/)
        .optional(),
      level: z.enum(['central', 'province', 'district', 'commune']),
      kind: z.string().min(1),
      parent: key.optional(),
      validFrom: day.optional(),
      validTo: day.optional(),
      /** The symbol of its letters; an organisation with one may issue through the bot. */
      issuesAs: z.string().min(1).optional(),
      /** Where its directives go, as far as it differs from the general setting. */
      networks: z
        .strictObject({
          policy: z.enum(['all', 'first']).optional(),
          order: z.array(driver).min(1).optional(),
          failoverAfter: duration.optional(),
        })
        .transform(({ failoverAfter, ...rest }) => ({ ...rest, failoverAfterMs: failoverAfter }))
        .optional(),
    }),
  ),
  links: z
    .array(
      z.strictObject({
        from: key,
        to: key.optional(),
        type: z.enum(['merged_into', 'split_into', 'renamed_to', 'dissolved', 'function_moved_to']),
        function: z.string().optional(),
        effective: day,
        legalBasis: z.string().optional(),
      }),
    )
    .default([]),
  groups: z
    .array(
      z.strictObject({
        key,
        name: z.string().min(1),
        aliases: z.array(z.string().min(1)).default([]),
        members: z.array(key).min(1),
      }),
    )
    .default([]),
});

/** A directory of organisations as it is first imported. */
export type DirectoryFile = Readonly<z.infer<typeof schema>>;

/** Reads and checks a directory. Throws a ConfigError naming wrong keys and references to nobody. */
export function loadOrganisations(file: string): DirectoryFile {
  return checkOrganisations(parseFile(file), file);
}

function parseFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(
      `The directory ${file} cannot be read. Copy config/organisations.yaml beside the configuration, ` +
        'or name another file under `organisations`.',
    );
  }
  try {
    return parse(text);
  } catch (error) {
    const where = error instanceof Error ? error.message : 'unknown place';
    throw new ConfigError(`The directory ${file} is not valid YAML: ${where}`);
  }
}

/** Checks a directory that was read or made elsewhere; `where` names it in the error. */
export function checkOrganisations(content: unknown, where: string): DirectoryFile {
  const result = schema.safeParse(content);
  if (!result.success) {
    throw new ConfigError(`${where} is no directory:\n${z.prettifyError(result.error)}`);
  }
  const known = new Set(result.data.organisations.map((organisation) => organisation.key));
  const { organisations, links, groups } = result.data;
  const named = [
    ...organisations.flatMap((organisation) => organisation.parent ?? []),
    ...links.flatMap(({ from, to }) => [from, ...(to ? [to] : [])]),
    ...groups.flatMap((group) => group.members),
  ];
  const unknown = [...new Set(named.filter((name) => !known.has(name)))];
  if (unknown.length > 0) {
    throw new ConfigError(`${where} names organisations it does not list: ${unknown.join(', ')}`);
  }
  return result.data;
}
