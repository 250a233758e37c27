/**
 * Settings in the address, after the #: `v1;n=20;m=5;p=0.01;I=geo:1,0.7;seed=3`.
 *
 * Only what differs from the defaults is written, in the order of the table of settings, so that one experiment
 * has one address. A second experiment, to compare with, follows after `~`. Reading never fails: what is not
 * understood is left out, what is out of range brought into it, and both are said.
 *
 * The version changes when a link would come to mean another run: a default, a key, a range that is cut.
 */
import { FIELDS } from './fields.js';
import { DEFAULTS, type Settings } from './settings.js';

export const LINK_VERSION = 'v1';

export interface LinkReading {
  readonly settings: Settings;
  /** The experiment it is compared with. */
  readonly other?: Settings;
  /** What could not be taken as it stood, in words. */
  readonly notes: readonly string[];
}

/** What follows the # of an address. */
export function writeLink(settings: Settings, other?: Settings): string {
  const one = experimentText(settings);
  return (
    [LINK_VERSION, ...one].join(';') + (other === undefined ? '' : `~${experimentText(other).join(';')}`)
  );
}

function experimentText(settings: Settings): string[] {
  return FIELDS.flatMap(({ name, key, write }) => {
    const text = write(settings[name]);
    return text === write(DEFAULTS[name]) ? [] : [`${key}=${text}`];
  });
}

/**
 * What an address says; undefined when there is nothing after the #, or a place on the page.
 *
 * @param hash with or without its #
 */
export function readLink(hash: string): LinkReading | undefined {
  const raw = hash.replace(/^#/, '');
  const text = decoded(raw);
  if (!/^v\d/.test(text)) return undefined;
  const [head, tail] = text.split('~', 2) as [string, string?];
  const [version, ...parts] = head.split(';');
  if (version !== LINK_VERSION) {
    return {
      settings: DEFAULTS,
      notes: [
        `it is of version ${version!.slice(0, 12)}, and this page reads ${LINK_VERSION}: nothing of it was set, the defaults stand here`,
      ],
    };
  }
  const notes: string[] = [];
  const settings = readExperiment(parts, notes);
  if (tail === undefined) return { settings, notes };
  return { settings, other: readExperiment(tail.split(';'), notes), notes };
}

/** Some programs escape what needs no escape when they pass a link on. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readExperiment(parts: readonly string[], notes: string[]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULTS };
  const seen = new Set<string>();
  for (const part of parts) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const key = part.slice(0, equals);
    const field = FIELDS.find((each) => each.key === key);
    if (equals < 0 || field === undefined) {
      notes.push(`there is no setting “${part.slice(0, 24)}”; it was left out`);
      continue;
    }
    if (seen.has(key)) {
      notes.push(`${key} stands there twice; the first was taken`);
      continue;
    }
    seen.add(key);
    try {
      settings[field.name] = field.read(part.slice(equals + 1), (note) =>
        notes.push(`${field.label}: ${note}`),
      );
    } catch (error) {
      notes.push(`${field.label}: ${(error as Error).message}; its default stands there`);
    }
  }
  return settings as unknown as Settings;
}
