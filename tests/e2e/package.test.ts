import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The tarball a shop's developer installs, unpacked in a project that has nothing else of ours. */
const root = new URL('../..', import.meta.url).pathname;
const project = mkdtempSync(join(tmpdir(), 'carmine-package-'));
const installed = join(project, 'node_modules/carmine');

const run = (command: string, args: string[], cwd: string) => {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
};

/** npm applies no publishConfig.exports: write the published manifest as pnpm would. */
const publishedManifest = () => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/carmine/package.json'), 'utf8'));
  const { publishConfig, devDependencies: _, dependencies: __, ...rest } = manifest;
  return { ...rest, ...publishConfig };
};

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  const { files } = publishedManifest();
  run('tar', ['-cf', join(project, 'p.tar'), ...files], join(root, 'packages/carmine'));
  run('tar', ['-xf', join(project, 'p.tar'), '-C', installed], project);
  writeFileSync(join(installed, 'package.json'), JSON.stringify(publishedManifest()));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('is imported in Node, without a DOM and without any other package', () => {
  const code =
    "const m = await import('carmine'); await import('carmine/define'); console.log(Object.keys(m).join())";
  const names = run('node', ['--input-type=module', '-e', code], project).trim().split(',');
  expect(names).toEqual(
    expect.arrayContaining(['createTryOn', 'CarmineError', 'parseCatalogue', 'parseLook']),
  );
});

test('brings consent and the way to a CRM, which work without anything else of ours', () => {
  const code = `
    const { openConsent, PURPOSES } = await import('carmine/consent');
    const { openCrm, collector, checkWire } = await import('carmine/crm');
    await import('carmine/consent/define');
    const consent = openConsent({ policyVersion: '1', storage: null });
    const taken = [];
    const carrier = collector({ url: 'https://shop.example/v1/events' });
    const sinks = [{ name: 'test', purposes: [], take: (event) => taken.push(event) }];
    const crm = openCrm({ source: 'https://shop.example/', consent, sinks, storage: null, onRefused: () => {} });
    const before = crm.emit('product.viewed', { sku: 'CL-12' }).taken;
    consent.update({ analytics: 'granted' }, { method: 'host' });
    const after = crm.emit('product.viewed', { sku: 'CL-12' }).taken;
    crm.close();
    console.log(JSON.stringify([PURPOSES.length, carrier.name, before, after, taken.map((e) => e.type), checkWire(taken.at(-1)).ok]));`;
  const said = JSON.parse(run('node', ['--input-type=module', '-e', code], project));
  const types = ['com.carmine.consent.updated.v1', 'com.carmine.product.viewed.v1'];
  expect(said).toEqual([8, 'collector', false, true, types, true]);
});

test('answers questions from the starter, without anything else of ours', () => {
  const code = `
    const { openFaq, tellReply } = await import('carmine/faq');
    const { STARTER } = await import('carmine/faq/starter');
    const reply = openFaq(STARTER).ask('粉底下午會變暗嗎');
    const told = [];
    tellReply({ emit: (name, data) => told.push([name, data.faqId]) }, reply, 'zh-TW');
    console.log(JSON.stringify([reply.kind, reply.entry.answer['zh-TW'].length > 10, reply.why.map((w) => w.concept.id), told]));`;
  const said = JSON.parse(run('node', ['--input-type=module', '-e', code], project));
  const [kind, written, why, told] = said;
  expect([kind, written, told]).toEqual(['answer', true, [['faq.answered', 'wear-oxidise']]]);
  expect(why).toContain('oxidation');
});

test('labels a chat message without anything else of ours, and tells no word of it', () => {
  const code = `
    const { chatLabels } = await import('carmine/chat');
    const told = [];
    const emit = (name, data) => told.push([name, data]);
    const read = chatLabels({ emit }, { chatId: 'c-1', allowed: () => true });
    const { labels } = read('物流太慢了，我很生氣');
    console.log(JSON.stringify([labels.polarity, told]));`;
  const out = run('node', ['--input-type=module', '-e', code], project);
  const [polarity, [[name, data]]] = JSON.parse(out);
  expect([polarity, name, data.chatId]).toEqual(['negative', 'chat.classified', 'c-1']);
  expect(out).not.toMatch(/[\u4e00-\u9fff]/);
});

test('its declarations type-check in a strict project of its own', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createTryOn, parseCatalogue, type CarmineEvent, type TryOn } from 'carmine';
import 'carmine/define';
const mirror = document.querySelector('carmine-try-on')!;
mirror.onEvent = (event: CarmineEvent) => console.log(event.type);
export const open = async (canvas: HTMLCanvasElement): Promise<TryOn> =>
  createTryOn({ canvas, assetBase: '/carmine/', catalogue: parseCatalogue('').shades });
import { openCrm, collector, type Crm } from 'carmine/crm';
import { openConsent, type Purpose } from 'carmine/consent';
import 'carmine/consent/define';
import { openFaq, type FaqReply, tellReply } from 'carmine/faq';
import { STARTER } from 'carmine/faq/starter';
const consent = openConsent({ policyVersion: '1' });
document.querySelector('carmine-consent')!.consent = consent;
const crm: Crm = openCrm({ source: 'https://shop.example/', consent, carrier: collector({ url: '/v1/events' }) });
mirror.onEvent = crm.tell;
crm.emit('product.added', { sku: 'CL-12', quantity: 1, price: 239, currency: 'CNY' });
// @ts-expect-error a quantity is a number: the types are there and not any
crm.emit('product.added', { sku: 'CL-12', quantity: 'one', price: 239, currency: 'CNY' });
const reply: FaqReply = openFaq(STARTER).ask('?');
tellReply(crm, reply, 'zh-CN');
// @ts-expect-error no such language
tellReply(crm, reply, 'fr');
// @ts-expect-error no such purpose
export const purpose: Purpose = 'everything';
`,
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];
  const more = ['--moduleResolution', 'bundler', '--types', '', 'use.ts'];
  run('node', [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...more], project);
});

test('carries every asset with its size, and no source map of a third party', () => {
  const assets = join(installed, 'dist/assets');
  const { files } = JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8'));
  for (const [path, { bytes }] of Object.entries<{ bytes: number }>(files))
    expect(readFileSync(join(assets, path)).length, path).toBe(bytes);
  expect(readdirSync(join(assets, 'workers')).filter((name) => name.endsWith('.map'))).toEqual([]);
});
