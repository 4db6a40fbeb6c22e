"""What the template database holds besides modules. Runs inside `odoo shell`, on Odoo 14 and on Odoo 19."""
import datetime
import json

from odoo.release import version_info

# Units of the currency for one US dollar: plausible, not current.
RATES = {
    'GBP': 0.78, 'EUR': 0.91, 'IDR': 16250.0, 'JPY': 150.0, 'THB': 34.5, 'VND': 25400.0, 'MYR': 4.45, 'PHP': 57.5,
    'SGD': 1.34, 'BRL': 5.6, 'MXN': 18.6,
}
# The bridge's own user: what importing orders and invoicing them needs, nothing more.
BRIDGE_GROUPS = [
    'base.group_user',
    'sales_team.group_sale_salesman_all_leads',
    'stock.group_stock_user',
    'account.group_account_invoice',
    'base.group_partner_manager',
]


def prepare_company(env):
    """Names the company, places it in the United States and makes sure that it keeps its books in dollars."""
    company = env.ref('base.main_company')
    dollar = env.ref('base.USD')
    company.write({'name': 'TikTok Bridge Demo'})
    company.partner_id.write({'country_id': env.ref('base.us').id, 'email': 'company@example.com'})
    dollar.active = True
    if company.currency_id != dollar:
        company.currency_id = dollar
    return company


def prepare_currencies(env, company):
    """Activates the currencies, each with a rate on the first of every month, so that no order is far from one."""
    currencies = env['res.currency'].with_context(active_test=False).search([('name', 'in', list(RATES))])
    assert len(currencies) == len(RATES), sorted(set(RATES) - set(currencies.mapped('name')))
    currencies.write({'active': True})
    env['res.currency.rate'].search([('currency_id', 'in', currencies.ids)]).unlink()
    last_year = datetime.date.today().year + 2
    days = [datetime.date(2020, 1, 1)] + [
        datetime.date(year, month, 1) for year in range(2024, last_year + 1) for month in range(1, 13)
    ]
    env['res.currency.rate'].create([
        {'name': day, 'currency_id': currency.id, 'company_id': company.id, 'rate': RATES[currency.name]}
        for currency in currencies for day in days
    ])


def api_key(env, user):
    """Makes a key for RPC that does not expire: an administrator may do that, an ordinary user has three months."""
    keys = env['res.users.apikeys'].with_user(user).sudo()
    name = 'scripts/odoo'
    return keys._generate('rpc', name, None) if version_info[0] >= 18 else keys._generate('rpc', name)


def account_facts(env, user, password):
    """Describes a login for the tests."""
    return {'login': user.login, 'password': password, 'apiKey': api_key(env, user)}


def prepare_users(env):
    """Gives the administrator an address and makes the user that the bridge works as."""
    admin = env.ref('base.user_admin')
    admin.write({'login': 'admin', 'password': 'admin', 'email': 'admin@example.com', 'tz': 'UTC'})
    groups = 'group_ids' if 'group_ids' in env['res.users']._fields else 'groups_id'
    bridge = env['res.users'].with_context(no_reset_password=True).create({
        'name': 'TikTok Bridge',
        'login': 'tiktok_bridge',
        'password': 'tiktok_bridge',
        'email': 'tiktok-bridge@example.com',
        'tz': 'UTC',
        groups: [(6, 0, [env.ref(group).id for group in BRIDGE_GROUPS])],
    })
    return {
        'admin': account_facts(env, admin, 'admin'),
        'bridge': account_facts(env, bridge, 'tiktok_bridge'),
    }


def move_attachments(env):
    """Keeps attachments in the database: a copy of the database is then a copy of everything, which any user can make.

    Odoo's own `force_storage` leaves out the attachments of fields on 14; naming `id` in the domain brings them in.
    """
    env['ir.config_parameter'].set_param('ir_attachment.location', 'db')
    for attachment in env['ir.attachment'].search([('id', '!=', 0), ('store_fname', '!=', False)]):
        attachment.write({'raw': attachment.raw, 'mimetype': attachment.mimetype})


def prepare_assets(env):
    """Compiles the web client's files once, here, instead of at the first page load of every copy."""
    templates = env['ir.qweb']
    if hasattr(templates, '_pregenerate_assets_bundles'):
        templates._pregenerate_assets_bundles()
    else:
        for bundle in ('web.assets_common', 'web.assets_backend', 'web.assets_frontend'):
            templates._get_asset_nodes(bundle, {})


prepare_currencies(env, prepare_company(env))  # noqa: F821  (odoo shell provides env)
facts = prepare_users(env)  # noqa: F821
move_attachments(env)  # noqa: F821
prepare_assets(env)  # noqa: F821
env.cr.commit()  # noqa: F821
print('TEMPLATE-FACTS ' + json.dumps(facts))
