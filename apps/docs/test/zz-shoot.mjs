import { serveSite } from '/work/main/apps/docs/test/serve.ts';
import { launchBrowser } from '/work/main/apps/docs/test/browser.ts';
const site = await serveSite(); const b = await launchBrowser();
const only = process.argv[2]?.split(',');
for (const [w,h] of [[390,844],[800,900], [1280,900]]) for (const scheme of ['light','dark']) {
  if (only && !only.includes(`${w}-${scheme}`)) continue;
  const p = await b.newPage({ viewport: { width: w, height: h }, colorScheme: scheme, deviceScaleFactor: w===390?2:1 });
  p.on('console', m => console.log(m.type(), m.text())); p.on('pageerror', e => console.log('ERR', e.message));
  await p.goto(site.origin + '/'); await p.evaluate(() => document.fonts.ready);
  const total = await p.evaluate(() => document.documentElement.scrollHeight);
  for (let i = 0; i*1300 < total; i++) await p.screenshot({ path: `/tmp/shots/${w}-${scheme}-${i}.png`, fullPage: true, clip: {x:0,y:i*1300,width:w,height:Math.min(1300,total-i*1300)} });
  console.log(w, scheme, await p.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]));
  await p.close();
}
await b.close(); await site.close();
