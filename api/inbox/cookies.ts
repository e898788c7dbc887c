import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

const valueForm = /^[A-Za-z0-9_-]{43}$/;
const valueBytes = 32;

/** A new value for a cookie: 256 random bits. */
export function createSecret(): string {
  return randomBytes(valueBytes).toString('base64url');
}

/** A cookie whose value nobody can guess. */
export interface SecretCookie {
  /** Its value in this request, if it is one that we could have made. */
  read(req: Request): string | undefined;
  keep(res: Response, value: string): void;
  clear(res: Response): void;
}

/**
 * A cookie that no script can read and no other site can send with a form. Where the public address is https it is Secure and its name
 * begins with `__Host-`, so that no neighbouring host can set it.
 */
export function createSecretCookie(cookie: {
  readonly name: string;
  readonly minutes: number;
  readonly publicUrl: string;
}): SecretCookie {
  const secure = cookie.publicUrl.startsWith('https:');
  const name = secure ? `__Host-${cookie.name}` : cookie.name;
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read(req) {
      const pairs = (req.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
      const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      return value !== undefined && valueForm.test(value) ? value : undefined;
    },
    keep(res, value) {
      res.cookie(name, value, { ...options, maxAge: cookie.minutes * 60_000 });
    },
    clear(res) {
      res.clearCookie(name, options);
    },
  };
}
