// Fails when a page of the built site leads nowhere: `node scripts/check-links.mjs dist`. Part of `build`.
//
// Every internal address must be a file (folders with their slash), every anchor an id of its page, every id
// unique, and nothing but links to follow may name another host: pages load nothing from there.

import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrokenLinks } from './lib/links.mjs';

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = argv[2] ?? 'dist';
  const { problems, nPages, nLinks } = findBrokenLinks(folder);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`${problems.length} broken links in ${folder}`);
    process.exitCode = 1;
  } else console.log(`${nLinks} links on ${nPages} pages lead somewhere`);
}
