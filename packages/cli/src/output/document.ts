/** Documents to draw with, where there is no page. */

import type { SvgOptions } from '@toymodels/paper';
import { parseHTML } from 'linkedom';

/** A document to draw with; each drawing gets its own. */
export function newDocument(): NonNullable<SvgOptions['document']> {
  return parseHTML('<html></html>').document as NonNullable<SvgOptions['document']>;
}
