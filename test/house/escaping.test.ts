import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Exit code and report of the scanner that `npm run xss` runs. */
async function scan(file: string): Promise<{ code: unknown; report: string }> {
  const command = [`${root}/node_modules/.bin/xss-scan`, `jsx/${file}`];
  return await new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: `${root}/test/house/fixtures` }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, report: stdout + stderr }),
    );
  });
}

test('JSX that puts text in a page without the safe attribute is reported', async () => {
  const { code, report } = await scan('unescaped.tsx');
  expect(code).toBe(1);
  expect(report).toContain('K601');
});

test('JSX that escapes its text passes', async () => {
  expect((await scan('escaped.tsx')).code).toBe(0);
});
