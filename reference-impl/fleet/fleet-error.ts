/** A fleet can't be used. `place` names the member at fault, such as `cvms[3].appId`; the message says what was seen and how to mend it. */
export class FleetError extends Error {
  readonly code = "FLEET_UNUSABLE";
  readonly place: string;

  constructor(place: string, problem: string, remedy: string) {
    super(`Failed to read the fleet: ${place === "" ? "the whole" : place} ${problem}. ${remedy}`);
    this.name = "FleetError";
    this.place = place;
  }
}
