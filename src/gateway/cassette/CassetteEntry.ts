import { type Frame } from '../../connection';

/**
 * What every entry of a tape has.
 *
 * @category Cassettes
 */
export interface CassetteMoment {
  /** When it happened, in whole ms since the first dial of the tape. */
  readonly at: number;
  /** The number of the line it happened on, from 1, in order of dialling. */
  readonly line: number;
}

/**
 * One thing that happened on a line, as a cassette keeps it. Secrets are taken out.
 *
 * `dial`, then `open`, then what the client `sent` and `received`, then one end: it `left`, the gateway `closed`, or the line was
 * `lost`. A line that never opened ends with `refused` or `lost`.
 *
 * @category Cassettes
 */
export type CassetteEntry =
  | (CassetteMoment & {
      readonly type: 'dial';
      readonly url: string;
      /** The names of the headers; what they say is kept from the tape. */
      readonly headers: Readonly<Record<string, string>>;
    })
  | (CassetteMoment & { readonly type: 'open' })
  | (CassetteMoment & { readonly type: 'sent' | 'received'; readonly frame: Frame })
  | (CassetteMoment & { readonly type: 'left' })
  | (CassetteMoment & { readonly type: 'closed'; readonly code: number; readonly reason: string })
  | (CassetteMoment & { readonly type: 'lost'; readonly message: string })
  | (CassetteMoment & {
      readonly type: 'refused';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: number;
    });

/**
 * A recorded session: what happened on its lines, in both directions, in order.
 *
 * @category Cassettes
 */
export type Cassette = readonly CassetteEntry[];
