/** The compiled code that a run trains with: the kernel, and code for its very shape where that pays. */

import type { ResolvedRun } from '@toymodels/core';
import { straightModule, type StraightShape } from './codegen/straight.js';
import type { KernelModules } from './engine/kernel.js';
import { groupsAtOnce, straightShapeOf } from './engine/shape.js';
import { kernelModule } from './simd.js';

/** Compiled code of shapes seen lately: runs come in series. */
const compiled = new Map<string, Promise<WebAssembly.Module>>();
const MOST_COMPILED = 16;

function compiledStraight(shape: StraightShape, relaxed: boolean): Promise<WebAssembly.Module> {
  const key = [...Object.values(shape), relaxed].join();
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const module = WebAssembly.compile(straightModule(shape, groupsAtOnce(shape), relaxed));
  compiled.set(key, module);
  // What failed, for want of memory say, may succeed the next time.
  module.catch(() => compiled.delete(key));
  return module;
}

/**
 * The modules for a run.
 *
 * @param relaxed with relaxed SIMD
 * @throws BackendUnavailableError without WebAssembly, or without the SIMD that is asked for
 */
export async function kernelModules(run: ResolvedRun, relaxed = false): Promise<KernelModules> {
  const main = await kernelModule(relaxed);
  const shape = straightShapeOf(run);
  if (!shape) return { main, straight: undefined };
  const module = await compiledStraight(shape, relaxed);
  return { main, straight: { module, samples: 4 * groupsAtOnce(shape) } };
}
