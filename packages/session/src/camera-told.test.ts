import { type CarmineEvent, createEventFactory } from '@carmine/crm';
import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { barredError, cameraError } from './camera-errors.ts';
import { denialOf, tellCamera } from './camera-told.ts';
import { Events } from './events.ts';
import type { LiveSource } from './live-source.ts';

const told = async (open: () => Promise<LiveSource>) => {
  const events = new Events(createEventFactory({ source: 'urn:test' }));
  const got: [string, unknown][] = [];
  events.listen((e: CarmineEvent) => void got.push([e.type, e.data]));
  const outcome = await tellCamera(events, open).catch((error: unknown) => error);
  return { got, outcome };
};
const named = (name: string): Error => Object.assign(new Error(name), { name });

describe('the camera as the host hears of it', () => {
  it('asked, then granted with the size of its picture', async () => {
    const source = { kind: 'camera', size: { width: 640, height: 480 } } as LiveSource;
    const { got, outcome } = await told(async () => source);
    expect(outcome).toBe(source);
    expect(got).toEqual([
      ['com.carmine.camera.requested.v1', { surface: 'mirror' }],
      ['com.carmine.camera.granted.v1', { surface: 'mirror', width: 640, height: 480 }],
    ]);
  });

  it.each([
    ['refused', cameraError(named('NotAllowedError'), { permission: 'prompt' })],
    ['blocked', cameraError(named('NotAllowedError'), { permission: 'denied' })],
    ['refused', cameraError(named('NotAllowedError'))],
    ['not-found', cameraError(named('OverconstrainedError'))],
    ['busy', cameraError(named('NotReadableError'))],
    ['unsupported', cameraError(named('TypeError'))],
    ['policy', barredError('permissions-policy', null)],
    ['insecure', barredError('insecure-context', null)],
    ['unsupported', barredError('no-api', null)],
    ['unsupported', barredError('in-app-browser', 'WeChat')],
  ] as const)('denied: %s (%#)', async (reason, error) => {
    expect(denialOf(error)).toBe(reason);
    const { got, outcome } = await told(() => Promise.reject(error));
    expect(outcome).toBe(error);
    expect(got.at(-1)).toEqual(['com.carmine.camera.denied.v1', { surface: 'mirror', reason }]);
  });

  it('a wish given up is no denial', async () => {
    const { got } = await told(() => Promise.reject(new CarmineError('aborted')));
    expect(got.map(([type]) => type)).toEqual(['com.carmine.camera.requested.v1']);
  });
});
