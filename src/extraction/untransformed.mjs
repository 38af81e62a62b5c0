import { readFile } from 'node:fs/promises';

/**
 * A module hook for running from TypeScript source: hands over the modules of libraries as they are.
 *
 * tsx rewrites every module, and rewriting the PDF library takes longer, and more memory, than
 * reading most files with it. After a build there is no tsx and this file is not used.
 */
export async function load(url, context, nextLoad) {
  if (!/\/node_modules\/.*\.mjs$/.test(url)) return nextLoad(url, context);
  return { format: 'module', shortCircuit: true, source: await readFile(new URL(url)) };
}
