// What the ranking is set to where a project says nothing, as far as the window shows it; the rest is in indexFromEmbeddings.ts.
// Example: settings.ranking.safetyRiseQ15 ?? defaultSafetyRiseQ15

/** Added to the limit for topics of the kind `safety`: 0.04 in Q15. */
export const defaultSafetyRiseQ15 = 1311
