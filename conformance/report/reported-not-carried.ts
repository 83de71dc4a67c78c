/** Cases that were not sent because no request of a server in the same process can be what they need: HTTP on the wire alone carries it. */
export interface ReportedNotCarried {
  /** Such as `a path that URL spells otherwise`. */
  readonly what: string;
  readonly cases: number;
}
