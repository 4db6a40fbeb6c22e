import { describe, expect, it } from '@jest/globals';
import { OdooVersionError } from '../../src/odoo/errors.ts';
import { PROFILE_14, PROFILE_19 } from '../../src/odoo/profile.ts';
import { verifyProfile } from '../../src/odoo/verify.ts';
import { connectTo } from '../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestVersion } from '../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('verifyProfile on Odoo %s', (version) => {
  it('accepts a database that is as its version says, and names what is missing in another', async () => {
    const database = await freshDatabase(version);
    const odoo = await connectTo(database);

    await expect(verifyProfile(odoo)).resolves.toBeUndefined();

    const other = version === '19' ? PROFILE_14 : PROFILE_19;
    const verified = verifyProfile({ ...odoo, profile: other });
    await expect(verified).rejects.toBeInstanceOf(OdooVersionError);
    await expect(verified).rejects.toThrow(`sale.order.line.${other.saleOrderLine.taxes}`);
    odoo.close();
    await database.drop();
  });
});
