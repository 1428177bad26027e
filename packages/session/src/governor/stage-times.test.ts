import { poseFromAngles } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { StageTimes } from './stage-times.ts';

const pose = (yaw: number) => poseFromAngles({ yaw, pitch: 4, roll: 2 });

describe('StageTimes', () => {
  it('tells what nine of ten frames took, the mean way between pictures and the source’s own pace', () => {
    const times = new StageTimes();
    for (let i = 0; i <= 20; i++) {
      times.read(i * 33 + (i % 5 === 4 ? 33 : 0));
      times.shown(i * 40, i, 20 - i);
    }
    expect(times.take(800)).toEqual({
      frames: 20,
      track: 18,
      draw: 18,
      interval: 40,
      source: 33,
      turning: false,
    });
    expect(times.take(800)).toBeNull();
  });

  it('keeps two seconds of a quick camera and no more', () => {
    const times = new StageTimes();
    for (let i = 0; i < 500; i++) times.shown(i * 8, i < 400 ? 1000 : 5, 1);
    expect(times.take(0)).toMatchObject({ frames: 64, track: 5 });
  });

  it('a pause is no slow frame', () => {
    const times = new StageTimes();
    for (const at of [0, 33, 66, 70_000, 70_033]) {
      times.read(at);
      times.shown(at, 5, 5);
    }
    expect(times.take(70_033)).toMatchObject({ interval: 33, source: 33 });
  });

  it('knows a head that turns from one that trembles', () => {
    const times = new StageTimes();
    const at = (time: number, yaw: number) => {
      times.posed(time, pose(yaw));
      times.shown(time, 5, 5);
      return time;
    };
    at(0, 0);
    at(33, 0.6);
    expect(times.take(at(66, 0))!.turning).toBe(false);
    at(99, 4);
    expect(times.take(at(132, 4))!.turning).toBe(true);
    expect(times.take(at(500, 4))!.turning).toBe(false);
  });
});
