import { webglBackend } from '@toymodels/backend-webgl';
import { BackendUnavailableError, initialState, InvalidArgumentError, resolveRun } from '@toymodels/core';
import { expect, test } from 'vitest';

test('in Node, the backend says that there is no WebGL2 and what to use instead', async () => {
  const backend = webglBackend();
  expect(await backend.availability()).toEqual({
    available: false,
    reason: 'there is no WebGL2 here',
    mend: 'use a browser with WebGL2 and hardware acceleration switched on, or another backend',
  });
  const run = resolveRun({
    model: { kind: 'linear', nFeatures: 2, nHidden: 1 },
    data: { featureProbability: 1 },
  });
  await expect(backend.createTrainer(run, initialState(run))).rejects.toThrow(BackendUnavailableError);
});

test('an unknown option is refused with the allowed ones', () => {
  const options = { precision: 'high' } as object;
  expect(() => webglBackend(options)).toThrow(InvalidArgumentError);
  expect(() => webglBackend(options)).toThrow(
    /unknown option precision; allowed are outputActivation, model, dataOnDevice/,
  );
});
