import type { Region } from './markets.ts';

/** A place that addresses are made of: name and ISO code per level from L1 on, and how its postcodes begin. */
export interface Place {
  readonly levels: readonly (readonly [name: string, iso: string])[];
  /** Postcode; `#` stands for a digit. */
  readonly postcode: string;
  /** US sales tax as a fraction. */
  readonly taxRate?: string;
}

/** How names and addresses of a market look. All persons are invented. */
export interface AddressBook {
  /** Names of the levels from L1 on. */
  readonly levelNames: readonly string[];
  readonly places: readonly Place[];
  /** Given name and family name; a number is added to the second. */
  readonly names: readonly (readonly [first: string, last: string])[];
  /** Whether first and last name come apart; otherwise `first_name` repeats `name`. */
  readonly splitsName: boolean;
  /** Street; `#` stands for a house number. */
  readonly streets: readonly string[];
  /** Country code and digits of a phone number; `#` stands for a digit. */
  readonly phone: string;
  readonly hasDeliveryPreferences: boolean;
}

const EU_STYLE = { splitsName: true, hasDeliveryPreferences: true } as const;
const SEA_STYLE = { splitsName: false, hasDeliveryPreferences: false } as const;

/** Names and addresses by market. Towns and states exist, so that they can be matched; streets and persons do not. */
export const ADDRESS_BOOKS: Readonly<Record<Region, AddressBook>> = {
  US: {
    ...EU_STYLE,
    levelNames: ['State', 'County', 'City'],
    places: [
      place('900##', ['California:CA', 'Los Angeles County', 'Los Angeles'], '0.0825'),
      place('787##', ['Texas:TX', 'Travis County', 'Austin'], '0.0825'),
      place('112##', ['New York:NY', 'Kings County', 'Brooklyn'], '0.08875'),
      place('802##', ['Colorado:CO', 'Denver County', 'Denver'], '0.0881'),
      place('972##', ['Oregon:OR', 'Multnomah County', 'Portland'], '0'),
    ],
    names: persons('Sample|Buyer', 'Test|Customer', 'Example|Shopper'),
    streets: ['# Example Street', '# Sample Avenue', '# Placeholder Road'],
    phone: '(+1)555010####',
  },
  GB: {
    ...EU_STYLE,
    levelNames: ['Nation', 'County', 'Post town'],
    places: [
      place('SE# #ZZ', ['England:ENG', 'Greater London', 'London']),
      place('EH# #ZZ', ['Scotland:SCT', 'Edinburgh', 'Edinburgh']),
      place('CF# #ZZ', ['Wales:WLS', 'South Glamorgan', 'Cardiff']),
    ],
    names: persons('Sample|Buyer', 'Example|Shopper'),
    streets: ['# Example Lane', '# Sample Close'],
    phone: '(+44)7700900###',
  },
  DE: {
    ...EU_STYLE,
    levelNames: ['State', 'City'],
    places: [
      place('10###', ['Berlin:BE', 'Berlin']),
      place('80###', ['Bayern:BY', 'München']),
      place('50###', ['Nordrhein-Westfalen:NW', 'Köln']),
    ],
    names: persons('Muster|Käufer', 'Beispiel|Kundin'),
    streets: ['Musterstraße #', 'Beispielweg #'],
    phone: '(+49)15550######',
  },
  ES: {
    ...EU_STYLE,
    levelNames: ['Province', 'City'],
    places: [place('280##', ['Madrid:M', 'Madrid']), place('080##', ['Barcelona:B', 'Barcelona'])],
    names: persons('Cliente|Ejemplo', 'Compradora|Muestra'),
    streets: ['Calle de Ejemplo #', 'Avenida de la Muestra #'],
    phone: '(+34)600000###',
  },
  FR: {
    ...EU_STYLE,
    levelNames: ['Region', 'City'],
    places: [place('750##', ['Île-de-France:IDF', 'Paris']), place('690##', ['Auvergne-Rhône-Alpes:ARA', 'Lyon'])],
    names: persons('Client|Exemple', 'Acheteuse|Modèle'),
    streets: ["# rue de l'Exemple", '# avenue du Modèle'],
    phone: '(+33)6390001##',
  },
  IT: {
    ...EU_STYLE,
    levelNames: ['Province', 'City'],
    places: [place('201##', ['Milano:MI', 'Milano']), place('001##', ['Roma:RM', 'Roma'])],
    names: persons('Cliente|Esempio', 'Acquirente|Campione'),
    streets: ['Via Esempio #', 'Piazza Campione #'],
    phone: '(+39)333000####',
  },
  IE: {
    ...EU_STYLE,
    levelNames: ['County', 'Town'],
    places: [place('D0# ZZ##', ['Dublin:D', 'Dublin']), place('T12 ZZ##', ['Cork:CO', 'Cork'])],
    names: persons('Sample|Buyer', "O'Sample|Shopper"),
    streets: ['# Example Quay', '# Sample Terrace'],
    phone: '(+353)20910####',
  },
  ID: {
    ...SEA_STYLE,
    levelNames: ['Province', 'City', 'District', 'Village'],
    places: [
      place('12###', ['DKI Jakarta', 'Jakarta Selatan', 'Kebayoran Baru', 'Senayan']),
      place('401##', ['Jawa Barat', 'Bandung', 'Coblong', 'Dago']),
    ],
    names: persons('Pembeli|Contoh', 'Pelanggan|Sampel'),
    streets: ['Jalan Contoh No. #', 'Jl. Sampel Raya No. #'],
    phone: '(+62)8120000####',
  },
  MY: {
    ...SEA_STYLE,
    levelNames: ['State', 'City'],
    places: [place('46###', ['Selangor', 'Petaling Jaya']), place('80###', ['Johor', 'Johor Bahru'])],
    names: persons('Pembeli|Contoh', '样品|买家'),
    streets: ['# Jalan Contoh', '# Lorong Sampel'],
    phone: '(+60)11000#####',
  },
  PH: {
    ...SEA_STYLE,
    levelNames: ['Province', 'City', 'Barangay'],
    places: [
      place('11##', ['Metro Manila', 'Quezon City', 'Bagong Pag-asa']),
      place('60##', ['Cebu', 'Cebu City', 'Lahug']),
    ],
    names: persons('Halimbawang|Mamimili', 'Sampol|Kustomer'),
    streets: ['# Kalye Halimbawa', '# Sampol Street'],
    phone: '(+63)9170000###',
  },
  SG: {
    ...SEA_STYLE,
    levelNames: [],
    places: [place('0####1', [])],
    names: persons('Sample|Buyer', '样品|买家', 'மாதிரி|வாங்குபவர்'),
    streets: ['Blk # Example Avenue #01-01', '# Sample Walk'],
    phone: '(+65)80000###',
  },
  TH: {
    ...SEA_STYLE,
    levelNames: ['Province', 'District', 'Sub-district'],
    places: [place('103##', ['กรุงเทพมหานคร', 'เขตปทุมวัน', 'ลุมพินี']), place('502##', ['เชียงใหม่', 'เมืองเชียงใหม่', 'สุเทพ'])],
    names: persons('ผู้ซื้อ|ตัวอย่าง', 'ลูกค้า|ทดสอบ'),
    streets: ['#/1 ซอยตัวอย่าง', '# ถนนทดสอบ'],
    phone: '(+66)80000####',
  },
  VN: {
    ...SEA_STYLE,
    levelNames: ['Province', 'District', 'Ward'],
    places: [
      place('7####', ['Thành phố Hồ Chí Minh', 'Quận 1', 'Phường Bến Nghé']),
      place('1####', ['Hà Nội', 'Quận Hoàn Kiếm', 'Phường Hàng Bạc']),
    ],
    names: persons('Khách Hàng|Mẫu', 'Người Mua|Ví Dụ'),
    streets: ['Số # Đường Mẫu', '# Đường Ví Dụ'],
    phone: '(+84)90000####',
  },
  JP: {
    ...EU_STYLE,
    levelNames: ['Prefecture', 'City'],
    places: [place('10000##', ['東京都', '千代田区']), place('53000##', ['大阪府', '大阪市北区'])],
    names: persons('見本|購入者', 'サンプル|太字'),
    streets: ['サンプル#-1', '見本町#-2'],
    phone: '(+81)9000000###',
  },
  BR: {
    ...SEA_STYLE,
    levelNames: ['State', 'City', 'Neighbourhood'],
    places: [
      place('010##-0##', ['São Paulo:SP', 'São Paulo', 'Centro']),
      place('220##-0##', ['Rio de Janeiro:RJ', 'Rio de Janeiro', 'Copacabana']),
    ],
    names: persons('Cliente|Exemplo', 'Compradora|Amostra'),
    streets: ['Rua Exemplo, #', 'Avenida Amostra, #'],
    phone: '(+55)1190000####',
  },
  MX: {
    ...SEA_STYLE,
    levelNames: ['State', 'Municipality', 'Neighbourhood'],
    places: [
      place('060##', ['Ciudad de México:CMX', 'Cuauhtémoc', 'Centro']),
      place('441##', ['Jalisco:JAL', 'Guadalajara', 'Americana']),
    ],
    names: persons('Cliente|Ejemplo', 'Compradora|Muestra'),
    streets: ['Calle Ejemplo #', 'Avenida Muestra #'],
    phone: '(+52)5500000###',
  },
};

/** Names that break careless programs: emoji, right-to-left, combining marks, quotes. All mean "sample buyer". */
export const ODD_NAMES: readonly (readonly [first: string, last: string])[] = [
  ['Sample 🛍️', 'Buyer 👩🏽‍🚀'],
  ['مشتري', 'عينة'],
  ['קונה', 'לדוגמה'],
  ['Sámplę', 'Būÿer'],
  ['"Sample"', "O'Buyer; & <Co>"],
  ['Sample\u200d', 'Bu\u0308yer'],
];

/** @param levels - Name, and behind a colon the ISO code, per level from L1 on. */
function place(postcode: string, levels: readonly string[], taxRate?: string): Place {
  const pairs = levels.map((level) => {
    const [name = '', iso = ''] = level.split(':');
    return [name, iso] as const;
  });
  return { postcode, levels: pairs, ...(taxRate === undefined ? {} : { taxRate }) };
}

/** Given names and family names with a bar between them. */
function persons(...names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => {
    const [first = '', last = ''] = name.split('|');
    return [first, last] as const;
  });
}
