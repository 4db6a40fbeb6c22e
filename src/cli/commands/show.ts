import type { Command } from 'commander';
import type { ShownOrder } from '../../bridge.ts';
import { UsageError } from '../../core/errors.ts';
import { formatMoment } from '../../core/time.ts';
import type { Output } from '../output.ts';
import type { Run } from '../session.ts';

/** Adds `show order`. */
export function addShow(program: Command, run: Run): void {
  const show = program
    .command('show')
    .description('Tell everything about one thing, from both sides.')
    .helpCommand(false);
  show
    .command('order')
    .argument('<id>', "TikTok's order id.")
    .description(
      'Print what TikTok says about an order, what was decided and why, and what is in Odoo. Writes nothing.',
    )
    .option('--shop <shop>', 'Look in this shop only.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo show order 576461413038785752
  tiktok-odoo show order 576461413038785752 --json`,
    )
    .action(async (id: string, flags: { readonly shop?: string }, command: Command) => {
      await run(command, async ({ output, config, bridge }) => {
        if (!/^\d{5,25}$/.test(id)) {
          throw new UsageError(`"${id}" is not an order id of TikTok.`, {
            remedy: 'It is of digits only, as Seller Center shows it.',
          });
        }
        const order = await (await bridge()).showOrder(id, flags.shop);
        output.json({ ...order, links: linksOf(order, config.odoo.url ?? '') });
        printOrder(output, order, config.odoo.url ?? '');
        return undefined;
      });
    });
}

function printOrder(output: Output, order: ShownOrder, odooUrl: string): void {
  output.line(`Order ${order.orderId}${order.shop ? ` of ${order.shop.name} (${order.shop.region})` : ''}`);
  printTiktok(output, order);
  printDecision(output, order);
  printSaleOrder(output, order);
  const links = Object.values(linksOf(order, odooUrl));
  if (links.length > 0) output.line(`\nLook at it:\n${links.map((link) => `  ${link}`).join('\n')}`);
}

function printTiktok(output: Output, { tiktok, tiktokProblem }: ShownOrder): void {
  output.line('\nTikTok says');
  if (!tiktok) {
    output.line(`  ${tiktokProblem ?? 'nothing: it knows no such order.'}`);
    return;
  }
  const { status, createTime, paidTime, updateTime, shipBy, currency, buyerTotal, lines } = tiktok;
  output.line(`  ${status}; the buyer paid ${buyerTotal} ${currency}`);
  output.line(
    `  made ${moment(createTime)}, paid ${moment(paidTime)}, changed ${moment(updateTime)}, ship by ${moment(shipBy)}`,
  );
  output.table(
    ['SKU', 'Seller SKU', 'Item', 'Status', 'Price'],
    lines.map(({ skuId, sellerSku, title, status: line, price }) => [skuId, sellerSku, title, line, price]),
  );
}

function printDecision(output: Output, { decision }: ShownOrder): void {
  output.line('\nThe bridge decided');
  if (!decision) {
    output.line('  nothing yet: it has not seen the order. tiktok-odoo sync orders --order ID reads it.');
    return;
  }
  const { state, code, reason, status, total, late, heldSkus } = decision;
  output.line(`  ${state}${code ? ` (${code})` : ''}, when TikTok said ${status}; you earn ${total} before fees`);
  if (reason) output.line(`  ${reason}`);
  if (late) output.line('  Its goods had left before it was first seen.');
  if (heldSkus) output.line(`  SKUs without a product: ${heldSkus}`);
}

function printSaleOrder(output: Output, { saleOrder, decision }: ShownOrder): void {
  output.line('\nOdoo has');
  if (!saleOrder) {
    output.line(decision?.imported ? '  no sale order any more: it was deleted.' : '  no sale order.');
    return;
  }
  const { name, state, total, currency, partnerId, deliveryPartnerId, lines, pickings } = saleOrder;
  output.line(
    `  ${name}: ${state}, ${total} ${currency}; contact #${partnerId ?? 0}, delivery to contact #${deliveryPartnerId ?? 0}`,
  );
  output.table(
    ['Kind', 'Line', 'Quantity', 'Price'],
    lines.map((line) => [line.kind, line.name, line.quantity, line.price]),
  );
  output.line(`  Transfers: ${pickings.map((picking) => `${picking.name} ${picking.state}`).join(', ') || 'none'}`);
}

function moment(seconds: number | undefined): string {
  return seconds === undefined ? 'unknown' : `${formatMoment(seconds)} UTC`;
}

/** Addresses that every version of Odoo from 14 on understands. */
function linksOf({ decision, saleOrder }: ShownOrder, odooUrl: string): Record<string, string> {
  const link = (model: string, id: number): string => `${odooUrl}/web#id=${id}&model=${model}&view_type=form`;
  return {
    ...(decision ? { tiktokOrder: link('x_tiktok_order', decision.id) } : {}),
    ...(saleOrder ? { saleOrder: link('sale.order', saleOrder.id) } : {}),
  };
}
