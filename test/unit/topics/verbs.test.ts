// A heading that names an action becomes the question for it; one that does not stays out.
import { expect, it } from 'vitest'
import { baseVerb } from '../../../electron/worker/topics/verbs.ts'

it.each([
  ['Cleaning the filters', 'clean the filters'],
  ['Levelling the appliance', 'level the appliance'],
  ['Leaving the appliance unused', 'leave the appliance unused'],
  ['Changing or stopping a programme', 'change or stop a programme'],
  ['Raising and lowering the upper basket', 'raise and lower the upper basket'],
  ['Setting the water hardness', 'set the water hardness'],
  ['Using combined detergents', 'use combined detergents'],
  ['How to descale the machine', 'descale the machine'],
  ['Replace the lamp', 'replace the lamp'],
  ['Cleaning and care', ''],
  ['Cooling fan', ''],
  ['Opening hours', ''],
  ['Drain hose', ''],
  ['Ceiling mounting', ''],
])('"%s" -> "%s"', (title, action) => expect(baseVerb(title)).toBe(action))
