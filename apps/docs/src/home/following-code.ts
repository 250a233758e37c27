/** The example under the figure follows the slider: what is copied computes what is seen. */
import type { SparsityState } from './state.js';

/** Sent by <sparsity-figure> for every state it shows. */
export const SHOWN = 'sparsity-shown';

/** The pieces of the highlighted code that change: each is a span of its own. */
const PIECES = {
  probability: /^\s*0\.\d+$|^\s*1$/,
  sparsity: /^\s*\/\/ S = /,
  loss: /^\s*\/\/ .*, as above$/,
} as const;

const code = document.querySelector<HTMLElement>('[data-follows=sparsity]');

/** The innermost span that holds the piece alone; the first one, for importances are numbers too. */
function piece(pattern: RegExp, within: Element): HTMLElement {
  const found = [...within.querySelectorAll<HTMLElement>('span')].find(
    (span) => span.childElementCount === 0 && pattern.test(span.textContent),
  );
  if (found === undefined) throw new Error(`the example has no piece like ${pattern.source}`);
  return found;
}

if (code !== null) {
  const line = [...code.querySelectorAll('.line')].find((each) =>
    each.textContent.includes('featureProbability ='),
  )!;
  const parts = {
    probability: piece(PIECES.probability, line),
    sparsity: piece(PIECES.sparsity, line),
    loss: piece(PIECES.loss, code),
  };
  const put = (part: keyof typeof parts, words: string): void => {
    const { textContent } = parts[part];
    parts[part].textContent =
      textContent.slice(0, textContent.length - textContent.trimStart().length) + words;
  };
  addEventListener(SHOWN, (event) => {
    const { sparsity, loss } = (event as CustomEvent<SparsityState>).detail;
    put('probability', String(+(1 - sparsity).toFixed(3)));
    put('sparsity', `// S = ${sparsity}`);
    put('loss', `// ${loss}, as above`);
  });
}
