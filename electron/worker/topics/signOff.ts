// Topic + status + who and when -> the topic signed off, and whether a signature still holds for what the topic says now.
// Example: signedOff(topic, 'approved', { by: 'Ada', at }) keeps Ada's earlier "reviewed" of the same words beside it.
// Who signs has read the topic as it is now: what it said before a new edition is not kept any longer.
// Trap: a topic file may be edited by hand or merged by git: `status` says what somebody wanted, the hash whether it is still true.

import type { ByWhom, SignOff, Topic } from '../../../shared/domain.ts'
import { contentHash } from './contentHash.ts'

export function signedOff(topic: Topic, status: Topic['status'], byWhom: ByWhom): Topic {
  const { signOffs = [], earlier, ...plain } = topic
  if (status === 'draft') return { ...plain, ...(earlier && { earlier }), status }
  const sign: SignOff = { status, contentHash: contentHash(topic), ...byWhom }
  const kept = status === 'approved' ? signOffs.filter((earlier) => isReviewOf(earlier, sign.contentHash)) : []
  return { ...plain, status, signOffs: [...kept, sign] }
}

/** Back to draft: nobody has read it as it is now. */
export const unsigned = (topic: Topic): Topic => signedOff(topic, 'draft', { by: '', at: '' })

/** Its words are no longer those that were signed. */
export const isStale = (topic: Topic): boolean =>
  (topic.signOffs ?? []).some((sign) => sign.contentHash !== contentHash(topic))

export const isApproved = (topic: Topic): boolean => topic.status === 'approved' && !isStale(topic)

const isReviewOf = ({ status, contentHash }: SignOff, hash: string): boolean =>
  status === 'reviewed' && contentHash === hash
