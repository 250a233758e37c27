/** Times what so many steps take, where they are taken. @param {(steps: number) => Promise<unknown>} run */
export function timed(run) {
  return async (/** @type {number} */ steps) => {
    const start = performance.now();
    await run(steps);
    return performance.now() - start;
  };
}
