import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { stageRows } from '../../db/import/stage-rows.ts';
import { ordersHeader, ordersMapping } from './orders-import.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const rowsPerPiece = 500;
const megabyte = 1024 * 1024;

function* manyOrders(pieces: number): Generator<string> {
  yield `${ordersHeader}\n`;
  for (let piece = 0; piece < pieces; piece += 1) {
    let text = '';
    for (let row = 0; row < rowsPerPiece; row += 1) {
      const number = piece * rowsPerPiece + row;
      text += `${number},${number},Firm ${number},b${number},b${number}@firm.example,p${number},01.02.2016,29.02.2016,ok,3,${number}.25,note ${number}\n`;
    }
    yield text;
  }
}

async function* asynchronously(pieces: Generator<string>): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

it('holds no more memory after 300,000 rows that are all different than after 60,000', async () => {
  const sizes: number[] = [];
  let written = 0;
  const copy = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.length;
      done();
    },
  });
  const counts = await stageRows(
    { pieces: asynchronously(manyOrders(600)), mapping: ordersMapping() },
    {
      copy,
      onPiece: ({ read }) => {
        if (read >= 60_000 * (sizes.length + 1) - rowsPerPiece) {
          collectGarbage();
          sizes.push(process.memoryUsage().heapUsed / megabyte);
        }
        return Promise.resolve();
      },
    },
  );
  expect(counts).toEqual({ read: 300_000, filtered: 0, bad: 0 });
  expect(written).toBeGreaterThan(30 * megabyte);
  expect(sizes.length).toBeGreaterThanOrEqual(5);
  expect((sizes.at(-1) ?? Infinity) - (sizes[0] ?? 0)).toBeLessThan(8);
});
