// Chapters 2 and 3 of the sample manual.
import type { SampleBlock } from '../blocks.ts'

export const start: readonly SampleBlock[] = [
  { kind: 'chapter', title: 'Getting to know your dishwasher' },
  { kind: 'figure', draw: 'front', caption: 'Fig. 1: The dishwasher with its door open' },
  { kind: 'heading', title: 'Parts of the appliance' },
  {
    kind: 'bullets',
    bullets: [
      'Cutlery drawer (1)',
      'Upper basket with upper spray arm (2)',
      'Lower basket with lower spray arm (3)',
      'Salt container (4)',
      'Filter system (5)',
      'Dispenser for detergent and rinse aid (6)',
    ],
  },
  { kind: 'heading', title: 'Control panel' },
  { kind: 'figure', draw: 'panel', caption: 'Fig. 2: Control panel' },
  {
    kind: 'text',
    text: 'Turn the programme dial to choose a programme. The display shows the remaining time. Press Start to begin, and press it again to pause. The Options button adds Half load, Extra dry or Delay start.',
  },
  { kind: 'heading', title: 'Child lock' },
  {
    kind: 'text',
    text: 'The child lock stops children from starting or changing a pro~gramme. Hold Options and Start together for 4 seconds until a key appears in the display. Do the same again to switch the lock off.',
  },
  { kind: 'heading', title: 'Sounds' },
  {
    kind: 'text',
    text: 'The dishwasher beeps at the end of a programme. To switch the beep off, hold Options for 6 seconds until the display shows “b0”; “b1” means that it is on.',
  },
  { kind: 'chapter', title: 'Before the first wash' },
  { kind: 'heading', title: 'Connecting the water' },
  {
    kind: 'hazard',
    signal: 'NOTICE',
    text: 'Old hoses can burst and flood the kitchen. Use the new hose that came with the appliance.',
  },
  {
    kind: 'steps',
    steps: [
      'Close the water tap.',
      'Screw the inlet hose onto the tap and tighten it by hand.',
      'Hang the drain hose at a height of 40–80 cm.',
      'Open the tap slowly and check that nothing drips.',
    ],
  },
  { kind: 'heading', title: 'Levelling the appliance' },
  {
    kind: 'steps',
    steps: [
      'Put a spirit level on the upper edge of the open door.',
      'Turn the front feet with a 13 mm spanner until the bubble is in the middle.',
      'Turn the screw at the bottom front to raise or lower the rear foot.',
    ],
  },
  { kind: 'heading', title: 'Setting the water hardness' },
  {
    kind: 'text',
    text: 'Hard water leaves a white film on dishes. The built-in water soft~ener removes lime if it knows how hard your water is. Ask your water supplier, then find the level in the table on page 7.',
  },
  {
    kind: 'steps',
    steps: [
      'Switch the appliance on.',
      'Hold Start for 5 seconds until the display shows “H” and a figure.',
      'Turn the programme dial to the level from the table.',
      'Press Start to save the level.',
    ],
  },
  {
    kind: 'table',
    head: ['Water hardness', 'German degrees', 'mmol/l', 'Level'],
    widths: [0.34, 0.26, 0.22, 0.18],
    rows: [
      ['Soft', '0–8 °dH', '0–1.4', '0'],
      ['Medium', '9–14 °dH', '1.5–2.5', '2'],
      ['Hard', '15–21 °dH', '2.6–3.7', '4'],
      ['Very hard', 'over 21 °dH', 'over 3.7', '6'],
    ],
  },
  { kind: 'heading', title: 'Filling the salt container' },
  {
    kind: 'hazard',
    signal: 'NOTICE',
    text: 'Detergent destroys the water softener. Fill only dishwasher salt into the salt container.',
  },
  {
    kind: 'text',
    text: 'Fill in salt when the salt lamp is lit. The container holds about 1.2 kg.',
  },
  {
    kind: 'steps',
    steps: [
      'Take out the lower basket.',
      'Unscrew the cap of the salt container anticlockwise.',
      'Before the first wash only: pour 1 l of water into the container.',
      'Fill in salt with the funnel until the container is full. Water runs out; that is normal.',
      'Wipe away salt around the opening and screw the cap on tightly.',
      'Start a short programme at once, so that spilled salt cannot cause rust.',
    ],
  },
  { kind: 'heading', title: 'Filling the rinse aid' },
  {
    kind: 'text',
    text: 'Rinse aid lets water run off, so that dishes dry without spots. Refill it when the rinse aid lamp is lit.',
  },
  { kind: 'figure', draw: 'dispenser', caption: 'Fig. 3: Dispenser' },
  {
    kind: 'steps',
    steps: [
      'Press the tab of the rinse aid lid and open it (Fig. 3).',
      'Pour in rinse aid up to the mark “max”.',
      'Wipe up what was spilled: it makes foam.',
      'Close the lid until it clicks.',
    ],
  },
]
