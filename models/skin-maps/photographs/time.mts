// Time of one run of MapNet at its size on onnxruntime-web (WASM SIMD, one thread) in Node, beside a fixed piece of work for
// comparison between machines: npx tsx models/skin-maps/photographs/time.mts [runs]
import { readFileSync } from 'node:fs';
import { parseMapMeta } from '../../../packages/skin/src/model/map-meta.ts';
import { MAP_INPUTS } from '../../../packages/skin/src/model/map-net.ts';
import { createOrtMapNet } from '../../../packages/skin/src/model/ort-map-net.ts';

const runs = Number(process.argv[2] ?? 15);
const weights = new URL('../weights/', import.meta.url);
const meta = parseMapMeta(readFileSync(new URL('mapnet.json', weights), 'utf8'));
const net = await createOrtMapNet(meta, new Uint8Array(readFileSync(new URL('mapnet.onnx', weights))));
const planes = Float32Array.from({ length: MAP_INPUTS * meta.size ** 2 }, (_, i) => Math.sin(i));

/** ms of processor time: other work on the machine counts less than in wall time. */
const took = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
/** Multiplies and adds 20 million times. */
const yardstick = (): number => {
  let sum = 0;
  for (let i = 0; i < 2e7; i++) sum = sum * 0.999 + planes[i & 0xfffff]!;
  return sum;
};
await net.run(planes);
const nets: number[] = [];
const yards: number[] = [];
for (let i = 0; i < runs; i++) {
  yards.push(await took(yardstick));
  nets.push(await took(() => net.run(planes)));
}
const least = Math.min(...nets);
nets.sort((a, b) => a - b);
console.log(
  `MapNet ${meta.size}: least ${least.toFixed(0)} ms, median ${nets[runs >> 1]!.toFixed(0)} ms; ${(least / Math.min(...yards)).toFixed(2)} times the yardstick (least ${Math.min(...yards).toFixed(0)} ms)`,
);
await net.close();
