/** A `cvm_id`: a number, or a bigint where a double would not hold it, so that equal ones are `===` and print as their digits. */
export type CvmId = number | bigint;

/** The `cvm_id` of an integer of any size. */
export const cvmIdOf = (integer: bigint): CvmId => {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
};

/** The `cvm_id` that an answered value is, or null where it is none, or was rounded when it was read. */
export const asCvmId = (value: unknown): CvmId | null =>
  typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value)) ? value : null;

/** The highest of some `cvm_id`s; 0 where there is none. */
export const highestCvmId = (cvmIds: readonly CvmId[]): CvmId => {
  let highest: CvmId = 0;
  for (const cvmId of cvmIds) if (cvmId > highest) highest = cvmId;
  return highest;
};

/** What the databases behind most servers can hold. */
const MAX_INT_64 = 2n ** 63n - 1n;

/** A `cvm_id` that far above another; below it where 64 bits would not hold one above. */
export const cvmIdBeyond = (cvmId: CvmId, distance: number): CvmId => {
  const above = BigInt(cvmId) + BigInt(distance);
  return cvmIdOf(above > MAX_INT_64 ? BigInt(cvmId) - BigInt(distance) : above);
};
