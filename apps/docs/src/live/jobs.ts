/** In a worker: one job at a time for the page that started it. */

/** What a job knows of its page. */
export interface JobContext {
  /** Aborted when the page cancels the job, or begins another. */
  readonly signal: AbortSignal;
  /** Whether the page is still busy with the last picture; set by the job, put back by the page. */
  drawing: boolean;
}

type FromPage<Job> = Job | { readonly kind: 'drawn' } | { readonly kind: 'cancel' };

/** Runs each job that the page sends; a new one ends the one before. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the body uses it for what the page sends
export function takeJobs<Job extends { readonly kind: 'run' }>(
  run: (job: Job, context: JobContext) => Promise<void>,
): void {
  let controller: AbortController | undefined;
  let context: JobContext | undefined;
  self.addEventListener('message', ({ data }: MessageEvent<FromPage<Job>>) => {
    switch (data.kind) {
      case 'run':
        controller?.abort();
        controller = new AbortController();
        context = { signal: controller.signal, drawing: false };
        void run(data, context);
        break;
      case 'drawn':
        if (context) context.drawing = false;
        break;
      case 'cancel':
        controller?.abort();
        break;
    }
  });
}
