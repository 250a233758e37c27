import * as backend from '@toymodels/backend-webgl';
import * as core from '@toymodels/core';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';

test('the example of the README trains on the GPU that the browser has, and says which it is', async () => {
  const [, code] = /```js browser\n([\s\S]*?)```/.exec(readme)!;
  // Imports by name are the bundler's work; here the same names come from the modules above.
  const body = code!.replaceAll(
    /import (\{.*?\}) from '(.*?)';/g,
    (_, names: string, from: string) => `const ${names} = modules['${from}'];`,
  );
  const program = new (Object.getPrototypeOf(async () => {}).constructor as FunctionConstructor)(
    'modules',
    'console',
    // The example's 100 models for 500 steps take minutes without a graphics card.
    body.replace('count: 100', 'count: 2').replace('steps: 500', 'steps: 20'),
  ) as (modules: Record<string, unknown>, console: unknown) => Promise<void>;
  const said: unknown[][] = [];
  await program(
    { '@toymodels/backend-webgl': backend, '@toymodels/core': core },
    { log: (...words: unknown[]) => said.push(words) },
  );
  expect(said).toEqual([[expect.stringContaining('WebGL2'), 'float32']]);
});
