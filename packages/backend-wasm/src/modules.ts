/** The compiled code that a run trains with: the kernel, and code for its very shape where that pays. */

import type { ResolvedRun } from '@toymodels/core';
import { straightModule, type StraightShape } from './codegen/straight.js';
import type { KernelModules } from './engine/kernel.js';
import { groupsAtOnce, straightShapeOf } from './engine/shape.js';
import { kernelModule } from './simd.js';

/** Compiled code of shapes seen lately: runs come in series. */
const compiled = new Map<string, Promise<WebAssembly.Module>>();
const MOST_COMPILED = 16;

function compiledStraight(shape: StraightShape): Promise<WebAssembly.Module> {
  const key = Object.values(shape).join();
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const module = WebAssembly.compile(straightModule(shape, groupsAtOnce(shape)));
  compiled.set(key, module);
  // What failed, for want of memory say, may succeed the next time.
  module.catch(() => compiled.delete(key));
  return module;
}

/**
 * The modules for a run.
 *
 * @throws BackendUnavailableError without WebAssembly or without its fixed-width SIMD
 */
export async function kernelModules(run: ResolvedRun): Promise<KernelModules> {
  const main = await kernelModule();
  const shape = straightShapeOf(run);
  if (!shape) return { main, straight: undefined };
  return { main, straight: { module: await compiledStraight(shape), samples: 4 * groupsAtOnce(shape) } };
}
