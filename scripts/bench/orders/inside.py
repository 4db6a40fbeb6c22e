"""Imports orders inside the Odoo process, over `odoo shell`, without any remote call: ways (c) and (d) of the benchmark.

The line before this script sets `JOB`: `{mode, uid, context, page, warmup, orders}` as JSON in base64, because Odoo runs
as another user and reads no files of ours. Time is taken here, so that the start of Odoo does not count, after a few
orders that are rolled back: like a server that has been running, the process then knows its models, and its caches are
filled.
"""
import base64
import json
import time


class Importer:
    """Writes what the benchmark wants into one environment."""

    def __init__(self, env):
        self.env = env
        self.partners = env['res.partner']
        self.orders = env['sale.order']

    def find_buyer(self, wanted):
        """One contact per buyer of a shop."""
        values = wanted['buyer']
        return self.partners.search([
            ('x_tiktok_buyer_id', '=', values['x_tiktok_buyer_id']),
            ('x_tiktok_shop_id', '=', values['x_tiktok_shop_id']),
        ], limit=1)

    def find_address(self, wanted, buyer):
        """One delivery contact per address of a buyer."""
        values = wanted['address']
        return self.partners.search([
            ('parent_id', '=', buyer.id),
            ('type', '=', 'delivery'),
            ('street', '=', values['street']),
            ('zip', '=', values['zip']),
        ], limit=1)

    def order_values(self, wanted, buyer, address):
        return {
            **wanted['order'],
            'partner_id': buyer.id,
            'partner_invoice_id': buyer.id,
            'partner_shipping_id': address.id,
            'order_line': [(0, 0, line) for line in wanted['lines']],
        }

    def import_one(self, wanted):
        """What Odoo's own connectors do for an order: find or make the contacts, make the order, confirm it."""
        known = self.find_buyer(wanted)
        buyer = known or self.partners.create(wanted['buyer'])
        # a contact that was made a moment ago has no address yet
        known_address = self.find_address(wanted, buyer) if known else None
        address = known_address or self.partners.create({**wanted['address'], 'parent_id': buyer.id})
        if self.orders.search([('x_tiktok_order_id', '=', wanted['orderId'])], limit=1):
            return
        order = self.orders.create(self.order_values(wanted, buyer, address))
        order.action_confirm()
        order.date_order = wanted['dateOrder']  # confirming sets it to now

    def import_page(self, page):
        """The limit: one create per kind of record and one confirmation for all."""
        buyers = self.partners.create([wanted['buyer'] for wanted in page])
        addresses = self.partners.create([
            {**wanted['address'], 'parent_id': buyer.id} for wanted, buyer in zip(page, buyers)
        ])
        orders = self.orders.create([
            self.order_values(wanted, buyer, address) for wanted, buyer, address in zip(page, buyers, addresses)
        ])
        orders.action_confirm()
        for wanted, order in zip(page, orders):
            order.date_order = wanted['dateOrder']


def run_single(env, wanted_orders, commit):
    importer = Importer(env)
    for wanted in wanted_orders:
        importer.import_one(wanted)
        commit()


def run_batch(env, wanted_orders, commit, page):
    importer = Importer(env)
    for start in range(0, len(wanted_orders), page):
        importer.import_page(wanted_orders[start:start + page])
        commit()


def main(odoo_env, job):
    env = odoo_env(user=job['uid'], su=False, context=job['context'])
    run = (lambda orders, commit: run_single(env, orders, commit)) if job['mode'] == 'single' else (
        lambda orders, commit: run_batch(env, orders, commit, job['page']))
    run(job['orders'][:job['warmup']], env.flush_all)
    env.cr.rollback()
    env.invalidate_all()
    started = time.perf_counter()
    run(job['orders'], env.cr.commit)
    print('BENCH ' + json.dumps({'seconds': time.perf_counter() - started}))


main(env, json.loads(base64.b64decode(JOB)))  # noqa: F821  (odoo shell provides env, the caller JOB)
