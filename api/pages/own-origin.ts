import type { Request } from 'express';

/** Whether a POST was sent by one of our own pages: `Sec-Fetch-Site` says so, or in browsers without it the Origin is ours. */
export function isFromOwnPage(req: Request, publicUrl: string): boolean {
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  return req.get('Origin') === new URL(publicUrl).origin;
}
