/**
 * The whole SVG layer: an element is a string. No DOM, no state, the same bytes everywhere.
 *
 * Not a general serialiser: names and attribute names come from this package, only values and
 * text are escaped.
 */

/** Attribute values; `undefined` leaves the attribute out, numbers are rounded to 2 decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element with its attributes and already serialised children. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    text += ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeText(value)}"`;
  }
  return children.length === 0 ? `${text}/>` : `${text}>${children.join('')}</${name}>`;
}

/** Text made safe for content and for attributes in double quotes. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A coordinate in px: at most 2 decimals, which is below what a screen can show at 3x. */
export function coordinate(value: number): string {
  // Adding 0 turns -0 into 0.
  return String(Math.round(value * 100) / 100 + 0);
}

/** A group moved to (x, y). */
export function at(x: number, y: number, ...children: readonly string[]): string {
  return element('g', { transform: `translate(${coordinate(x)} ${coordinate(y)})` }, ...children);
}
