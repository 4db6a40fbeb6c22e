import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { createQueue } from '../../src/core/queue.ts';
import { sleep } from '../../src/core/time.ts';

const QUEUE = fileURLToPath(new URL('../../src/core/queue.ts', import.meta.url));

function runScript(body: string): { readonly status: number | null; readonly ms: number } {
  const startedAt = performance.now();
  const script = `import { createQueue } from ${JSON.stringify(QUEUE)};\n${body}`;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  return { status, ms: performance.now() - startedAt };
}

describe('createQueue', () => {
  it('runs no more tasks at once than allowed', async () => {
    const queue = createQueue({ concurrency: 2 });
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 6 }, () =>
        queue.add(async () => {
          most = Math.max(most, (inside += 1));
          await sleep(5);
          inside -= 1;
        }),
      ),
    );

    expect(most).toBe(2);
  });

  it('starts no more than allowed in any window, at its edges too', async () => {
    const queue = createQueue({ concurrency: 100, intervalCap: 5, intervalMs: 100 });
    const starts: number[] = [];
    await Promise.all(
      Array.from({ length: 16 }, () => queue.add(() => Promise.resolve(starts.push(performance.now())))),
    );

    for (const from of starts) {
      expect(starts.filter((at) => at >= from && at < from + 97).length).toBeLessThanOrEqual(5);
    }
  });

  it('takes higher priorities first and gives results and errors back', async () => {
    const queue = createQueue({ concurrency: 1 });
    const order: string[] = [];
    const first = queue.add(() => sleep(5));
    const add = (name: string, priority?: number): Promise<string> =>
      queue.add(() => {
        order.push(name);
        return name === 'bad' ? Promise.reject(new Error(name)) : Promise.resolve(name);
      }, priority);
    const all = await Promise.allSettled([first, add('normal'), add('urgent', 9), add('bad', 1)]);

    expect(order).toEqual(['urgent', 'bad', 'normal']);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  it('starts nothing while it is held, and never shortens a pause', async () => {
    const queue = createQueue({ concurrency: 1 });
    const startedAt = performance.now();
    queue.pauseFor(60);
    queue.pauseFor(5);
    await queue.add(() => Promise.resolve());

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59);
  });

  it('lets go of a task whose signal aborts while it waits', async () => {
    const queue = createQueue({ concurrency: 1 });
    queue.pauseFor(60_000);
    const controller = new AbortController();
    const waiting = queue.add(() => Promise.resolve(), 0, controller.signal);
    expect(queue.size()).toBe(1);
    controller.abort(new Error('stop'));

    await expect(waiting).rejects.toThrow('stop');
    expect(queue.size()).toBe(0);
    await queue.onIdle();
  });

  it('does not keep a process alive for a pause that nobody waits for', () => {
    const { status, ms } = runScript('createQueue({ concurrency: 1 }).pauseFor(15_000);');

    expect(status).toBe(0);
    expect(ms).toBeLessThan(14_000);
  });

  it('keeps a process alive while somebody waits for the end of a pause', () => {
    const { status } = runScript(
      'const q = createQueue({ concurrency: 1 }); q.pauseFor(300); await q.add(async () => { process.exitCode = 7; });',
    );

    expect(status).toBe(7);
  });
});
