/** One TikTok app, as a section of `.odoorc` names it. */
export interface TiktokApp {
  /** Name of the section; tokens are kept under it. */
  readonly section: string;
  readonly key: string;
  readonly secret: string;
  /** For the consent page only; it is not the app key. */
  readonly serviceId?: string | undefined;
}

/** Base URLs without a trailing slash; settings, because the consent host differs by market and tests have their own. */
export interface TiktokHosts {
  readonly api: string;
  readonly auth: string;
  readonly consent: string;
}

/**
 * TikTok's own hosts; the consent host is the one for all markets but the US, whose is `https://services.us.tiktokshop.com`.
 *
 * @see Partner Center, "Authorization"
 */
export const TIKTOK_HOSTS: TiktokHosts = {
  api: 'https://open-api.tiktokglobalshop.com',
  auth: 'https://auth.tiktok-shops.com',
  consent: 'https://services.tiktokshop.com',
};

/** A shop as calls name it. */
export interface ShopRef {
  /** TikTok's id, for limits, logs and errors. */
  readonly id: string;
  /** What stands for the shop in calls. */
  readonly cipher: string;
}

/** The access token of one account, renewed when needed. */
export interface AccessTokens {
  /** The seller's `open_id`. */
  readonly openId: string;
  /**
   * An access token that is valid for a while yet.
   *
   * @throws TiktokAuthError when the account was never linked or has to be linked again.
   */
  get(): Promise<string>;
  /**
   * A token other than one that TikTok has just refused.
   *
   * @throws TiktokAuthError when TikTok refuses to renew it.
   */
  renew(refused: string): Promise<string>;
}
