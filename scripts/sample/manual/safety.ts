// Chapter 1 of the sample manual.
import type { SampleBlock } from '../blocks.ts'

export const safety: readonly SampleBlock[] = [
  { kind: 'chapter', title: 'Safety' },
  {
    kind: 'text',
    text: 'Read this chapter before you use the dishwasher for the first time, and keep the manual with the appliance. Pass it on to the next owner.',
  },
  { kind: 'heading', title: 'How warnings are marked' },
  {
    kind: 'bullets',
    bullets: [
      'Danger: will lead to death or serious injury if it is not avoided.',
      'Warning: can lead to death or serious injury.',
      'Caution: can lead to minor injury.',
      'Notice: can lead to damage to the appliance or to your home.',
    ],
  },
  { kind: 'heading', title: 'Electrical safety' },
  {
    kind: 'hazard',
    signal: 'DANGER',
    text: 'Electric shock. Touching live parts can be fatal. Pull the mains plug before you clean the appliance or reach behind it. Never use an appliance with a damaged cable.',
  },
  {
    kind: 'bullets',
    bullets: [
      'Connect the dishwasher only to an earthed socket that was installed by an electrician.',
      'Do not use extension cables or multiple sockets.',
      'Have a damaged mains cable replaced by the Norrland service.',
      'Do not pull on the cable; hold the plug.',
    ],
  },
  { kind: 'heading', title: 'Children and other people' },
  {
    kind: 'hazard',
    signal: 'WARNING',
    text: 'Detergent burns. Dishwasher detergent can cause severe burns to the mouth and eyes. Keep detergent and the open dishwasher out of the reach of children.',
  },
  {
    kind: 'bullets',
    bullets: [
      'Children from the age of 8 may use the appliance under supervision and after being shown how.',
      'Children must not play with the appliance. Use the child lock when you leave the room.',
      'Keep packaging away from children: they can suffo~cate.',
    ],
  },
  { kind: 'heading', title: 'Hot water and steam' },
  {
    kind: 'hazard',
    signal: 'CAUTION',
    text: 'Hot steam. Steam escapes when the door is opened during a programme and can scald your skin. Wait until the programme has ended, then open the door a little and let the steam out.',
  },
  { kind: 'heading', title: 'Knives and sharp objects' },
  {
    kind: 'hazard',
    signal: 'WARNING',
    text: 'Cuts. Blades that stand upright can injure you. Put knives into the cutlery drawer flat or with the blade down.',
  },
  { kind: 'heading', title: 'The open door' },
  {
    kind: 'hazard',
    signal: 'WARNING',
    text: 'Tipping over. The appliance can tip forward when weight rests on the open door. Do not sit or lean on the door, and do not place heavy objects on it.',
  },
]
