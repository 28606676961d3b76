// Budget, gate and keys: what stands between a project and a device.
import { generateKeyPairSync, verify, createHash, createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Project, Target, Topic } from '../../../shared/domain.ts'
import { topicId } from '../../../shared/ids.ts'
import { budgetOf, overBudget } from '../../../electron/worker/exporting/budget.ts'
import { gateOf } from '../../../electron/worker/exporting/gate.ts'
import { readSigningKey, readVerifyKey } from '../../../electron/worker/exporting/signing.ts'
import type { OwnSuite } from '../../../electron/worker/testing/projectSuite.ts'
import { findingsOf } from '../../../electron/worker/topics/findings.ts'
import { listTargets, targetById } from '../../../electron/worker/exporting/targets.ts'

const target: Target = {
  id: 'small',
  name: 'Small',
  description: '',
  encoder: 'static-small',
  speech: 'text',
  models: [],
  limits: { bundleBytes: 1000, ramBytes: 100 },
  sources: [],
}

const cost = { bundleBytes: 1, modelBytes: 0, ramBytes: 1, answerMs: null, speechSeconds: 0 }

const safety = (status: Topic['status']): Topic => ({
  id: topicId('safety'),
  kind: 'safety',
  title: 'Safety',
  language: 'en',
  chapter: [],
  phrases: [{ text: 'safety', origin: 'title' }],
  hazards: [],
  steps: [{ written: 'Unplug it.', spoken: 'Unplug it.', isEdited: false, sources: [] }],
  isProcedure: false,
  codes: [],
  isSpoken: true,
  status,
  sources: [],
})

const suite = (changes: Partial<OwnSuite>): OwnSuite => ({
  ...{ language: 'en', total: 40, top1: 0.9, falseAnswers: 0, minTop1: 0.7, maxFalse: 0.1 },
  ...changes,
})

const project = (topics: Topic[]): Project => ({
  formatVersion: 1,
  settings: { name: 'D60', language: 'en', target: 'small', ranking: {} },
  manuals: [],
  topics,
})

describe('the budget', () => {
  it('counts models and bundle against the same flash', () => {
    const budget = budgetOf(target, { ...cost, bundleBytes: 600, modelBytes: 500 })
    expect(budget.isWithin).toBe(false)
    expect(budget.lines[0]).toEqual({ name: 'flash', usedBytes: 1100, limitBytes: 1000 })
  })

  it('holds at the limit itself', () => {
    expect(budgetOf(target, { ...cost, bundleBytes: 1000, ramBytes: 100 }).isWithin).toBe(true)
  })

  describe('of time and speech', () => {
    const limits = { ...target.limits, answerMs: 200, speechSeconds: 60 }
    it.each([
      [{ answerMs: 200, speechSeconds: 60 }, true, []],
      [{ answerMs: 240.04, speechSeconds: 60 }, false, ['answer by 40 ms']],
      [{ answerMs: null, speechSeconds: 61.5 }, false, ['speech by 1.5 s']],
    ])('takes %o: %s', (change, isWithin, over) => {
      const budget = budgetOf({ limits, speech: 'clips' }, { ...cost, ...change })
      expect([budget.isWithin, overBudget(budget)]).toEqual([isWithin, over])
    })

    it('is silent where the target limits neither, knows no speed, or speaks itself', () => {
      expect(budgetOf(target, { ...cost, answerMs: 9999, speechSeconds: 9999 }).measures).toEqual([])
      expect(budgetOf({ limits, speech: 'text' }, { ...cost, answerMs: null }).measures).toEqual([])
    })
  })
})

describe('the gate', () => {
  const budget = budgetOf(target, cost)
  const closed = (facts: Partial<Parameters<typeof gateOf>[0]>) =>
    gateOf({
      projects: [project([safety('approved')])],
      findings: [],
      suites: [suite({})],
      budget,
      isSigned: true,
      ...facts,
    })
      .lines.filter((line) => !line.holds)
      .map((line) => line.code)

  it('is open when everything holds', () => expect(closed({})).toEqual([]))
  it('wants every safety topic approved', () =>
    expect(closed({ projects: [project([safety('reviewed')])] })).toEqual(['safety-approved']))
  it.each([
    ['no questions at all', []],
    ['no questions in one of its languages', [suite({}), suite({ language: 'de', total: 0, top1: 0 })]],
    ['too few right answers', [suite({ top1: 0.69 })]],
    ['too many answers to what must be refused', [suite({ falseAnswers: 0.11 })]],
  ])('stays closed for %s', (_, suites) => expect(closed({ suites })).toEqual(['suite']))
  it('takes a suite that reaches its limits exactly', () =>
    expect(closed({ suites: [suite({ top1: 0.7, falseAnswers: 0.1 })] })).toEqual([]))
  it('wants topics', () => expect(closed({ projects: [project([])] })).toEqual(['topics']))
  it('wants all that of every language', () => {
    const good = project([safety('approved')])
    expect(closed({ projects: [good, project([])] })).toEqual(['topics'])
    expect(closed({ projects: [good, project([safety('draft')])] })).toEqual(['safety-approved'])
  })
  it('wants a signature', () => expect(closed({ isSigned: false })).toEqual(['signature']))
  it('wants no findings that are errors', () => {
    const empty = { ...safety('approved'), id: topicId('empty'), kind: 'task' as const, steps: [] }
    const findings = findingsOf([empty])
    const letStand = { reason: 'its steps come later', by: 'A. Meier', at: '2026-11-30' }
    expect(closed({ findings })).toEqual(['findings'])
    expect(closed({ findings: findings.map((finding) => ({ ...finding, suppressed: letStand })) })).toEqual([])
  })
  it('says how many stand in the way, and what the questions came to', () => {
    const suites = [suite({ top1: 0.69 })]
    const { lines } = gateOf({ projects: [project([safety('draft')])], findings: [], suites, budget, isSigned: true })
    const lineOf = (code: string) => lines.find((line) => line.code === code)
    expect([lineOf('safety-approved')?.count, lineOf('findings')?.count]).toEqual([1, 0])
    expect(lineOf('suite')?.suites).toEqual(suites)
  })
  it('says how to mend what does not hold', () => {
    const { lines } = gateOf({ projects: [project([])], findings: [], suites: [], budget, isSigned: false })
    for (const line of lines) expect(line.mend === '').toBe(line.holds)
  })
})

describe('keys', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const digest = createHash('sha256').update('bundle').digest()

  it('signs what node:crypto verifies', () => {
    const signature = readSigningKey(pem, 'key.pem').sign(digest)
    expect(signature).toHaveLength(64)
    expect(verify(null, digest, publicKey, signature)).toBe(true)
  })

  it('verifies with the public key and refuses another', () => {
    const signature = readSigningKey(pem, 'key.pem').sign(digest)
    const other = generateKeyPairSync('ed25519').publicKey
    const answer = (key: typeof publicKey) =>
      readVerifyKey(key.export({ type: 'spki', format: 'pem' }).toString(), 'p.pem')(digest, signature)
    expect([answer(publicKey), answer(other), answer(createPublicKey(privateKey))]).toEqual([true, false, true])
  })

  it.each([
    ['text', 'hello'],
    [
      'an RSA key',
      generateKeyPairSync('rsa', { modulusLength: 1024 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    ],
    ['nothing', ''],
  ])('refuses %s as a key', (_, text) => {
    expect(() => readSigningKey(text, 'key.pem')).toThrow(expect.objectContaining({ code: 'key-invalid' }) as Error)
  })
})

describe('targets', () => {
  it('ship as files that parse, the largest first', async () => {
    expect((await listTargets('assets/targets')).map(({ id }) => id)).toEqual([
      'sl2610-linux',
      'sr110-mcu',
      'rp2350-mcu',
    ])
  })
  it('are named in the error for one that is unknown', async () => {
    await expect(targetById('assets/targets', 'toaster')).rejects.toMatchObject({
      code: 'target-unknown',
      details: { targets: 'sl2610-linux, sr110-mcu, rp2350-mcu' },
    })
  })
})
