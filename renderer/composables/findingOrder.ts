// Findings in the order in which people mend them: errors, warnings, notes, and at the end what was let stand.

import type { Finding } from '../../shared/domain.ts'

const weights = { error: 0, warning: 1, note: 2 }
const weightOf = ({ severity, suppressed }: Finding): number => (suppressed ? 3 : weights[severity])

export const bySeverity = (a: Finding, b: Finding): number => weightOf(a) - weightOf(b)
