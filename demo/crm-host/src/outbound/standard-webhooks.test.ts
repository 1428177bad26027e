import { describe, expect, it } from 'vitest';
import { checkAddress } from './guard.ts';
import { signWebhook, verifyWebhook } from './standard-webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('Standard Webhooks', () => {
  it('signs as the libraries of the specification do (their vector)', () => {
    expect(signWebhook(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  const body = '{"a":1}';
  const headers = (change: object = {}) => ({
    'webhook-id': 'm1',
    'webhook-timestamp': '1000',
    'webhook-signature': signWebhook(SECRET, 'm1', 1000, body),
    ...change,
  });

  it.each([
    ['as sent', headers(), body, 1000, true],
    [
      'the second of two signatures',
      headers({ 'webhook-signature': `v1,AAAA ${headers()['webhook-signature']}` }),
      body,
      1000,
      true,
    ],
    ['another body', headers(), '{"a":2}', 1000, false],
    ['another id', headers({ 'webhook-id': 'm2' }), body, 1000, false],
    ['another time', headers({ 'webhook-timestamp': '1001' }), body, 1000, false],
    ['5 minutes old', headers(), body, 1300, true],
    ['older', headers(), body, 1301, false],
    ['of the future', headers(), body, 699, false],
    ['no time', headers({ 'webhook-timestamp': 'now' }), body, 1000, false],
    [
      'another version',
      headers({ 'webhook-signature': headers()['webhook-signature'].replace('v1,', 'v2,') }),
      body,
      1000,
      false,
    ],
  ])('%s', (_, h, b, now, ok) => {
    expect(verifyWebhook(SECRET, h, b, now)).toBe(ok);
  });

  it('takes no short secret', () => {
    expect(() => signWebhook('whsec_c2hvcnQ=', 'm', 1, body)).toThrow('24 to 64');
  });
});

describe('addresses', () => {
  const to = (address: string) => async () => [address];
  it.each([
    'http://shop.example/',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:192.168.0.1]/',
    'https://user@shop.example/',
    'https://0x7f000001/',
  ])('%s is refused', async (url) => {
    await expect(checkAddress(url, to('93.184.216.34'))).rejects.toThrow(/not-https|own-network/);
  });
  it('a name is where it leads', async () => {
    await expect(checkAddress('https://shop.example/', to('192.168.1.1'))).rejects.toThrow('own-network');
    await expect(checkAddress('https://shop.example/', to('93.184.216.34'))).resolves.toBeUndefined();
  });
});
