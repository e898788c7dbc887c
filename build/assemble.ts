import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['web', 'mail', 'api', 'db', 'domain', 'temporal', 'samples'];
const notAssets = new Set(['.ts', '.tsx', '.md', '.gz']);

async function copyAssets(folder: string): Promise<void> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((e) => e.isFile() && !notAssets.has(extname(e.name)))) {
    const source = join(entry.parentPath, entry.name);
    const target = join(root, 'dist', source.slice(root.length));
    await mkdir(dirname(target), { recursive: true });
    await cp(source, target);
  }
}

async function bundleWorkflows(): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows/index.ts') });
  await writeFile(join(root, 'dist/workflow-bundle.js'), code);
}

for (const folder of folders) await copyAssets(folder);
await cp(join(root, 'package.json'), join(root, 'dist/package.json'));
await bundleWorkflows();
