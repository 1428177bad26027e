// What the shipped analysis says of photographs as they are and of what the issue lists as bad input, made from them.
//   tsx bad-input.mts [--cases N] [--tones lips.json] [--out FILE.json] FOLDER_OF_PREPARE_PY...   -> markdown, printed
// Bad pictures are made of the first N photographs of each tone that are read as they are, landmarks of the untouched picture (but for closed
// eyes): how the tracker itself takes them is not in it. Tone: Monk 1-4, 5-7, 8-10 as estimated by hand, else by the net's reading.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deltaE2000, type Lab } from '@carmine/color';
import { poseFromFit, rigidFit } from '@carmine/face';
import { analyzeImage } from '../../../packages/skin/src/analyze.ts';
import { bothWays } from '../../../packages/skin/src/model/input.ts';
import { parseMeta } from '../../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../../packages/skin/src/model/ort.ts';
import { decodeOutputs } from '../../../packages/skin/src/model/posterior.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import { BAD_PICTURES } from '../../../packages/skin/src/testing/bad-pictures.ts';
import { framed, type Picture } from '../../../packages/skin/src/testing/edit-picture.ts';
import { buildTokens } from '../../../packages/skin/src/tokens.ts';
import type { SkinReport } from '../../../packages/skin/src/types.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '8' }, tones: { type: 'string' }, out: { type: 'string' } },
});
const weights = new URL('../weights/', import.meta.url);
const net = await createOrtNet({
  meta: parseMeta(readFileSync(new URL('colournet.json', weights), 'utf8')),
  model: new Uint8Array(readFileSync(new URL('colournet.onnx', weights))),
});

interface Photograph extends Picture {
  readonly id: string;
}

const photograph = (folder: string, id: string): Photograph => {
  const face = JSON.parse(readFileSync(join(folder, `${id}.face.json`), 'utf8'));
  const { width, height } = face;
  const landmarks = Float32Array.from(face.landmarks as number[]);
  const pose = poseFromFit(rigidFit(landmarks, width, height), { width, height });
  const data = new Uint8ClampedArray(readFileSync(join(folder, `${id}.rgba`)));
  return {
    id,
    image: { width, height, data },
    frame: framed([{ landmarks, pose, confidence: 1 }], { width, height }),
  };
};

const TONES = ['Monk 1-4', 'Monk 5-7', 'Monk 8-10'] as const;
type Tone = (typeof TONES)[number];

const byHand: Readonly<Record<string, { tone?: number }>> = values.tones
  ? JSON.parse(readFileSync(values.tones, 'utf8'))
  : {};
const toneAt = (monk: number): Tone => TONES[monk < 4.5 ? 0 : monk < 7.5 ? 1 : 2];
const toneOf = async ({ id, image, frame }: Photograph): Promise<Tone> => {
  const known = byHand[id]?.tone;
  if (known) return toneAt(known);
  const tokens = buildTokens(readFace(image, frame, frame.faces[0]!).regions);
  const { mst } = decodeOutputs(await net.run(bothWays(tokens, net.meta)), net.meta);
  return toneAt(mst.reduce((s, p, i) => s + p * (i + 1), 0));
};

/** Refused: no colour. Told: a gate says what is wrong. Unsure: no gate does, but the confidence is low or the colour is not told. */
const VERDICTS = ['refused', 'told', 'unsure', 'passed'] as const;
type Verdict = (typeof VERDICTS)[number];

const verdictOf = (report: SkinReport, hints: readonly string[] | null): Verdict => {
  if (!report.skin) return 'refused';
  const said = report.gates.filter((g) => g.level !== 'pass').map((g) => g.hint);
  if (hints?.some((hint) => said.includes(hint))) return 'told';
  return report.skin.confidence === 'low' || report.skin.confidence === 'abstain' ? 'unsure' : 'passed';
};

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly tone: Tone;
  readonly verdict: Verdict;
  /** Whether what is wrong was said in words that help, refused or not; of an untouched picture: nothing barred it. */
  readonly words: boolean;
  /** dE00 from the reading of the untouched picture; over its radius a number pretends. */
  readonly moved: number | null;
  readonly gates: string;
  readonly confidence: string;
}

const rows: Row[] = [];
let plainLab: Lab | null = null;
const look = async (
  picture: Picture,
  {
    kind,
    name,
    hints,
    id,
    tone,
  }: { kind: string; name: string; hints: readonly string[] | null; id: string; tone: Tone },
): Promise<Row> => {
  const report = await analyzeImage(picture.image, picture.frame, net);
  const said = report.gates.filter((g) => g.level !== 'pass');
  const row: Row = {
    kind,
    name,
    id,
    tone,
    verdict: verdictOf(report, hints),
    words: hints ? said.some((g) => hints.includes(g.hint)) : report.skin !== null,
    moved: report.skin && plainLab ? deltaE2000(report.skin.lab as Lab, plainLab) : null,
    gates: said.map((g) => `${g.id} ${g.level} ${g.value} ${g.hint}`).join('; '),
    confidence: report.skin ? `${report.skin.confidence} ${report.skin.r90.toFixed(1)}` : '',
  };
  if (!hints) plainLab = (report.skin?.lab as Lab | undefined) ?? null;
  rows.push(row);
  return row;
};

for (const folder of positionals) {
  const taken = new Map<Tone, number>();
  for (const file of readdirSync(folder)
    .filter((f) => f.endsWith('.face.json'))
    .sort()) {
    const id = file.slice(0, -10);
    if (!existsSync(join(folder, `${id}.rgba`))) continue;
    const good = photograph(folder, id);
    const tone = await toneOf(good);
    const plain = await look(good, {
      kind: `as they are: ${folder.split('/').at(-1)}`,
      name: '',
      hints: null,
      id,
      tone,
    });
    const covered = /glasses|surface/.test(plain.gates);
    if (plain.verdict === 'refused' || covered || (taken.get(tone) ?? 0) >= Number(values.cases)) continue;
    taken.set(tone, (taken.get(tone) ?? 0) + 1);
    for (const { kind, name, hints, spoil } of BAD_PICTURES)
      await look(spoil(good), { kind, name, hints, id, tone });
  }
}
await net.close();

const share = (list: readonly Row[], verdict: Verdict): string =>
  String(list.filter((r) => r.verdict === verdict).length);
const table = (keys: readonly (readonly [string, string])[]): string[] =>
  keys.flatMap(([kind, name]) =>
    TONES.flatMap((tone) => {
      const list = rows.filter((r) => r.kind === kind && r.name === name && r.tone === tone);
      if (!list.length) return [];
      const words = list.filter((r) => r.words).length;
      return [
        `| ${[kind, name, tone, list.length, ...VERDICTS.map((v) => share(list, v)), words].join(' | ')} |`,
      ];
    }),
  );
const keys = [...new Set(rows.map((r) => `${r.kind}\t${r.name}`))].map(
  (k) => k.split('\t') as [string, string],
);
console.log(`| what | how | tone | pictures | ${VERDICTS.join(' | ')} | in the right words |`);
console.log(`| --- | --- | --- | --- | ${VERDICTS.map(() => '---').join(' | ')} | --- |`);
console.log(table(keys).join('\n'));
if (values.out) writeFileSync(values.out, JSON.stringify(rows, null, 1));
