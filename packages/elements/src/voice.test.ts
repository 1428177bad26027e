import { describe, expect, it, vi } from 'vitest';
import { type Speech, Voice } from './voice.ts';

const voice = (lang: string, localService = true) => ({ lang, localService }) as SpeechSynthesisVoice;

/** A device with these voices; notes what it is asked to say. */
const device = (...voices: SpeechSynthesisVoice[]) => {
  const said: string[] = [];
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (u: SpeechSynthesisUtterance) => void said.push(`${u.lang}: ${u.text}`),
    cancel: vi.fn(),
  });
  const speech: Speech = { synthesis, utter: (text) => ({ text }) as SpeechSynthesisUtterance };
  return { said, synthesis, speech, voices };
};

describe('Voice', () => {
  it('says nothing until it is turned on', () => {
    const { speech, said } = device(voice('en-GB'));
    const speaker = new Voice(() => {}, speech);
    speaker.say('Hold still', 'en');
    expect(said).toEqual([]);
    speaker.on = true;
    speaker.say('Hold still', 'en');
    expect(said).toEqual(['en-GB: Hold still']);
  });

  it('never uses a voice that is not of the device', () => {
    const { speech, said } = device(voice('en-US', false), voice('zh-CN'));
    const speaker = new Voice(() => {}, speech);
    speaker.on = true;
    speaker.say('Hold still', 'en');
    expect([speaker.can('en'), speaker.can('zh-CN'), said]).toEqual([false, true, []]);
  });

  it.each([
    ['zh-TW', 'zh_TW'],
    ['zh-CN', 'zh-CN'],
  ] as const)('%s is spoken by the voice nearest to it', (language, lang) => {
    const { speech, said } = device(voice('en-US'), voice('zh-HK'), voice('zh_TW'), voice('zh-CN'));
    const speaker = new Voice(() => {}, speech);
    speaker.on = true;
    speaker.say('請靠近一點', language);
    expect(said).toEqual([`${lang}: 請靠近一點`]);
  });

  it('says the newest in place of the one before, and is silent when stopped or closed', () => {
    const { speech, synthesis } = device(voice('en-GB'));
    const speaker = new Voice(() => {}, speech);
    speaker.on = true;
    speaker.say('Come a little closer', 'en');
    speaker.say('Hold still', 'en');
    expect(synthesis.cancel).toHaveBeenCalledTimes(2);
    speaker.stop();
    speaker.close();
    expect(synthesis.cancel).toHaveBeenCalledTimes(4);
  });

  it('tells when the voices come to be known, until it is closed', () => {
    const { speech, synthesis, voices } = device();
    const changed = vi.fn();
    const speaker = new Voice(changed, speech);
    expect(speaker.can('en')).toBe(false);
    voices.push(voice('en-GB'));
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect([changed.mock.calls.length, speaker.can('en')]).toEqual([1, true]);
    speaker.close();
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('is not there where the browser has no speech', () => {
    const speaker = new Voice(() => {}, null);
    speaker.on = true;
    speaker.say('Hold still', 'en');
    expect(speaker.can('en')).toBe(false);
  });
});
