import { loadFigure } from '@toymodels/paper'; import { readFileSync } from 'node:fs';
const d=JSON.parse(readFileSync('src/data/basic-results.json')); const f=await loadFigure('basic-results');
for (const c of f.claims(d.data,d.spec)) console.log(c.verdict, c.id, '|', c.measured);
