/**
 * The form: shows settings and lets the reader change them. The settings are the truth, the controls follow; what
 * is entered out of range is brought into it, and said.
 */
import { fieldOf, FIELDS, type Field } from '../state/fields.js';
import { DEFAULTS, isKernel, type Settings } from '../state/settings.js';
import { meaningOf } from '../state/words.js';
import { beginning, partsOf, SWEEP_BEGINNINGS, textOf } from './rules.js';

type Composed = 'values' | 'instances' | 'sweep';
const isComposed = (kind: Field['kind']): kind is Composed => ['values', 'instances', 'sweep'].includes(kind);

/** Which settings matter only at times. */
const MATTERS: Partial<Record<keyof Settings, (settings: Settings) => boolean>> = {
  exactStarts: ({ method, kind }) => method === 'exact' && kind !== 'linear',
  backend: ({ method }) => method === 'sampled',
  activation: ({ method, backend, activation }) =>
    (method === 'sampled' && !isKernel(backend)) || activation !== 'own',
  finalRate: ({ schedule }) => schedule !== 'constant',
  keep: ({ restarts }) => restarts > 1,
  attackShare: (settings) =>
    settings.attackShare > 0 || (settings.method === 'sampled' && canBeAttacked(settings)),
  attackSize: ({ attackShare, attackSize }) => attackShare > 0 || attackSize > 0,
};
function canBeAttacked({ kind, sampling }: Settings): boolean {
  return (kind === 'linear' || kind === 'relu-output') && sampling === 'iid';
}

/** Of no account for exact optima. */
const TRAINING_ONLY = new Set<keyof Settings>([
  'steps', 'batchSize', 'sampling', 'initialScale', 'initialBias', 'hiddenL1', 'restarts', 'keep',
  'learningRate', 'schedule', 'finalRate', 'weightDecay', 'beta1', 'beta2', 'epsilon', 'recordEvery', 'evaluationSamples',
]); // prettier-ignore

const ALWAYS = new Set<keyof Settings>(['nFeatures', 'nHidden', 'featureProbability', 'seed']);

/** The form stands beside the pictures. */
const WIDE = '(min-width: 1100px)';

function isOwn(settings: Settings, { name, write }: Field): boolean {
  return write(settings[name]) !== write(DEFAULTS[name]);
}

export class LabForm {
  readonly #form: HTMLFormElement;
  readonly #say: (note: string) => void;
  readonly #onChange: () => void;
  /** On a phone the groups stay closed, so that the pictures are near; their summaries say what is set. */
  readonly #opens = matchMedia(WIDE).matches;
  #settings: Settings;

  /** @param say shows what had to be changed of an entry; '' when all is well again */
  constructor(
    form: HTMLFormElement,
    settings: Settings,
    handlers: { readonly say: (note: string) => void; readonly onChange: () => void },
    signal: AbortSignal,
  ) {
    this.#form = form;
    this.#settings = settings;
    this.#say = handlers.say;
    this.#onChange = handlers.onChange;
    form.addEventListener('change', (event) => this.#changed(event), { signal });
    if (!this.#opens) form.querySelectorAll('details').forEach((each) => (each.open = false));
    this.set(settings);
  }

  get settings(): Settings {
    return this.#settings;
  }

  set(settings: Settings): void {
    this.#settings = settings;
    for (const field of FIELDS) {
      if (field.group === undefined) continue;
      this.#show(field);
      // What was set on purpose is in sight.
      if (this.#opens && field.group !== 'optimiser' && isOwn(settings, field))
        this.#box(field.name).closest('details')!.open = true;
    }
    this.#describe();
  }

  /** Settings changed elsewhere on the page, such as views. */
  merge(changes: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...changes };
  }

  #box(name: string): HTMLElement {
    return this.#form.querySelector(`[data-field="${name}"]`)!;
  }

  #show(field: Field): void {
    const box = this.#box(field.name);
    const text = field.write(this.#settings[field.name]);
    const input = box.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')!;
    if (isComposed(field.kind)) {
      const { rule, text: numbers } = partsOf(field.kind, text);
      const second = box.querySelector<HTMLInputElement>('[data-role=text]')!;
      input.value = rule;
      second.value = numbers;
      second.hidden = rule === '';
    } else if (field.kind === 'flag') (input as HTMLInputElement).checked = text === '1';
    else input.value = text;
  }

  #entered(field: Field, box: HTMLElement, target: EventTarget | null): string {
    const input = box.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')!;
    if (field.kind === 'flag') return (input as HTMLInputElement).checked ? '1' : '0';
    if (!isComposed(field.kind)) return input.value;
    const second = box.querySelector<HTMLInputElement>('[data-role=text]')!;
    if (target === input) {
      // Another rule takes other numbers.
      const { nFeatures: n } = this.#settings;
      second.value =
        field.kind === 'sweep'
          ? (SWEEP_BEGINNINGS[input.value] ?? '')
          : beginning(field.kind, input.value, { n, current: second.value });
      second.hidden = input.value === '';
    }
    return textOf(field.kind, { rule: input.value, text: second.value });
  }

  #changed({ target }: Event): void {
    const box = (target as HTMLElement).closest<HTMLElement>('[data-field]');
    if (box === null) return;
    const field = fieldOf<keyof Settings>(box.dataset['field'] as keyof Settings);
    const notes: string[] = [];
    const text = this.#entered(field, box, target);
    try {
      const value =
        field.name === 'sweep' && text === '' ? undefined : field.read(text, (note) => notes.push(note));
      this.#settings = { ...this.#settings, [field.name]: value };
    } catch (error) {
      notes.push(`${(error as Error).message}; it stays as it was`);
    }
    this.#show(field);
    this.#say(notes.length === 0 ? '' : `${field.label}: ${notes.join('; ')}.`);
    this.#describe();
    this.#onChange();
  }

  #describe(): void {
    const settings = this.#settings;
    for (const { name, group } of FIELDS) {
      if (group === undefined) continue;
      const box = this.#box(name);
      box.querySelector('[data-role=meaning]')!.textContent = meaningOf(name, settings) ?? '';
      const matters =
        (MATTERS[name]?.(settings) ?? true) && !(settings.method === 'exact' && TRAINING_ONLY.has(name));
      box.toggleAttribute('data-idle', !matters);
    }
    for (const part of this.#form.querySelectorAll<HTMLElement>('.lab-group')) {
      part.hidden = part.querySelector('.lab-field:not([data-idle])') === null;
      part.querySelector('[data-role=brief]')!.textContent = this.#brief(part.dataset['group']!);
    }
  }

  /** What of a group differs from the defaults, as the address has it; and what nobody does without. */
  #brief(group: string): string {
    return FIELDS.filter(
      (field) => field.group === group && (ALWAYS.has(field.name) || isOwn(this.#settings, field)),
    )
      .map(({ key, name, write }) => `${key} = ${write(this.#settings[name] as never)}`)
      .join(', ');
  }
}
