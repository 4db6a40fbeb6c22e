/** The markets of TikTok Shop that the sandbox can play. */
export const REGIONS = [
  'US',
  'GB',
  'DE',
  'ES',
  'FR',
  'IT',
  'IE',
  'ID',
  'MY',
  'PH',
  'SG',
  'TH',
  'VN',
  'JP',
  'BR',
  'MX',
] as const;
export type Region = (typeof REGIONS)[number];

/** A carrier of a market. */
export interface Carrier {
  readonly id: string;
  readonly name: string;
  readonly trackingPrefix: string;
}

/** What differs between markets in money and logistics; names and addresses are in `places.ts`. */
export interface Market {
  readonly region: Region;
  readonly country: string;
  readonly currency: string;
  /** Decimals of the currency in order data. */
  readonly decimals: 0 | 2;
  /** How tokens and ciphers of this market begin. */
  readonly tokenPrefix: 'TTP_' | 'GCP_' | 'ROW_';
  /** Smallest units of the currency per cent of a US price, and the step that prices are rounded to. */
  readonly priceFactor: number;
  readonly priceStep: number;
  /** Shipping fees that occur, in the currency. */
  readonly shippingFees: readonly string[];
  readonly carriers: readonly Carrier[];
  readonly cashOnDelivery: boolean;
  readonly paymentMethods: readonly string[];
  /** Fee that the buyer pays to TikTok on top, and the payment field that carries it. */
  readonly buyerFee?: { readonly field: 'buyer_service_fee' | 'small_order_fee'; readonly amount: string };
  /** `fulfillment_priority_level`, only in South-East Asia. */
  readonly priorityLevel?: number;
}

const EU = { currency: 'EUR', decimals: 2, tokenPrefix: 'GCP_', priceFactor: 0.95, priceStep: 5 } as const;
const EU_TRADE = {
  shippingFees: ['2.99', '3.99', '4.90'],
  cashOnDelivery: false,
  paymentMethods: ['Credit card', 'PayPal', 'Klarna'],
} as const;

/** Every market by its region code. */
export const MARKETS: Readonly<Record<Region, Market>> = {
  US: {
    region: 'US',
    country: 'United States',
    currency: 'USD',
    decimals: 2,
    tokenPrefix: 'TTP_',
    priceFactor: 1,
    priceStep: 1,
    shippingFees: ['3.57', '4.99', '6.95'],
    carriers: [
      { id: '7117859084333745966', name: 'UPS', trackingPrefix: '1Z' },
      { id: '7117858858072016686', name: 'USPS', trackingPrefix: '94' },
      { id: '7129720299146184490', name: 'FedEx', trackingPrefix: '61' },
    ],
    cashOnDelivery: false,
    paymentMethods: ['Credit card', 'PayPal', 'Apple Pay'],
  },
  GB: {
    region: 'GB',
    country: 'United Kingdom',
    currency: 'GBP',
    decimals: 2,
    tokenPrefix: 'GCP_',
    priceFactor: 0.8,
    priceStep: 1,
    shippingFees: ['2.95', '3.49', '4.99'],
    carriers: [{ id: '7208502187360519982', name: 'Evri', trackingPrefix: 'H00' }],
    cashOnDelivery: false,
    paymentMethods: ['Credit card', 'PayPal', 'Klarna'],
  },
  DE: { ...EU, ...EU_TRADE, region: 'DE', country: 'Germany', carriers: carriers('7301', 'DHL', 'JJD') },
  ES: { ...EU, ...EU_TRADE, region: 'ES', country: 'Spain', carriers: carriers('7302', 'Correos', 'PQ') },
  FR: { ...EU, ...EU_TRADE, region: 'FR', country: 'France', carriers: carriers('7303', 'Colissimo', '6A') },
  IT: { ...EU, ...EU_TRADE, region: 'IT', country: 'Italy', carriers: carriers('7304', 'Poste Italiane', 'RR') },
  IE: { ...EU, ...EU_TRADE, region: 'IE', country: 'Ireland', carriers: carriers('7305', 'An Post', 'CE') },
  ID: {
    region: 'ID',
    country: 'Indonesia',
    currency: 'IDR',
    decimals: 0,
    tokenPrefix: 'ROW_',
    priceFactor: 160,
    priceStep: 500,
    shippingFees: ['9000', '12000', '18500'],
    carriers: carriers('7306', 'J&T Express', 'JX'),
    cashOnDelivery: true,
    paymentMethods: ['GoPay', 'Bank transfer'],
    buyerFee: { field: 'buyer_service_fee', amount: '1000' },
    priorityLevel: 600,
  },
  MY: {
    region: 'MY',
    country: 'Malaysia',
    currency: 'MYR',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 4.2,
    priceStep: 10,
    shippingFees: ['4.90', '5.50'],
    carriers: carriers('7307', 'J&T Express', 'MYJT'),
    cashOnDelivery: true,
    paymentMethods: ['Credit card', "Touch 'n Go"],
    priorityLevel: 600,
  },
  PH: {
    region: 'PH',
    country: 'Philippines',
    currency: 'PHP',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 57,
    priceStep: 100,
    shippingFees: ['38.00', '45.00', '65.00'],
    carriers: carriers('7308', 'Flash Express', 'PH'),
    cashOnDelivery: true,
    paymentMethods: ['GCash', 'Credit card'],
    priorityLevel: 600,
  },
  SG: {
    region: 'SG',
    country: 'Singapore',
    currency: 'SGD',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 1.3,
    priceStep: 10,
    shippingFees: ['1.49', '1.99'],
    carriers: carriers('7309', 'Ninja Van', 'NVSG'),
    cashOnDelivery: true,
    paymentMethods: ['Credit card', 'PayNow'],
    priorityLevel: 600,
  },
  TH: {
    region: 'TH',
    country: 'Thailand',
    currency: 'THB',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 35,
    priceStep: 100,
    shippingFees: ['28.00', '35.00', '46.00'],
    carriers: carriers('7310', 'Flash Express', 'TH'),
    cashOnDelivery: true,
    paymentMethods: ['PromptPay', 'Credit card'],
    buyerFee: { field: 'small_order_fee', amount: '5.00' },
    priorityLevel: 600,
  },
  VN: {
    region: 'VN',
    country: 'Vietnam',
    currency: 'VND',
    decimals: 0,
    tokenPrefix: 'ROW_',
    priceFactor: 250,
    priceStep: 1000,
    shippingFees: ['16500', '22000', '32700'],
    carriers: carriers('7311', 'Giao Hang Tiet Kiem', 'S22'),
    cashOnDelivery: true,
    paymentMethods: ['MoMo', 'Credit card'],
    priorityLevel: 600,
  },
  JP: {
    region: 'JP',
    country: 'Japan',
    currency: 'JPY',
    decimals: 0,
    tokenPrefix: 'ROW_',
    priceFactor: 1.5,
    priceStep: 10,
    shippingFees: ['350', '500', '780'],
    carriers: carriers('7312', 'Yamato', '48'),
    cashOnDelivery: false,
    paymentMethods: ['Credit card', 'PayPay'],
  },
  BR: {
    region: 'BR',
    country: 'Brazil',
    currency: 'BRL',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 5.4,
    priceStep: 10,
    shippingFees: ['9.90', '14.90', '19.90'],
    carriers: carriers('7313', 'J&T Express', 'BRJT'),
    cashOnDelivery: false,
    paymentMethods: ['Pix', 'Credit card'],
  },
  MX: {
    region: 'MX',
    country: 'Mexico',
    currency: 'MXN',
    decimals: 2,
    tokenPrefix: 'ROW_',
    priceFactor: 18,
    priceStep: 100,
    shippingFees: ['49.00', '79.00'],
    carriers: carriers('7314', 'J&T Express', 'MXJT'),
    cashOnDelivery: false,
    paymentMethods: ['Credit card', 'OXXO'],
  },
};

/** Whether a text is the code of a market that the sandbox can play. */
export function isRegion(text: string): text is Region {
  return (REGIONS as readonly string[]).includes(text);
}

function carriers(idPrefix: string, name: string, trackingPrefix: string): readonly Carrier[] {
  return [{ id: `${idPrefix}000000000000001`, name, trackingPrefix }];
}
