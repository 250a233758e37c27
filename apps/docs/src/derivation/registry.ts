/** All checks by name, loaded when needed. */
import type { Check } from './check.js';

const FILES = import.meta.glob<{ readonly check: Check }>(['./checks/*.ts', '!./checks/shared.ts']);

export const checkNames: readonly string[] = Object.keys(FILES)
  .map((file) => /([^/]+)\.ts$/.exec(file)![1]!)
  .sort();

export async function loadCheck(name: string): Promise<Check> {
  const load = FILES[`./checks/${name}.ts`];
  if (load === undefined) throw new Error(`there is no check "${name}"; there are ${checkNames.join(', ')}`);
  return (await load()).check;
}
