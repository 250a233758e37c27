/** The same experiment as code, each program foldable and ready to be copied. */
import { escaped } from '../../live/text.js';
import { commandLine, nodeProgram, pythonProgram } from '../files/code.js';
import type { Settings } from '../state/settings.js';

export function codeHtml(settings: Settings, hasHistory: boolean, isSweep: boolean): string {
  const line = commandLine(settings);
  return [
    fold('node', 'Node, with the packages', nodeProgram(settings)),
    line === undefined
      ? '<p class="lab-help">The command line has no words for this experiment: it trains on samples, with the model’s own activation, outside browsers.</p>'
      : fold('shell', 'The command line', line),
    fold('python', 'Python, from the files above', pythonProgram(hasHistory, isSweep)),
  ].join('');
}

function fold(id: string, title: string, code: string): string {
  return `<details data-code="${id}"><summary>${title}</summary><button type="button" data-action="code">Copy</button><pre tabindex="0"><code>${escaped(code)}</code></pre></details>`;
}
