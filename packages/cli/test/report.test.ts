import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { claim, fakeFigure, run, temporaryFolder } from './fakes.js';

async function report(claims = [claim()]): Promise<{ page: Document; text: string; markdown: string }> {
  const out = await temporaryFolder();
  const figures = [fakeFigure({ id: 'a', claims: () => claims })];
  await run(['reproduce', '--seed', '5', '--out', out, '--backend', 'reference'], { figures });
  const text = await readFile(join(out, 'report.html'), 'utf8');
  return {
    page: parseHTML(text).document,
    text,
    markdown: await readFile(join(out, 'report.md'), 'utf8'),
  };
}

describe('the report', () => {
  test('is one file: no script, and nothing that a browser would fetch', async () => {
    const { page, text } = await report();

    expect([...page.querySelectorAll('script, link, img, iframe, object, embed')]).toEqual([]);
    expect(text).not.toMatch(/url\(|@import|\ssrc=/);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  });

  test('draws each figure in both colour schemes, for a wide page and for a phone, with ids of its own', async () => {
    const { page } = await report();

    const drawings = [...page.querySelectorAll('figure svg')];

    expect(drawings.map((svg) => [svg.getAttribute('data-theme'), svg.getAttribute('width')])).toEqual([
      ['auto', '920'],
      ['auto', '356'],
    ]);
    const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('shows every claim with its verdict as mark and word, measured and expected, method and note', async () => {
    const { page } = await report([
      claim(),
      claim({ id: 'b', verdict: 'fails', measured: '2.5', note: 'More steps did not help.' }),
      claim({ id: 'c', verdict: 'differs' }),
    ]);

    const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );

    const method = 'How it is measured Mean loss on fresh samples.';
    expect(rows).toEqual([
      `✓ holds The loss falls below one & stays <there>. ${method} 0.25 below 1`,
      `✗ fails The loss falls below one & stays <there>.More steps did not help. ${method} 2.5 below 1`,
      `≠ differs The loss falls below one & stays <there>. ${method} 0.25 below 1`,
    ]);
    expect(page.querySelector('header')!.textContent).toContain('3 claims: 1 holds, 1 fails, 1 differs');
  });

  test('tells how each figure was made', async () => {
    const { page } = await report();

    const facts = Object.fromEntries(
      [...page.querySelectorAll('dl div')].map((pair) => [
        pair.querySelector('dt')!.textContent,
        pair.querySelector('dd')!.textContent,
      ]),
    );

    expect(facts).toMatchObject({
      Preset: 'quick',
      Seed: '5',
      Backend: expect.stringMatching(/^reference \d+\.\d+\.\d+, float64$/),
      Version: expect.stringMatching(/^toymodels \d+\.\d+\.\d+, Node \d+/),
      Time: '0.0 s',
      Made: '2022-09-14 00:00 UTC',
    });
    expect(page.querySelector('pre')!.textContent).toBe('{ "seed": 5, "steps": 5 }');
  });

  test('lists the figures section by section with the time and the verdicts of each, and their sum', async () => {
    const { page, markdown } = await report([claim(), claim({ id: 'b', verdict: 'fails' })]);
    const words = (selector: string): string =>
      page.querySelector(selector)!.textContent.replace(/\s+/g, ' ').trim();

    expect(words('nav h2')).toMatch(/^Section \S+ · \S/);
    expect(words('nav .time')).toBe('0.0 s');
    expect(words('nav .tally')).toBe('✓ 1 holds ✗ 1 fails');
    expect(words('.lead')).toContain('1 figure in 0.0 s, preset quick.');
    expect(markdown).toContain('1 figure in 0.0 s, preset quick');
  });

  test('escapes what is text, in HTML and in Markdown', async () => {
    const statement = 'a <b> & "c" | d_e *f*';
    const { text, markdown } = await report([claim({ statement })]);

    expect(text).toContain('a &lt;b&gt; &amp; &quot;c&quot; | d<sub>e</sub> *f*');
    expect(markdown).toContain('a \\<b\\> & "c" \\| d\\_e \\*f\\*');
  });

  test('raises and lowers what is written with ^ and _, and leaves other underscores alone', async () => {
    const { text } = await report([claim({ statement: '|W_i| < 0.9^i, x^{n + 1}, first_moment, a ^ b' })]);

    expect(text).toContain('|W<sub>i</sub>| &lt; 0.9<sup>i</sup>, x<sup>n + 1</sup>, first_moment, a ^ b');
  });

  test('as Markdown has the picture and a table of claims', async () => {
    const { markdown } = await report();

    expect(markdown).toContain('![What a shows](a/figure.png)');
    expect(markdown).toContain(
      '| ✓ holds | The loss falls below one & stays \\<there\\>. | 0.25 | below 1 | Mean loss on fresh samples. |',
    );
  });
});
