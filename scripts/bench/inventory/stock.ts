import { runSql } from '../../../__tests__/helpers/postgres.ts';
import type { CatalogueStage } from '../catalogue/stage.ts';

/** Units of each product at first. */
const UNITS = 500;

/**
 * Puts stock of every listed product into the first warehouse, straight into the database: counting ten thousand products
 * takes Odoo longer than all that is measured.
 */
export async function stockAll({ database }: CatalogueStage): Promise<void> {
  await runSql(
    '19',
    database.db,
    `INSERT INTO stock_quant (product_id, location_id, company_id, quantity, reserved_quantity, in_date)
     SELECT DISTINCT l.x_product_id, w.lot_stock_id, w.company_id, ${UNITS}, 0, now()
     FROM x_tiktok_listing l, (SELECT * FROM stock_warehouse ORDER BY id LIMIT 1) w
     WHERE l.x_product_id IS NOT NULL`,
  );
}

/**
 * Takes one unit of every so many products away.
 *
 * @returns How many products that are.
 */
export async function sellEvery({ database }: CatalogueStage, nth: number): Promise<number> {
  const output = await runSql(
    '19',
    database.db,
    `WITH numbered AS (SELECT id, row_number() OVER (ORDER BY product_id) AS number FROM stock_quant WHERE quantity > 1),
     changed AS (UPDATE stock_quant SET quantity = quantity - 1
       WHERE id IN (SELECT id FROM numbered WHERE number % ${nth} = 0) RETURNING 1)
     SELECT count(*) FROM changed`,
  );
  return Number(output.trim());
}
