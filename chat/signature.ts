import { createHmac } from 'node:crypto';

/** The value of `X-Kam-Signature`: `t` is the second since 1970 it was sent at, `v1` the HMAC-SHA-256 in hex over `<t>.<body>`. */
export function chatSignature(
  body: string,
  { key, at }: { readonly key: Uint8Array; readonly at: Date },
): string {
  const second = Math.floor(at.getTime() / 1000);
  const mac = createHmac('sha256', key)
    .update(`${String(second)}.${body}`)
    .digest('hex');
  return `t=${String(second)},v1=${mac}`;
}
