/** Of what breaks one law in one way no more causes are looked for at a time. */
export const MAX_CAUSES = 4;
