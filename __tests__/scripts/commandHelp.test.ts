import { describe, expect, it } from '@jest/globals';
import { commandsIn } from '../../scripts/lib/commandHelp.ts';

const HELP = `Usage: tiktok-odoo [options] [command]

Options:
  --json          print JSON
  -h, --help      display help for command

Commands:
  install         install the addon
                  over RPC
  sync|s <what>   bring orders over
  auth-link       link a shop
  help [command]  display help for command

Examples:
  tiktok-odoo sync orders
`;

describe('commandsIn', () => {
  it('finds the commands of a help text, without help itself', () => {
    expect(commandsIn(HELP)).toEqual(['install', 'sync', 'auth-link']);
  });

  it('finds none where there is no such heading', () => {
    expect(commandsIn('Usage: x\n\nOptions:\n  install\n')).toEqual([]);
  });
});
