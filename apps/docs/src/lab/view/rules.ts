/**
 * How values are entered: a rule to choose, and the numbers it takes, as text. Both together are the text that the
 * address has (`state/values.ts`).
 */

export const RULES = {
  values: [
    ['one', 'the same for all'],
    ['geo', 'first, then times a ratio'],
    ['lin', 'first to last, equal steps'],
    ['log', 'first to last, equal ratios'],
    ['list', 'one for each'],
  ],
  instances: [
    ['', 'as above for all'],
    ['lin', 'first to last, equal steps'],
    ['log', 'first to last, equal ratios'],
    ['geo', 'first, then times a ratio'],
    ['list', 'one for each, parted by /'],
  ],
} as const;

export interface Parts {
  /** Value of the choice; '' hides the numbers. */
  readonly rule: string;
  readonly text: string;
}

/** A text of the address in two parts. */
export function partsOf(kind: 'values' | 'instances' | 'sweep', value: string): Parts {
  if (value === '') return { rule: '', text: '' };
  if (kind === 'sweep') {
    const [rule = '', text = ''] = value.split(':');
    return { rule, text: spaced(text.replaceAll('/', ',')) };
  }
  const curve = /^(geo|lin|log):([^/]*)$/.exec(value);
  if (curve !== null) return { rule: curve[1]!, text: spaced(curve[2]!) };
  if (kind === 'values') {
    const one = !value.includes(',') && !value.startsWith('only:');
    return { rule: one ? 'one' : 'list', text: spaced(value.replace(/^only:/, '')) };
  }
  return {
    rule: 'list',
    text: value
      .replace(/^only\//, '')
      .replaceAll('/', ' / ')
      .replaceAll(',', ', '),
  };
}

const spaced = (text: string): string => text.replaceAll(',', ', ');

/** The text of the address for what was entered. */
export function textOf(kind: 'values' | 'instances' | 'sweep', { rule, text }: Parts): string {
  const dense = text.replaceAll(/\s/g, '');
  if (rule === '') return '';
  if (kind === 'sweep') return `${rule}:${dense.replaceAll(',', '/')}`;
  if (rule === 'geo' || rule === 'lin' || rule === 'log') return `${rule}:${dense}`;
  if (kind === 'values') {
    if (rule === 'one') return dense.split(',')[0]!;
    return dense.includes(',') ? dense : `only:${dense}`;
  }
  return dense.includes('/') ? dense : `only/${dense}`;
}

/** Numbers to begin with when another rule is chosen. */
export function beginning(
  kind: 'values' | 'instances' | 'sweep',
  rule: string,
  context: { n: number; current: string },
): string {
  if (rule === '') return '';
  if (kind === 'sweep') return context.current === '' ? '' : context.current;
  if (rule === 'geo') return '1, 0.9';
  if (rule === 'lin') return '1, 0.1';
  if (rule === 'log') return '1, 0.01';
  if (rule === 'one') return '0.1';
  return kind === 'values' ? Array.from({ length: context.n }, () => '1').join(', ') : '1 / 0.1';
}

/** Values that make a sweep worth a look, where the reader has none yet. */
export const SWEEP_BEGINNINGS: Readonly<Record<string, string>> = {
  p: '1, 0.3, 0.1, 0.03, 0.01',
  n: '3, 4, 5, 6, 7',
  m: '1, 2, 3, 4',
  steps: '10, 100, 1000, 10000',
  batch: '64, 256, 1024',
  rate: '0.0001, 0.001, 0.01',
  decay: '0, 0.01, 0.1',
  scale: '0.01, 0.1, 1, 3',
  l1: '0, 0.001, 0.01, 0.1',
  reach: '0, 0.1, 0.3, 1',
  seed: '0, 1, 2, 3',
};
