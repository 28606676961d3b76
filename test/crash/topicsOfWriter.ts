// What writer and killer must agree on.

/** That one writer edits, beside the one that goes with its PDF. */
export const topicsOfWriter = 6
