/** Registers the page's custom elements. Loaded by every page that has a figure. */
import { LiveFigure } from './live-figure.js';

customElements.define('live-figure', LiveFigure);
