import { EMPTY_LOOK, type Look } from '@carmine/makeup';
import { demoCatalogue } from '@carmine/shades/demo';
import { describe, expect, it } from 'vitest';
import type { Core } from './core.ts';
import { LookNeeds, type Needs } from './look-needs.ts';
import { initialState } from './state.ts';
import type { TryOnState } from './types.ts';
import { Wearing } from './wearing.ts';

const lip = demoCatalogue.find((s) => s.type === 'lip')!;
const look = (color: string): Look => ({
  version: 1,
  layers: [{ product: 'lipstick', color, finish: 'matte' }],
});
const [red, pink, brown] = [look('#ff0000'), look('#ff88aa'), look('#663322')] as const;

const wearing = () => {
  const drawn: (readonly Look[])[] = [];
  const told: string[] = [];
  const said: unknown[] = [];
  /** What was tracked for while the looks were put on. */
  const during: Needs[] = [];
  const core = {
    state: initialState(),
    set(change: Partial<TryOnState>) {
      core.state = { ...core.state, ...change };
    },
    parts: {
      host: {
        setLooks: async (looks: readonly Look[]) => {
          during.push(core.needs.now);
          drawn.push(looks);
        },
        setView: () => {},
      },
    },
    needs: new LookNeeds(),
    events: {
      emit(name: string, data: unknown) {
        told.push(name);
        said.push(data);
      },
    },
  };
  return { core, drawn, told, said, during, worn: new Wearing(core as unknown as Core, demoCatalogue) };
};

it('what is put on is tracked before it is drawn, what is taken off until it is gone', async () => {
  const { core, during, worn } = wearing();
  await worn.setLook(red);
  await worn.clear('lipstick');
  expect(during).toEqual([
    { worn: true, lips: true },
    { worn: true, lips: true },
  ]);
  expect(core.needs.now).toEqual({ worn: false, lips: false });
});

describe('looks side by side', () => {
  it('the first is worn; a shade changes it and leaves the others', async () => {
    const { core, worn, told } = wearing();
    await worn.setLooks([red, pink, brown]);
    expect(core.state.look).toEqual(red);
    await worn.applyShade(lip.sku, {});
    expect(core.state.looks).toEqual([core.state.look, pink, brown]);
    expect(core.state.look.layers[0]).toMatchObject({ color: lip.color.hex });
    expect(told).toEqual(['look.compared', 'shade.applied']);
    await worn.setIntensity('lipstick', 0.4);
    expect(core.state.looks.map((l) => l.layers[0]!.intensity)).toEqual([0.4, undefined, undefined]);
  });

  it('known shades side by side are told; one after another, the first is told as off', async () => {
    const { worn, told, said } = wearing();
    const other = demoCatalogue.find((s) => s.type === 'lip' && s.sku !== lip.sku)!;
    await worn.applyShade(lip.sku, {});
    await worn.setLooks([worn.capture('Now').look, pink], [{}, { lipstick: other.sku }]);
    expect(said.at(-1)).toEqual({
      shades: [
        { sku: lip.sku, product: 'lipstick' },
        { sku: other.sku, product: 'lipstick' },
      ],
    });
    await worn.applyShade(other.sku, {});
    await worn.clear();
    expect(told).toEqual([
      'shade.applied',
      'look.compared',
      'shade.compared',
      'shade.removed',
      'shade.applied',
      'shade.removed',
    ]);
    expect(said[3]).toMatchObject({ sku: lip.sku, product: 'lipstick', reason: 'replaced' });
    expect(said[5]).toMatchObject({ sku: other.sku, reason: 'cleared' });
  });

  it('setLook and clear end it', async () => {
    const { core, worn, drawn } = wearing();
    await worn.setLooks([red, pink]);
    await worn.setLook(pink);
    expect(core.state.looks).toEqual([pink]);
    await worn.setLooks([red, pink]);
    await worn.clear();
    expect(drawn.at(-1)).toEqual([EMPTY_LOOK]);
  });

  it.each([[[]], [[red, red, red, red, red]], [red], [null]])('refuses %#', async (looks) => {
    await expect(wearing().worn.setLooks(looks as never)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('a bad look changes nothing', async () => {
    const { core, worn } = wearing();
    await worn.setLook(red);
    await expect(worn.setLooks([pink, look('pink')])).rejects.toMatchObject({ code: 'look-invalid' });
    expect(core.state.looks).toEqual([red]);
  });
});

describe('one layer', () => {
  const layer = { product: 'lipstick', color: lip.color.hex, finish: 'vinyl', intensity: 0.6 } as const;

  it('takes the place of its product, leaves what is beside it and makes no event', async () => {
    const { core, worn, told } = wearing();
    await worn.setLooks([red, pink]);
    await worn.wearLayer(layer, lip.sku);
    expect(core.state.looks).toEqual([{ version: 1, layers: [layer] }, pink]);
    expect(worn.capture('Day').skus).toEqual({ lipstick: lip.sku });
    await worn.wearLayer({ ...layer, color: '#112233' });
    expect(worn.capture('Mix').skus).toBeUndefined();
    expect(told).toEqual(['look.compared']);
  });

  it('is refused by name when it is wrong', async () => {
    const { core, worn } = wearing();
    await worn.setLook(red);
    await expect(worn.wearLayer({ ...layer, finish: 'dewy' } as never)).rejects.toMatchObject({
      code: 'look-invalid',
      details: { field: 'finish' },
    });
    expect(core.state.look).toEqual(red);
  });
});

describe('looks under a name', () => {
  it('keep the shades they are made of, as long as they are worn', async () => {
    const { worn } = wearing();
    await worn.applyShade(lip.sku, {});
    expect(worn.capture('Day')).toMatchObject({ name: 'Day', skus: { lipstick: lip.sku } });
    await worn.setLook(red);
    expect(worn.capture('Red').skus).toBeUndefined();
  });

  it('come back with the shades this shop has', async () => {
    const { core, worn } = wearing();
    await worn.applyShade(lip.sku, { intensity: 0.5 });
    const day = worn.capture('Day');
    await worn.clear();
    await worn.wearSaved(day);
    expect(core.state.look).toEqual(day.look);
    expect(worn.capture('Again').skus).toEqual({ lipstick: lip.sku });
    await worn.wearSaved({ ...day, skus: { lipstick: 'OTHER-SHOP' } });
    expect(worn.capture('Again').skus).toBeUndefined();
  });
});
