import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inWords } from '../../../src/cli/commands/auth.ts';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('auth on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true, shops: [{ region: 'US' }, { region: 'GB' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function run(args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
    return runCommand(args, { cwd: world.stateDir, env: world.env({ env }) });
  }

  /** What the seller's browser is sent back to. */
  async function consent(approve = true): Promise<string> {
    const { stdout } = await run(['auth', 'link', '--json']);
    const { url } = JSON.parse(stdout) as { url: string };
    return world.control.consent({ state: new URL(url).searchParams.get('state') ?? '', approve }).redirect;
  }

  it('says that nothing is linked', async () => {
    expect(await run(['auth', 'status'])).toMatchObject({
      code: 0,
      stdout: 'No account is linked. Link one: tiktok-odoo auth link.\n',
    });
  });

  it('prints where the seller says yes, and the next step', async () => {
    const { code, stdout } = await run(['auth', 'link']);

    expect(code).toBe(0);
    expect(stdout).toContain(`${world.sandbox.url}/open/authorize?service_id=`);
    expect(stdout).toContain("tiktok-odoo auth complete 'ADDRESS'");
  });

  it('sends sellers in the US to a page of their own', async () => {
    const env = { TIKTOK_CONSENT_URL_US: 'https://us.example.com/consent' };

    expect((await run(['auth', 'link', '--region', 'us'], env)).stdout).toContain('https://us.example.com/consent?');
    expect((await run(['auth', 'link'], env)).stdout).not.toContain('us.example.com');
  });

  it('names the apps when one has to be chosen', async () => {
    const env = { TIKTOK_APP_OTHER_KEY: 'k', TIKTOK_APP_OTHER_SECRET: 'secret-of-the-other' };

    expect(await run(['auth', 'link'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/several TikTok apps.*main, other|several TikTok apps.*other, main/),
    });
    expect((await run(['auth', 'link', '--app', 'third'], env)).stderr).toContain('There is no TikTok app "third"');
  });

  it('says that the seller refused, that the app key or secret is wrong, and that the state is foreign', async () => {
    const refused = await run(['auth', 'complete', await consent(false)]);
    const secret = await run(['auth', 'complete', await consent()], { TIKTOK_APP_MAIN_SECRET: 'wrong-wrong-wrong' });
    const key = await run(['auth', 'complete', await consent()], { TIKTOK_APP_MAIN_KEY: 'wrongkey' });
    const foreign = await run(['auth', 'complete', 'https://example.com/?code=abc&state=def']);

    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/did not allow.*\[E_TIKTOK_AUTH/) });
    expect(secret).toMatchObject({ code: 1, stderr: expect.stringMatching(/\[E_TIKTOK_(APP|AUTH)/) });
    expect(secret.stderr).not.toContain('wrong-wrong-wrong');
    expect(key).toMatchObject({ code: 1, stderr: expect.stringMatching(/\[E_TIKTOK_(APP|AUTH)/) });
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringMatching(/Begin again: tiktok-odoo auth link/) });
  });

  it('links the shops, and tells how long that lasts', async () => {
    const linked = await run(['auth', 'complete', await consent()]);
    const status = await run(['auth', 'status']);

    expect(linked).toMatchObject({ code: 0, stderr: '' });
    expect(linked.stdout).toMatch(new RegExp(`${world.shop.shopId} +US +new`));
    expect(linked.stdout).toContain(`Next: tiktok-odoo shops enable ${world.shop.shopId}`);
    expect(status.code).toBe(0);
    expect(status.stdout).toMatch(/app main: linked/);
    expect(status.stdout).toMatch(/Access ends in 6 days/);
    expect(status.stdout).toMatch(/consent ends in 364 days/);
    expect(status.stdout).not.toMatch(/TTP_|GCP_|ROW_/);
  });

  it('says with exit code 2 that this host has no tokens', async () => {
    const elsewhere = world.env({ stateDir: world.makeFolder() });

    const { code, stdout } = await runCommand(['auth', 'status'], { env: elsewhere });

    expect(code).toBe(2);
    expect(stdout).toContain('Tokens: not on this host');
  });
});

describe('inWords', () => {
  it.each([
    [1_000_000 + 10 * 86_400, 'ends in 10 days'],
    [1_000_000 + 5 * 3_600, 'ends in 5 hours'],
    [1_000_000 + 90, 'ends in 1 minute '],
    [1_000_000 - 3 * 86_400, 'ended 3 days ago'],
    [undefined, 'ends at an unknown time'],
  ])('says when %s is', (moment, words) => {
    expect(inWords(moment, 1_000_000)).toContain(words);
  });
});
